#include "contract/adapt/values.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "contract/envelope/attributes.h"
#include "contract/json/number.h"
#include "hapax/clock.h"

static bool is_digits(struct text text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] < '0' || text.at[i] > '9')
			return false;
	return text.len > 0;
}

/* A number spelled in digits alone: 1e3 and 5.0 would be the same id in other spellings. */
bool older_id(const struct json_token *value, struct text *ret_text)
{
	enum { DIGITS_MAX = 20 };
	bool number = value->kind == JSON_NUMBER && value->len <= DIGITS_MAX && is_digits(json_text(value));
	if (value->kind != JSON_STRING && !number)
		return false;
	*ret_text = json_text(value);
	return true;
}

/* Without a patch level, which says nothing about what can be read. */
static bool without_patch(struct text *version)
{
	struct text rest = *version;
	struct text major = text_cut(&rest, '.');
	struct text minor = text_cut(&rest, '.');
	if (text_empty(rest))
		return true;
	version->len = major.len + 1 + minor.len;
	return is_digits(rest);
}

bool older_version(const struct json_token *value, struct arena *arena, struct text *ret_text)
{
	struct text text = json_text(value);
	unsigned major, minor;
	if (value->kind != JSON_STRING && value->kind != JSON_NUMBER)
		return false;
	if (value->kind == JSON_STRING && text.len > 1 && (text.at[0] == 'v' || text.at[0] == 'V'))
		text = (struct text){text.at + 1, text.len - 1};
	if (!without_patch(&text) || text_empty(text) || !event_version_parse(text, &major, &minor))
		return false;
	char *made = arena_printf(arena, "%u.%u", major, minor);
	if (made)
		*ret_text = text_of(made);
	return made;
}

/* No second since 1970 until the year 5138 has so many digits, and no millisecond since 1973 has fewer. */
static bool since_1970(struct text text, int64_t *time_us)
{
	static const double first_millisecond = 1e11, end_of_9999_s = 253402300800.0;
	double number;
	if (!number_to_double(text, false, false, &number) || number < 0)
		return false;
	double seconds = number >= first_millisecond ? number / 1e3 : number;
	if (seconds >= end_of_9999_s)
		return false;
	*time_us = (int64_t)llround(seconds * 1e6);
	return true;
}

static bool in_utc(struct text text, int64_t *time_us)
{
	char with_zone[TIME_TEXT_MAX + 1];
	if (text.len >= TIME_TEXT_MAX)
		return false;
	memcpy(with_zone, text.at, text.len);
	with_zone[text.len] = 'Z';
	return time_parse((struct text){with_zone, text.len + 1}, time_us);
}

static bool parse_time(const struct json_token *value, int64_t *time_us)
{
	struct text text = json_text(value);
	bool number = value->kind == JSON_NUMBER || (value->kind == JSON_STRING && is_digits(text));
	if (number)
		return since_1970(text, time_us);
	return value->kind == JSON_STRING && text.len && (time_parse(text, time_us) || in_utc(text, time_us));
}

bool older_time(const struct json_token *value, struct arena *arena, struct text *ret_text)
{
	char text[TIME_TEXT_MAX];
	int64_t time_us;
	if (!parse_time(value, &time_us))
		return false;
	struct text made = text_dup((struct text){text, time_format(time_us, text)}, arena);
	if (made.at)
		*ret_text = made;
	return made.at;
}
