/*
 * Rows are collected in the transaction's arena and written by one statement just before COMMIT: by then every row lock of the
 * business statements is held, so the sequence numbers drawn here follow the order of each aggregate's changes.
 */
#include "hapax/outbox.h"

#include "send/encode.h"
#include "send/send.h"
#include "send_sql.h"

/* Each row is a before-commit hook of its own, so that rolling back to a savepoint drops the rows appended since. */
struct outbox_row {
	struct event event;
	struct text encoded;
	bool written;
};

/* The first of the hooks writes the rows of all. */
static enum status flush(struct tx *tx, void *data)
{
	struct arena *arena = tx->context->arena;
	struct db_array ids, types, topics, keys, shards, correlations, events;
	struct db_params params;
	struct db_result result CLEANUP(db_result_done) = {0};
	enum status status;

	if (((const struct outbox_row *)data)->written)
		return STATUS_OK;
	db_array_init(&ids, arena, DB_UUID);
	db_array_init(&types, arena, DB_TEXT);
	db_array_init(&topics, arena, DB_TEXT);
	db_array_init(&keys, arena, DB_TEXT);
	db_array_init(&shards, arena, DB_I32);
	db_array_init(&correlations, arena, DB_TEXT);
	db_array_init(&events, arena, DB_BYTES);
	for (const struct tx_hook *hook = tx->before_commit; hook; hook = hook->next) {
		struct outbox_row *row = hook->data;

		if (hook->run != flush || row->written)
			continue;
		row->written = true;
		db_array_uuid(&ids, row->event.id);
		db_array_text(&types, text_of(row->event.type->name));
		db_array_text(&topics, text_of(row->event.type->topic));
		db_array_text(&keys, row->event.key);
		db_array_i32(&shards, outbox_shard(row->event.key));
		db_array_text(&correlations, row->event.cause.correlation_id);
		db_array_text(&events, row->encoded);
	}
	db_params_init(&params, arena);
	db_add_array(&params, &ids);
	db_add_array(&params, &types);
	db_add_array(&params, &topics);
	db_add_array(&params, &keys);
	db_add_array(&params, &shards);
	db_add_array(&params, &correlations);
	db_add_array(&params, &events);
	db_add_time(&params, context_now_us(tx->context));
	status = tx_exec(tx, &send_sql_append, &params, &result);
	if (status != STATUS_OK)
		return fail_while(tx->context, "writing the outbox of %s", tx->schema);
	if (result.rows > 0)
		tx->transaction_id = db_get_i64(&result, 0, 0);
	return STATUS_OK;
}

static enum status announce(struct tx *tx, void *data)
{
	const struct send_settings *settings = send_settings_get();

	(void)data;
	if (settings->committed)
		settings->committed(settings->committed_data, tx->schema);
	return STATUS_OK;
}

static enum status add_row(struct tx *tx, struct outbox_row *row)
{
	bool announced = false;
	enum status status = STATUS_OK;

	for (const struct tx_hook *hook = tx->after_commit; hook; hook = hook->next)
		announced |= hook->run == announce;
	if (!announced)
		status = tx_after_commit(tx, announce, NULL);
	return status == STATUS_OK ? tx_before_commit(tx, flush, row) : status;
}

static void fill_event(struct tx *tx, const struct cause *cause, const struct outgoing *outgoing, struct event *event)
{
	struct context *context = tx->context;
	struct uuid id = ids_next(context->ids, context_now_us(context));
	struct text source = text_of(arena_printf(context->arena, "/hapax/%s", tx->schema));

	encode_fill(context, outgoing->type, outgoing->data, cause, source, uuid_text(id, context->arena), event);
	event->id = id;
	event->sequence = outgoing->sequence > 0 ? outgoing->sequence : -1;
}

enum status outbox_append(struct tx *tx, const struct cause *cause, const struct outgoing *event, struct uuid *ret_id)
{
	const struct send_settings *settings = send_settings_get();
	struct context *context = tx->context;
	struct outbox_row *row = arena_new(context->arena, struct outbox_row);
	enum status status;

	if (!row)
		return fail(context, STATUS_EXHAUSTED, "no memory left for an event of type %s", event->type->name);
	status = encode_check(context, event->type, event->data);
	if (status != STATUS_OK)
		return status;
	fill_event(tx, cause, event, &row->event);
	status = encode_event(context, &row->event, settings->form, settings->max_event_bytes, &row->encoded);
	if (status != STATUS_OK)
		return status;
	status = add_row(tx, row);
	if (status != STATUS_OK)
		return status;
	if (ret_id)
		*ret_id = row->event.id;
	return STATUS_OK;
}
