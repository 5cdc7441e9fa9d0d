/* When the next attempt to connect may be made. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include "hapax/clock.h"
#include "platform/db/backoff.h"

#include <cmocka.h>

static const int64_t far_us = 30 * 1000000;

static void successes_go_at_once_and_together(void **state)
{
	(void)state;
	struct backoff backoff;
	char text[BACKOFF_TEXT_MAX];
	backoff_init(&backoff);
	assert_true(backoff_enter(&backoff, clock_monotonic_us() + far_us, text));
	assert_true(backoff_enter(&backoff, clock_monotonic_us() + far_us, text));
	backoff_leave(&backoff, NULL, false);
	backoff_leave(&backoff, NULL, false);
	backoff_done(&backoff);
}

static void pauses_grow_and_a_success_ends_them(void **state)
{
	(void)state;
	struct backoff backoff;
	char text[BACKOFF_TEXT_MAX];
	backoff_init(&backoff);
	int64_t started_us = clock_monotonic_us();
	for (int i = 0; i < 4; i++) {
		assert_true(backoff_enter(&backoff, clock_monotonic_us() + far_us, text));
		backoff_leave(&backoff, "away", false);
	}
	/* Pauses of 50, 100 and 200 ms, of which at least half is kept. */
	assert_in_range(clock_monotonic_us() - started_us, 175 * 1000, far_us);
	assert_true(backoff_enter(&backoff, clock_monotonic_us() + far_us, text));
	backoff_leave(&backoff, NULL, false);
	assert_int_equal(backoff.failures, 0);
	assert_true(backoff_enter(&backoff, clock_monotonic_us() + far_us, text));
	backoff_done(&backoff);
}

static void pauses_stay_below_two_seconds(void **state)
{
	(void)state;
	struct backoff backoff;
	backoff_init(&backoff);
	for (int i = 0; i < 300; i++) {
		backoff.next_us = 0;
		backoff_leave(&backoff, "away", false);
		assert_in_range(backoff.next_us - clock_monotonic_us(), 1, 2000 * 1000);
	}
	backoff_done(&backoff);
}

static void the_deadline_ends_the_wait_with_the_cause(void **state)
{
	(void)state;
	struct backoff backoff;
	char text[BACKOFF_TEXT_MAX] = "";
	backoff_init(&backoff);
	assert_true(backoff_enter(&backoff, clock_monotonic_us() + far_us, text));
	backoff_leave(&backoff, "the cause", false);
	/* One attempt is under way: nobody else may try. */
	assert_true(backoff_enter(&backoff, clock_monotonic_us() + far_us, text));
	int64_t started_us = clock_monotonic_us();
	assert_false(backoff_enter(&backoff, clock_monotonic_us() + 100 * 1000, text));
	assert_in_range(clock_monotonic_us() - started_us, 99 * 1000, far_us);
	assert_string_equal(text, "the cause");
	backoff_leave(&backoff, NULL, false);
	assert_false(backoff_enter(&backoff, clock_monotonic_us() - 1, text));
	backoff_done(&backoff);
}

static void an_attempt_cut_short_keeps_the_cause(void **state)
{
	(void)state;
	struct backoff backoff;
	char text[BACKOFF_TEXT_MAX] = "";
	backoff_init(&backoff);
	backoff_leave(&backoff, "cut", true);
	assert_false(backoff_enter(&backoff, clock_monotonic_us() - 1, text));
	assert_string_equal(text, "cut");
	backoff_leave(&backoff, "the cause", false);
	backoff_leave(&backoff, "cut", true);
	assert_false(backoff_enter(&backoff, clock_monotonic_us() - 1, text));
	assert_string_equal(text, "the cause");
	backoff_done(&backoff);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(successes_go_at_once_and_together),
		cmocka_unit_test(pauses_grow_and_a_success_ends_them),
		cmocka_unit_test(pauses_stay_below_two_seconds),
		cmocka_unit_test(an_attempt_cut_short_keeps_the_cause),
		cmocka_unit_test(the_deadline_ends_the_wait_with_the_cause),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
