#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "hapax/arena.h"
#include "hapax/text.h"

static void null_string_is_the_empty_text(void **state)
{
	(void)state;
	assert_true(text_empty(text_of(NULL)));
	assert_true(text_equal(text_of(NULL), text_of("")));
	assert_true(text_equal((struct text){0}, TEXT("")));
	assert_true(text_equal_string((struct text){0}, NULL));
}

static void equality_looks_at_bytes_beyond_a_nul(void **state)
{
	(void)state;
	assert_false(text_equal((struct text){"a\0b", 3}, (struct text){"a\0c", 3}));
	assert_true(text_equal((struct text){"a\0b", 3}, (struct text){"a\0b", 3}));
	assert_false(text_equal(TEXT("a"), TEXT("ab")));
}

static void shorter_text_comes_first_on_a_common_prefix(void **state)
{
	(void)state;
	assert_true(text_compare(TEXT("ab"), TEXT("abc")) < 0);
	assert_true(text_compare(TEXT("b"), TEXT("abc")) > 0);
	assert_true(text_compare(TEXT("\xff"), TEXT("a")) > 0);
	assert_int_equal(text_compare((struct text){0}, TEXT("")), 0);
	assert_true(text_compare((struct text){0}, TEXT("a")) < 0);
}

static void prefix_may_be_empty_or_everything(void **state)
{
	(void)state;
	assert_true(text_starts_with(TEXT("task.created"), TEXT("task.")));
	assert_true(text_starts_with(TEXT("a"), TEXT("a")));
	assert_true(text_starts_with((struct text){0}, (struct text){0}));
	assert_false(text_starts_with(TEXT("a"), TEXT("ab")));
	assert_false(text_starts_with(TEXT("ba"), TEXT("a")));
}

static void cut_takes_the_parts_in_turn(void **state)
{
	(void)state;
	struct text rest = TEXT("a,,b");
	assert_true(text_equal(text_cut(&rest, ','), TEXT("a")));
	assert_true(text_equal(text_cut(&rest, ','), TEXT("")));
	assert_true(text_equal(text_cut(&rest, ','), TEXT("b")));
	assert_true(text_empty(rest));
	assert_true(text_empty(text_cut(&rest, ',')));
}

static void numbers_fill_the_whole_range_and_no_more(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int64_t value;
	} good[] = {
		{"0", 0},
		{"-0", 0},
		{"42", 42},
		{"007", 7},
		{"9223372036854775807", INT64_MAX},
		{"-9223372036854775808", INT64_MIN},
	};
	for (size_t i = 0; i < COUNT_OF(good); i++) {
		int64_t value = -1;
		assert_true(text_to_i64(text_of(good[i].text), &value));
		assert_true(value == good[i].value);
	}
	static const char *const bad[] = {"",
					  "-",
					  "+1",
					  " 1",
					  "1 ",
					  "1.0",
					  "0x1",
					  "--1",
					  "9223372036854775808",
					  "-9223372036854775809",
					  "99999999999999999999"};
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		int64_t value = 77;
		assert_false(text_to_i64(text_of(bad[i]), &value));
		assert_int_equal(value, 77);
	}
	int64_t value = 77;
	assert_false(text_to_i64((struct text){"1\0", 2}, &value));
}

