#include "receive/topic_source.h"

#include <string.h>
#include <strings.h>

enum {
	ENTRY_LEAST_BYTES = 8 * 1024, /* an event of usual size takes half of it */
	ENTRY_KEPT_BYTES = 4 * 1024,  /* for its dead letters and its part of the answer */
};

struct text topic_bytes(ProtobufCBinaryData bytes)
{
	return (struct text){(const char *)bytes.data, bytes.len};
}

static bool content_is_json(struct text content_type)
{
	struct text rest = content_type;
	struct text media = text_cut(&rest, ';');

	while (media.len && media.at[media.len - 1] == ' ')
		media.len--;
	return text_empty(media) || (media.len >= 4 && strncasecmp(media.at + media.len - 4, "json", 4) == 0);
}

/* What the sidecar makes of a raw payload, whatever that is. */
static bool is_raw_payload(struct text type, struct text content_type)
{
	return text_equal_string(type, "com.dapr.event.sent") && text_equal_string(content_type, "application/octet-stream");
}

/* Whole CloudEvents come where raw payloads were asked for, and from publishers who declare them as such. */
static bool data_is_whole(struct text type, struct text content_type, struct text data)
{
	if (is_raw_payload(type, content_type) && !text_empty(data))
		return true;
	if (content_type.len >= 28 && strncasecmp(content_type.at, "application/cloudevents+json", 28) == 0)
		return envelope_is_cloudevent(data);
	return (text_empty(type) || text_equal_string(type, "com.dapr.event.sent")) && envelope_is_cloudevent(data);
}

/* The attributes of an event as the sidecar's messages have them. */
struct topic_fields {
	const char *id, *source, *type, *spec_version, *content_type;
	struct text data;
	struct text extensions; /* a serialized Struct */
};

static struct intake_source source_of(const struct topic_fields *fields)
{
	struct intake_source found = {.extensions = fields->extensions};

	if (data_is_whole(text_of(fields->type), text_of(fields->content_type), fields->data)) {
		found.whole = fields->data;
		found.extensions = (struct text){0};
		return found;
	}
	found.envelope.id = text_of(fields->id);
	found.envelope.source = text_of(fields->source);
	found.envelope.type = text_of(fields->type);
	found.envelope.specversion = text_of(fields->spec_version);
	found.envelope.datacontenttype = text_of(fields->content_type);
	found.envelope.data = fields->data;
	if (!text_empty(fields->data))
		found.envelope.data_kind = content_is_json(text_of(fields->content_type)) ? ENVELOPE_JSON : ENVELOPE_BINARY;
	return found;
}

struct intake_source topic_source_of_event(const Dapr__Proto__Runtime__V1__TopicEventRequest *request)
{
	const struct topic_fields fields = {
		.id = request->id,
		.source = request->source,
		.type = request->type,
		.spec_version = request->spec_version,
		.content_type = request->data_content_type,
		.data = topic_bytes(request->data),
		.extensions = topic_bytes(request->extensions),
	};

	return source_of(&fields);
}

struct intake_source topic_source_of_entry(const Dapr__Proto__Runtime__V1__TopicEventCERequest *event)
{
	const struct topic_fields fields = {
		.id = event->id,
		.source = event->source,
		.type = event->type,
		.spec_version = event->spec_version,
		.content_type = event->data_content_type,
		.data = topic_bytes(event->data),
		.extensions = topic_bytes(event->extensions),
	};

	return source_of(&fields);
}

enum status topic_unpack(struct context *context, struct incoming *incoming, const ProtobufCMessageDescriptor *descriptor,
			 ProtobufCMessage **ret_message, bool *ret_sound)
{
	struct text bytes = incoming_request(incoming);
	ProtobufCAllocator allocator;
	ProtobufCMessage *message;

	*ret_sound = incoming_unpack(context, incoming, descriptor, ret_message) == STATUS_OK;
	if (*ret_sound)
		return STATUS_OK;
	arena_allocator(context->arena, &allocator);
	message = protobuf_c_message_unpack(descriptor, &allocator, bytes.len, (const uint8_t *)bytes.at);
	if (!message)
		return context->failure.status;
	*ret_message = message;
	return STATUS_OK;
}

enum status topic_known(struct receiver *receiver, struct context *context, const char *broker_topic, const char **ret_topic)
{
	const char *topic = topic_map_contract(receiver->options.topics, broker_topic);

	if (!receiver_listens(receiver, topic))
		return fail(context, STATUS_NOT_FOUND, "no service listens to topic '%s'; the event stays on the broker",
			    broker_topic);
	*ret_topic = topic;
	return STATUS_OK;
}

size_t memory_share_take(struct memory_share *share, size_t bytes)
{
	size_t unheld = share->arena->max_bytes - share->arena->held_bytes;
	size_t kept = share->entries * (ENTRY_LEAST_BYTES + ENTRY_KEPT_BYTES);
	size_t shared = unheld > kept ? unheld - kept : 0;
	size_t part = share->bytes > bytes ? (size_t)((double)shared * (double)bytes / (double)share->bytes) : shared;

	share->entries -= share->entries > 0;
	share->bytes -= share->bytes > bytes ? bytes : share->bytes;
	return ENTRY_LEAST_BYTES + part;
}
