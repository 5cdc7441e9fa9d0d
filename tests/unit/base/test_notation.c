#include "base/notation.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

/* After ours: it makes a macro of fail(). */
#include <cmocka.h>

static void version_is_major_from_1_and_minor(void **state)
{
	(void)state;
	unsigned major, minor;
	assert_true(notation_version(TEXT("12.34"), &major, &minor));
	assert_int_equal(major, 12);
	assert_int_equal(minor, 34);
	static const char *const wrong[] = {"",	    "1",    "1.",   ".1",    "0.1",	     "01.1",
					    "1.01", "1.-0", "-1.0", "1.0.0", "1.1000000000", "a.b"};
	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		assert_false(notation_version(text_of(wrong[i]), &major, &minor));
		assert_int_equal(major, 12);
	}
}

static void duration_is_a_number_and_a_unit(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int64_t ms;
	} right[] = {{"1ms", 1}, {"2s", 2000}, {"5m", 300000}, {"1h", 3600000}, {"30d", INT64_C(2592000000)}};
	int64_t ms = 7;
	for (size_t i = 0; i < COUNT_OF(right); i++) {
		assert_true(notation_duration(text_of(right[i].text), &ms));
		assert_true(ms == right[i].ms);
	}
	static const char *const wrong[] = {
		"", "1", "d", "0d", "-1d", "1 d", "1D", "1.5h", "1d1h", "1000000000ms", "99999999999999999999d"};
	for (size_t i = 0; i < COUNT_OF(wrong); i++)
		assert_false(notation_duration(text_of(wrong[i]), &ms));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(version_is_major_from_1_and_minor),
		cmocka_unit_test(duration_is_a_number_and_a_unit),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
