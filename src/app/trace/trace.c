#include "app/trace/trace.h"

#include <stdlib.h>
#include <string.h>

#include "contract/catalogue.h"
#include "trace_sql.h"

enum { STEPS_MAX = 50000, DB_WAIT_MS = 5000 };

/* An event of the trace, while it is put together. */
struct traced_event {
	struct uuid id;
	struct text type;
};

struct builder {
	struct context *context;
	struct db_pool *pool;
	struct text correlation_id;
	struct trace trace;
	struct traced_event *events; /* from the audit log */
	size_t event_count;
	struct text last_command;
};

const char *trace_step_name(enum trace_step_kind kind)
{
	static const char *const names[] = {
		[TRACE_COMMAND] = "command",  [TRACE_OCCURRED] = "occurred", [TRACE_OUTBOX] = "outbox",
		[TRACE_BROKER] = "broker",    [TRACE_RECEIVED] = "received", [TRACE_HANDLED] = "handled",
		[TRACE_DEAD] = "dead letter", [TRACE_WAITING] = "in outbox",
	};

	return names[kind];
}

/* One statement against one service's schema. A schema that isn't there yet has no rows. */
static enum status ask(struct builder *builder, const char *schema, const struct statement *statement,
		       const struct db_params *params, struct db_result *ret_result)
{
	struct tx tx = {0};
	enum status status = tx_begin(&tx, builder->context, builder->pool, clock_monotonic_us() + DB_WAIT_MS * 1000);

	if (status != STATUS_OK)
		return status;
	tx.schema = schema;
	status = tx_exec(&tx, statement, params, ret_result);
	tx_rollback(&tx);
	if (status != STATUS_OK && builder->context->failure.sqlstate && strcmp(builder->context->failure.sqlstate, "42P01") == 0) {
		failure_clear(builder->context);
		*ret_result = (struct db_result){0};
		return STATUS_OK;
	}
	return status;
}

static void add_step(struct builder *builder, enum trace_step_kind kind, int64_t time_us, const char *where, struct text type,
		     struct text id, struct text note)
{
	struct arena *arena = builder->context->arena;

	if (builder->trace.count == STEPS_MAX) {
		builder->trace.truncated = true;
		return;
	}
	builder->trace.steps[builder->trace.count++] = (struct trace_step){
		.kind = kind,
		.time_us = time_us,
		.where = text_dup_string(text_of(where), arena),
		.event_type = text_dup(type, arena),
		.event_id = text_dup(id, arena),
		.note = text_dup(note, arena),
	};
}

/* The last part of "/hapax/tasks". */
static const char *service_of_source(struct text source, struct arena *arena)
{
	struct text rest = source, last = source;

	while (!text_empty(rest))
		last = text_cut(&rest, '/');
	return text_dup_string(last, arena);
}

/* Causes that aren't events of the trace are commands: they come once, whatever they caused. */
static void add_command(struct builder *builder, struct text causation, const char *service, struct text user)
{
	struct uuid id;

	if (text_equal(causation, builder->last_command) || !uuid_parse_text(causation, &id) || !uuid_v7_time_us(id))
		return;
	for (size_t i = 0; i < builder->event_count; i++)
		if (uuid_order(builder->events[i].id, id) == 0)
			return;
	builder->last_command = text_dup(causation, builder->context->arena);
	add_step(builder, TRACE_COMMAND, uuid_v7_time_us(id), service, (struct text){0}, causation, user);
}

/* Our own events tell by their ids when they came into the outbox; of others only the publisher's word is known. */
static void add_recorded(struct builder *builder, const struct db_result *rows, int row)
{
	struct arena *arena = builder->context->arena;
	struct uuid id = db_get_uuid(rows, row, 0);
	struct text source = db_get_text(rows, row, 5);
	const char *where = service_of_source(source, arena);
	int64_t outbox_us = text_starts_with(source, TEXT("/hapax/")) ? uuid_v7_time_us(id) : 0;

	add_command(builder, db_get_text(rows, row, 4), where, db_get_text(rows, row, 3));
	add_step(builder, outbox_us ? TRACE_OUTBOX : TRACE_OCCURRED, outbox_us ? outbox_us : db_get_time(rows, row, 2), where,
		 db_get_text(rows, row, 1), uuid_text(id, arena), (struct text){0});
}

