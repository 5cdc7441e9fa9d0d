/* OnTopicEvent: one event, in the fields of the request or whole in its data. */
#include "dapr/proto/runtime/v1/appcallback.pb-c.h"
#include "receive/callbacks.h"
#include "receive/topic_source.h"

typedef Dapr__Proto__Runtime__V1__TopicEventRequest topic_event;

static void take_event(struct receiver *receiver, struct context *context, const topic_event *request, const char *defect,
		       struct delivery *delivery)
{
	struct delivery_entry *entry = &delivery->entries[0];
	struct intake_source source = topic_source_of_event(request);
	struct memory_share share = {.arena = context->arena, .entries = 1, .bytes = request->data.len};

	source.defect = defect;
	entry->form = text_empty(source.whole) ? FORM_TOPIC_EVENT : FORM_CLOUDEVENT;
	entry->original = text_empty(source.whole) ? incoming_request(delivery->incoming) : source.whole;
	intake_entry(receiver, context, entry, &source, memory_share_take(&share, request->data.len));
}

void callback_on_topic_event(void *self, struct incoming *incoming)
{
	struct receiver *receiver = self;
	struct context context;
	struct delivery *delivery;
	ProtobufCMessage *message;
	const char *topic = NULL, *defect;
	bool sound;

	if (!callback_admitted(receiver, incoming))
		return;
	context_init(&context, incoming_arena(incoming), NULL, NULL);
	if (topic_unpack(&context, incoming, &dapr__proto__runtime__v1__topic_event_request__descriptor, &message, &sound) !=
		    STATUS_OK ||
	    topic_known(receiver, &context, ((const topic_event *)message)->topic, &topic) != STATUS_OK) {
		callback_refuse(incoming, &context);
		return;
	}
	defect = sound ? NULL : failure_text(&context);
	delivery = delivery_new(incoming, topic, 1, false, context_now_us(&context));
	if (!delivery) {
		(void)fail(&context, STATUS_EXHAUSTED, "no memory left for an event");
		callback_refuse(incoming, &context);
		return;
	}
	take_event(receiver, &context, (const void *)message, defect, delivery);
	delivery_release(delivery);
}
