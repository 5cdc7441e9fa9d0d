/* JSON into a message of every kind of field: what was read is written, read and written again, and stays the same. */
#include "fuzz/fuzz.h"
#include "hapax/json.h"
#include "kinds.pb-c.h"

static struct text write(struct context *context, const ProtobufCMessage *message)
{
	struct buffer buffer;
	buffer_init(&buffer, context->arena, FUZZ_ARENA_BYTES / 4);
	enum status status = json_write_message(context, &buffer, message);
	fuzz_require(status == STATUS_OK || status == STATUS_EXHAUSTED, "what was read can't be written", context);
	return status == STATUS_OK ? buffer_text(&buffer) : (struct text){0};
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena arena;
	struct context context;
	ProtobufCMessage *message;
	arena_init(&arena, FUZZ_ARENA_BYTES);
	context_init(&context, &arena, NULL, NULL);
	bool ignore_unknown = size % 2;
	if (json_read_message(&context, fuzz_text(data, size), &hapax__test__kinds__descriptor, ignore_unknown, &message) ==
	    STATUS_OK) {
		struct text first = write(&context, message);
		enum status status = text_empty(first)
					     ? STATUS_EXHAUSTED
					     : json_read_message(&context, first, &hapax__test__kinds__descriptor, false, &message);
		fuzz_require(status == STATUS_OK || status == STATUS_EXHAUSTED, "what was written can't be read", &context);
		struct text second = status == STATUS_OK ? write(&context, message) : first;
		fuzz_require(text_empty(second) || text_equal(first, second), "writing changes the message", &context);
	}
	arena_done(&arena);
	return 0;
}