static enum status read_recorded(struct builder *builder, const char *schema)
{
	struct context *context = builder->context;
	struct db_params params;
	struct db_result rows CLEANUP(db_result_done) = {0};
	enum status status;

	db_params_init(&params, context->arena);
	db_add_text(&params, builder->correlation_id);
	status = ask(builder, schema, &trace_sql_recorded, &params, &rows);
	if (status != STATUS_OK)
		return status;
	builder->events = arena_array(context->arena, struct traced_event, (size_t)rows.rows + 1);
	if (!builder->events)
		return fail(context, STATUS_EXHAUSTED, "no memory left for %d events", rows.rows);
	for (int i = 0; i < rows.rows; i++)
		builder->events[builder->event_count++] =
			(struct traced_event){db_get_uuid(&rows, i, 0), text_dup(db_get_text(&rows, i, 1), context->arena)};
	for (int i = 0; i < rows.rows; i++)
		add_recorded(builder, &rows, i);
	return STATUS_OK;
}

static struct text type_of_event(const struct builder *builder, struct uuid id)
{
	for (size_t i = 0; i < builder->event_count; i++)
		if (uuid_order(builder->events[i].id, id) == 0)
			return builder->events[i].type;
	return (struct text){0};
}

static void add_processed(struct builder *builder, const char *consumer, const struct db_result *rows, int row)
{
	struct uuid id = db_get_uuid(rows, row, 0);
	struct text type = type_of_event(builder, id), id_text = uuid_text(id, builder->context->arena);
	const struct event_type *known = catalogue_find(type, (struct text){0});
	bool first = true;

	/* Every consumer knows when the event was published: once is enough. */
	for (size_t i = 0; i < builder->trace.count; i++)
		first &= builder->trace.steps[i].kind != TRACE_BROKER || !text_equal(builder->trace.steps[i].event_id, id_text);
	if (first && !db_is_null(rows, row, 2))
		add_step(builder, TRACE_BROKER, db_get_time(rows, row, 2), known ? known->topic : "?", type, id_text,
			 (struct text){0});
	add_step(builder, TRACE_RECEIVED, db_get_time(rows, row, 3), consumer, type, id_text, (struct text){0});
	if (text_equal_string(db_get_text(rows, row, 1), "d"))
		add_step(builder, TRACE_HANDLED, db_get_time(rows, row, 4), consumer, type, id_text, (struct text){0});
}

static enum status read_processed(struct builder *builder, const char *consumer)
{
	struct db_array ids;
	struct db_params params;
	struct db_result rows CLEANUP(db_result_done) = {0};
	enum status status;

	db_array_init(&ids, builder->context->arena, DB_UUID);
	for (size_t i = 0; i < builder->event_count; i++)
		db_array_uuid(&ids, builder->events[i].id);
	db_params_init(&params, builder->context->arena);
	db_add_array(&params, &ids);
	status = ask(builder, consumer, &trace_sql_processed, &params, &rows);
	for (int i = 0; status == STATUS_OK && i < rows.rows; i++)
		add_processed(builder, consumer, &rows, i);
	return status;
}

static enum status read_pending(struct builder *builder, const char *service)
{
	struct db_params params;
	struct db_result rows CLEANUP(db_result_done) = {0};
	enum status status;

	db_params_init(&params, builder->context->arena);
	db_add_text(&params, builder->correlation_id);
	status = ask(builder, service, &trace_sql_pending, &params, &rows);
	for (int i = 0; status == STATUS_OK && i < rows.rows; i++)
		add_step(builder, TRACE_WAITING, db_get_time(&rows, i, 2), service, db_get_text(&rows, i, 1),
			 uuid_text(db_get_uuid(&rows, i, 0), builder->context->arena), TEXT("not yet published"));
	return status;
}

