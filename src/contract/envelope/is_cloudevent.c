#include "contract/envelope.h"

/* Walks over bytes without believing them: only quotes, backslashes, brackets and colons count. */
struct walk {
	struct text rest;
	int depth;
};

static char take(struct walk *walk)
{
	char c = walk->rest.at[0];
	walk->rest = (struct text){walk->rest.at + 1, walk->rest.len - 1};
	return c;
}

static void skip_space(struct walk *walk)
{
	while (walk->rest.len &&
	       (walk->rest.at[0] == ' ' || walk->rest.at[0] == '\t' || walk->rest.at[0] == '\n' || walk->rest.at[0] == '\r'))
		(void)take(walk);
}

/* Behind the opening quote; returns what stands in the string, as it is written. */
static struct text take_string(struct walk *walk)
{
	struct text string = {walk->rest.at, 0};
	while (walk->rest.len) {
		char c = take(walk);
		if (c == '"')
			break;
		if (c == '\\' && walk->rest.len)
			(void)take(walk);
		string.len = (size_t)(walk->rest.at - string.at);
	}
	return string;
}

bool envelope_is_cloudevent(struct text bytes)
{
	struct walk walk = {.rest = bytes};
	bool has_specversion = false, has_type = false;
	skip_space(&walk);
	if (walk.rest.len == 0 || walk.rest.at[0] != '{')
		return false;
	while (walk.rest.len && !(has_specversion && has_type)) {
		char c = take(&walk);
		walk.depth += (c == '{' || c == '[') - (c == '}' || c == ']');
		if (c != '"')
			continue;
		struct text string = take_string(&walk);
		skip_space(&walk);
		bool is_key = walk.depth == 1 && walk.rest.len && walk.rest.at[0] == ':';
		has_specversion |= is_key && text_equal_string(string, "specversion");
		has_type |= is_key && text_equal_string(string, "type");
	}
	return has_specversion && has_type;
}
