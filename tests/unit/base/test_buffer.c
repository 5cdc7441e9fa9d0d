#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "hapax/arena.h"
#include "hapax/buffer.h"

static void appends_of_all_kinds_stand_in_order(void **state)
{
	(void)state;
	struct buffer buffer;
	buffer_init(&buffer, NULL, 1000);
	buffer_add(&buffer, "a", 1);
	buffer_add_text(&buffer, TEXT("bc"));
	buffer_add_text(&buffer, (struct text){0});
	buffer_add_string(&buffer, "de");
	buffer_add_char(&buffer, '-');
	buffer_printf(&buffer, "%03d", 7);
	assert_string_equal(buffer_string(&buffer), "abcde-007");
	assert_true(text_equal(buffer_text(&buffer), TEXT("abcde-007")));
	assert_false(buffer_failed(&buffer));
	buffer_done(&buffer);
}

static void decimal_digits_reach_both_ends(void **state)
{
	(void)state;
	struct buffer buffer;
	buffer_init(&buffer, NULL, 1000);
	buffer_add_i64(&buffer, INT64_MIN);
	buffer_add_char(&buffer, ' ');
	buffer_add_i64(&buffer, INT64_MAX);
	buffer_add_char(&buffer, ' ');
	buffer_add_u64(&buffer, UINT64_MAX);
	buffer_add_char(&buffer, ' ');
	buffer_add_i64(&buffer, 0);
	assert_string_equal(buffer_string(&buffer), "-9223372036854775808 9223372036854775807 18446744073709551615 0");
	buffer_done(&buffer);
}

static void binary_numbers_are_big_endian(void **state)
{
	(void)state;
	struct buffer buffer;
	buffer_init(&buffer, NULL, 100);
	buffer_add_be16(&buffer, 0x0102);
	buffer_add_be32(&buffer, 0x03040506);
	buffer_add_be64(&buffer, UINT64_C(0x0708090a0b0c0d0e));
	static const unsigned char expected[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14};
	assert_int_equal(buffer.len, sizeof(expected));
	assert_memory_equal(buffer.at, expected, sizeof(expected));
	buffer_done(&buffer);
}

static void content_may_fill_the_maximum_exactly(void **state)
{
	(void)state;
	struct buffer buffer;
	buffer_init(&buffer, NULL, 5);
	buffer_add_string(&buffer, "12345");
	assert_string_equal(buffer_string(&buffer), "12345");
	buffer_add_char(&buffer, '6');
	assert_true(buffer_failed(&buffer));
	assert_int_equal(buffer.len, 5);
	buffer_done(&buffer);
}

static void after_the_first_failure_nothing_is_added(void **state)
{
	(void)state;
	struct buffer buffer;
	buffer_init(&buffer, NULL, 5);
	buffer_add_string(&buffer, "123");
	buffer_add_string(&buffer, "4567");
	buffer_add_string(&buffer, "8");
	buffer_printf(&buffer, "%d", 9);
	assert_true(buffer_failed(&buffer));
	assert_true(text_equal(buffer_text(&buffer), TEXT("123")));
	assert_null(buffer_string(&buffer));
	assert_null(buffer_reserve(&buffer, 1));
	buffer_clear(&buffer);
	assert_false(buffer_failed(&buffer));
	buffer_add_string(&buffer, "ok");
	assert_string_equal(buffer_string(&buffer), "ok");
	buffer_done(&buffer);
}

static void printf_too_long_fails_and_adds_nothing(void **state)
{
	(void)state;
	struct buffer buffer;
	buffer_init(&buffer, NULL, 10);
	buffer_add_string(&buffer, "abc");
	buffer_printf(&buffer, "%s", "12345678");
	assert_true(buffer_failed(&buffer));
	assert_int_equal(buffer.len, 3);
	buffer_done(&buffer);
}

static void growth_keeps_the_content(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, 1 << 22);
	for (int in_arena = 0; in_arena < 2; in_arena++) {
		struct buffer buffer;
		buffer_init(&buffer, in_arena ? &arena : NULL, 1 << 20);
		for (int i = 0; i < 20000; i++)
			buffer_printf(&buffer, "%d,", i);
		assert_false(buffer_failed(&buffer));
		struct text rest = buffer_text(&buffer);
		for (int64_t i = 0; i < 20000; i++) {
			int64_t value;
			assert_true(text_to_i64(text_cut(&rest, ','), &value));
			assert_true(value == i);
		}
		buffer_done(&buffer);
	}
	arena_done(&arena);
}

static void one_long_printf_grows_the_buffer(void **state)
{
	(void)state;
	struct buffer buffer;
	char text[1000];
	memset(text, 'z', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	buffer_init(&buffer, NULL, 4096);
	buffer_printf(&buffer, "<%s>", text);
	assert_int_equal(buffer.len, 1001);
	assert_int_equal(buffer.at[1000], '>');
	buffer_done(&buffer);
}

static void exhausted_arena_is_a_failure(void **state)
{
	(void)state;
	struct arena arena;
	struct buffer buffer;
	arena_init(&arena, 300);
	buffer_init(&buffer, &arena, 10000);
	buffer_add_string(&buffer, "x");
	for (int i = 0; i < 1000; i++)
		buffer_add_char(&buffer, 'y');
	assert_true(buffer_failed(&buffer));
	arena_done(&arena);
}

static void no_maximum_is_allowed(void **state)
{
	(void)state;
	struct buffer buffer;
	buffer_init(&buffer, NULL, SIZE_MAX);
	buffer_add_string(&buffer, "abc");
	assert_string_equal(buffer_string(&buffer), "abc");
	assert_null(buffer_reserve(&buffer, SIZE_MAX - 3));
	assert_true(buffer_failed(&buffer));
	buffer_done(&buffer);
}

static void reserved_room_is_counted_by_the_caller(void **state)
{
	(void)state;
	struct buffer buffer;
	buffer_init(&buffer, NULL, 1000);
	char *room = buffer_reserve(&buffer, 500);
	assert_non_null(room);
	memset(room, 'r', 500);
	buffer.len += 500;
	buffer_add_char(&buffer, '!');
	assert_int_equal(strlen(buffer_string(&buffer)), 501);
	buffer_done(&buffer);
}

static void empty_buffer_is_an_empty_string(void **state)
{
	(void)state;
	struct buffer buffer;
	buffer_init(&buffer, NULL, 0);
	assert_true(text_empty(buffer_text(&buffer)));
	assert_string_equal(buffer_string(&buffer), "");
	buffer_done(&buffer);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(appends_of_all_kinds_stand_in_order),
		cmocka_unit_test(decimal_digits_reach_both_ends),
		cmocka_unit_test(binary_numbers_are_big_endian),
		cmocka_unit_test(content_may_fill_the_maximum_exactly),
		cmocka_unit_test(after_the_first_failure_nothing_is_added),
		cmocka_unit_test(printf_too_long_fails_and_adds_nothing),
		cmocka_unit_test(growth_keeps_the_content),
		cmocka_unit_test(one_long_printf_grows_the_buffer),
		cmocka_unit_test(exhausted_arena_is_a_failure),
		cmocka_unit_test(no_maximum_is_allowed),
		cmocka_unit_test(reserved_room_is_counted_by_the_caller),
		cmocka_unit_test(empty_buffer_is_an_empty_string),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
