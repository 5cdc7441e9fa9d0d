#include <stdio.h>

#include "rules/v1/texts.h"
#include "unit/contract/rule_case.h"

static void rules_of_strings_at_their_boundaries(void **state)
{
	(void)state;
	static const struct {
		const char *field, *value, *rule;
	} rows[] = {
		{"const", "abc", ""},
		{"const", "abcd", "string.const"},
		{"const_empty", "", ""},
		{"const_empty", "a", "string.const"},
		{"len", "\xc3\xb6\xe2\x82\xac\xf0\x9f\x98\x80", ""},
		{"len", "ab", "string.len"},
		{"len", "abcd", "string.len"},
		{"min_len", "\xc3\xb6\xc3\xb6", "string.min_len"},
		{"min_len", "abc", ""},
		{"max_len", "\xc3\xb6\xe2\x82\xac\xf0\x9f\x98\x80", ""},
		{"max_len", "abcd", "string.max_len"},
		{"between", "a", "string.min_len"},
		{"between", "abcd", ""},
		{"between", "abcde", "string.max_len"},
		{"len_bytes", "\xe2\x82\xac", ""},
		{"len_bytes", "ab", "string.len_bytes"},
		{"min_bytes", "\xc3\xb6", "string.min_bytes"},
		{"min_bytes", "abc", ""},
		{"max_bytes", "\xe2\x82\xac", ""},
		{"max_bytes", "\xe2\x82\xac.", "string.max_bytes"},
		{"prefix", "abx", ""},
		{"prefix", "a", "string.prefix"},
		{"suffix", "xbc", ""},
		{"suffix", "c", "string.suffix"},
		{"contains", "abc", ""},
		{"contains", "", "string.contains"},
		{"not_contains", "ac", ""},
		{"not_contains", "abc", "string.not_contains"},
		{"in", "\xc3\xb6\xc3\x9f", ""},
		{"in", "", "string.in"},
		{"in", "ab", "string.in"},
		{"not_in", "ab", ""},
		{"not_in", "abc", "string.not_in"},
		{"not_in", "", "string.not_in"},
		{"several", "axbc", ""},
		{"several", "abc", "string.not_in"},
		{"several", "ac", "string.contains"},
		{"required", "a", ""},
		{"required", "", "required"},
		{"or_empty", "", ""},
		{"or_empty", "ab", "string.min_len"},
		{"in_or_empty", "", ""},
		{"in_or_empty", "x", "string.in"},
		{"never", "", ""},
		{"not_asked", "x", ""},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct rules_string_cases message = RULES_STRING_CASES_INIT;
		set_text(&message.base, rows[i].field, rows[i].value);
		assert_breaks(&rules_string_cases_rules, &message.base, rows[i].field, rows[i].rule);
	}
}

static void a_string_that_is_null_counts_as_empty(void **state)
{
	(void)state;
	struct rules_string_cases message = RULES_STRING_CASES_INIT;
	set_text(&message.base, "min_len", NULL);
	set_text(&message.base, "or_empty", NULL);
	set_text(&message.base, "required", NULL);
	assert_breaks(&rules_string_cases_rules, &message.base, "min_len", "string.min_len");
	assert_breaks(&rules_string_cases_rules, &message.base, "required", "required");
	assert_keeps(&rules_string_cases_rules, &message.base, "or_empty");
}

static void a_member_of_a_oneof_is_there_when_it_is_empty(void **state)
{
	(void)state;
	struct rules_string_cases message = RULES_STRING_CASES_INIT;
	assert_keeps(&rules_string_cases_rules, &message.base, "chosen");
	message.maybe_case = RULES__V1__STRING_CASES__MAYBE_CHOSEN;
	message.chosen = (char *)"";
	assert_breaks(&rules_string_cases_rules, &message.base, "chosen", "string.min_len");
	message.maybe_case = RULES__V1__STRING_CASES__MAYBE_CHOSEN_OR_EMPTY;
	assert_breaks(&rules_string_cases_rules, &message.base, "chosen_or_empty", "string.min_len");
}

static void items_are_unique_however_many(void **state)
{
	(void)state;
	enum { MANY = 5000 };
	static char texts[MANY][8];
	static char *items[MANY];
	struct rules_string_cases message = RULES_STRING_CASES_INIT;
	for (int i = 0; i < MANY; i++) {
		snprintf(texts[i], sizeof(texts[i]), "%d", (i * 7919) % MANY);
		items[i] = texts[i];
	}
	set_list(&message.base, "unique", items, MANY);
	assert_keeps(&rules_string_cases_rules, &message.base, "unique");
	set_list(&message.base, "unique", items, 0);
	assert_keeps(&rules_string_cases_rules, &message.base, "unique");
	snprintf(texts[4321], sizeof(texts[0]), "%s", texts[17]);
	set_list(&message.base, "unique", items, MANY);
	assert_breaks(&rules_string_cases_rules, &message.base, "unique", "repeated.unique");
	set_list(&message.base, "unique", items, 4321);
	assert_keeps(&rules_string_cases_rules, &message.base, "unique");
}

static void no_room_to_compare_is_no_verdict(void **state)
{
	(void)state;
	enum { MANY = 4096 };
	static char *items[MANY];
	struct rules_string_cases message = RULES_STRING_CASES_INIT;
	struct arena small;
	struct context poor;
	for (int i = 0; i < MANY; i++)
		items[i] = (char *)"same";
	set_list(&message.base, "unique", items, MANY);
	arena_init(&small, 8192);
	context_init(&poor, &small, NULL, NULL);
	assert_int_equal(validate(&poor, &rules_string_cases_rules, &message.base), STATUS_EXHAUSTED);
	arena_done(&small);
}

