/*
 * Rows are collected in the transaction's arena and written by one statement just before COMMIT: by then every row lock of the
 * business statements is held, so the sequence numbers drawn here follow the order of each aggregate's changes.
 */
#include "hapax/outbox.h"

#include "contract/validate.h"
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

/* A field's value as text: strings as they are, integers in decimal. */
static struct text field_text(const struct event_type *type, int index, const ProtobufCMessage *data, struct arena *arena)
{
	const ProtobufCFieldDescriptor *field;
	const void *at;
	const char *text = NULL;

	if (index < 0)
		return (struct text){0};
	field = &type->message->fields[index];
	at = (const char *)data + field->offset;
	switch (field->type) {
	case PROTOBUF_C_TYPE_STRING:
		return text_dup(text_of(*(char *const *)at), arena);
	case PROTOBUF_C_TYPE_INT64:
		text = arena_printf(arena, "%lld", (long long)*(const int64_t *)at);
		break;
	case PROTOBUF_C_TYPE_INT32:
		text = arena_printf(arena, "%d", *(const int32_t *)at);
		break;
	default:
		break;
	}
	return text_of(text);
}

static void fill_event(struct tx *tx, const struct cause *cause, const struct outgoing *outgoing, struct event *event)
{
	struct context *context = tx->context;

	*event = (struct event){
		.type = outgoing->type,
		.id = ids_next(context->ids, context_now_us(context)),
		.source = text_of(arena_printf(context->arena, "/hapax/%s", tx->schema)),
		.subject = field_text(outgoing->type, outgoing->type->subject_field, outgoing->data, context->arena),
		.time_us = context_now_us(context),
		.major = outgoing->type->major,
		.minor = outgoing->type->minor,
		.cause = *cause,
		.key = field_text(outgoing->type, outgoing->type->key_field, outgoing->data, context->arena),
		.sequence = outgoing->sequence > 0 ? outgoing->sequence : -1,
		.data = outgoing->data,
		.attempt = 1,
	};
	event->id_text = uuid_text(event->id, context->arena);
	if (text_empty(event->key))
		event->key = text_empty(event->subject) ? event->source : event->subject;
	if (text_empty(event->cause.correlation_id))
		event->cause.correlation_id = event->id_text;
}

static enum status encode(struct context *context, struct outbox_row *row)
{
	const struct send_settings *settings = send_settings_get();
	struct buffer buffer;
	enum status status;

	/* Room beyond the limit, so that the message can say how large the event is. */
	buffer_init(&buffer, context->arena, settings->max_event_bytes * 2 + 4096);
	status = envelope_write(context, &buffer, &row->event, settings->form);
	if (buffer_failed(&buffer) && status != STATUS_OK)
		return fail(context, STATUS_EXHAUSTED,
			    "%s takes far more than the %zu bytes that an event may have (HAPAX_MAX_EVENT_BYTES)",
			    row->event.type->name, settings->max_event_bytes);
	if (status != STATUS_OK)
		return fail_while(context, "encoding %s", row->event.type->name);
	if (buffer.len > settings->max_event_bytes)
		return fail(context, STATUS_EXHAUSTED, "%s takes %zu bytes, an event may have at most %zu (HAPAX_MAX_EVENT_BYTES)",
			    row->event.type->name, buffer.len, settings->max_event_bytes);
	row->encoded = buffer_text(&buffer);
	return STATUS_OK;
}

enum status outbox_append(struct tx *tx, const struct cause *cause, const struct outgoing *event, struct uuid *ret_id)
{
	struct context *context = tx->context;
	struct outbox_row *row = arena_new(context->arena, struct outbox_row);
	enum status status;

	if (!row)
		return fail(context, STATUS_EXHAUSTED, "no memory left for an event of type %s", event->type->name);
	status = validate(context, event->type->rules, event->data);
	if (status != STATUS_OK)
		return fail_while(context, "%s breaks its contract", event->type->name);
	fill_event(tx, cause, event, &row->event);
	status = encode(context, row);
	if (status != STATUS_OK)
		return status;
	status = add_row(tx, row);
	if (status != STATUS_OK)
		return status;
	if (ret_id)
		*ret_id = row->event.id;
	return STATUS_OK;
}
