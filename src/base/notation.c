#include "base/notation.h"

enum { NUMBER_MAX = 999999999 };

/* Digits without a leading zero. */
static bool read_number(struct text text, int64_t least, unsigned *ret_number)
{
	int64_t number;
	if (!text_to_i64(text, &number) || number < least || number > NUMBER_MAX ||
	    (text.len > 1 && (text.at[0] == '0' || text.at[0] == '-')))
		return false;
	*ret_number = (unsigned)number;
	return true;
}

bool notation_version(struct text text, unsigned *ret_major, unsigned *ret_minor)
{
	unsigned major, minor;
	struct text rest = text, first = text_cut(&rest, '.');
	if (!read_number(first, 1, &major) || !read_number(rest, 0, &minor))
		return false;
	*ret_major = major;
	*ret_minor = minor;
	return true;
}

bool notation_duration(struct text text, int64_t *ret_ms)
{
	static const struct {
		const char *unit;
		int64_t ms;
	} units[] = {{"ms", 1}, {"s", 1000}, {"m", 60000}, {"h", 3600000}, {"d", 86400000}};
	size_t digits = 0;
	int64_t number;
	while (digits < text.len && text.at[digits] >= '0' && text.at[digits] <= '9')
		digits++;
	if (!text_to_i64((struct text){text.at, digits}, &number) || number < 1 || number > NUMBER_MAX)
		return false;
	for (size_t i = 0; i < COUNT_OF(units); i++) {
		if (!text_equal_string((struct text){text.at + digits, text.len - digits}, units[i].unit))
			continue;
		*ret_ms = number * units[i].ms;
		return true;
	}
	return false;
}