static void patterns_are_searched_unless_anchored(void **state)
{
	(void)state;
	static const struct {
		const char *field, *value;
		bool matches;
	} rows[] = {
		{"anchored", "abc", true},
		{"anchored", "", false},
		{"anchored", "aB", false},
		{"anchored", "abc\n", false},
		{"anywhere", "abc", true},
		{"anywhere", "ac", false},
		{"classes", "\xc3\xb6\x37", true},
		{"classes", "7", false},
		{"no_case", "aBc", true},
		{"no_case", "abcd", false},
		{"lines", "a\nb\nc", true},
		{"lines", "a\nbc", false},
		{"any",
		 "a\xe2\x82\xac"
		 "c",
		 true},
		{"any", "a\nc", false},
		{"counted", "abb", true},
		{"counted", "abababab", false},
		{"empty", "", true},
		{"empty", "a", false},
		{"or_empty", "", true},
		{"or_empty", "A", false},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct rules_pattern_cases message = RULES_PATTERN_CASES_INIT;
		set_text(&message.base, rows[i].field, rows[i].value);
		assert_breaks(&rules_pattern_cases_rules, &message.base, rows[i].field, rows[i].matches ? "" : "string.pattern");
	}
}

static void a_pattern_of_bytes_wants_utf8(void **state)
{
	(void)state;
	struct rules_pattern_cases message = RULES_PATTERN_CASES_INIT;
	set_bytes(&message.base, "raw", "a\0b", 3);
	assert_keeps(&rules_pattern_cases_rules, &message.base, "raw");
	set_bytes(&message.base, "raw", "a\xff", 2);
	assert_breaks(&rules_pattern_cases_rules, &message.base, "raw", "bytes.pattern");
	set_bytes(&message.base, "raw", "A", 1);
	assert_breaks(&rules_pattern_cases_rules, &message.base, "raw", "bytes.pattern");
}

static void rules_of_bytes_at_their_boundaries(void **state)
{
	(void)state;
	static const struct {
		const char *field, *value;
		size_t len;
		const char *rule;
	} rows[] = {
		{"const", "\0\xff", 2, ""},
		{"const", "\0", 1, "bytes.const"},
		{"len", "abc", 3, ""},
		{"len", "\xc3\xb6", 2, "bytes.len"},
		{"min_len", "ab", 2, "bytes.min_len"},
		{"min_len", "\xff\xff\xff", 3, ""},
		{"max_len", "abcd", 4, "bytes.max_len"},
		{"max_len", "", 0, ""},
		{"prefix", "\0a", 2, ""},
		{"prefix", "a\0", 2, "bytes.prefix"},
		{"suffix", "a\xff", 2, ""},
		{"suffix", "", 0, "bytes.suffix"},
		{"contains", "xa\0y", 4, ""},
		{"contains", "xay", 3, "bytes.contains"},
		{"in", "\0", 1, ""},
		{"in", "", 0, "bytes.in"},
		{"not_in", "", 0, "bytes.not_in"},
		{"not_in", "\0", 1, ""},
		{"ip", "", 0, "bytes.ip_empty"},
		{"ip", "abcd", 4, ""},
		{"ip", "0123456789abcdef", 16, ""},
		{"ip", "abc", 3, "bytes.ip"},
		{"ipv4", "0123456789abcdef", 16, "bytes.ipv4"},
		{"ipv6", "abcd", 4, "bytes.ipv6"},
		{"uuid", "0123456789abcdef", 16, ""},
		{"uuid", "0123456789abcde", 15, "bytes.uuid"},
		{"required", "", 0, "required"},
		{"required", "\0", 1, ""},
		{"or_empty", "", 0, ""},
		{"or_empty", "a", 1, "bytes.min_len"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct rules_bytes_cases message;
		rules__v1__bytes_cases__init(&message);
		set_bytes(&message.base, rows[i].field, rows[i].value, rows[i].len);
		assert_breaks(&rules_bytes_cases_rules, &message.base, rows[i].field, rows[i].rule);
	}
}

static void an_empty_text_breaks_a_format_under_a_name_of_its_own(void **state)
{
	(void)state;
	struct rules_format_cases message = RULES_FORMAT_CASES_INIT;
	assert_breaks(&rules_format_cases_rules, &message.base, "email", "string.email_empty");
	assert_breaks(&rules_format_cases_rules, &message.base, "header_name", "string.well_known_regex.header_name_empty");
	assert_keeps(&rules_format_cases_rules, &message.base, "header_value");
	assert_keeps(&rules_format_cases_rules, &message.base, "uri_ref");
	assert_keeps(&rules_format_cases_rules, &message.base, "email_or_empty");
	message.email = message.email_or_empty = (char *)"x";
	message.header_value = (char *)"\n";
	assert_breaks(&rules_format_cases_rules, &message.base, "email", "string.email");
	assert_breaks(&rules_format_cases_rules, &message.base, "email_or_empty", "string.email");
	assert_breaks(&rules_format_cases_rules, &message.base, "header_value", "string.well_known_regex.header_value");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CODEC_TEST(rules_of_strings_at_their_boundaries),
		CODEC_TEST(a_string_that_is_null_counts_as_empty),
		CODEC_TEST(a_member_of_a_oneof_is_there_when_it_is_empty),
		CODEC_TEST(items_are_unique_however_many),
		CODEC_TEST(no_room_to_compare_is_no_verdict),
		CODEC_TEST(patterns_are_searched_unless_anchored),
		CODEC_TEST(a_pattern_of_bytes_wants_utf8),
		CODEC_TEST(rules_of_bytes_at_their_boundaries),
		CODEC_TEST(an_empty_text_breaks_a_format_under_a_name_of_its_own),
	};
	return cmocka_run_group_tests_name("validate_texts", tests, NULL, NULL);
}
