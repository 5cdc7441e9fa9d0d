/* OnTopicEvent and OnBulkTopicEvent: finds out in which of its forms each event came, and hands it to the intake. */
#include <string.h>
#include <strings.h>

#include "dapr/proto/runtime/v1/appcallback.pb-c.h"
#include "receive/callbacks.h"
#include "receive/intake.h"

typedef Dapr__Proto__Runtime__V1__TopicEventRequest topic_event;
typedef Dapr__Proto__Runtime__V1__TopicEventCERequest cloud_event;
typedef Dapr__Proto__Runtime__V1__TopicEventBulkRequest bulk_request;
typedef Dapr__Proto__Runtime__V1__TopicEventBulkRequestEntry bulk_entry;

static const char broken_text[] = "a text of the callback isn't UTF-8 or holds a NUL character";

static struct text bytes_of(ProtobufCBinaryData bytes)
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

/* Whole CloudEvents come where raw payloads were asked for, and from publishers who declare them as such. */
static bool data_is_whole(struct text type, struct text content_type, struct text data)
{
	if (content_type.len >= 28 && strncasecmp(content_type.at, "application/cloudevents+json", 28) == 0)
		return envelope_is_cloudevent(data);
	return (text_empty(type) || text_equal_string(type, "com.dapr.event.sent")) && envelope_is_cloudevent(data);
}

static struct intake_source source_of_fields(const char *id, const char *source, const char *type, const char *spec_version,
					     const char *content_type, struct text data, struct text extensions)
{
	struct intake_source found = {.extensions = extensions};

	if (data_is_whole(text_of(type), text_of(content_type), data)) {
		found.whole = data;
		found.extensions = (struct text){0};
		return found;
	}
	found.envelope.id = text_of(id);
	found.envelope.source = text_of(source);
	found.envelope.type = text_of(type);
	found.envelope.specversion = text_of(spec_version);
	found.envelope.datacontenttype = text_of(content_type);
	found.envelope.data = data;
	if (!text_empty(data))
		found.envelope.data_kind = content_is_json(text_of(content_type)) ? ENVELOPE_JSON : ENVELOPE_BINARY;
	return found;
}

/*
 * Unpacks the request. A text with a NUL or broken UTF-8 in it doesn't make the sidecar's message unreadable as a whole: then
 * *ret_sound is false, and the events are kept as dead letters. These messages hold nothing recursive, so unpacking them without
 * the scan is safe.
 */
static enum status unpack_leniently(struct context *context, struct incoming *incoming,
				    const ProtobufCMessageDescriptor *descriptor, ProtobufCMessage **ret_message, bool *ret_sound)
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

static enum status known_topic(struct receiver *receiver, struct context *context, const char *broker_topic, const char **ret_topic)
{
	const char *topic = topic_map_contract(receiver->options.topics, broker_topic);

	if (!receiver_listens(receiver, topic))
		return fail(context, STATUS_NOT_FOUND, "no service listens to topic '%s'; the event stays on the broker",
			    broker_topic);
	*ret_topic = topic;
	return STATUS_OK;
}

void callback_on_topic_event(void *self, struct incoming *incoming)
{
	struct receiver *receiver = self;
	struct context context;
	struct intake_source source;
	struct delivery *delivery;
	ProtobufCMessage *message;
	const topic_event *request;
	const char *topic = NULL;
	bool sound;

	if (!callback_admitted(receiver, incoming))
		return;
	context_init(&context, incoming_arena(incoming), NULL, NULL);
	if (unpack_leniently(&context, incoming, &dapr__proto__runtime__v1__topic_event_request__descriptor, &message, &sound) !=
		    STATUS_OK ||
	    known_topic(receiver, &context, ((const topic_event *)message)->topic, &topic) != STATUS_OK) {
		callback_refuse(incoming, &context);
		return;
	}
	request = (const void *)message;
	delivery = delivery_new(incoming, topic, 1, false, context_now_us(&context));
	if (!delivery) {
		(void)fail(&context, STATUS_EXHAUSTED, "no memory left for an event");
		callback_refuse(incoming, &context);
		return;
	}
	source = source_of_fields(request->id, request->source, request->type, request->spec_version, request->data_content_type,
				  bytes_of(request->data), bytes_of(request->extensions));
	source.defect = sound ? NULL : broken_text;
	delivery->entries[0].form = text_empty(source.whole) ? FORM_TOPIC_EVENT : FORM_CLOUDEVENT;
	delivery->entries[0].original = text_empty(source.whole) ? incoming_request(incoming) : source.whole;
	intake_entry(receiver, &context, &delivery->entries[0], &source);
	delivery_release(delivery);
}

