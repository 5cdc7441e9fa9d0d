#include "contract/json/number.h"

#include <locale.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	EXPONENT_MAX = 100000, /* beyond it no value is whole or finite, unless it is zero */
	TEXT_MAX = 1100,       /* the longest double, written out exactly, has 1,077 characters */
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static struct text take_digits(struct text *rest)
{
	struct text digits = {rest->at, 0};
	while (digits.len < rest->len && is_digit(rest->at[digits.len]))
		digits.len++;
	*rest = (struct text){rest->at + digits.len, rest->len - digits.len};
	return digits;
}

static bool take_char(struct text *rest, const char *allowed)
{
	if (rest->len == 0 || !strchr(allowed, rest->at[0]) || rest->at[0] == '\0')
		return false;
	*rest = (struct text){rest->at + 1, rest->len - 1};
	return true;
}

/* A JSON number taken apart. */
struct parts {
	bool negative;
	struct text whole, fraction;
	int64_t exponent;
};

static bool take_exponent(struct text *rest, int64_t *exponent)
{
	if (!take_char(rest, "eE"))
		return true;
	bool negative = rest->len && rest->at[0] == '-';
	(void)take_char(rest, "+-");
	struct text digits = take_digits(rest);
	for (size_t i = 0; i < digits.len && *exponent < EXPONENT_MAX; i++)
		*exponent = *exponent * 10 + (digits.at[i] - '0');
	if (negative)
		*exponent = -*exponent;
	return digits.len;
}

static bool take_apart(struct text text, struct parts *parts)
{
	if (text.len > TEXT_MAX)
		return false;
	*parts = (struct parts){.negative = take_char(&text, "-")};
	parts->whole = take_digits(&text);
	if (parts->whole.len == 0 || (parts->whole.len > 1 && parts->whole.at[0] == '0'))
		return false;
	if (take_char(&text, ".")) {
		parts->fraction = take_digits(&text);
		if (parts->fraction.len == 0)
			return false;
	}
	return take_exponent(&text, &parts->exponent) && text.len == 0;
}

static bool append_digit(uint64_t *value, unsigned digit)
{
	return !__builtin_mul_overflow(*value, 10, value) && !__builtin_add_overflow(*value, digit, value);
}

static bool append_digits(uint64_t *value, struct text digits)
{
	for (size_t i = 0; i < digits.len; i++)
		if (!append_digit(value, (unsigned)(digits.at[i] - '0')))
			return false;
	return true;
}

static void drop_trailing_zeros(struct text *digits)
{
	while (digits->len && digits->at[digits->len - 1] == '0')
		digits->len--;
}

/* The value of digits with a decimal point and an exponent, when it is whole. */
static bool scaled_value(struct parts parts, uint64_t *value)
{
	drop_trailing_zeros(&parts.fraction);
	int64_t shift = parts.exponent - (int64_t)parts.fraction.len;
	while (shift < 0 && parts.fraction.len == 0 && parts.whole.len > 1 && parts.whole.at[parts.whole.len - 1] == '0') {
		parts.whole.len--;
		shift++;
	}
	if (!append_digits(value, parts.whole) || !append_digits(value, parts.fraction))
		return false;
	if (*value == 0)
		return true;
	for (; shift > 0; shift--)
		if (!append_digit(value, 0))
			return false;
	return shift == 0;
}

bool number_to_whole(struct text text, struct whole *ret_whole)
{
	struct parts parts;
	uint64_t value = 0;
	if (!take_apart(text, &parts))
		return false;
	bool plain = parts.fraction.len == 0 && parts.exponent == 0;
	if (plain ? !append_digits(&value, parts.whole) : !scaled_value(parts, &value))
		return false;
	*ret_whole = (struct whole){parts.negative && value, value};
	return true;
}

bool whole_within(struct whole whole, int64_t min, uint64_t max)
{
	if (!whole.negative)
		return whole.magnitude <= max;
	return min < 0 && whole.magnitude <= (uint64_t)0 - (uint64_t)min;
}

uint64_t whole_bits(struct whole whole)
{
	return whole.negative ? (uint64_t)0 - whole.magnitude : whole.magnitude;
}

static locale_t c_locale;

static void make_c_locale(void)
{
	c_locale = newlocale(LC_ALL_MASK, "C", NULL);
}

/* Without memory for it there is none, and the process's own locale has to do. */
static locale_t use_c_locale(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, make_c_locale);
	return c_locale ? uselocale(c_locale) : (locale_t)0;
}

static void leave_c_locale(locale_t before)
{
	if (before)
		uselocale(before);
}

static bool word_to_double(struct text text, double *ret_value)
{
	static const struct {
		const char *word;
		double value;
	} words[] = {{"NaN", NAN}, {"Infinity", INFINITY}, {"-Infinity", -INFINITY}};
	for (size_t i = 0; i < COUNT_OF(words); i++) {
		if (!text_equal_string(text, words[i].word))
			continue;
		*ret_value = words[i].value;
		return true;
	}
	return false;
}

/* 2^53 and below, without exponent: exact, and by far the most frequent. */
static bool small_to_double(const struct parts *parts, double *ret_value)
{
	uint64_t value = 0;
	if (parts->fraction.len || parts->exponent || parts->whole.len > 15 || !append_digits(&value, parts->whole))
		return false;
	*ret_value = parts->negative ? -(double)value : (double)value;
	return true;
}

bool number_to_double(struct text text, bool words, bool single, double *ret_value)
{
	struct parts parts;
	double value;
	char copy[TEXT_MAX + 1];
	if (words && word_to_double(text, ret_value))
		return true;
	if (!take_apart(text, &parts))
		return false;
	if (single || !small_to_double(&parts, &value)) {
		memcpy(copy, text.at, text.len);
		copy[text.len] = '\0';
		locale_t before = use_c_locale();
		value = single ? (double)strtof(copy, NULL) : strtod(copy, NULL);
		leave_c_locale(before);
	}
	if (!isfinite(value))
		return false;
	*ret_value = value;
	return true;
}

static bool reads_back(const char *text, double value, bool single)
{
	return single ? strtof(text, NULL) == (float)value : strtod(text, NULL) == value;
}

void number_write_double(struct buffer *buffer, double value, bool single)
{
	const double exact = 9007199254740992.0; /* 2^53 */
	if (value == floor(value) && fabs(value) < exact && !(value == 0 && signbit(value)) && !single) {
		buffer_add_i64(buffer, (int64_t)value);
		return;
	}
	char text[40];
	int least = single ? 6 : 15, most = single ? 9 : 17;
	locale_t before = use_c_locale();
	for (int digits = least; digits <= most; digits++) {
		snprintf(text, sizeof(text), "%.*g", digits, value);
		if (reads_back(text, value, single))
			break;
	}
	leave_c_locale(before);
	buffer_add_string(buffer, text);
}
