#include "audit.h"
#include "audit_sql.h"
#include "hapax/json.h"

enum { DATA_MAX_BYTES = 16 * 1024 * 1024 };

enum column { ID, TYPE, VERSION, OCCURRED_AT, USER, CORRELATION, CAUSATION, TRACEPARENT, SOURCE, SUBJECT, SEQUENCE, DATA, COLUMNS };

static const enum db_type types[COLUMNS] = {
	[ID] = DB_UUID,	    [TYPE] = DB_TEXT,	     [VERSION] = DB_TEXT,   [OCCURRED_AT] = DB_TIME,
	[USER] = DB_TEXT,   [CORRELATION] = DB_TEXT, [CAUSATION] = DB_TEXT, [TRACEPARENT] = DB_TEXT,
	[SOURCE] = DB_TEXT, [SUBJECT] = DB_TEXT,     [SEQUENCE] = DB_I64,   [DATA] = DB_JSONB,
};

/* The user an event is about: its attribute, else the field of that name. */
static struct text user_of(const struct event *event)
{
	const ProtobufCFieldDescriptor *field;

	if (!text_empty(event->cause.user_id))
		return event->cause.user_id;
	field = protobuf_c_message_descriptor_get_field_by_name(event->data->descriptor, "user_id");
	if (!field || field->type != PROTOBUF_C_TYPE_STRING || field->label == PROTOBUF_C_LABEL_REPEATED)
		return (struct text){0};
	return text_of(*(char *const *)(const void *)((const char *)event->data + field->offset));
}

static enum status add_event(struct context *context, struct db_array columns[COLUMNS], const struct event *event)
{
	struct buffer data;
	enum status status;

	buffer_init(&data, context->arena, DATA_MAX_BYTES);
	status = json_write_message(context, &data, event->data);
	if (status != STATUS_OK)
		return fail_while(context, "writing the data of %s as JSON", event->type->name);
	db_array_uuid(&columns[ID], event->id);
	db_array_text(&columns[TYPE], text_of(event->type->name));
	db_array_text(&columns[VERSION], text_of(arena_printf(context->arena, "%u.%u", event->major, event->minor)));
	db_array_time(&columns[OCCURRED_AT], event->time_us ? event->time_us : event->received_us);
	db_array_text_or_null(&columns[USER], user_of(event));
	db_array_text_or_null(&columns[CORRELATION], event->cause.correlation_id);
	db_array_text_or_null(&columns[CAUSATION], event->cause.causation_id);
	db_array_text_or_null(&columns[TRACEPARENT], event->cause.traceparent);
	db_array_text(&columns[SOURCE], event->source);
	db_array_text_or_null(&columns[SUBJECT], event->subject);
	if (event->sequence >= 0)
		db_array_i64(&columns[SEQUENCE], event->sequence);
	else
		db_array_null(&columns[SEQUENCE]);
	db_array_text(&columns[DATA], buffer_text(&data));
	return STATUS_OK;
}

enum status record_events(struct tx *tx, const struct event *const *events, size_t count)
{
	struct db_array columns[COLUMNS];
	struct db_params params;

	for (int i = 0; i < COLUMNS; i++)
		db_array_init(&columns[i], tx->context->arena, types[i]);
	for (size_t i = 0; i < count; i++) {
		enum status status = add_event(tx->context, columns, events[i]);

		if (status != STATUS_OK)
			return status;
	}
	db_params_init(&params, tx->context->arena);
	for (int i = 0; i < COLUMNS; i++)
		db_add_array(&params, &columns[i]);
	return tx_exec(tx, &audit_sql_record, &params, NULL);
}
