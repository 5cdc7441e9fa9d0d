#include "contract/validate.h"
#include "kinds.pb-c.h"
#include "unit/contract/codec.h"

#define DESCRIPTOR (&hapax__test__kinds__descriptor)

static unsigned field(const ProtobufCMessageDescriptor *descriptor, const char *name)
{
	const ProtobufCFieldDescriptor *found = protobuf_c_message_descriptor_get_field_by_name(descriptor, name);
	assert_non_null(found);
	return (unsigned)(found - descriptor->fields);
}

/* One rule on one field of Kinds. */
static enum status check(struct rule rule, const char *name, const Hapax__Test__Kinds *kinds)
{
	rule.field = field(DESCRIPTOR, name);
	struct message_rules rules = {DESCRIPTOR, &rule, 1};
	return validate(&context, &rules, &kinds->base);
}

static void refuse(struct rule rule, const char *name, const Hapax__Test__Kinds *kinds, const char *kind, const char *why)
{
	assert_int_equal(check(rule, name, kinds), STATUS_INVALID);
	assert_non_null(context.failure.violations);
	if (!text_equal_string(context.failure.violations->rule, kind))
		fail_msg("rule %.*s instead of %s", TEXT_ARG(context.failure.violations->rule), kind);
	assert_refused(STATUS_INVALID, why);
}

static void required_means_there_or_not_zero(void **state)
{
	(void)state;
	Hapax__Test__Kinds kinds = HAPAX__TEST__KINDS__INIT;
	struct rule required = {.kind = RULE_REQUIRED};
	static const char *const names[] = {"a_string", "an_int64", "an_int32",	 "a_bool",   "some_bytes",  "colour",  "line",
					    "tags",	"labels",   "as_number", "due_date", "description", "a_double"};
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		refuse(required, names[i], &kinds, "required", "is required");
		refuse(required, names[i], &kinds, "required", names[i]);
	}
	Google__Protobuf__StringValue empty = GOOGLE__PROTOBUF__STRING_VALUE__INIT;
	kinds.description = &empty;
	assert_ok(check(required, "description", &kinds));
	kinds.choice_case = HAPAX__TEST__KINDS__CHOICE_AS_NUMBER;
	assert_ok(check(required, "as_number", &kinds));
	refuse(required, "as_line", &kinds, "required", "as_line: is required");
	kinds.a_string = (char *)"x";
	assert_ok(check(required, "a_string", &kinds));
	char *tags[] = {(char *)"a", (char *)""};
	kinds.tags = tags;
	kinds.n_tags = 2;
	assert_ok(check(required, "tags", &kinds));
	refuse((struct rule){.kind = RULE_REQUIRED, .each = true}, "tags", &kinds, "required", "tags[1]: is required");
}

static void lengths_count_characters_not_bytes(void **state)
{
	(void)state;
	Hapax__Test__Kinds kinds = HAPAX__TEST__KINDS__INIT;
	kinds.a_string = (char *)"\xc3\xb6\xe2\x82\xac\xf0\x9f\x98\x80";
	assert_ok(check((struct rule){.kind = RULE_STRING_MAX_LEN, .number = 3}, "a_string", &kinds));
	assert_ok(check((struct rule){.kind = RULE_STRING_MIN_LEN, .number = 3}, "a_string", &kinds));
	refuse((struct rule){.kind = RULE_STRING_MAX_LEN, .number = 2}, "a_string", &kinds, "string.max_len",
	       "a_string: must have at most 2 characters");
	refuse((struct rule){.kind = RULE_STRING_MIN_LEN, .number = 4}, "a_string", &kinds, "string.min_len",
	       "a_string: must have at least 4 characters");
	kinds.a_string = (char *)"";
	refuse((struct rule){.kind = RULE_STRING_MIN_LEN, .number = 1}, "a_string", &kinds, "string.min_len",
	       "must have at least 1 character");
}

