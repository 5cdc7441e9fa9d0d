#include "contract/envelope/attributes.h"
#include "contract/json/number.h"
#include "hapax/clock.h"

/* Made once, for hapax alone: ids that aren't UUIDs become version 5 ones in this space. Stored ids depend on it, so it never
 * changes. */
static const struct uuid id_space = {
	{0x6b, 0x1f, 0x0a, 0x5e, 0x93, 0xd4, 0x4c, 0x27, 0x8e, 0x52, 0x7d, 0x0b, 0xc6, 0x3a, 0x91, 0xf8},
};

static enum status make_id(struct context *context, const struct envelope *envelope, struct uuid *id)
{
	if (uuid_parse_text(envelope->id, id))
		return STATUS_OK;
	struct buffer name;
	buffer_init(&name, context->arena, envelope->source.len + envelope->id.len + 1);
	buffer_add_text(&name, envelope->source);
	buffer_add_char(&name, '\n');
	buffer_add_text(&name, envelope->id);
	if (buffer_failed(&name))
		return fail(context, STATUS_EXHAUSTED, "mapping an event id: the memory bound of this operation was reached");
	*id = uuid_v5(id_space, buffer_text(&name));
	return STATUS_OK;
}

/* Other publishers put into sequence what they like: what is no whole number is no sequence. */
static int64_t parse_sequence(struct text text)
{
	struct whole whole;
	enum { DIGITS_MAX = 20 };
	while (text.len > 1 && text.len <= DIGITS_MAX && text.at[0] == '0' && text.at[1] >= '0' && text.at[1] <= '9')
		text = (struct text){text.at + 1, text.len - 1};
	bool good = !text_empty(text) && number_to_whole(text, &whole) && whole_within(whole, 0, INT64_MAX);
	return good ? (int64_t)whole.magnitude : -1;
}

static int64_t parse_time_or(struct text text, int64_t otherwise_us)
{
	int64_t time_us;
	return !text_empty(text) && time_parse(text, &time_us) ? time_us : otherwise_us;
}

enum status envelope_to_event(struct context *context, const struct envelope *envelope, const struct event_type *type,
			      struct event *ret_event)
{
	struct event event = {
		.type = type,
		.id_text = envelope->id,
		.source = envelope->source,
		.subject = envelope->subject,
		.cause = {.correlation_id = envelope->correlationid,
			  .causation_id = envelope->causationid,
			  .user_id = envelope->userid},
		.key = envelope->partitionkey,
		.sequence = parse_sequence(envelope->sequence),
		.published_us = parse_time_or(envelope->publishedtime, 0),
		.received_us = context_now_us(context),
		.attempt = 1,
	};
	enum status status = make_id(context, envelope, &event.id);
	if (status != STATUS_OK)
		return status;
	event.time_us = parse_time_or(envelope->time, event.published_us ? event.published_us : event.received_us);
	if (!event_version_parse(envelope->eventversion, &event.major, &event.minor))
		return fail(context, STATUS_INVALID, "eventversion must be MAJOR or MAJOR.MINOR");
	if (traceparent_is_valid(envelope->traceparent))
		event.cause.traceparent = envelope->traceparent;
	if (text_empty(event.cause.correlation_id))
		event.cause.correlation_id = envelope->id;
	if (text_empty(event.key))
		event.key = text_empty(envelope->subject) ? envelope->source : envelope->subject;
	*ret_event = event;
	return STATUS_OK;
}
