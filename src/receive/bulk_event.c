/* OnBulkTopicEvent: many events in one call, each for itself: what is wrong with one is no concern of the others. */
#include "base/scan.h"
#include "base/wire.h"
#include "dapr/proto/runtime/v1/appcallback.pb-c.h"
#include "receive/callbacks.h"
#include "receive/topic_source.h"

typedef Dapr__Proto__Runtime__V1__TopicEventBulkRequest bulk_request;
typedef Dapr__Proto__Runtime__V1__TopicEventBulkRequestEntry bulk_entry;

/* Numbers of appcallback.proto. */
enum { REQUEST_ENTRIES = 2, ENTRY_CLOUD_EVENT = 3 };

/* A bulk call while its entries are taken, one after the other. */
struct bulk {
	struct receiver *receiver;
	struct context *context;
	struct text rest; /* of the request's bytes, behind the entries that were taken */
	bool sound;	  /* all texts are fine: none of the entries needs a closer look */
	struct memory_share share;
};

/* The bytes of the next entry. protobuf-c found it, so it is there. */
static struct text next_entry(struct bulk *bulk)
{
	struct wire_field field;

	while (wire_next(&bulk->rest, &field) == WIRE_FIELD)
		if (field.number == REQUEST_ENTRIES)
			return field.bytes;
	return (struct text){0};
}

/* What is wrong with the texts of the entry's event; NULL when nothing is. The broker's metadata may be anything: it isn't used. */
static const char *defect_of(struct bulk *bulk, struct text entry)
{
	struct wire_field field;

	if (bulk->sound)
		return NULL;
	failure_clear(bulk->context);
	while (wire_next(&entry, &field) == WIRE_FIELD)
		if (field.number == ENTRY_CLOUD_EVENT &&
		    message_scan(bulk->context, field.bytes, &dapr__proto__runtime__v1__topic_event_cerequest__descriptor) !=
			    STATUS_OK)
			return failure_text(bulk->context);
	return NULL;
}

static void take_entry(struct bulk *bulk, const bulk_entry *from, struct delivery_entry *entry)
{
	struct intake_source source = {0};
	struct text bytes = next_entry(bulk);

	entry->entry_id = from->entry_id;
	entry->form = FORM_BULK_ENTRY;
	entry->original = bytes;
	switch (from->event_case) {
	case DAPR__PROTO__RUNTIME__V1__TOPIC_EVENT_BULK_REQUEST_ENTRY__EVENT_BYTES:
		source.whole = entry->original = topic_bytes(from->bytes);
		source.defect = text_empty(source.whole) ? "the event is empty" : NULL;
		entry->form = FORM_CLOUDEVENT;
		break;
	case DAPR__PROTO__RUNTIME__V1__TOPIC_EVENT_BULK_REQUEST_ENTRY__EVENT_CLOUD_EVENT:
		source = topic_source_of_entry(from->cloud_event);
		source.defect = defect_of(bulk, bytes);
		if (text_empty(source.whole))
			break;
		entry->form = FORM_CLOUDEVENT;
		entry->original = source.whole;
		break;
	default:
		source.defect = "the entry has neither bytes nor a cloud event";
	}
	intake_entry(bulk->receiver, bulk->context, entry, &source, memory_share_take(&bulk->share, bytes.len));
}

void callback_on_bulk_topic_event(void *self, struct incoming *incoming)
{
	struct receiver *receiver = self;
	struct text bytes = incoming_request(incoming);
	struct context context;
	struct bulk bulk = {.receiver = receiver, .context = &context, .rest = bytes};
	struct delivery *delivery;
	ProtobufCMessage *message;
	const bulk_request *request;
	const char *topic = NULL;

	if (!callback_admitted(receiver, incoming))
		return;
	context_init(&context, incoming_arena(incoming), NULL, NULL);
	if (topic_unpack(&context, incoming, &dapr__proto__runtime__v1__topic_event_bulk_request__descriptor, &message,
			 &bulk.sound) != STATUS_OK ||
	    topic_known(receiver, &context, ((const bulk_request *)message)->topic, &topic) != STATUS_OK) {
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
	bulk.share = (struct memory_share){context.arena, request->n_entries, bytes.len};
	for (size_t i = 0; i < request->n_entries; i++)
		take_entry(&bulk, request->entries[i], &delivery->entries[i]);
	delivery_release(delivery);
}
