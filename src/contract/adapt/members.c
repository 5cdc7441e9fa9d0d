#include "contract/adapt/members.h"

#include <stddef.h>
#include <string.h>

#define AT(attribute) offsetof(struct envelope, attribute)

const struct older_member older_members[OLDER_MEMBERS] = {
	{TEXT_INIT("event_id"), OLDER_TOP, OLDER_ID, AT(id), .is_mark = true},
	{TEXT_INIT("event_type"), OLDER_TOP, OLDER_TYPE, AT(type), .is_mark = true},
	{TEXT_INIT("event_version"), OLDER_TOP, OLDER_VERSION, AT(eventversion)},
	{TEXT_INIT("version"), OLDER_TOP, OLDER_VERSION, AT(eventversion)},
	{TEXT_INIT("schema_version"), OLDER_TOP, OLDER_VERSION, AT(eventversion)},
	{TEXT_INIT("timestamp"), OLDER_TOP, OLDER_TIME, AT(time)},
	{TEXT_INIT("source"), OLDER_TOP, OLDER_TEXT, AT(source)},
	{TEXT_INIT("data"), OLDER_TOP, OLDER_DATA},
	{TEXT_INIT("payload"), OLDER_TOP, OLDER_DATA},
	{TEXT_INIT("task_data"), OLDER_TOP, OLDER_DATA},
	{TEXT_INIT("metadata"), OLDER_TOP, OLDER_NESTED},
	{TEXT_INIT("correlation_id"), OLDER_TOP, OLDER_ID, AT(correlationid)},
	{TEXT_INIT("user_id"), OLDER_TOP, OLDER_ID, AT(userid), .fills_data = true},
	{TEXT_INIT("correlation_id"), OLDER_METADATA, OLDER_ID, AT(correlationid)},
	{TEXT_INIT("causation_id"), OLDER_METADATA, OLDER_ID, AT(causationid)},
	{TEXT_INIT("user_id"), OLDER_METADATA, OLDER_ID, AT(userid)},
	{TEXT_INIT("traceparent"), OLDER_METADATA, OLDER_TRACEPARENT, AT(traceparent)},
	{TEXT_INIT("trace_id"), OLDER_METADATA, OLDER_TRACE_ID, AT(traceparent)},
};

/* event_id is eventId: underscores go, and the letter behind one becomes a capital. */
static bool is_camel(struct text snake, struct text name)
{
	size_t at = 0;
	for (size_t i = 0; i < snake.len; i++) {
		bool capital = snake.at[i] == '_';
		i += capital;
		char expected = capital ? (char)(snake.at[i] - 'a' + 'A') : snake.at[i];
		if (at == name.len || name.at[at++] != expected)
			return false;
	}
	return at == name.len;
}

const struct older_member *older_member_find(enum older_place place, struct text name)
{
	for (size_t i = 0; i < OLDER_MEMBERS; i++) {
		const struct older_member *member = &older_members[i];
		if (member->place != place || name.len == 0 || member->name.at[0] != name.at[0])
			continue;
		if (text_equal(member->name, name) || is_camel(member->name, name))
			return member;
	}
	return NULL;
}

static bool is_mark(struct text name)
{
	const struct older_member *member = older_member_find(OLDER_TOP, name);
	return member && member->is_mark;
}

/* All marks begin alike, and hardly a field of an event does: one comparison tells the others. */
static const struct text mark_prefix = TEXT_INIT("event");

bool older_has_mark(const struct json_token *object)
{
	for (const struct json_token *key = json_first(object); key->kind != JSON_END; key = json_next_key(key))
		if (key->len > mark_prefix.len && key->at[0] == 'e' && is_mark(json_text(key)))
			return true;
	return false;
}

bool older_mentions_mark(struct text text)
{
	/* Of the longest mark and the quote behind it: no more is looked at, or hostile text would be, again and again. */
	enum { LOOK_BYTES = 16 };
	const char *end = text.at + text.len;
	for (const char *at = text.at; at < end; at++) {
		at = memchr(at, mark_prefix.at[0], (size_t)(end - at));
		if (!at)
			return false;
		size_t left = (size_t)(end - at);
		struct text rest = {at, left < LOOK_BYTES ? left : LOOK_BYTES};
		if (text_starts_with(rest, mark_prefix) && is_mark(text_cut(&rest, '"')))
			return true;
	}
	return false;
}
