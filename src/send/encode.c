#include "send/encode.h"

#include "contract/envelope/data.h"
#include "contract/validate.h"

enum status encode_check(struct context *context, const struct event_type *type, const ProtobufCMessage *data)
{
	enum status status = validate(context, type->rules, data);

	return status == STATUS_OK ? STATUS_OK : fail_while(context, "%s breaks its contract", type->name);
}

static struct text field_value(struct context *context, const struct event_type *type, int index, const ProtobufCMessage *data)
{
	return index < 0 ? (struct text){0} : envelope_field_text(context, data, &type->message->fields[index]);
}

void encode_fill(struct context *context, const struct event_type *type, const ProtobufCMessage *data, const struct cause *cause,
		 struct text source, struct text id_text, struct event *ret_event)
{
	*ret_event = (struct event){
		.type = type,
		.id_text = id_text,
		.source = source,
		.subject = text_dup(field_value(context, type, type->subject_field, data), context->arena),
		.time_us = context_now_us(context),
		.major = type->major,
		.minor = type->minor,
		.cause = *cause,
		.key = text_dup(field_value(context, type, type->key_field, data), context->arena),
		.sequence = -1,
		.data = data,
		.attempt = 1,
	};
	if (text_empty(ret_event->key))
		ret_event->key = text_empty(ret_event->subject) ? ret_event->source : ret_event->subject;
	if (text_empty(ret_event->cause.correlation_id))
		ret_event->cause.correlation_id = id_text;
}

enum status encode_event(struct context *context, const struct event *event, enum event_data_form form, size_t max_bytes,
			 struct text *ret_encoded)
{
	struct buffer buffer;
	enum status status;

	/* Room beyond the limit, so that the message can say how large the event is. */
	buffer_init(&buffer, context->arena, max_bytes * 2 + 4096);
	status = envelope_write(context, &buffer, event, form);
	if (buffer_failed(&buffer) && status != STATUS_OK)
		return fail(context, STATUS_EXHAUSTED,
			    "%s takes far more than the %zu bytes that an event may have (HAPAX_MAX_EVENT_BYTES)",
			    event->type->name, max_bytes);
	if (status != STATUS_OK)
		return fail_while(context, "encoding %s", event->type->name);
	if (buffer.len > max_bytes)
		return fail(context, STATUS_EXHAUSTED, "%s takes %zu bytes, an event may have at most %zu (HAPAX_MAX_EVENT_BYTES)",
			    event->type->name, buffer.len, max_bytes);
	*ret_encoded = buffer_text(&buffer);
	return STATUS_OK;
}
