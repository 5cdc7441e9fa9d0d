#include "receive/intake.h"

#include <string.h>

#include "contract/adapt.h"
#include "contract/catalogue.h"
#include "contract/json/tokens.h"
#include "hapax/log.h"
#include "hapax/metrics.h"

static struct metric unknown_types = {.name = "hapax_unknown_events_total",
				      .help = "Events of a type that no service declares, acknowledged and passed over",
				      .kind = METRIC_COUNTER,
				      .labels = {"topic"}};

/* Ids of events that can't be read are derived from their bytes, in this namespace, so that a redelivery is recognised. */
static const struct uuid unreadable_space = {
	{0x6b, 0x1f, 0x3a, 0x52, 0x0c, 0x8e, 0x4d, 0x17, 0x9a, 0x64, 0x2e, 0xd5, 0x70, 0xb9, 0x43, 0xf8}};

static struct metric older_envelopes = {.name = "hapax_older_envelopes_total",
					.help = "Events that came in an envelope that isn't a CloudEvent, understood or not",
					.kind = METRIC_COUNTER,
					.labels = {"topic"}};

/* Dapr wraps what isn't declared a CloudEvent into one of its own, as JSON or as text; inside may be the publisher's. */
static struct text wrapped_by_dapr(const struct envelope *envelope)
{
	bool is_text = envelope->data_tokens && envelope->data_tokens->kind == JSON_STRING;
	struct text inner = is_text ? json_text(envelope->data_tokens) : envelope->data;

	if (text_equal_string(envelope->type, "com.dapr.event.sent") && envelope_is_cloudevent(inner))
		return inner;
	return (struct text){0};
}

static enum status read_cloudevent(struct context *context, const struct intake_source *source, struct envelope *envelope)
{
	enum status status = STATUS_OK;
	struct text inner = {0};

	if (!text_empty(source->whole))
		status = envelope_read(context, source->whole, envelope);
	if (status == STATUS_OK && !text_empty(source->extensions))
		status = envelope_read_extensions(context, source->extensions, envelope);
	if (status == STATUS_OK)
		inner = wrapped_by_dapr(envelope);
	return text_empty(inner) ? status : envelope_read(context, inner, envelope);
}

/* What is no CloudEvent, or has none of the contract in it, may still be one of the envelopes of before. */
static enum status read_envelope(struct context *context, const char *topic, const struct intake_source *source,
				 struct envelope *envelope)
{
	bool adapted = false;
	enum status status;

	*envelope = source->envelope;
	if (source->defect)
		return fail(context, STATUS_INVALID, "%s", source->defect);
	status = read_cloudevent(context, source, envelope);
	if (status == STATUS_OK && (text_empty(source->whole) || !text_empty(envelope->specversion)))
		status = adapt_data(context, text_of(topic), envelope, &adapted);
	else if (!text_empty(source->whole))
		status = adapt_bare(context, text_of(topic), source->whole, status, envelope, &adapted);
	if (adapted)
		metric_add(&older_envelopes, 1, topic, NULL, NULL);
	return status == STATUS_OK ? envelope_check(context, envelope) : status;
}

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

static void put_letter(struct consumer *consumer, struct context *context, struct delivery_entry *entry, const struct event *event,
		       const struct envelope *envelope, enum letter_reason reason)
{
	struct inbox_item *item = new_item(context, entry, event, envelope);

	if (!item)
		return;
	item->reason = reason;
	item->error = context->failure.message;
	consumer_put(consumer, item);
}

/* Nobody knows whom an unreadable event is for: one consumer keeps it, the one that listens to everything if there is one. */
static struct consumer *keeper(const struct receiver *receiver, const char *topic)
{
	struct consumer *found = NULL;

	for (size_t i = 0; i < receiver->consumer_count; i++) {
		const struct service *service = consumer_service(receiver->consumers[i]);

		for (const struct handler *handler = service->handlers; handler->type || handler->every; handler++) {
			if (handler->every)
				return receiver->consumers[i];
			if (!found && strcmp(handler->type->topic, topic) == 0)
				found = receiver->consumers[i];
		}
	}
	return found;
}

