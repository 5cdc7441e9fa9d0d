#include "app/gate/verdict.h"

#include "contract/catalogue.h"
#include "receive/stored.h"

/* Named by what the envelope says, whatever that is worth. */
static struct verdict unreadable(const struct reading *reading, struct text cause)
{
	return (struct verdict){.type = reading->envelope.type, .version = reading->envelope.eventversion, .cause = cause};
}

static void name(struct context *context, const struct event *event, struct verdict *verdict)
{
	verdict->type = text_of(event->type->name);
	verdict->version = text_of(arena_printf(context->arena, "%u.%u", event->major, event->minor));
}

/* Whether the service can take the event that was read. */
static bool can_take(struct context *context, struct reading *reading, const struct service *service, bool must_hear,
		     struct verdict *verdict)
{
	struct offer offer;

	if (!service->handlers || !reading_offer(context, reading, service, &offer)) {
		if (must_hear)
			verdict->cause = text_of(arena_printf(context->arena, "%s has no handler for %s any more", service->name,
							      reading->event->type->name));
		return !must_hear;
	}
	if (offer.reason == LETTER_NONE)
		return true;
	verdict->cause = text_of(arena_printf(context->arena, "%s can't take it: %.*s", service->name, TEXT_ARG(offer.error)));
	return false;
}

static const char *topic_of(struct context *context, struct text topic)
{
	const struct topic *declared = catalogue_topic(topic);
	const char *copy = declared ? declared->name : text_dup_string(topic, context->arena);

	return copy ? copy : "";
}

static struct verdict judge(struct context *context, struct reading *reading, const struct event_type *type,
			    const struct service *const *services, bool must_hear)
{
	struct verdict verdict = {.readable = true};

	if (reading_decode(context, type, reading) != STATUS_OK)
		return unreadable(reading, context->failure.message);
	name(context, reading->event, &verdict);
	if (reading->reason != LETTER_NONE) {
		verdict.readable = false;
		verdict.cause = reading->error;
	}
	for (; verdict.readable && *services; services++)
		verdict.readable = can_take(context, reading, *services, must_hear, &verdict);
	return verdict;
}

struct verdict verdict_of(struct context *context, const struct stored_event *event, const struct service *const *services,
			  bool must_hear)
{
	struct reading reading = {.event = arena_new(context->arena, struct event)};
	struct intake_source source;
	const struct event_type *type;

	if (!reading.event)
		return unreadable(&reading, TEXT("no memory left for it"));
	if (stored_source(context, event->form, event->original, &source) != STATUS_OK ||
	    reading_open(context, topic_of(context, event->topic), &source, &reading, &type) != STATUS_OK)
		return unreadable(&reading, context->failure.message);
	if (!type)
		return unreadable(&reading, TEXT("this build's contract has no event of this type"));
	return judge(context, &reading, type, services, must_hear);
}
