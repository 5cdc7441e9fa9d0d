/* Messages under every kind of rule: the first byte says which message the others are of. What is refused says why, and twice the
 * same. */
#include "base/scan.h"
#include "contract/validate.h"
#include "fuzz/fuzz.h"
#include "rules/v1/numbers.h"
#include "rules/v1/shapes.h"
#include "rules/v1/texts.h"

static const struct message_rules *const kinds[] = {
	&rules_string_cases_rules, &rules_pattern_cases_rules, &rules_format_cases_rules,    &rules_bytes_cases_rules,
	&rules_bool_cases_rules,   &rules_enum_cases_rules,    &rules_timestamp_cases_rules, &rules_duration_cases_rules,
	&rules_any_cases_rules,	   &rules_list_cases_rules,    &rules_map_cases_rules,	     &rules_outer_rules,
	&rules_double_cases_rules, &rules_int64_cases_rules,   &rules_u_int64_cases_rules,   &rules_float_cases_rules,
};

static int64_t some_time_us(const struct clock *clock)
{
	(void)clock;
	return INT64_C(1800000000000000);
}

/* The same now for both runs. */
static const struct clock stopped = {some_time_us};

static void check(struct context *context, const struct message_rules *rules, const ProtobufCMessage *message)
{
	enum status status = validate(context, rules, message);
	size_t count = context->failure.violation_count;
	fuzz_require((status == STATUS_OK) == (count == 0), "the status isn't what the violations say", context);
	for (const struct violation *violation = context->failure.violations; violation; violation = violation->next)
		fuzz_require(violation->rule.len && violation->message.len, "a violation without a rule or words", context);
	failure_clear(context);
	fuzz_require(validate(context, rules, message) == status && context->failure.violation_count == count,
		     "another verdict on the same message", context);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena arena;
	struct context context;
	ProtobufCMessage *message;
	if (size == 0)
		return 0;
	arena_init(&arena, FUZZ_ARENA_BYTES);
	context_init(&context, &arena, &stopped, NULL);
	const struct message_rules *rules = kinds[data[0] % COUNT_OF(kinds)];
	if (message_unpack(&context, fuzz_text(data + 1, size - 1), rules->message, &message) == STATUS_OK)
		check(&context, rules, message);
	arena_done(&arena);
	return 0;
}
