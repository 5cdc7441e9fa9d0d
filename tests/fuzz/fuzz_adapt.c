/* Older envelopes, bare and as the data of events that daprd and publishers make: whatever is taken decodes or is refused with a
 * reason. */
#include "contract/adapt.h"
#include "contract/catalogue.h"
#include "contract/envelope.h"
#include "fuzz/fuzz.h"

static const struct text topics[] = {TEXT_INIT("task-events"), TEXT_INIT("task-updates"), TEXT_INIT("user-events"),
				     TEXT_INIT("order-events")};

/* What may stand around the bytes. */
static const struct envelope around[] = {
	{.id = TEXT_INIT("1"),
	 .source = TEXT_INIT("/s"),
	 .type = TEXT_INIT("com.dapr.event.sent"),
	 .specversion = TEXT_INIT("1.0")},
	{.id = TEXT_INIT("1"), .source = TEXT_INIT("/s"), .type = TEXT_INIT("task.changed"), .specversion = TEXT_INIT("1.0")},
	{.id = TEXT_INIT("1"), .source = TEXT_INIT("/s"), .type = TEXT_INIT("com.acme.thing"), .specversion = TEXT_INIT("1.0")},
};

static void decode(struct context *context, const struct envelope *envelope, struct text topic)
{
	struct event event;
	const struct event_type *type = catalogue_find(envelope->type, topic);
	if (envelope_check(context, envelope) != STATUS_OK || !type)
		return;
	(void)envelope_digest(context, envelope);
	if (envelope_to_event(context, envelope, type, &event) != STATUS_OK)
		return;
	enum status status = envelope_decode_data(context, envelope, &event);
	fuzz_require(status == STATUS_OK || context->failure.status == status, "a failure without a reason", context);
}

static void finish(struct context *context, enum status status, const struct envelope *envelope, struct text topic)
{
	fuzz_require(status == STATUS_OK || context->failure.status == status, "a failure without a reason", context);
	fuzz_require(status != STATUS_OK || !context->failure.violation_count, "taken in spite of violations", context);
	if (status == STATUS_OK)
		decode(context, envelope, topic);
	failure_clear(context);
}

static void take_bare(struct context *context, struct text bytes, struct text topic)
{
	struct envelope envelope = {0};
	bool adapted;
	enum status status = envelope_read(context, bytes, &envelope);
	status = adapt_bare(context, topic, bytes, status, &envelope, &adapted);
	if (adapted)
		finish(context, status, &envelope, topic);
	failure_clear(context);
}

static void take_wrapped(struct context *context, struct text bytes, struct text topic)
{
	for (size_t i = 0; i < 2 * COUNT_OF(around); i++) {
		struct envelope envelope = around[i / 2];
		bool adapted;
		envelope.data = bytes;
		envelope.data_kind = i % 2 ? ENVELOPE_JSON : ENVELOPE_BINARY;
		envelope.datacontenttype = i % 2 ? TEXT("application/json") : TEXT("application/octet-stream");
		enum status status = adapt_data(context, topic, &envelope, &adapted);
		finish(context, status, &envelope, topic);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena arena;
	struct context context;
	arena_init(&arena, FUZZ_ARENA_BYTES);
	context_init(&context, &arena, NULL, NULL);
	fuzz_require(catalogue_register(&context, &hapax_catalogue) == STATUS_OK, "the catalogue is wrong", &context);
	struct text bytes = fuzz_text(data, size), topic = topics[size % COUNT_OF(topics)];
	take_bare(&context, bytes, topic);
	take_wrapped(&context, bytes, topic);
	arena_done(&arena);
	return 0;
}