static struct text pack_entry(struct context *context, const bulk_entry *entry)
{
	size_t size = protobuf_c_message_get_packed_size(&entry->base);
	uint8_t *bytes = arena_alloc(context->arena, size + 1);

	return bytes ? (struct text){(const char *)bytes, protobuf_c_message_pack(&entry->base, bytes)} : (struct text){0};
}

static void take_entry(struct receiver *receiver, struct context *context, const bulk_entry *from, bool sound,
		       struct delivery_entry *entry)
{
	struct intake_source source = {0};

	entry->entry_id = from->entry_id;
	switch (from->event_case) {
	case DAPR__PROTO__RUNTIME__V1__TOPIC_EVENT_BULK_REQUEST_ENTRY__EVENT_BYTES:
		source.whole = bytes_of(from->bytes);
		entry->form = FORM_CLOUDEVENT;
		entry->original = source.whole;
		source.defect = text_empty(source.whole) ? "the event is empty" : NULL;
		break;
	case DAPR__PROTO__RUNTIME__V1__TOPIC_EVENT_BULK_REQUEST_ENTRY__EVENT_CLOUD_EVENT:
		source = source_of_fields(from->cloud_event->id, from->cloud_event->source, from->cloud_event->type,
					  from->cloud_event->spec_version, from->cloud_event->data_content_type,
					  bytes_of(from->cloud_event->data), bytes_of(from->cloud_event->extensions));
		entry->form = text_empty(source.whole) ? FORM_BULK_ENTRY : FORM_CLOUDEVENT;
		entry->original = text_empty(source.whole) ? pack_entry(context, from) : source.whole;
		source.defect = sound ? NULL : broken_text;
		break;
	default:
		entry->form = FORM_BULK_ENTRY;
		entry->original = pack_entry(context, from);
		source.defect = "the entry has neither bytes nor a cloud event";
	}
	intake_entry(receiver, context, entry, &source);
}

void callback_on_bulk_topic_event(void *self, struct incoming *incoming)
{
	struct receiver *receiver = self;
	struct context context;
	struct delivery *delivery;
	ProtobufCMessage *message;
	const bulk_request *request;
	const char *topic = NULL;
	bool sound;

	if (!callback_admitted(receiver, incoming))
		return;
	context_init(&context, incoming_arena(incoming), NULL, NULL);
	if (unpack_leniently(&context, incoming, &dapr__proto__runtime__v1__topic_event_bulk_request__descriptor, &message,
			     &sound) != STATUS_OK ||
	    known_topic(receiver, &context, ((const bulk_request *)message)->topic, &topic) != STATUS_OK) {
		callback_refuse(incoming, &context);
		return;
	}
	request = (const void *)message;
	delivery = delivery_new(incoming, topic, request->n_entries, true, context_now_us(&context));
	if (!delivery) {
		(void)fail(&context, STATUS_EXHAUSTED, "no memory left for %zu events", request->n_entries);
		callback_refuse(incoming, &context);
		return;
	}
	for (size_t i = 0; i < request->n_entries; i++)
		take_entry(receiver, &context, request->entries[i], sound, &delivery->entries[i]);
	delivery_release(delivery);
}
