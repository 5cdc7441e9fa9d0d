#include "kinds.pb-c.h"
#include "rules/v1/numbers.h"
#include "rules/v1/shapes.h"
#include "rules/v1/texts.h"
#include "unit/contract/rule_case.h"

static void required_means_there_or_not_zero(void **state)
{
	(void)state;
	struct rules_place_cases message = RULES_PLACE_CASES_INIT;
	struct rules_part part = RULES_PART_INIT;
	assert_breaks(&rules_place_cases_rules, &message.base, "required", "required");
	assert_breaks(&rules_place_cases_rules, &message.base, "required_or_empty", "required");
	message.required = &part;
	assert_keeps(&rules_place_cases_rules, &message.base, "required");
	struct rules_list_cases list = RULES_LIST_CASES_INIT;
	struct rules_map_cases map = RULES_MAP_CASES_INIT;
	struct rules_bool_cases boolean = RULES_BOOL_CASES_INIT;
	struct rules_enum_cases enumeration = RULES_ENUM_CASES_INIT;
	assert_breaks(&rules_list_cases_rules, &list.base, "required", "required");
	assert_breaks(&rules_map_cases_rules, &map.base, "required", "required");
	assert_breaks(&rules_bool_cases_rules, &boolean.base, "required", "required");
	assert_breaks(&rules_bool_cases_rules, &boolean.base, "wrapped_required", "required");
	assert_breaks(&rules_enum_cases_rules, &enumeration.base, "required", "required");
	Google__Protobuf__BoolValue no = GOOGLE__PROTOBUF__BOOL_VALUE__INIT;
	boolean.wrapped_required = &no;
	boolean.required = true;
	assert_keeps(&rules_bool_cases_rules, &boolean.base, "required");
	assert_keeps(&rules_bool_cases_rules, &boolean.base, "wrapped_required");
}

static void a_required_member_of_a_oneof_shuts_out_the_others(void **state)
{
	(void)state;
	struct rules_odd_cases message = RULES_ODD_CASES_INIT;
	assert_breaks(&rules_odd_cases_rules, &message.base, "text", "required");
	message.kind_case = RULES__V1__ODD_CASES__KIND_NUMBER;
	assert_breaks(&rules_odd_cases_rules, &message.base, "text", "required");
	message.kind_case = RULES__V1__ODD_CASES__KIND_TEXT;
	message.text = (char *)"";
	assert_keeps(&rules_odd_cases_rules, &message.base, "text");
}

static void a_oneof_may_have_to_be_set(void **state)
{
	(void)state;
	struct rules_place_cases message = RULES_PLACE_CASES_INIT;
	assert_breaks(&rules_place_cases_rules, &message.base, "kind", "required");
	assert_says(&rules_place_cases_rules, &message.base, "kind", "is required: exactly one of its fields");
	assert_keeps(&rules_place_cases_rules, &message.base, "other");
	message.kind_case = RULES__V1__PLACE_CASES__KIND_NUMBER;
	assert_keeps(&rules_place_cases_rules, &message.base, "kind");
	message.kind_case = RULES__V1__PLACE_CASES__KIND_TEXT;
	message.text = (char *)"x";
	assert_keeps(&rules_place_cases_rules, &message.base, "kind");
	assert_breaks(&rules_place_cases_rules, &message.base, "text", "string.min_len");
}

static void messages_inside_have_their_own_rules(void **state)
{
	(void)state;
	struct rules_place_cases message = RULES_PLACE_CASES_INIT, inner = RULES_PLACE_CASES_INIT;
	struct rules_part part = RULES_PART_INIT;
	message.part = message.never = message.or_empty = inner.part = &part;
	message.inner = &inner;
	assert_breaks(&rules_place_cases_rules, &message.base, "part.name", "string.min_len");
	assert_breaks(&rules_place_cases_rules, &message.base, "part.count", "required");
	assert_breaks(&rules_place_cases_rules, &message.base, "inner.part.count", "required");
	assert_breaks(&rules_place_cases_rules, &message.base, "or_empty.name", "string.min_len");
	assert_keeps(&rules_place_cases_rules, &message.base, "never.name");
	struct rules_outer outer = RULES_OUTER_INIT;
	assert_keeps(&rules_outer_rules, &outer.base, "place.kind");
	outer.place = &inner;
	assert_breaks(&rules_outer_rules, &outer.base, "place.kind", "required");
}

