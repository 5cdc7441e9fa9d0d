#include "hapax/text.h"

#include <string.h>

#include "hapax/arena.h"

struct text text_of(const char *string)
{
	return string ? (struct text){string, strlen(string)} : (struct text){0};
}

bool text_empty(struct text text)
{
	return text.len == 0;
}

bool text_equal(struct text a, struct text b)
{
	return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

bool text_equal_string(struct text a, const char *b)
{
	return text_equal(a, text_of(b));
}

int text_compare(struct text a, struct text b)
{
	size_t common = a.len < b.len ? a.len : b.len;
	int order = common ? memcmp(a.at, b.at, common) : 0;
	if (order)
		return order;
	return (a.len > b.len) - (a.len < b.len);
}

bool text_starts_with(struct text text, struct text prefix)
{
	return text.len >= prefix.len && (prefix.len == 0 || memcmp(text.at, prefix.at, prefix.len) == 0);
}

struct text text_cut(struct text *rest, char separator)
{
	struct text whole = *rest;
	const char *found = whole.len ? memchr(whole.at, separator, whole.len) : NULL;
	if (!found) {
		*rest = (struct text){0};
		return whole;
	}
	size_t before = (size_t)(found - whole.at);
	*rest = (struct text){found + 1, whole.len - before - 1};
	return (struct text){whole.at, before};
}

bool text_to_i64(struct text text, int64_t *ret_value)
{
	size_t at = 0;
	bool negative = text.len && text.at[0] == '-';
	if (negative)
		at++;
	if (at == text.len)
		return false;

	/* Summed up below zero, because only there every int64 has its place. */
	int64_t value = 0;
	for (; at < text.len; at++) {
		if (text.at[at] < '0' || text.at[at] > '9')
			return false;
		if (__builtin_mul_overflow(value, 10, &value) || __builtin_sub_overflow(value, text.at[at] - '0', &value))
			return false;
	}
	if (!negative && value == INT64_MIN)
		return false;
	*ret_value = negative ? value : -value;
	return true;
}

char *text_dup_string(struct text text, struct arena *arena)
{
	if (text.len == SIZE_MAX)
		return NULL;
	char *copy = arena_alloc(arena, text.len + 1);
	if (!copy)
		return NULL;
	if (text.len)
		memcpy(copy, text.at, text.len);
	copy[text.len] = '\0';
	return copy;
}

struct text text_dup(struct text text, struct arena *arena)
{
	if (text_empty(text))
		return (struct text){0};
	char *copy = text_dup_string(text, arena);
	return copy ? (struct text){copy, text.len} : (struct text){0};
}
