/* A whole CloudEvent, down to its decoded data and back: what was taken can be written, and reads back as the same event. */
#include "contract/envelope.h"
#include "fuzz/fuzz.h"
#include "hapax/event.h"

static const struct event_type *type_of(const struct envelope *envelope)
{
	for (size_t i = 0; i < hapax_catalogue.event_count; i++)
		if (text_equal_string(envelope->type, hapax_catalogue.events[i]->name))
			return hapax_catalogue.events[i];
	return hapax_catalogue.events[0];
}

static bool take(struct context *context, struct text json, struct event *event)
{
	struct envelope envelope;
	if (envelope_read(context, json, &envelope) != STATUS_OK || envelope_check(context, &envelope) != STATUS_OK)
		return false;
	(void)envelope_digest(context, &envelope);
	return envelope_to_event(context, &envelope, type_of(&envelope), event) == STATUS_OK &&
	       envelope_decode_data(context, &envelope, event) == STATUS_OK;
}

static void write_and_take_again(struct context *context, const struct event *event, enum event_data_form form)
{
	struct buffer buffer;
	struct event again;
	buffer_init(&buffer, context->arena, FUZZ_ARENA_BYTES / 4);
	enum status status = envelope_write(context, &buffer, event, form);
	/* Only what came as protobuf can hold what JSON can't. */
	if (status == STATUS_EXHAUSTED || (status == STATUS_INVALID && form == EVENT_DATA_JSON))
		return;
	fuzz_require(status == STATUS_OK, "an event that was taken can't be written", context);
	bool taken = take(context, buffer_text(&buffer), &again);
	fuzz_require(taken || context->failure.status == STATUS_EXHAUSTED, "an event that was written isn't taken", context);
	fuzz_require(!taken || (uuid_order(event->id, again.id) == 0 && text_equal(event->key, again.key)),
		     "another event came back", context);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena arena;
	struct context context;
	struct event event;
	struct text json = fuzz_text(data, size);
	arena_init(&arena, FUZZ_ARENA_BYTES);
	context_init(&context, &arena, NULL, NULL);
	(void)envelope_is_cloudevent(json);
	if (take(&context, json, &event)) {
		write_and_take_again(&context, &event, EVENT_DATA_JSON);
		failure_clear(&context);
		write_and_take_again(&context, &event, EVENT_DATA_PROTOBUF);
	}
	arena_done(&arena);
	return 0;
}