static void lists_have_sizes_and_items(void **state)
{
	(void)state;
	struct rules_list_cases message = RULES_LIST_CASES_INIT;
	struct rules_part empty = RULES_PART_INIT, odd = RULES_PART_INIT;
	struct rules_part *parts[] = {&empty, &odd};
	int32_t numbers[] = {1, 1, 1};
	odd.count = 1;
	assert_breaks(&rules_list_cases_rules, &message.base, "min", "repeated.min_items");
	assert_keeps(&rules_list_cases_rules, &message.base, "or_empty");
	assert_keeps(&rules_list_cases_rules, &message.base, "never");
	set_list(&message.base, "min", numbers, 2);
	set_list(&message.base, "max", numbers, 2);
	set_list(&message.base, "or_empty", numbers, 1);
	assert_keeps(&rules_list_cases_rules, &message.base, "min");
	assert_keeps(&rules_list_cases_rules, &message.base, "max");
	assert_breaks(&rules_list_cases_rules, &message.base, "or_empty", "repeated.min_items");
	set_list(&message.base, "max", numbers, 3);
	assert_breaks(&rules_list_cases_rules, &message.base, "max", "repeated.max_items");
	set_list(&message.base, "parts", parts, 2);
	set_list(&message.base, "parts_or_empty", parts, 2);
	set_list(&message.base, "unchecked", parts, 2);
	set_list(&message.base, "unchecked_list", parts, 2);
	assert_breaks(&rules_list_cases_rules, &message.base, "parts[0].count", "required");
	assert_breaks(&rules_list_cases_rules, &message.base, "parts[1].name", "string.min_len");
	assert_keeps(&rules_list_cases_rules, &message.base, "parts_or_empty[0].count");
	assert_breaks(&rules_list_cases_rules, &message.base, "parts_or_empty[1].name", "string.min_len");
	assert_keeps(&rules_list_cases_rules, &message.base, "unchecked[1].name");
	assert_keeps(&rules_list_cases_rules, &message.base, "unchecked_list[1].name");
}

static void maps_have_sizes_keys_and_values(void **state)
{
	(void)state;
	struct rules_map_cases message = RULES_MAP_CASES_INIT;
	Rules__V1__MapCases__MaxEntry pair = RULES__V1__MAP_CASES__MAX_ENTRY__INIT;
	Rules__V1__MapCases__BothEntry yes = RULES__V1__MAP_CASES__BOTH_ENTRY__INIT;
	Rules__V1__MapCases__MaxEntry others[2] = {RULES__V1__MAP_CASES__MAX_ENTRY__INIT, RULES__V1__MAP_CASES__MAX_ENTRY__INIT};
	Rules__V1__MapCases__BothEntry no = RULES__V1__MAP_CASES__BOTH_ENTRY__INIT;
	Rules__V1__MapCases__MaxEntry *pairs[] = {&pair, &others[0], &others[1]};
	Rules__V1__MapCases__BothEntry *answers[] = {&yes, &no};
	others[0].key = 1;
	others[1].key = -1;
	yes.key = true;
	assert_breaks(&rules_map_cases_rules, &message.base, "min", "map.min_pairs");
	assert_keeps(&rules_map_cases_rules, &message.base, "or_empty");
	set_list(&message.base, "max", pairs, 2);
	set_list(&message.base, "both", answers, 2);
	assert_keeps(&rules_map_cases_rules, &message.base, "max");
	assert_breaks(&rules_map_cases_rules, &message.base, "both", "map.max_pairs");
	set_list(&message.base, "max", pairs, 3);
	assert_breaks(&rules_map_cases_rules, &message.base, "max", "map.max_pairs");
	Rules__V1__MapCases__PartsEntry named = RULES__V1__MAP_CASES__PARTS_ENTRY__INIT;
	Rules__V1__MapCases__PartsEntry *parts[] = {&named};
	named.key = (char *)"k";
	set_list(&message.base, "parts", parts, 1);
	set_list(&message.base, "keyed", parts, 1);
	set_list(&message.base, "unchecked", parts, 1);
	assert_breaks(&rules_map_cases_rules, &message.base, "parts[\"k\"].count", "required"); /* its value isn't on the wire */
	assert_breaks(&rules_map_cases_rules, &message.base, "keyed[\"k\"]", "string.min_len");
	assert_breaks(&rules_map_cases_rules, &message.base, "keyed[\"k\"].count", "required");
	assert_keeps(&rules_map_cases_rules, &message.base, "unchecked[\"k\"].count");
	struct rules_bool_cases booleans = RULES_BOOL_CASES_INIT;
	Rules__V1__BoolCases__PairsEntry untrue = RULES__V1__BOOL_CASES__PAIRS_ENTRY__INIT;
	Rules__V1__BoolCases__PairsEntry *entries[] = {&untrue};
	set_list(&booleans.base, "pairs", entries, 1);
	assert_breaks(&rules_bool_cases_rules, &booleans.base, "pairs[false]", "bool.const");
}

