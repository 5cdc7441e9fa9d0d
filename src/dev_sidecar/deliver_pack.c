#include <string.h>

#include "dev_sidecar/cloud_event.h"
#include "dev_sidecar/deliver.h"

typedef Dapr__Proto__Runtime__V1__TopicEventBulkRequest bulk_request;
typedef Dapr__Proto__Runtime__V1__TopicEventBulkRequestEntry bulk_entry;

static ProtobufCBinaryData binary(struct text text)
{
	return (ProtobufCBinaryData){text.len, (uint8_t *)text.at};
}

static enum status pack_single(struct context *context, const struct delivery *delivery, const char *pubsub,
			       ProtobufCMessage **ret_message)
{
	Dapr__Proto__Runtime__V1__TopicEventRequest *request =
		arena_new(context->arena, Dapr__Proto__Runtime__V1__TopicEventRequest);
	char *topic = text_dup_string(delivery->topic, context->arena);
	if (!request || !topic)
		return fail(context, STATUS_EXHAUSTED, "out of memory");
	struct topic_event event;
	enum status s = cloud_event_open(context, delivery->messages[0]->is.data, delivery->raw, &event);
	if (s != STATUS_OK)
		return s;
	dapr__proto__runtime__v1__topic_event_request__init(request);
	request->id = event.id;
	request->source = event.source;
	request->type = event.type;
	request->spec_version = event.specversion;
	request->data_content_type = event.datacontenttype;
	request->topic = topic;
	request->data = binary(event.data);
	request->pubsub_name = (char *)pubsub;
	request->path = delivery->path;
	request->extensions = binary(event.extensions);
	*ret_message = &request->base;
	return STATUS_OK;
}

static enum status fill_cloud_event(struct context *context, const struct message *message, bulk_entry *entry)
{
	Dapr__Proto__Runtime__V1__TopicEventCERequest *to =
		arena_new(context->arena, Dapr__Proto__Runtime__V1__TopicEventCERequest);
	if (!to)
		return fail(context, STATUS_EXHAUSTED, "out of memory");
	struct topic_event event;
	enum status s = cloud_event_open(context, message->is.data, false, &event);
	if (s != STATUS_OK)
		return s;
	dapr__proto__runtime__v1__topic_event_cerequest__init(to);
	to->id = event.id;
	to->source = event.source;
	to->type = event.type;
	to->spec_version = event.specversion;
	to->data_content_type = event.datacontenttype;
	to->data = binary(event.data);
	to->extensions = binary(event.extensions);
	entry->event_case = DAPR__PROTO__RUNTIME__V1__TOPIC_EVENT_BULK_REQUEST_ENTRY__EVENT_CLOUD_EVENT;
	entry->cloud_event = to;
	entry->content_type = (char *)"application/cloudevents+json";
	return STATUS_OK;
}

static enum status fill_entry(struct context *context, const struct message *message, bool raw, size_t number, bulk_entry *entry)
{
	dapr__proto__runtime__v1__topic_event_bulk_request_entry__init(entry);
	entry->entry_id = arena_printf(context->arena, "%zu", number);
	if (!entry->entry_id)
		return fail(context, STATUS_EXHAUSTED, "out of memory");
	if (!raw)
		return fill_cloud_event(context, message, entry);
	entry->event_case = DAPR__PROTO__RUNTIME__V1__TOPIC_EVENT_BULK_REQUEST_ENTRY__EVENT_BYTES;
	entry->bytes = binary(message->is.data);
	entry->content_type = text_dup_string(message->is.content_type, context->arena);
	return entry->content_type ? STATUS_OK : fail(context, STATUS_EXHAUSTED, "out of memory");
}

static enum status pack_bulk(struct context *context, const struct delivery *delivery, const char *pubsub,
			     ProtobufCMessage **ret_message)
{
	char id[UUID_TEXT_LEN + 1];
	uuid_format(ids_next(ids_random(), context_now_us(context)), id);
	bulk_request *request = arena_new(context->arena, bulk_request);
	bulk_entry **entries = arena_array(context->arena, bulk_entry *, delivery->count);
	bulk_entry *entry = arena_array(context->arena, bulk_entry, delivery->count);
	char *topic = text_dup_string(delivery->topic, context->arena);
	char *request_id = text_dup_string(text_of(id), context->arena);
	if (!request || !entries || !entry || !topic || !request_id)
		return fail(context, STATUS_EXHAUSTED, "out of memory");
	dapr__proto__runtime__v1__topic_event_bulk_request__init(request);
	for (size_t i = 0; i < delivery->count; i++) {
		enum status s = fill_entry(context, delivery->messages[i], delivery->raw, i, &entry[i]);
		if (s != STATUS_OK)
			return s;
		entries[i] = &entry[i];
	}
	request->id = request_id;
	request->entries = entries;
	request->n_entries = delivery->count;
	request->topic = topic;
	request->pubsub_name = (char *)pubsub;
	request->type = (char *)"com.dapr.event.sent.bulk";
	request->path = delivery->path;
	*ret_message = &request->base;
	return STATUS_OK;
}

enum status delivery_pack(struct context *context, const struct delivery *delivery, const char *pubsub,
			  ProtobufCMessage **ret_message)
{
	return delivery->bulk ? pack_bulk(context, delivery, pubsub, ret_message)
			      : pack_single(context, delivery, pubsub, ret_message);
}
