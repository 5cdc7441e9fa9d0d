#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "hapax/clock.h"

static const char *formatted(int64_t time_us)
{
	static char text[TIME_TEXT_MAX];
	size_t len = time_format(time_us, text);
	assert_int_equal(len, strlen(text));
	return text;
}

static int64_t parsed(const char *text)
{
	int64_t time_us = -1;
	if (!time_parse(text_of(text), &time_us))
		fail_msg("refused: %s", text);
	return time_us;
}

static void fraction_has_none_three_or_six_digits(void **state)
{
	(void)state;
	assert_string_equal(formatted(0), "1970-01-01T00:00:00Z");
	assert_string_equal(formatted(250000), "1970-01-01T00:00:00.250Z");
	assert_string_equal(formatted(1), "1970-01-01T00:00:00.000001Z");
	assert_string_equal(formatted(-1), "1969-12-31T23:59:59.999999Z");
	assert_string_equal(formatted(1769878800 * INT64_C(1000000)), "2026-01-31T17:00:00Z");
}

static void times_outside_the_four_digit_years_are_clamped(void **state)
{
	(void)state;
	assert_string_equal(formatted(INT64_MIN), "0001-01-01T00:00:00Z");
	assert_string_equal(formatted(INT64_MAX), "9999-12-31T23:59:59.999999Z");
	assert_true(parsed("0001-01-01T00:00:00Z") == INT64_C(-62135596800000000));
	assert_true(parsed("9999-12-31T23:59:59.999999Z") == INT64_C(253402300799999999));
}

static void every_day_agrees_with_the_c_library(void **state)
{
	(void)state;
	for (int64_t day = -719162; day <= 2932896; day++) {
		time_t seconds = (time_t)(day * 86400 + 3661);
		struct tm tm;
		char expected[TIME_TEXT_MAX + 60];
		gmtime_r(&seconds, &tm);
		snprintf(expected, sizeof(expected), "%04d-%02d-%02dT01:01:01Z", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
		const char *text = formatted((int64_t)seconds * 1000000);
		if (strcmp(text, expected) != 0 || parsed(text) != (int64_t)seconds * 1000000)
			fail_msg("%s instead of %s", text, expected);
	}
}

static void offsets_are_taken_away(void **state)
{
	(void)state;
	int64_t noon = parsed("2026-06-01T12:00:00Z");
	assert_true(parsed("2026-06-01T14:00:00+02:00") == noon);
	assert_true(parsed("2026-06-01T06:30:00-05:30") == noon);
	assert_true(parsed("2026-06-02T11:59:00+23:59") == noon);
	assert_true(parsed("2026-06-01T12:00:00-00:00") == noon);
	assert_true(parsed("2026-06-01t12:00:00z") == noon);
	assert_true(parsed("2026-06-01 12:00:00Z") == noon);
}

static void fractions_are_cut_to_microseconds(void **state)
{
	(void)state;
	int64_t second = parsed("2026-06-01T12:00:00Z");
	assert_true(parsed("2026-06-01T12:00:00.5Z") == second + 500000);
	assert_true(parsed("2026-06-01T12:00:00.123456789Z") == second + 123456);
	assert_true(parsed("2026-06-01T12:00:00.000000999+00:00") == second);
	assert_true(parsed("1969-12-31T23:59:59.25Z") == -750000);
}

static void leap_second_counts_as_the_second_after_it(void **state)
{
	(void)state;
	int64_t after = parsed("2017-01-01T00:00:00Z");
	assert_true(parsed("2016-12-31T23:59:60Z") == after);
	assert_true(parsed("2016-12-31T23:59:60.5Z") == after + 500000);
	assert_true(parsed("2017-01-01T00:59:60+01:00") == after);
}

static void what_is_no_rfc_3339_is_refused(void **state)
{
	(void)state;
	static const char *const bad[] = {
		"",
		"2026",
		"2026-06-01",
		"2026-06-01T12:00:00",
		"2026-06-01T12:00Z",
		"2026-6-1T12:00:00Z",
		"2026-00-01T12:00:00Z",
		"2026-13-01T12:00:00Z",
		"2026-06-00T12:00:00Z",
		"2026-06-31T12:00:00Z",
		"2026-02-29T12:00:00Z",
		"1900-02-29T12:00:00Z",
		"2026-06-01T24:00:00Z",
		"2026-06-01T12:60:00Z",
		"2026-06-01T12:00:61Z",
		"2026-06-01T12:00:60Z",
		"2016-12-31T23:59:60+01:00",
		"2026-06-01T12:00:00.Z",
		"2026-06-01T12:00:00.1234567890Z",
		"2026-06-01T12:00:00,5Z",
		"2026-06-01T12:00:00+24:00",
		"2026-06-01T12:00:00+01:60",
		"2026-06-01T12:00:00+0100",
		"2026-06-01T12:00:00+01",
		"2026-06-01T12:00:00Z ",
		" 2026-06-01T12:00:00Z",
		"2026-06-01T12:00:00ZZ",
		"2026-06-01_12:00:00Z",
		"0000-01-01T00:00:00Z",
		"0001-01-01T00:00:00+00:01",
		"9999-12-31T23:59:59-00:01",
		"9999-12-31T23:59:60Z",
		"+2026-06-01T12:00:00Z",
		"-026-06-01T12:00:00Z",
		"2026-06-01T12:00:00\xef\xbc\xba",
	};
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		int64_t time_us = 77;
		if (time_parse(text_of(bad[i]), &time_us))
			fail_msg("accepted: %s", bad[i]);
		assert_int_equal(time_us, 77);
	}
	int64_t time_us;
	assert_false(time_parse((struct text){"2026-06-01\00012:00:00Z", 20}, &time_us));
	assert_true(time_parse(TEXT("2000-02-29T00:00:00Z"), &time_us));
}

static void system_clock_is_the_machines(void **state)
{
	(void)state;
	int64_t before = (int64_t)time(NULL) - 1;
	int64_t now = clock_now_us(clock_system()) / 1000000;
	assert_true(now >= before && now <= before + 60);
	int64_t first = clock_monotonic_us();
	assert_true(clock_monotonic_us() >= first);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fraction_has_none_three_or_six_digits),
		cmocka_unit_test(times_outside_the_four_digit_years_are_clamped),
		cmocka_unit_test(every_day_agrees_with_the_c_library),
		cmocka_unit_test(offsets_are_taken_away),
		cmocka_unit_test(fractions_are_cut_to_microseconds),
		cmocka_unit_test(leap_second_counts_as_the_second_after_it),
		cmocka_unit_test(what_is_no_rfc_3339_is_refused),
		cmocka_unit_test(system_clock_is_the_machines),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
