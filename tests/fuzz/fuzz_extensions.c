/* A serialized Struct of extension attributes: whatever is taken from it is text. */
#include "contract/envelope.h"
#include "fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena arena;
	struct context context;
	struct envelope envelope = {.id = TEXT("i"), .source = TEXT("s"), .type = TEXT("t"), .specversion = TEXT("1.0")};
	arena_init(&arena, FUZZ_ARENA_BYTES);
	context_init(&context, &arena, NULL, NULL);
	if (envelope_read_extensions(&context, fuzz_text(data, size), &envelope) == STATUS_OK) {
		bool text = text_is_utf8(envelope.userid) && text_is_utf8(envelope.subject) && text_is_utf8(envelope.partitionkey);
		fuzz_require(text, "an attribute isn't UTF-8", &context);
		if (envelope_check(&context, &envelope) != STATUS_OK)
			failure_clear(&context);
	}
	arena_done(&arena);
	return 0;
}