static enum status read_buried(struct builder *builder, const char *consumer)
{
	struct db_params params;
	struct db_result rows CLEANUP(db_result_done) = {0};
	enum status status;

	db_params_init(&params, builder->context->arena);
	db_add_text(&params, builder->correlation_id);
	status = ask(builder, consumer, &trace_sql_buried, &params, &rows);
	for (int i = 0; status == STATUS_OK && i < rows.rows; i++) {
		char *note = arena_printf(builder->context->arena, "%.*s: %.*s", TEXT_ARG(db_get_text(&rows, i, 2)),
					  TEXT_ARG(db_get_text(&rows, i, 3)));

		add_step(builder, TRACE_DEAD, db_get_time(&rows, i, 4), consumer, db_get_text(&rows, i, 1),
			 uuid_text(db_get_uuid(&rows, i, 0), builder->context->arena), text_of(note));
	}
	return status;
}

static int by_time(const void *a, const void *b)
{
	const struct trace_step *x = a, *y = b;

	if (x->time_us != y->time_us)
		return x->time_us < y->time_us ? -1 : 1;
	return (int)x->kind - (int)y->kind;
}

static bool owns_audit_log(const struct service *service)
{
	return strcmp(service->name, "audit") == 0;
}

static enum status read_services(struct builder *builder, const struct service *const *services)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; status == STATUS_OK && services[i]; i++)
		if (owns_audit_log(services[i]))
			status = read_recorded(builder, services[i]->name);
	for (size_t i = 0; status == STATUS_OK && services[i]; i++) {
		if (services[i]->publishes)
			status = read_pending(builder, services[i]->name);
		if (status == STATUS_OK && services[i]->handlers)
			status = read_processed(builder, services[i]->name);
		if (status == STATUS_OK && services[i]->handlers)
			status = read_buried(builder, services[i]->name);
	}
	return status;
}

enum status trace_read(struct context *context, struct db_pool *pool, const struct service *const *services,
		       struct text correlation_id, struct trace *ret_trace)
{
	struct builder builder = {.context = context, .pool = pool, .correlation_id = correlation_id};
	enum status status;

	builder.trace.correlation_id = correlation_id;
	builder.trace.steps = arena_array(context->arena, struct trace_step, STEPS_MAX);
	if (!builder.trace.steps)
		return fail(context, STATUS_EXHAUSTED, "no memory left for a trace");
	status = read_services(&builder, services);
	if (status != STATUS_OK)
		return status;
	if (builder.trace.count == 0)
		return fail(context, STATUS_NOT_FOUND, "nothing is known of correlation id '%.*s'", TEXT_ARG(correlation_id));
	qsort(builder.trace.steps, builder.trace.count, sizeof(*builder.trace.steps), by_time);
	*ret_trace = builder.trace;
	return STATUS_OK;
}

enum status trace_last(struct context *context, struct db_pool *pool, const struct service *const *services,
		       struct text *ret_correlation)
{
	struct builder builder = {.context = context, .pool = pool};
	int64_t newest_us = INT64_MIN;

	for (; *services; services++) {
		const struct statement *statement = owns_audit_log(*services) ? &trace_sql_last_recorded
						    : (*services)->publishes  ? &trace_sql_last_pending
									      : NULL;
		struct db_params params;
		struct db_result row CLEANUP(db_result_done) = {0};
		enum status status;

		if (!statement)
			continue;
		db_params_init(&params, context->arena);
		status = ask(&builder, (*services)->name, statement, &params, &row);
		if (status != STATUS_OK)
			return status;
		if (row.rows == 0 || db_get_time(&row, 0, 1) <= newest_us)
			continue;
		newest_us = db_get_time(&row, 0, 1);
		*ret_correlation = text_dup(db_get_text(&row, 0, 0), context->arena);
	}
	return newest_us == INT64_MIN ? fail(context, STATUS_NOT_FOUND, "there is no event yet") : STATUS_OK;
}
