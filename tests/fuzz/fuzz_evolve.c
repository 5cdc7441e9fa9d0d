/* Two descriptor sets: what can be read can be compared, in both directions; nothing changes when nothing changes. The first four
 * bytes, little-endian, are the length of the first set. */
#include <string.h>

#include "contract/evolve.h"
#include "fuzz/fuzz.h"

enum { EVOLVE_ARENA_BYTES = 256 * 1024 * 1024 };

static void check_texts(const struct context *context, const struct finding *finding)
{
	const char *const texts[] = {finding->path, finding->before, finding->after, finding->file, finding->subject->name};
	for (size_t i = 0; i < COUNT_OF(texts); i++)
		fuzz_require(!texts[i] || text_is_utf8(text_of(texts[i])), "a finding isn't UTF-8", context);
	fuzz_require(finding->path && finding->subject->consumers && finding->line >= 0, "a finding lacks something", context);
}

static void compare(struct context *context, const struct contract *before, const struct contract *after)
{
	struct evolution evolution = {0};
	size_t sum = 0;
	enum status status = evolve(context, before, after, &evolution);
	fuzz_require(status == STATUS_OK || status == STATUS_EXHAUSTED, "a comparison fails for another reason than size", context);
	if (status)
		return;
	for (size_t i = 0; i < evolution.count; i++)
		check_texts(context, &evolution.findings[i]);
	for (size_t i = 0; i < SEVERITY_COUNT_; i++)
		sum += evolution.count_of[i];
	fuzz_require(sum == evolution.count, "the counts don't add up", context);
	fuzz_require(before != after || evolution.count == 0, "a contract differs from itself", context);
}

static const struct contract *read_side(struct context *context, struct text bytes)
{
	const struct contract *contract = NULL;
	enum status status = contract_read(context, "the input", bytes, &contract);
	fuzz_require(status == context->failure.status, "a failure without a reason", context);
	failure_clear(context);
	return status ? NULL : contract;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena arena;
	struct context context;
	uint32_t first;
	if (size < sizeof(first))
		return 0;
	memcpy(&first, data, sizeof(first));
	struct text rest = fuzz_text(data + sizeof(first), size - sizeof(first));
	size_t cut = first < rest.len ? first : rest.len;
	arena_init(&arena, EVOLVE_ARENA_BYTES);
	context_init(&context, &arena, NULL, NULL);
	const struct contract *before = read_side(&context, (struct text){rest.at, cut});
	const struct contract *after = read_side(&context, (struct text){rest.at + cut, rest.len - cut});
	if (before)
		compare(&context, before, before);
	if (before && after) {
		compare(&context, before, after);
		compare(&context, after, before);
	}
	arena_done(&arena);
	return 0;
}