static void of_a_key_that_is_there_twice_the_last_pair_counts(void **state)
{
	(void)state;
	struct rules_string_cases message = RULES_STRING_CASES_INIT;
	Rules__V1__StringCases__PairsEntry first = RULES__V1__STRING_CASES__PAIRS_ENTRY__INIT;
	Rules__V1__StringCases__PairsEntry second = RULES__V1__STRING_CASES__PAIRS_ENTRY__INIT;
	Rules__V1__StringCases__PairsEntry *pairs[] = {&first, &second};
	first.key = second.key = (char *)"key";
	first.value = (char *)"too long";
	set_list(&message.base, "pairs", pairs, 2);
	assert_keeps(&rules_string_cases_rules, &message.base, "pairs[\"key\"]");
	first.key = (char *)"other";
	assert_breaks(&rules_string_cases_rules, &message.base, "pairs[\"other\"]", "string.max_len");
	struct rules_map_cases sizes = RULES_MAP_CASES_INIT;
	Rules__V1__MapCases__MinEntry pair = RULES__V1__MAP_CASES__MIN_ENTRY__INIT;
	Rules__V1__MapCases__MinEntry *same[] = {&pair, &pair, &pair};
	set_list(&sizes.base, "min", same, 3);
	assert_breaks(&rules_map_cases_rules, &sizes.base, "min", "map.min_pairs");
}

static void booleans_enums_and_any(void **state)
{
	(void)state;
	struct rules_bool_cases booleans = RULES_BOOL_CASES_INIT;
	struct rules_enum_cases enums = RULES_ENUM_CASES_INIT;
	struct rules_any_cases anys = RULES_ANY_CASES_INIT;
	assert_breaks(&rules_bool_cases_rules, &booleans.base, "const", "bool.const");
	assert_keeps(&rules_bool_cases_rules, &booleans.base, "const_false");
	protobuf_c_boolean twice[] = {true, true};
	set_list(&booleans.base, "unique", twice, 2);
	assert_breaks(&rules_bool_cases_rules, &booleans.base, "unique", "repeated.unique");
	enums.const_ = RULES__V1__COLOUR__COLOUR_RED;
	enums.defined_only = enums.in = enums.not_in = 9;
	assert_breaks(&rules_enum_cases_rules, &enums.base, "const", "enum.const");
	assert_breaks(&rules_enum_cases_rules, &enums.base, "defined_only", "enum.defined_only");
	assert_keeps(&rules_enum_cases_rules, &enums.base, "in");
	assert_breaks(&rules_enum_cases_rules, &enums.base, "not_in", "enum.not_in");
	assert_keeps(&rules_enum_cases_rules, &enums.base, "or_zero");
	enums.or_zero = RULES__V1__COLOUR__COLOUR_BLUE;
	enums.in = 0;
	assert_breaks(&rules_enum_cases_rules, &enums.base, "or_zero", "enum.in");
	assert_breaks(&rules_enum_cases_rules, &enums.base, "in", "enum.in");
	Google__Protobuf__Any any = GOOGLE__PROTOBUF__ANY__INIT;
	assert_keeps(&rules_any_cases_rules, &anys.base, "in");
	anys.in = anys.not_in = &any;
	assert_breaks(&rules_any_cases_rules, &anys.base, "in", "any.in");
	assert_breaks(&rules_any_cases_rules, &anys.base, "not_in", "any.not_in");
	any.type_url = (char *)"x";
	assert_keeps(&rules_any_cases_rules, &anys.base, "in");
	assert_keeps(&rules_any_cases_rules, &anys.base, "not_in");
}