/* The reference: decodes code point by code point, as the definition in RFC 3629 says. */
static bool reference_is_utf8(const unsigned char *at, size_t len)
{
	while (len) {
		size_t need = at[0] < 0x80 ? 1 : at[0] < 0xc0 ? 0 : at[0] < 0xe0 ? 2 : at[0] < 0xf0 ? 3 : at[0] < 0xf8 ? 4 : 0;
		if (need == 0 || need > len)
			return false;
		uint32_t code = need == 1 ? at[0] : at[0] & (0x7fu >> need);
		for (size_t i = 1; i < need; i++) {
			if ((at[i] & 0xc0) != 0x80)
				return false;
			code = code << 6 | (at[i] & 0x3f);
		}
		static const uint32_t least[] = {0, 1, 0x80, 0x800, 0x10000};
		if (code < least[need] || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
			return false;
		at += need;
		len -= need;
	}
	return true;
}

static void utf8_agrees_with_the_definition_on_all_short_texts(void **state)
{
	(void)state;
	static const unsigned char interesting[] = {0x00, 0x01, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0,
						    0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed,
						    0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xf8, 0xff};
	enum { N = sizeof(interesting) };
	for (size_t i = 0; i < (size_t)N * N * N * N; i++) {
		unsigned char bytes[4] = {interesting[i % N], interesting[i / N % N], interesting[i / N / N % N],
					  interesting[i / N / N / N]};
		for (size_t len = 1; len <= 4; len++) {
			if (text_is_utf8((struct text){(char *)bytes, len}) != reference_is_utf8(bytes, len))
				fail_msg("%02x %02x %02x %02x, length %zu", bytes[0], bytes[1], bytes[2], bytes[3], len);
		}
	}
}

static void utf8_finds_a_bad_byte_at_every_place(void **state)
{
	(void)state;
	char bytes[40];
	for (size_t len = 0; len <= sizeof(bytes); len++) {
		memset(bytes, 'a', sizeof(bytes));
		assert_true(text_is_utf8((struct text){bytes, len}));
		for (size_t at = 0; at < len; at++) {
			bytes[at] = '\xff';
			assert_false(text_is_utf8((struct text){bytes, len}));
			bytes[at] = '\0';
			assert_false(text_is_utf8((struct text){bytes, len}));
			bytes[at] = 'a';
		}
	}
	assert_true(text_is_utf8((struct text){0}));
	assert_true(text_is_utf8(TEXT("ZÜRICH 東京 \xf0\x9f\x90\xa7 and a long tail of ASCII")));
}

static void points_are_counted_not_bytes(void **state)
{
	(void)state;
	assert_int_equal(text_count_points(TEXT("zoë")), 3);
	assert_int_equal(text_count_points(TEXT("\xf0\x9f\x90\xa7")), 1);
	assert_int_equal(text_count_points((struct text){0}), 0);
}

static void copies_survive_the_original(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, 4096);
	char original[] = "abc";
	struct text copy = text_dup((struct text){original, 3}, &arena);
	char *string = text_dup_string((struct text){original, 2}, &arena);
	memset(original, 'x', 3);
	assert_true(text_equal(copy, TEXT("abc")));
	assert_string_equal(string, "ab");
	assert_string_equal(text_dup_string((struct text){0}, &arena), "");
	assert_null(text_dup((struct text){original, 0}, &arena).at);
	arena_done(&arena);
}

static void copies_fail_softly_when_the_arena_is_exhausted(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, 4);
	assert_null(text_dup_string(TEXT("abcd"), &arena));
	struct text copy = text_dup(TEXT("abcd"), &arena);
	assert_null(copy.at);
	assert_int_equal(copy.len, 0);
	assert_null(text_dup_string((struct text){"x", SIZE_MAX}, &arena));
	arena_done(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(null_string_is_the_empty_text),
		cmocka_unit_test(equality_looks_at_bytes_beyond_a_nul),
		cmocka_unit_test(shorter_text_comes_first_on_a_common_prefix),
		cmocka_unit_test(prefix_may_be_empty_or_everything),
		cmocka_unit_test(cut_takes_the_parts_in_turn),
		cmocka_unit_test(numbers_fill_the_whole_range_and_no_more),
		cmocka_unit_test(utf8_agrees_with_the_definition_on_all_short_texts),
		cmocka_unit_test(utf8_finds_a_bad_byte_at_every_place),
		cmocka_unit_test(points_are_counted_not_bytes),
		cmocka_unit_test(copies_survive_the_original),
		cmocka_unit_test(copies_fail_softly_when_the_arena_is_exhausted),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
