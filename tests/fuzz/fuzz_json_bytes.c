/* Protobuf bytes of every kind of field through proto3 JSON: what can be written comes back as text of the same message. */
#include "base/scan.h"
#include "fuzz/fuzz.h"
#include "fuzz/sink.h"
#include "hapax/json.h"

static enum status write(struct context *context, const ProtobufCMessage *message, enum json_form form, struct text *ret_text)
{
	const struct json_options options = {.form = form};
	struct buffer buffer;
	buffer_init(&buffer, context->arena, FUZZ_ARENA_BYTES / 4);
	enum status status = json_write(context, &buffer, message, &options);
	*ret_text = buffer_text(&buffer);
	fuzz_require(status == STATUS_OK || context->failure.status == status, "a failure without a reason", context);
	return status;
}

static void round_trip(struct context *context, const ProtobufCMessage *message, enum json_form form)
{
	const struct json_options options = {.form = form};
	struct text first, second;
	ProtobufCMessage *again;
	if (write(context, message, form, &first) != STATUS_OK) {
		failure_clear(context); /* not everything that bytes hold has a place in JSON */
		return;
	}
	enum status status = json_read(context, first, message->descriptor, &options, &again);
	/* A Struct is deeper in protobuf than in JSON, and an Any in JSON than in protobuf. */
	bool too_deep = status == STATUS_INVALID && context->failure.violations &&
			text_equal_string(context->failure.violations->rule, "depth");
	fuzz_require(status == STATUS_OK || status == STATUS_EXHAUSTED || too_deep, "what was written can't be read", context);
	if (status != STATUS_OK || write(context, again, form, &second) != STATUS_OK)
		return;
	fuzz_require(text_equal(first, second), "reading changes the message", context);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena arena;
	struct context context;
	ProtobufCMessage *message;
	sink_register();
	arena_init(&arena, FUZZ_ARENA_BYTES);
	context_init(&context, &arena, NULL, NULL);
	if (message_unpack(&context, fuzz_text(data, size), &hapax__sink__v1__sink__descriptor, &message) == STATUS_OK) {
		round_trip(&context, message, JSON_CANONICAL);
		failure_clear(&context);
		round_trip(&context, message, JSON_EVENT);
	}
	arena_done(&arena);
	return 0;
}