static void recursive_rules_end(void **state)
{
	(void)state;
	enum { LEVELS = 300 };
	static struct rules_outer outer;
	static struct rules_place_cases levels[LEVELS];
	static struct rules_part part;
	rules__v1__outer__init(&outer);
	rules__v1__part__init(&part);
	part.name = (char *)"part";
	part.count = 1;
	for (int i = 0; i < LEVELS; i++) {
		rules__v1__place_cases__init(&levels[i]);
		levels[i].kind_case = RULES__V1__PLACE_CASES__KIND_NUMBER;
		levels[i].required = &part;
		levels[i].required_or_empty = (char *)"x";
		levels[i].inner = i ? &levels[i - 1] : NULL;
	}
	outer.place = &levels[150];
	assert_ok(validate(&context, &rules_outer_rules, &outer.base));
	outer.place = &levels[LEVELS - 1];
	assert_refused(validate(&context, &rules_outer_rules, &outer.base), "is nested too deeply");
}

static void refusals_say_what_is_allowed(void **state)
{
	(void)state;
	struct rules_string_cases texts = RULES_STRING_CASES_INIT;
	struct rules_bytes_cases bytes;
	struct rules_int64_cases wholes = RULES_INT64_CASES_INIT;
	struct rules_double_cases reals = RULES_DOUBLE_CASES_INIT;
	struct rules_pattern_cases patterns = RULES_PATTERN_CASES_INIT;
	struct rules_format_cases formats = RULES_FORMAT_CASES_INIT;
	struct rules_enum_cases enums = RULES_ENUM_CASES_INIT;
	struct rules_list_cases lists = RULES_LIST_CASES_INIT;
	struct rules_map_cases maps = RULES_MAP_CASES_INIT;
	struct rules_timestamp_cases timestamps = RULES_TIMESTAMP_CASES_INIT;
	struct rules_duration_cases durations = RULES_DURATION_CASES_INIT;
	struct rules_bool_cases booleans = RULES_BOOL_CASES_INIT;
	Google__Protobuf__Timestamp epoch = GOOGLE__PROTOBUF__TIMESTAMP__INIT;
	Google__Protobuf__Duration nothing = GOOGLE__PROTOBUF__DURATION__INIT;
	int32_t twice[] = {1, 1, 1};
	rules__v1__bytes_cases__init(&bytes);
	texts.not_contains = (char *)"b";
	texts.max_len = (char *)"abcd";
	wholes.gte_lte_outside = 7;
	reals.finite = 1.0 / 0.0;
	reals.fraction = 1;
	enums.defined_only = 9;
	timestamps.gte = timestamps.gt_now = timestamps.within = timestamps.gt_lte_outside = &epoch;
	durations.const_ = durations.in = &nothing;
	set_list(&lists.base, "max", twice, 3);
	const struct {
		const struct message_rules *rules;
		const ProtobufCMessage *message;
		const char *path, *words;
	} rows[] = {
		{&rules_string_cases_rules, &texts.base, "const", "must be abc"},
		{&rules_string_cases_rules, &texts.base, "in", "must be one of abc, \xc3\xb6\xc3\x9f, b"},
		{&rules_string_cases_rules, &texts.base, "not_in", "must be none of abc, "},
		{&rules_string_cases_rules, &texts.base, "len", "must have exactly 3 characters"},
		{&rules_string_cases_rules, &texts.base, "max_len", "must have at most 3 characters"},
		{&rules_string_cases_rules, &texts.base, "min_bytes", "must have at least 3 bytes"},
		{&rules_string_cases_rules, &texts.base, "prefix", "must start with ab"},
		{&rules_string_cases_rules, &texts.base, "suffix", "must end with bc"},
		{&rules_string_cases_rules, &texts.base, "contains", "must contain b"},
		{&rules_string_cases_rules, &texts.base, "not_contains", "must not contain b"},
		{&rules_string_cases_rules, &texts.base, "required", "is required"},
		{&rules_bytes_cases_rules, &bytes.base, "const", "must be 0x00ff"},
		{&rules_pattern_cases_rules, &patterns.base, "anchored", "must match ^[a-z]+$"},
		{&rules_format_cases_rules, &formats.base, "email", "must be an e-mail address"},
		{&rules_format_cases_rules, &formats.base, "uuid", "must be a UUID such as 018f3f6e-7c1e-7a3b-9c55-2f4d8a6b0c11"},
		{&rules_int64_cases_rules, &wholes.base, "gt", "must be greater than 5"},
		{&rules_int64_cases_rules, &wholes.base, "gte_lt", "must be at least 5 and less than 10"},
		{&rules_int64_cases_rules, &wholes.base, "gte_lte_outside", "must be at least 10 or at most 5"},
		{&rules_int64_cases_rules, &wholes.base, "in", "must be one of 1, 5, 9223372036854775807"},
		{&rules_double_cases_rules, &reals.base, "finite", "must be a finite number"},
		{&rules_double_cases_rules, &reals.base, "fraction", "must be greater than 0.1 and less than 0.3"},
		{&rules_double_cases_rules, &reals.base, "in", "must be one of 1, 5, infinity"},
		{&rules_enum_cases_rules, &enums.base, "defined_only", "must be one of the values that rules.v1.Colour defines"},
		{&rules_bool_cases_rules, &booleans.base, "const", "must be true"},
		{&rules_list_cases_rules, &lists.base, "max", "must have at most 2 items"},
		{&rules_map_cases_rules, &maps.base, "both", "must have at least 1 pair"},
		{&rules_timestamp_cases_rules, &timestamps.base, "gte", "must be at least 1970-01-01T00:01:40Z"},
		{&rules_timestamp_cases_rules, &timestamps.base, "gt_now", "must be in the future"},
		{&rules_timestamp_cases_rules, &timestamps.base, "within", "must be within 3600s of now"},
		{&rules_duration_cases_rules, &durations.base, "const", "must be 1.5s"},
		{&rules_duration_cases_rules, &durations.base, "in", "must be one of 1s, -0.000000005s"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		assert_says(rows[i].rules, rows[i].message, rows[i].path, rows[i].words);
}

/* Only so many violations are told: the others must not take the memory that those need. */
static void a_long_list_of_wrong_items_is_refused_in_little_memory(void **state)
{
	(void)state;
	enum { ITEMS = 20000 };
	static int32_t numbers[ITEMS];
	static struct rules_part wrong = RULES_PART_INIT, *parts[ITEMS];
	struct rules_list_cases message = RULES_LIST_CASES_INIT;
	wrong.count = 1;
	for (size_t i = 0; i < ITEMS; i++)
		parts[i] = &wrong;
	arena_done(&arena);
	arena_init(&arena, 128 << 10);
	set_list(&message.base, "min", numbers, ITEMS);
	set_list(&message.base, "parts", parts, ITEMS);
	assert_refused(validate(&context, &rules_list_cases_rules, &message.base), "parts[0].name: must have at least");
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
		CODEC_TEST(a_required_member_of_a_oneof_shuts_out_the_others),
		CODEC_TEST(a_oneof_may_have_to_be_set),
		CODEC_TEST(messages_inside_have_their_own_rules),
		CODEC_TEST(lists_have_sizes_and_items),
		CODEC_TEST(maps_have_sizes_keys_and_values),
		CODEC_TEST(of_a_key_that_is_there_twice_the_last_pair_counts),
		CODEC_TEST(booleans_enums_and_any),
		CODEC_TEST(recursive_rules_end),
		CODEC_TEST(refusals_say_what_is_allowed),
		CODEC_TEST(strings_are_utf8_everywhere),
		CODEC_TEST(a_long_list_of_wrong_items_is_refused_in_little_memory),
	};
	return cmocka_run_group_tests_name("validate", tests, NULL, NULL);
}
