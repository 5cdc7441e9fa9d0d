/* Protobuf bytes: what the scan lets through unpacks, can be walked, and packs into what the scan lets through. */
#include "base/scan.h"
#include "contract/validate.h"
#include "fuzz/fuzz.h"
#include "hapax/json.h"
#include "kinds.pb-c.h"

static void pack_again(struct context *context, const ProtobufCMessage *message)
{
	size_t size = protobuf_c_message_get_packed_size(message);
	uint8_t *bytes = arena_alloc(context->arena, size);
	if (!bytes)
		return;
	fuzz_require(protobuf_c_message_pack(message, bytes) == size, "the size was wrong", context);
	enum status status = message_scan(context, fuzz_text(bytes, size), message->descriptor);
	fuzz_require(status == STATUS_OK, "what was unpacked doesn't pass the scan", context);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena arena;
	struct context context;
	struct buffer buffer;
	ProtobufCMessage *message;
	arena_init(&arena, FUZZ_ARENA_BYTES);
	context_init(&context, &arena, NULL, NULL);
	if (message_unpack(&context, fuzz_text(data, size), &hapax__test__kinds__descriptor, &message) == STATUS_OK) {
		pack_again(&context, message);
		enum status status = validate(&context, NULL, message);
		fuzz_require(status == STATUS_OK, "the scan let through what isn't UTF-8", &context);
		buffer_init(&buffer, &arena, FUZZ_ARENA_BYTES / 4);
		status = json_write_message(&context, &buffer, message);
		fuzz_require(status == STATUS_OK || context.failure.status == status, "a failure without a reason", &context);
	}
	arena_done(&arena);
	return 0;
}
