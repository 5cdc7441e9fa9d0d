#include "contract/adapt/type_name.h"

#include "contract/catalogue.h"

static bool is_separator(char c)
{
	return c == '.' || c == '_' || c == '-' || c == ' ' || c == ':' || c == '/';
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* The next letter of the words; 0 at the end. */
static char next_letter(struct text *rest)
{
	while (rest->len && is_separator(rest->at[0]))
		*rest = (struct text){rest->at + 1, rest->len - 1};
	if (rest->len == 0)
		return '\0';
	char c = lower(rest->at[0]);
	*rest = (struct text){rest->at + 1, rest->len - 1};
	return c;
}

static bool same_words(struct text a, struct text b)
{
	char left, right;
	do {
		left = next_letter(&a);
		right = next_letter(&b);
	} while (left == right && left);
	return left == right;
}

static bool any_same_words(const char *const *spellings, struct text name)
{
	for (; spellings && *spellings; spellings++)
		if (same_words(text_of(*spellings), name))
			return true;
	return false;
}

static bool answers_to(const struct event_type *type, struct text name, struct text topic)
{
	return same_words(text_of(type->name), name) || any_same_words(type->aliases, name) ||
	       (text_equal_string(topic, type->topic) && any_same_words(type->topic_aliases, name));
}

const struct event_type *older_type_find(struct text name, struct text topic)
{
	const struct event_type *found = catalogue_find(name, topic);
	if (found)
		return found;
	for (size_t i = 0; i < catalogue_count(); i++) {
		const struct event_type *type = catalogue_at(i);
		if (!answers_to(type, name, topic))
			continue;
		/* Another version of the same event has the same name. */
		if (found && !text_equal_string(text_of(found->name), type->name))
			return NULL;
		found = type;
	}
	return found ? catalogue_find(text_of(found->name), topic) : NULL;
}