static void words_and_uuids(void **state)
{
	(void)state;
	static const char *const words[] = {"low", "medium", "high", NULL};
	Hapax__Test__Kinds kinds = HAPAX__TEST__KINDS__INIT;
	struct rule in = {.kind = RULE_STRING_IN, .words = words};
	assert_ok(check(in, "a_string", &kinds)); /* empty is absent */
	kinds.a_string = (char *)"urgent";
	refuse(in, "a_string", &kinds, "string.in", "a_string: must be one of low, medium, high");
	kinds.choice_case = HAPAX__TEST__KINDS__CHOICE_AS_TEXT;
	kinds.as_text = (char *)"";
	refuse(in, "as_text", &kinds, "string.in", "as_text: must be one of low, medium, high");
	Google__Protobuf__StringValue empty = GOOGLE__PROTOBUF__STRING_VALUE__INIT;
	kinds.description = &empty;
	refuse(in, "description", &kinds, "string.in", "description: must be one of low, medium, high");
	char *tags[] = {(char *)"high", (char *)""};
	kinds.tags = tags;
	kinds.n_tags = 2;
	in.each = true;
	refuse(in, "tags", &kinds, "string.in", "tags[1]: must be one of low, medium, high");
	in.each = false;
	kinds.a_string = (char *)"medium";
	assert_ok(check(in, "a_string", &kinds));
	refuse((struct rule){.kind = RULE_STRING_UUID}, "a_string", &kinds, "string.uuid", "a_string: must be a UUID");
	kinds.a_string = (char *)"018F3F6E-7c1e-7a3b-9c55-2f4d8a6b0c11";
	assert_ok(check((struct rule){.kind = RULE_STRING_UUID}, "a_string", &kinds));
}

static void rules_on_a_wrapper_are_about_its_value(void **state)
{
	(void)state;
	Hapax__Test__Kinds kinds = HAPAX__TEST__KINDS__INIT;
	struct rule max = {.kind = RULE_STRING_MAX_LEN, .number = 2}, positive = {.kind = RULE_INT_GT, .number = 0};
	assert_ok(check(max, "description", &kinds));
	assert_ok(check(positive, "maybe_number", &kinds));
	Google__Protobuf__StringValue text = GOOGLE__PROTOBUF__STRING_VALUE__INIT;
	Google__Protobuf__Int64Value number = GOOGLE__PROTOBUF__INT64_VALUE__INIT;
	text.value = (char *)"abc";
	kinds.description = &text;
	kinds.maybe_number = &number;
	refuse(max, "description", &kinds, "string.max_len", "description: must have at most 2 characters");
	refuse(positive, "maybe_number", &kinds, "int64.gt", "maybe_number: must be greater than 0");
	assert_ok(check((struct rule){.kind = RULE_INT_GT, .number = 5}, "as_number", &kinds)); /* a oneof that isn't set */
}

static void bounds_of_integers(void **state)
{
	(void)state;
	static const struct {
		enum rule_kind kind;
		int64_t bound, value;
		const char *why;
	} rows[] = {
		{RULE_INT_GT, 5, 6, NULL},
		{RULE_INT_GT, 5, 5, "must be greater than 5"},
		{RULE_INT_GT, -5, -6, "must be greater than -5"},
		{RULE_INT_GT, -5, -4, NULL},
		{RULE_INT_GTE, 5, 5, NULL},
		{RULE_INT_GTE, 5, 4, "must be at least 5"},
		{RULE_INT_GTE, 0, INT64_MIN, "must be at least 0"},
		{RULE_INT_GTE, INT64_MIN, INT64_MIN, NULL},
		{RULE_INT_LT, 5, 4, NULL},
		{RULE_INT_LT, 5, 5, "must be less than 5"},
		{RULE_INT_LTE, 5, 5, NULL},
		{RULE_INT_LTE, 5, 6, "must be at most 5"},
		{RULE_INT_LTE, -5, 6, "must be at most -5"},
		{RULE_INT_LTE, INT64_MAX, INT64_MAX, NULL},
	};
	static const char *const names[] = {"int64.gt", "int64.gte", "int64.lt", "int64.lte"};
	Hapax__Test__Kinds kinds = HAPAX__TEST__KINDS__INIT;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct rule rule = {.kind = rows[i].kind, .number = rows[i].bound};
		kinds.an_int64 = rows[i].value;
		if (rows[i].why)
			refuse(rule, "an_int64", &kinds, names[rows[i].kind - RULE_INT_GT], rows[i].why);
		else
			assert_ok(check(rule, "an_int64", &kinds));
	}
	kinds.a_uint64 = UINT64_MAX;
	refuse((struct rule){.kind = RULE_INT_LTE, .number = INT64_MAX}, "a_uint64", &kinds, "uint64.lte", "must be at most");
	assert_ok(check((struct rule){.kind = RULE_INT_GT, .number = -1}, "a_uint64", &kinds));
	kinds.a_uint32 = UINT32_MAX;
	assert_ok(check((struct rule){.kind = RULE_INT_GTE, .number = UINT32_MAX}, "a_uint32", &kinds));
	kinds.a_sint32 = -1;
	refuse((struct rule){.kind = RULE_INT_GTE, .number = 0}, "a_sint32", &kinds, "sint32.gte", "must be at least 0");
}

