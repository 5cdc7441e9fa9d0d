/* Proto3 JSON into a message of every kind of field: what was read is written, read and written again, and stays the same. */
#include "fuzz/fuzz.h"
#include "fuzz/sink.h"
#include "hapax/json.h"

/* Empty: the memory of this run isn't enough. Only what has another value in the bytes than in JSON can't be written. */
static struct text write(struct context *context, const ProtobufCMessage *message, enum json_form form)
{
	const struct json_options options = {.form = form};
	struct buffer buffer;
	buffer_init(&buffer, context->arena, FUZZ_ARENA_BYTES / 4);
	enum status status = json_write(context, &buffer, message, &options);
	fuzz_require(status == STATUS_OK || status == STATUS_EXHAUSTED, "what was read can't be written", context);
	return status == STATUS_OK ? buffer_text(&buffer) : (struct text){0};
}

static void write_and_read(struct context *context, const ProtobufCMessage *message, enum json_form form)
{
	const struct json_options options = {.form = form};
	struct text first = write(context, message, form);
	ProtobufCMessage *again;
	if (text_empty(first))
		return;
	enum status status = json_read(context, first, &hapax__sink__v1__sink__descriptor, &options, &again);
	fuzz_require(status == STATUS_OK || status == STATUS_EXHAUSTED, "what was written can't be read", context);
	struct text second = status == STATUS_OK ? write(context, again, form) : first;
	fuzz_require(text_empty(second) || text_equal(first, second), "writing changes the message", context);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena arena;
	struct context context;
	ProtobufCMessage *message;
	const struct json_options options = {
		.form = JSON_CANONICAL, .ignore_unknown = size % 2, .max_bytes = 1 << 20, .max_tokens = 1 << 18};
	sink_register();
	arena_init(&arena, FUZZ_ARENA_BYTES);
	context_init(&context, &arena, NULL, NULL);
	if (json_read(&context, fuzz_text(data, size), &hapax__sink__v1__sink__descriptor, &options, &message) == STATUS_OK) {
		write_and_read(&context, message, JSON_CANONICAL);
		write_and_read(&context, message, JSON_EVENT);
	}
	arena_done(&arena);
	return 0;
}
