#include <inttypes.h>
#include <stdio.h>

#include "base/base64.h"
#include "contract/envelope.h"
#include "contract/json/write.h"
#include "hapax/clock.h"
#include "hapax/json.h"

struct member {
	const char *name;
	struct text value;
};

/* Attribute names are ours: nothing in them needs escaping. Empty values are left out. */
static enum status write_members(struct context *context, struct buffer *buffer, const struct member *members, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (text_empty(members[i].value))
			continue;
		if (!text_is_utf8(members[i].value))
			return fail(context, STATUS_INVALID, "%s must be UTF-8 without U+0000", members[i].name);
		buffer_add_string(buffer, ",\"");
		buffer_add_string(buffer, members[i].name);
		buffer_add_string(buffer, "\":");
		json_write_string(buffer, members[i].value);
	}
	return STATUS_OK;
}

/* sequence is a string, as that extension of CloudEvents has it. daprd puts a traceparent of its own where traceid is missing. */
static enum status write_attributes(struct context *context, struct buffer *buffer, const struct event *event,
				    const char *content_type)
{
	char id[UUID_TEXT_LEN + 1], time[TIME_TEXT_MAX], version[24], sequence[24] = "";
	uuid_format(event->id, id);
	size_t time_len = event->time_us ? time_format(event->time_us, time) : 0;
	snprintf(version, sizeof(version), "%u.%u", event->major, event->minor);
	if (event->sequence > 0)
		snprintf(sequence, sizeof(sequence), "%" PRId64, event->sequence);
	const struct cause *cause = &event->cause;
	const struct member members[] = {
		{"id", text_empty(event->id_text) ? text_of(id) : event->id_text},
		{"source", event->source},
		{"type", text_of(event->type->name)},
		{"subject", event->subject},
		{"time", {time, time_len}},
		{"datacontenttype", text_of(content_type)},
		{"eventversion", text_of(version)},
		{"correlationid", cause->correlation_id},
		{"causationid", cause->causation_id},
		{"userid", cause->user_id},
		{"partitionkey", event->key},
		{"sequence", text_of(sequence)},
		{"traceparent", cause->traceparent},
		{"traceid", cause->traceparent},
	};
	buffer_add_string(buffer, "{\"specversion\":\"1.0\"");
	return write_members(context, buffer, members, COUNT_OF(members));
}

static enum status write_json(struct context *context, struct buffer *buffer, const ProtobufCMessage *data)
{
	buffer_add_string(buffer, ",\"data\":");
	return json_write_nested(context, buffer, data, 1);
}

static enum status write_protobuf(struct context *context, struct buffer *buffer, const ProtobufCMessage *data)
{
	size_t size = protobuf_c_message_get_packed_size(data);
	uint8_t *bytes = arena_alloc(context->arena, size);
	if (!bytes)
		return fail(context, STATUS_EXHAUSTED, "%zu bytes of data are more than this operation may hold", size);
	protobuf_c_message_pack(data, bytes);
	buffer_add_string(buffer, ",\"data_base64\":\"");
	base64_write(buffer, (struct text){(const char *)bytes, size});
	buffer_add_char(buffer, '"');
	return STATUS_OK;
}

enum status envelope_write(struct context *context, struct buffer *buffer, const struct event *event, enum event_data_form form)
{
	static const struct {
		const char *content_type;
		enum status (*write)(struct context *context, struct buffer *buffer, const ProtobufCMessage *data);
	} forms[] = {
		[EVENT_DATA_JSON] = {"application/json", write_json},
		[EVENT_DATA_PROTOBUF] = {"application/protobuf", write_protobuf},
	};
	enum status status = write_attributes(context, buffer, event, event->data ? forms[form].content_type : NULL);
	if (status == STATUS_OK && event->data)
		status = forms[form].write(context, buffer, event->data);
	buffer_add_char(buffer, '}');
	if (status == STATUS_OK && buffer_failed(buffer))
		status = fail(context, STATUS_EXHAUSTED, "larger than the %zu bytes that are allowed", buffer->max_bytes);
	return status == STATUS_OK ? STATUS_OK : fail_while(context, "writing %s", event->type->name);
}
