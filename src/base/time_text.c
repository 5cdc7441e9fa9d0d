/* RFC 3339 in the proleptic Gregorian calendar, without locale, time zone files or the C library's calendar. */
#include "hapax/clock.h"

#include <string.h>

#define SECOND_US   INT64_C(1000000)
#define DAY_US	    (INT64_C(86400) * SECOND_US)
#define EARLIEST_US (INT64_C(-719162) * DAY_US)	    /* 0001-01-01T00:00:00Z */
#define LATEST_US   (INT64_C(2932897) * DAY_US - 1) /* 9999-12-31T23:59:59.999999Z */

struct civil {
	int year, month, day, hour, minute, second, micros;
};

/* The calendar repeats every 400 years. A year that starts in March has its leap day last, so months need no table
 * there: month m (0 = March) starts on day (153 m + 2) / 5. */
enum { ERA_YEARS = 400, ERA_DAYS = 146097, EPOCH_FROM_ERA = 719468 /* days from 0000-03-01 to 1970-01-01 */ };

static int64_t days_of(int year, int month, int day)
{
	int march_year = month > 2 ? year : year - 1;
	int march_month = (month + 9) % 12;
	int leap_days = march_year / 4 - march_year / 100 + march_year / ERA_YEARS;
	return (int64_t)march_year * 365 + leap_days + (153 * march_month + 2) / 5 + day - 1 - EPOCH_FROM_ERA;
}

static void civil_of(int64_t days, struct civil *civil)
{
	int64_t since = days + EPOCH_FROM_ERA; /* positive from the year 1 on */
	int era = (int)(since / ERA_DAYS);
	int of_era = (int)(since % ERA_DAYS);
	int year = (of_era - of_era / 1460 + of_era / 36524 - of_era / (ERA_DAYS - 1)) / 365;
	int of_year = of_era - (365 * year + year / 4 - year / 100);
	int march_month = (5 * of_year + 2) / 153;
	civil->day = of_year - (153 * march_month + 2) / 5 + 1;
	civil->month = march_month < 10 ? march_month + 3 : march_month - 9;
	civil->year = era * ERA_YEARS + year + (civil->month <= 2);
}

static int days_in_month(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
	return days[month - 1] + (month == 2 && leap);
}

static char *put_digits(char *at, int value, int width)
{
	for (int i = width - 1; i >= 0; i--) {
		at[i] = (char)('0' + value % 10);
		value /= 10;
	}
	return at + width;
}

static char *put_field(char *at, char before, int value, int width)
{
	*at = before;
	return put_digits(at + 1, value, width);
}

size_t time_format(int64_t time_us, char ret_text[TIME_TEXT_MAX])
{
	if (time_us < EARLIEST_US)
		time_us = EARLIEST_US;
	if (time_us > LATEST_US)
		time_us = LATEST_US;
	int64_t since_first = time_us - EARLIEST_US; /* not negative, so that division rounds down */
	struct civil civil;
	civil_of(since_first / DAY_US + EARLIEST_US / DAY_US, &civil);
	int second = (int)(since_first % DAY_US / SECOND_US);
	int micros = (int)(since_first % SECOND_US);

	char *at = put_digits(ret_text, civil.year, 4);
	at = put_field(at, '-', civil.month, 2);
	at = put_field(at, '-', civil.day, 2);
	at = put_field(at, 'T', second / 3600, 2);
	at = put_field(at, ':', second / 60 % 60, 2);
	at = put_field(at, ':', second % 60, 2);
	if (micros % 1000)
		at = put_field(at, '.', micros, 6);
	else if (micros)
		at = put_field(at, '.', micros / 1000, 3);
	*at++ = 'Z';
	*at = '\0';
	return (size_t)(at - ret_text);
}

/* Exactly width digits from the start of *rest. */
static bool take_digits(struct text *rest, size_t width, int low, int high, int *ret_value)
{
	if (rest->len < width)
		return false;
	int value = 0;
	for (size_t i = 0; i < width; i++) {
		if (rest->at[i] < '0' || rest->at[i] > '9')
			return false;
		value = value * 10 + (rest->at[i] - '0');
	}
	if (value < low || value > high)
		return false;
	*rest = (struct text){rest->at + width, rest->len - width};
	*ret_value = value;
	return true;
}

static bool take_one_of(struct text *rest, const char *allowed, char *ret_taken)
{
	if (rest->len == 0 || rest->at[0] == '\0' || !strchr(allowed, rest->at[0]))
		return false;
	*ret_taken = rest->at[0];
	*rest = (struct text){rest->at + 1, rest->len - 1};
	return true;
}

static bool take_field(struct text *rest, const char *before, size_t width, int low, int high, int *ret_value)
{
	char taken;
	return take_one_of(rest, before, &taken) && take_digits(rest, width, low, high, ret_value);
}

static bool take_fraction(struct text *rest, int *ret_micros)
{
	char taken;
	*ret_micros = 0;
	if (!take_one_of(rest, ".", &taken))
		return true;
	size_t count = 0;
	int scale = 100000;
	for (; count < rest->len && rest->at[count] >= '0' && rest->at[count] <= '9'; count++) {
		*ret_micros += (rest->at[count] - '0') * scale;
		scale /= 10;
	}
	*rest = (struct text){rest->at + count, rest->len - count};
	return count >= 1 && count <= 9;
}

static bool take_offset(struct text *rest, int *ret_minutes)
{
	char sign;
	int hours, minutes;
	if (!take_one_of(rest, "Zz+-", &sign))
		return false;
	*ret_minutes = 0;
	if (sign == 'Z' || sign == 'z')
		return true;
	if (!take_digits(rest, 2, 0, 23, &hours) || !take_field(rest, ":", 2, 0, 59, &minutes))
		return false;
	*ret_minutes = (hours * 60 + minutes) * (sign == '-' ? -1 : 1);
	return true;
}

bool time_parse(struct text text, int64_t *ret_time_us)
{
	struct civil t;
	int offset;
	if (!take_digits(&text, 4, 1, 9999, &t.year) || !take_field(&text, "-", 2, 1, 12, &t.month) ||
	    !take_field(&text, "-", 2, 1, days_in_month(t.year, t.month), &t.day) || !take_field(&text, "Tt ", 2, 0, 23, &t.hour) ||
	    !take_field(&text, ":", 2, 0, 59, &t.minute) || !take_field(&text, ":", 2, 0, 60, &t.second) ||
	    !take_fraction(&text, &t.micros) || !take_offset(&text, &offset) || !text_empty(text))
		return false;
	int64_t minutes = days_of(t.year, t.month, t.day) * 1440 + t.hour * 60 + t.minute - offset;
	/* Leap seconds are inserted at the end of a UTC day only. */
	if (t.second == 60 && (minutes + 1) % 1440 != 0)
		return false;
	int64_t time_us = (minutes * 60 + t.second) * SECOND_US + t.micros;
	if (time_us < EARLIEST_US || time_us > LATEST_US)
		return false;
	*ret_time_us = time_us;
	return true;
}
