/* What strings and bytes have in them. */
#include "contract/validate/rules.h"

#include <string.h>

static bool contains(struct text text, struct text part)
{
	return part.len == 0 || (text.len >= part.len && memmem(text.at, text.len, part.at, part.len));
}

bool rule_prefix_holds(const struct subject *subject)
{
	return text_starts_with(subject->value.text, subject->rule->value.text);
}

bool rule_suffix_holds(const struct subject *subject)
{
	struct text text = subject->value.text, suffix = subject->rule->value.text;
	return suffix.len == 0 || (text.len >= suffix.len && memcmp(text.at + text.len - suffix.len, suffix.at, suffix.len) == 0);
}

bool rule_contains_holds(const struct subject *subject)
{
	return contains(subject->value.text, subject->rule->value.text);
}

bool rule_not_contains_holds(const struct subject *subject)
{
	return !contains(subject->value.text, subject->rule->value.text);
}

/* UTF-8 that may hold U+0000, as bytes may. */
static bool is_utf8(struct text bytes)
{
	while (bytes.len) {
		if (!text_is_utf8(text_cut(&bytes, '\0')))
			return false;
	}
	return true;
}

bool rule_pattern_holds(const struct subject *subject)
{
	if (subject->set->type == RULE_TYPE_BYTES && !is_utf8(subject->value.text))
		return false;
	enum pattern_result result = pattern_search(subject->rule->pattern, subject->value.text);
	subject->checker->exhausted |= result == PATTERN_FAILED;
	return result != PATTERN_DIFFERS;
}