static void keep_unreadable(struct receiver *receiver, struct context *context, struct delivery_entry *entry,
			    const struct envelope *envelope)
{
	struct event *event = arena_new(context->arena, struct event);
	struct consumer *consumer = keeper(receiver, entry->delivery->topic);

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
	put_letter(consumer, context, entry, event, envelope, LETTER_UNREADABLE);
}

static void hand_out(struct receiver *receiver, struct context *context, struct delivery_entry *entry, const struct event *event,
		     const struct envelope *envelope, enum letter_reason reason)
{
	for (size_t i = 0; i < receiver->consumer_count; i++) {
		const struct handler *handler = consumer_handler(receiver->consumers[i], event->type);
		struct inbox_item *item;

		if (!handler)
			continue;
		if (reason != LETTER_NONE) {
			put_letter(receiver->consumers[i], context, entry, event, envelope, reason);
			continue;
		}
		item = new_item(context, entry, event, envelope);
		if (!item)
			return;
		item->handler = handler;
		consumer_put(receiver->consumers[i], item);
	}
}

static bool anybody_listens(const struct receiver *receiver, const struct event_type *type)
{
	for (size_t i = 0; i < receiver->consumer_count; i++)
		if (consumer_handler(receiver->consumers[i], type))
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

static enum letter_reason decode(struct context *context, const struct envelope *envelope, struct event *event,
				 enum status *ret_status)
{
	if (event->major != event->type->major) {
		*ret_status = fail(context, STATUS_INVALID, "%s comes in version %u.%u, this program reads %u.x", event->type->name,
				   event->major, event->minor, event->type->major);
		return LETTER_UNKNOWN_VERSION;
	}
	*ret_status = envelope_decode_data(context, envelope, event);
	return *ret_status == STATUS_OK ? LETTER_NONE : LETTER_INVALID;
}

/* What came of an entry, before anybody is given it. */
struct reading {
	struct envelope envelope;
	struct event *event;
	bool passed_over;
	bool readable; /* else the context's failure says why not */
	enum letter_reason reason;
};

static void read_event(struct receiver *receiver, struct context *context, struct delivery_entry *entry,
		       const struct intake_source *source, struct reading *reading)
{
	struct event *event = reading->event;
	const struct event_type *type;
	enum status status = read_envelope(context, entry->delivery->topic, source, &reading->envelope);

	if (status != STATUS_OK)
		return;
	type = catalogue_find(reading->envelope.type, text_of(entry->delivery->topic));
	reading->passed_over = !type || !anybody_listens(receiver, type);
	if (reading->passed_over)
		return;
	status = envelope_to_event(context, &reading->envelope, type, event);
	event->received_us = entry->delivery->received_us;
	if (text_empty(reading->envelope.time) && text_empty(reading->envelope.publishedtime))
		event->time_us = event->received_us;
	event->attempt = 1;
	if (status == STATUS_OK)
		reading->reason = decode(context, &reading->envelope, event, &status);
	reading->readable = status == STATUS_OK || reading->reason != LETTER_NONE;
}

void intake_entry(struct receiver *receiver, struct context *context, struct delivery_entry *entry,
		  const struct intake_source *source, size_t memory_bytes)
{
	struct arena *arena = context->arena;
	size_t max_bytes = arena->max_bytes;
	struct reading reading = {.event = arena_new(arena, struct event)};

	failure_clear(context);
	if (!reading.event) {
		atomic_store(&entry->retry, true);
		return;
	}
	/* What doesn't fit is unreadable: the bound is a multiple of the event's size, so it would never be read. */
	if (memory_bytes < max_bytes - arena->held_bytes)
		arena->max_bytes = arena->held_bytes + memory_bytes;
	read_event(receiver, context, entry, source, &reading);
	if (reading.readable)
		entry->digest = envelope_digest(context, &reading.envelope);
	arena->max_bytes = max_bytes;

	if (reading.passed_over)
		pass_over(entry, &reading.envelope);
	else if (reading.readable)
		hand_out(receiver, context, entry, reading.event, &reading.envelope, reading.reason);
	else
		keep_unreadable(receiver, context, entry, &reading.envelope);
}
