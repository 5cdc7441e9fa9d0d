#include "app/gate/gate.h"

#include "app/gate/list.h"
#include "app/gate/verdict.h"
#include "gate_sql.h"

enum {
	PAGE_ROWS = 500,
	PAGE_BYTES = 8 * 1024 * 1024, /* of events, and the last one whatever its size */
	PAGE_ARENA_BYTES = 1024 * 1024,
	EVENT_ARENA_BYTES = 256 * 1024 * 1024,
	DB_WAIT_MS = 5000,
};

/* Of every statement that reads a table. */
enum column { POSITION, EVENT_ID, TYPE, VERSION, TOPIC, FORM, ORIGINAL, REASON };

/* A table whose events are on their way. */
struct in_flight {
	const char *table;
	const struct statement *read;
	const char *columns; /* without one of these there is nothing to read yet */
	bool for_all;	     /* consumers; else for the schema's own service */
};

static const struct in_flight tables[] = {
	{"outbox", &gate_sql_outbox, "seq,event_id,event_type,topic,event", true},
	{"dead_letters", &gate_sql_dead_letters, "dead_letter_id,event_id,event_type,event_version,topic,form,original,reason",
	 false},
	{"parked_events", &gate_sql_parked_events, "parked_id,event_id,topic,form,original", false},
};

struct gate {
	struct context *context; /* the caller's: the report and the failure are his */
	const struct service *const *services;
	struct gate_report *report;
	struct arena page_arena;  /* of a statement */
	struct arena event_arena; /* of one event */
};

static enum status ask(struct gate *gate, struct tx *tx, const struct statement *statement, const struct db_params *params,
		       struct db_result *ret_rows)
{
	enum status status = tx_exec(tx, statement, params, ret_rows);

	return status == STATUS_OK ? status : fail_while(gate->context, "reading the events in flight of %s", tx->schema);
}

/* Whether the table is there, and such that it can be read: migrations may not have come so far. */
static enum status is_there(struct gate *gate, struct tx *tx, const struct in_flight *table, bool *ret_there)
{
	struct db_params params;
	struct db_array columns;
	struct db_result rows CLEANUP(db_result_done) = {0};
	struct text rest = text_of(table->columns);
	const char *name;
	enum status status;

	arena_reset(&gate->page_arena);
	name = arena_printf(&gate->page_arena, "%s.%s", tx->schema, table->table);
	db_array_init(&columns, &gate->page_arena, DB_TEXT);
	while (!text_empty(rest))
		db_array_text(&columns, text_cut(&rest, ','));
	db_params_init(&params, &gate->page_arena);
	db_add_text(&params, text_of(name));
	db_add_array(&params, &columns);
	status = ask(gate, tx, &gate_sql_has_columns, &params, &rows);
	if (status == STATUS_OK)
		*ret_there = db_get_bool(&rows, 0, 0);
	return status;
}

static struct text text_or(struct text text, struct text otherwise)
{
	return text_empty(text) ? otherwise : text;
}

static void check_event(struct gate *gate, const struct service *service, const struct in_flight *table,
			const struct db_result *rows, int row)
{
	const struct service *const own[] = {service, NULL};
	const struct stored_event event = {
		.topic = db_get_text(rows, row, TOPIC),
		.form = db_get_text(rows, row, FORM),
		.original = db_get_text(rows, row, ORIGINAL),
	};
	struct context context;
	struct verdict verdict;
	struct gate_row named = {.service = service->name, .table = table->table};

	arena_reset(&gate->event_arena);
	context_init(&context, &gate->event_arena, gate->context->clock, NULL);
	verdict = verdict_of(&context, &event, table->for_all ? gate->services : own, !table->for_all);
	named.event_id = uuid_text(db_get_uuid(rows, row, EVENT_ID), &gate->event_arena);
	named.type = text_or(verdict.type, db_get_text(rows, row, TYPE));
	named.version = text_or(verdict.version, db_get_text(rows, row, VERSION));
	named.cause = verdict.cause;
	gate->report->checked++;
	if (!text_equal_string(db_get_text(rows, row, REASON), "unknown_version")) {
		if (!verdict.readable)
			gate_list_add(&gate->report->unreadable, gate->context->arena, &named);
	} else if (verdict.readable) {
		gate_list_add(&gate->report->replayable, gate->context->arena, &named);
	}
}

/* Events behind a position; *position becomes that of the last one, *ret_more says whether there was any. */
static enum status check_page(struct gate *gate, struct tx *tx, const struct service *service, const struct in_flight *table,
			      int64_t *position, bool *ret_more)
{
	struct db_params params;
	struct db_result rows CLEANUP(db_result_done) = {0};
	enum status status;

	arena_reset(&gate->page_arena);
	db_params_init(&params, &gate->page_arena);
	db_add_i64(&params, *position);
	db_add_i64(&params, PAGE_ROWS);
	db_add_i64(&params, PAGE_BYTES);
	status = ask(gate, tx, table->read, &params, &rows);
	if (status != STATUS_OK)
		return status;
	for (int row = 0; row < rows.rows; row++) {
		check_event(gate, service, table, &rows, row);
		*position = db_get_i64(&rows, row, POSITION);
	}
	*ret_more = rows.rows > 0;
	return STATUS_OK;
}

static enum status check_table(struct gate *gate, struct tx *tx, const struct service *service, const struct in_flight *table)
{
	int64_t position = INT64_MIN;
	bool more = false;
	enum status status = is_there(gate, tx, table, &more);

	while (status == STATUS_OK && more)
		status = check_page(gate, tx, service, table, &position, &more);
	return status;
}

/* Whoever waits for a table that somebody holds is told so, as with the migrations themselves. */
static const char begin_reading[] = "set transaction isolation level repeatable read, read only; set local lock_timeout = '5s'";

static enum status check_services(struct gate *gate, struct tx *tx, const struct service *const *chosen)
{
	enum status status = tx_run_script(tx, begin_reading);

	for (; status == STATUS_OK && *chosen; chosen++) {
		tx->schema = (*chosen)->name;
		for (size_t i = 0; status == STATUS_OK && i < COUNT_OF(tables); i++)
			status = check_table(gate, tx, *chosen, &tables[i]);
	}
	return status;
}

static enum status check_in_pool(struct gate *gate, struct db_pool *pool, const struct service *const *chosen)
{
	struct tx tx = {0};
	enum status status = tx_begin(&tx, gate->context, pool, clock_monotonic_us() + DB_WAIT_MS * 1000);

	if (status != STATUS_OK)
		return status;
	status = check_services(gate, &tx, chosen);
	tx_rollback(&tx);
	return status;
}

enum status gate_check(struct context *context, struct db *db, const struct service *const *chosen,
		       const struct service *const *services, struct gate_report **ret_report)
{
	struct gate gate = {.context = context, .services = services, .report = arena_new(context->arena, struct gate_report)};
	int64_t started_us = clock_monotonic_us();
	struct db_pool *pool;
	enum status status;

	if (!gate.report)
		return fail(context, STATUS_EXHAUSTED, "no memory left for the list of events in flight");
	status = db_pool_open(context, db, "hapax", 1, &pool);
	if (status != STATUS_OK)
		return status;
	arena_init(&gate.page_arena, PAGE_ARENA_BYTES);
	arena_init(&gate.event_arena, EVENT_ARENA_BYTES);
	status = check_in_pool(&gate, pool, chosen);
	arena_done(&gate.page_arena);
	arena_done(&gate.event_arena);
	db_pool_close(pool);
	gate.report->took_us = clock_monotonic_us() - started_us;
	if (status == STATUS_OK)
		*ret_report = gate.report;
	return status;
}
