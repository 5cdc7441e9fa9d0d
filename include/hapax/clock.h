/*
 * Time comes in from outside, so that tests can set it. All times are microseconds since 1970-01-01 UTC (int64_t,
 * suffix _us) unless the name says monotonic. Thread-safe.
 */
#ifndef HAPAX_CLOCK_H
#define HAPAX_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "hapax/text.h"

HAPAX_BEGIN_C

struct clock {
	int64_t (*now_us)(const struct clock *clock);
};

/* The machine's clock. Static. */
const struct clock *clock_system(void);
int64_t clock_now_us(const struct clock *clock);
/* For durations and deadlines only; never set by a test, never jumps. */
int64_t clock_monotonic_us(void);

/* Longest RFC 3339 text that time_format() writes, with its NUL. */
enum { TIME_TEXT_MAX = 40 };
/* RFC 3339 in UTC with as many of 0, 3 or 6 fraction digits as needed: 2026-01-31T17:00:00.25Z never, .250Z yes.
 * Returns the length. Years 0001 to 9999, others are clamped. */
size_t time_format(int64_t time_us, char ret_text[TIME_TEXT_MAX]);
/* RFC 3339 with any offset, 'T' or 't' or a space, up to 9 fraction digits (cut to microseconds); a leap second
 * counts as the second after it. False leaves *ret_time_us alone. */
MUST_CHECK bool time_parse(struct text text, int64_t *ret_time_us);

HAPAX_END_C

#endif
