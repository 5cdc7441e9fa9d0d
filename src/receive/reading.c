#include "receive/reading.h"

#include "contract/adapt.h"
#include "contract/catalogue.h"
#include "contract/json/tokens.h"
#include "contract/upcasters.h"
#include "receive/route.h"

enum { KNOWN_MAX_BYTES = 1024 };

/* The event in a newer version than it came in, or why it isn't. */
struct lifted {
	struct lifted *next;
	const struct event_type *as;
	struct event event;
	enum letter_reason reason;
	struct text error;
};

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
				 struct reading *reading)
{
	struct envelope *envelope = &reading->envelope;
	enum status status;

	*envelope = source->envelope;
	if (source->defect)
		return fail(context, STATUS_INVALID, "%s", source->defect);
	status = read_cloudevent(context, source, envelope);
	if (status == STATUS_OK && (text_empty(source->whole) || !text_empty(envelope->specversion)))
		status = adapt_data(context, text_of(topic), envelope, &reading->adapted);
	else if (!text_empty(source->whole))
		status = adapt_bare(context, text_of(topic), source->whole, status, envelope, &reading->adapted);
	return status == STATUS_OK ? envelope_check(context, envelope) : status;
}

enum status reading_open(struct context *context, const char *topic, const struct intake_source *source, struct reading *reading,
			 const struct event_type **ret_type)
{
	enum status status = read_envelope(context, topic, source, reading);

	if (status == STATUS_OK)
		*ret_type = catalogue_find(reading->envelope.type, text_of(topic));
	return status;
}

/* "1.x, 2.x", oldest first. */
static const char *known_versions(struct context *context, const struct event_type *type)
{
	size_t count;
	const struct event_type *const *versions = catalogue_versions(text_of(type->name), (struct text){0}, &count);
	struct buffer known;

	buffer_init(&known, context->arena, KNOWN_MAX_BYTES);
	while (count--)
		buffer_printf(&known, "%s%u.x", known.len ? ", " : "", versions[count]->major);
	return buffer_failed(&known) ? "others" : buffer_string(&known);
}

static void spoil(struct context *context, struct reading *reading, enum letter_reason reason)
{
	reading->reason = reason;
	reading->error = context->failure.message;
}

enum status reading_decode(struct context *context, const struct event_type *type, struct reading *reading)
{
	struct event *event = reading->event;
	const struct event_type *version;
	enum status status = envelope_to_event(context, &reading->envelope, type, event);

	if (status != STATUS_OK)
		return status;
	version = catalogue_find_major(text_of(type->name), (struct text){0}, event->major);
	if (!version) {
		(void)fail(context, STATUS_INVALID, "%s comes in version %u.%u, this program reads %s", type->name, event->major,
			   event->minor, known_versions(context, type));
		spoil(context, reading, LETTER_UNKNOWN_VERSION);
		return STATUS_OK;
	}
	event->type = version;
	if (envelope_decode_data(context, &reading->envelope, event) != STATUS_OK)
		spoil(context, reading, LETTER_INVALID);
	return STATUS_OK;
}

/* NULL: no memory left. */
static const struct lifted *lift(struct context *context, struct reading *reading, const struct event_type *as)
{
	struct lifted *lifted = reading->lifted;

	while (lifted && lifted->as != as)
		lifted = lifted->next;
	if (lifted || reading->no_memory)
		return lifted;
	lifted = arena_new(context->arena, struct lifted);
	reading->no_memory = !lifted;
	if (!lifted)
		return NULL;
	*lifted = (struct lifted){.next = reading->lifted, .as = as, .event = *reading->event};
	reading->lifted = lifted;
	failure_clear(context);
	if (upcasters_lift(context, &lifted->event, as) != STATUS_OK) {
		lifted->reason = LETTER_INVALID;
		lifted->error = context->failure.message;
	}
	return lifted;
}

/* The event as it came is what a dead letter tells of. */
static void refuse(struct offer *offer, const struct reading *reading, enum letter_reason reason, struct text error)
{
	*offer = (struct offer){.event = reading->event, .reason = reason, .error = error};
}

static void offer_lifted(struct context *context, struct reading *reading, const struct event_type *as, struct offer *offer)
{
	const struct lifted *lifted = lift(context, reading, as);

	if (!lifted)
		refuse(offer, reading, LETTER_INVALID, TEXT("lifting the event to a newer version takes more memory than it may"));
	else if (lifted->reason)
		refuse(offer, reading, lifted->reason, lifted->error);
	else
		offer->event = &lifted->event;
}

static void refuse_version(struct context *context, const struct reading *reading, const struct service *service,
			   struct offer *offer)
{
	const struct event *event = reading->event;
	const char *error =
		arena_printf(context->arena, "%s comes in version %u.%u; %s has no handler for it, and no upcasters lead to one",
			     event->type->name, event->major, event->minor, service->name);

	refuse(offer, reading, LETTER_UNKNOWN_VERSION, text_of(error));
}

bool reading_offer(struct context *context, struct reading *reading, const struct service *service, struct offer *ret_offer)
{
	struct event_route route;

	if (!service_hears(service, reading->event->type))
		return false;
	if (reading->reason != LETTER_NONE) {
		refuse(ret_offer, reading, reading->reason, reading->error);
	} else if (!service_route(service, reading->event->type, &route)) {
		refuse_version(context, reading, service, ret_offer);
	} else {
		*ret_offer = (struct offer){.handler = route.handler, .event = reading->event};
		if (route.as != reading->event->type)
			offer_lifted(context, reading, route.as, ret_offer);
	}
	return true;
}
