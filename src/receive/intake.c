#include "receive/intake.h"

#include "hapax/log.h"
#include "hapax/metrics.h"
#include "receive/route.h"

static struct metric unknown_types = {.name = "hapax_unknown_events_total",
				      .help = "Events of a type that no service declares, acknowledged and passed over",
				      .kind = METRIC_COUNTER,
				      .labels = {"topic"}};

static struct metric older_envelopes = {.name = "hapax_older_envelopes_total",
					.help = "Events that came in an envelope that isn't a CloudEvent, understood or not",
					.kind = METRIC_COUNTER,
					.labels = {"topic"}};

/* Ids of events that can't be read are derived from their bytes, in this namespace, so that a redelivery is recognised. */
static const struct uuid unreadable_space = {
	{0x6b, 0x1f, 0x3a, 0x52, 0x0c, 0x8e, 0x4d, 0x17, 0x9a, 0x64, 0x2e, 0xd5, 0x70, 0xb9, 0x43, 0xf8}};

static struct inbox_item *new_item(struct context *context, struct delivery_entry *entry, const struct event *event,
				   const struct envelope *envelope)
{
	struct inbox_item *item = arena_new(context->arena, struct inbox_item);

	if (!item) {
		atomic_store(&entry->retry, true);
		return NULL;
	}
	item->entry = entry;
	item->event = event;
	item->type_name = envelope->type;
	item->digest = entry->digest;
	return item;
}

static void put_letter(struct consumer *consumer, struct context *context, struct delivery_entry *entry, const struct offer *offer,
		       const struct envelope *envelope)
{
	struct inbox_item *item = new_item(context, entry, offer->event, envelope);

	if (!item)
		return;
	item->reason = offer->reason;
	item->error = offer->error;
	consumer_put(consumer, item);
}

/* Nobody knows whom an unreadable event is for: one consumer keeps it, the one that listens to everything if there is one. */
static struct consumer *keeper(const struct receiver *receiver, const char *topic)
{
	struct consumer *found = NULL;

	for (size_t i = 0; i < receiver->consumer_count; i++) {
		const struct service *service = consumer_service(receiver->consumers[i]);

		for (const struct handler *handler = service->handlers; handler->type || handler->every; handler++)
			if (handler->every)
				return receiver->consumers[i];
		if (!found && service_listens(service, topic))
			found = receiver->consumers[i];
	}
	return found;
}

static void keep_unreadable(struct receiver *receiver, struct context *context, struct delivery_entry *entry,
			    const struct envelope *envelope)
{
	struct event *event = arena_new(context->arena, struct event);
	struct consumer *consumer = keeper(receiver, entry->delivery->topic);
	struct offer offer;

	if (!event || !consumer) {
		atomic_store(&entry->retry, true);
		return;
	}
	entry->digest = 0; /* the id says already which bytes it is */
	event->id = uuid_v5(unreadable_space, entry->original);
	event->id_text = text_empty(envelope->id) ? uuid_text(event->id, context->arena) : envelope->id;
	event->source = envelope->source;
	event->key = event->id_text;
	event->sequence = -1;
	event->cause.correlation_id = envelope->correlationid;
	event->cause.user_id = envelope->userid;
	event->received_us = entry->delivery->received_us;
	offer = (struct offer){.event = event, .reason = LETTER_UNREADABLE, .error = context->failure.message};
	put_letter(consumer, context, entry, &offer, envelope);
}

static void hand_over(struct consumer *consumer, struct context *context, struct delivery_entry *entry, struct reading *reading)
{
	struct offer offer;
	struct inbox_item *item;

	if (!reading_offer(context, reading, consumer_service(consumer), &offer))
		return;
	if (offer.reason != LETTER_NONE) {
		put_letter(consumer, context, entry, &offer, &reading->envelope);
		return;
	}
	item = new_item(context, entry, offer.event, &reading->envelope);
	if (!item)
		return;
	item->handler = offer.handler;
	consumer_put(consumer, item);
}

static bool anybody_listens(const struct receiver *receiver, const struct event_type *type)
{
	for (size_t i = 0; i < receiver->consumer_count; i++)
		if (service_hears(consumer_service(receiver->consumers[i]), type))
			return true;
	return false;
}

static void pass_over(const struct delivery_entry *entry, const struct envelope *envelope)
{
	metric_add(&unknown_types, 1, entry->delivery->topic, NULL, NULL);
	log_record(LOG_INFO, "intake: nobody here listens to this type, event passed over", LOG_TEXT(LOG_TYPE, envelope->type),
		   LOG_STR(LOG_TOPIC, entry->delivery->topic), LOG_TEXT(LOG_EVENT, envelope->id),
		   LOG_TEXT("source", envelope->source), LOG_TEXT(LOG_CORRELATION, envelope->correlationid));
}

/* What came of an entry, before anybody is given it. */
enum outcome { UNREADABLE /* the context's failure says why */, PASSED_OVER, READABLE };

static enum outcome read_event(struct receiver *receiver, struct context *context, struct delivery_entry *entry,
			       const struct intake_source *source, struct reading *reading)
{
	const struct event_type *type;
	struct event *event = reading->event;
	struct offer offer;

	if (reading_open(context, entry->delivery->topic, source, reading, &type) != STATUS_OK)
		return UNREADABLE;
	if (!type || !anybody_listens(receiver, type))
		return PASSED_OVER;
	if (reading_decode(context, type, reading) != STATUS_OK)
		return UNREADABLE;
	event->received_us = entry->delivery->received_us;
	if (text_empty(reading->envelope.time) && text_empty(reading->envelope.publishedtime))
		event->time_us = event->received_us;
	entry->digest = envelope_digest(context, &reading->envelope);
	/* What has to be lifted is lifted here, within the entry's share of the memory. */
	for (size_t i = 0; event->type->major < type->major && i < receiver->consumer_count; i++)
		(void)reading_offer(context, reading, consumer_service(receiver->consumers[i]), &offer);
	return READABLE;
}

void intake_entry(struct receiver *receiver, struct context *context, struct delivery_entry *entry,
		  const struct intake_source *source, size_t memory_bytes)
{
	struct arena *arena = context->arena;
	size_t max_bytes = arena->max_bytes;
	struct reading reading = {.event = arena_new(arena, struct event)};
	enum outcome outcome;

	failure_clear(context);
	if (!reading.event) {
		atomic_store(&entry->retry, true);
		return;
	}
	/* What doesn't fit is unreadable: the bound is a multiple of the event's size, so it would never be read. */
	if (memory_bytes < max_bytes - arena->held_bytes)
		arena->max_bytes = arena->held_bytes + memory_bytes;
	outcome = read_event(receiver, context, entry, source, &reading);
	arena->max_bytes = max_bytes;

	if (reading.adapted)
		metric_add(&older_envelopes, 1, entry->delivery->topic, NULL, NULL);
	if (outcome == PASSED_OVER)
		pass_over(entry, &reading.envelope);
	else if (outcome == UNREADABLE)
		keep_unreadable(receiver, context, entry, &reading.envelope);
	for (size_t i = 0; outcome == READABLE && i < receiver->consumer_count; i++)
		hand_over(receiver->consumers[i], context, entry, &reading);
}
