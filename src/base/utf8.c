/* UTF-8 as The Unicode Standard defines it in table 3-7, "Well-Formed UTF-8 Byte Sequences". */
#include "hapax/text.h"

/* The lead bytes of longer sequences; what follows the second byte is always 80..BF. */
static const struct sequence {
	uint8_t lead_low, lead_high;
	uint8_t second_low, second_high;
	uint8_t len;
} sequences[] = {
	{0xc2, 0xdf, 0x80, 0xbf, 2}, {0xe0, 0xe0, 0xa0, 0xbf, 3}, {0xe1, 0xec, 0x80, 0xbf, 3}, {0xed, 0xed, 0x80, 0x9f, 3},
	{0xee, 0xef, 0x80, 0xbf, 3}, {0xf0, 0xf0, 0x90, 0xbf, 4}, {0xf1, 0xf3, 0x80, 0xbf, 4}, {0xf4, 0xf4, 0x80, 0x8f, 4},
};

/* Length of the well-formed sequence at the start of at[0..len), whose lead byte isn't ASCII; 0 when there is none. */
static size_t sequence_len(const uint8_t *at, size_t len)
{
	const struct sequence *found = NULL;
	for (size_t i = 0; i < COUNT_OF(sequences) && !found; i++) {
		if (at[0] >= sequences[i].lead_low && at[0] <= sequences[i].lead_high)
			found = &sequences[i];
	}
	if (!found || found->len > len || at[1] < found->second_low || at[1] > found->second_high)
		return 0;
	for (size_t i = 2; i < found->len; i++) {
		if ((at[i] & 0xc0) != 0x80)
			return 0;
	}
	return found->len;
}

/* How many bytes from the start are ASCII without NUL; eight at a time, because most text is nothing else. */
static size_t ascii_run(const uint8_t *at, size_t len)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), tops = UINT64_C(0x8080808080808080);
	size_t run = 0;
	while (len - run >= 8) {
		uint64_t word;
		__builtin_memcpy(&word, at + run, 8);
		if ((word | (word - ones)) & tops)
			break;
		run += 8;
	}
	while (run < len && at[run] != 0 && at[run] < 0x80)
		run++;
	return run;
}

bool text_is_utf8(struct text text)
{
	const uint8_t *at = (const uint8_t *)text.at;
	size_t left = text.len;
	while (left) {
		size_t step = ascii_run(at, left);
		if (step == 0)
			step = at[0] ? sequence_len(at, left) : 0;
		if (step == 0)
			return false;
		at += step;
		left -= step;
	}
	return true;
}

size_t text_count_points(struct text text)
{
	size_t points = 0;
	for (size_t i = 0; i < text.len; i++)
		points += ((uint8_t)text.at[i] & 0xc0) != 0x80;
	return points;
}