static void counts_and_items(void **state)
{
	(void)state;
	char *tags[] = {(char *)"ok", (char *)"too long", (char *)"also too long"};
	Hapax__Test__Kinds kinds = HAPAX__TEST__KINDS__INIT;
	kinds.tags = tags;
	kinds.n_tags = 3;
	assert_ok(check((struct rule){.kind = RULE_REPEATED_MAX_ITEMS, .number = 3}, "tags", &kinds));
	refuse((struct rule){.kind = RULE_REPEATED_MAX_ITEMS, .number = 1}, "tags", &kinds, "repeated.max_items",
	       "tags: must have at most 1 item");
	refuse((struct rule){.kind = RULE_REPEATED_MIN_ITEMS, .number = 4}, "tags", &kinds, "repeated.min_items",
	       "tags: must have at least 4 items");
	struct rule each = {.kind = RULE_STRING_MAX_LEN, .each = true, .number = 2};
	refuse(each, "tags", &kinds, "string.max_len", "tags[1]: must have at most 2 characters; tags[2]: must");
}

static void enums_may_have_to_be_defined(void **state)
{
	(void)state;
	Hapax__Test__Kinds kinds = HAPAX__TEST__KINDS__INIT;
	struct rule defined = {.kind = RULE_ENUM_DEFINED_ONLY};
	assert_ok(check(defined, "colour", &kinds));
	kinds.colour = 9;
	refuse(defined, "colour", &kinds, "enum.defined_only", "colour: must be one of the values that hapax.test.Colour defines");
}

static void nested_messages_have_their_own_rules(void **state)
{
	(void)state;
	const ProtobufCMessageDescriptor *line = &hapax__test__line__descriptor;
	struct rule sku = {.field = field(line, "sku"), .kind = RULE_REQUIRED};
	struct message_rules line_rules = {line, &sku, 1};
	Hapax__Test__Line good = HAPAX__TEST__LINE__INIT, bad = HAPAX__TEST__LINE__INIT;
	good.sku = (char *)"s";
	Hapax__Test__Line *lines[] = {&good, &bad};
	Hapax__Test__Kinds kinds = HAPAX__TEST__KINDS__INIT;
	struct rule one = {.kind = RULE_MESSAGE, .message = &line_rules},
		    each = {.kind = RULE_MESSAGE, .each = true, .message = &line_rules};
	assert_ok(check(one, "line", &kinds));
	kinds.line = &bad;
	refuse(one, "line", &kinds, "required", "line.sku: is required");
	kinds.line = NULL;
	kinds.lines = lines;
	kinds.n_lines = 2;
	refuse(each, "lines", &kinds, "required", "lines[1].sku: is required");
}

static void recursive_rules_end(void **state)
{
	(void)state;
	enum { LEVELS = 300 };
	static Hapax__Test__Kinds levels[LEVELS];
	struct rule inner = {.field = field(DESCRIPTOR, "inner"), .kind = RULE_MESSAGE};
	struct message_rules rules = {DESCRIPTOR, &inner, 1};
	inner.message = &rules;
	for (int i = 0; i < LEVELS; i++) {
		hapax__test__kinds__init(&levels[i]);
		levels[i].inner = i ? &levels[i - 1] : NULL;
	}
	assert_ok(validate(&context, &rules, &levels[150].base));
	assert_refused(validate(&context, &rules, &levels[LEVELS - 1].base), "is nested too deeply");
}

static void strings_are_utf8_everywhere(void **state)
{
	(void)state;
	Hapax__Test__Kinds kinds = HAPAX__TEST__KINDS__INIT, inner = HAPAX__TEST__KINDS__INIT;
	assert_ok(validate(&context, NULL, &kinds.base));
	kinds.inner = &inner;
	char *tags[] = {(char *)"ok", (char *)"\xff"};
	inner.tags = tags;
	inner.n_tags = 2;
	assert_refused(validate(&context, NULL, &kinds.base), "inner.tags[1]: must be UTF-8 without U+0000");
	inner.n_tags = 1;
	Google__Protobuf__StringValue text = GOOGLE__PROTOBUF__STRING_VALUE__INIT;
	text.value = (char *)"\xed\xa0\x80";
	inner.description = &text;
	assert_refused(validate(&context, NULL, &kinds.base), "inner.description.value: must be UTF-8");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CODEC_TEST(required_means_there_or_not_zero),
		CODEC_TEST(lengths_count_characters_not_bytes),
		CODEC_TEST(words_and_uuids),
		CODEC_TEST(rules_on_a_wrapper_are_about_its_value),
		CODEC_TEST(bounds_of_integers),
		CODEC_TEST(counts_and_items),
		CODEC_TEST(enums_may_have_to_be_defined),
		CODEC_TEST(nested_messages_have_their_own_rules),
		CODEC_TEST(recursive_rules_end),
		CODEC_TEST(strings_are_utf8_everywhere),
	};
	return cmocka_run_group_tests_name("validate", tests, NULL, NULL);
}
