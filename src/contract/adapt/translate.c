#include <string.h>

#include "contract/adapt/older.h"
#include "contract/adapt/type_name.h"
#include "contract/adapt/values.h"
#include "contract/catalogue.h"
#include "contract/envelope/attributes.h"
#include "contract/json/read.h"

static struct text full_name(const struct older *older, const struct older_member *member)
{
	const char *name =
		member->place == OLDER_TOP ? NULL : arena_printf(older->context->arena, "metadata.%.*s", TEXT_ARG(member->name));
	return name ? text_of(name) : member->name;
}

static void refuse(const struct older *older, const struct older_member *member, const char *allowed)
{
	const struct json_token *value = older->given[member - older_members];
	bool other_kind = value->kind != JSON_STRING && value->kind != JSON_NUMBER;
	violation_add(older->context, full_name(older, member), "type", other_kind ? "%s, not %s" : "%s", allowed,
		      json_kind_name(value->kind));
}

static bool is_absent(const struct json_token *value)
{
	return value->kind == JSON_NULL || (value->kind == JSON_STRING && value->len == 0);
}

/* What is given twice under one name is said once. */
static void collect(struct older *older, const struct json_token *object, enum older_place place)
{
	static const struct path metadata = {.field = "metadata"};
	struct reader reader = {.context = older->context};
	bool unique = read_unique_keys(&reader, object, place == OLDER_TOP ? NULL : &metadata);
	older->doubled |= place == OLDER_TOP && !unique;
	older->exhausted |= reader.exhausted;
	for (const struct json_token *key = json_first(object); key->kind != JSON_END; key = json_next_key(key)) {
		const struct older_member *member = older_member_find(place, json_text(key));
		if (!member || is_absent(json_value(key)))
			continue;
		const struct json_token **given = &older->given[member - older_members];
		if (*given && unique)
			violation_add(older->context, full_name(older, member), "duplicate",
				      "is given in two spellings; each member may be given once");
		if (!*given)
			*given = json_value(key);
	}
}

static void collect_metadata(struct older *older)
{
	for (size_t i = 0; i < OLDER_MEMBERS; i++) {
		const struct json_token *value = older->given[i];
		if (older_members[i].kind != OLDER_NESTED || !value)
			continue;
		const struct json_token *object = older_object(older->context, value);
		if (object)
			collect(older, object, OLDER_METADATA);
		else
			refuse(older, &older_members[i], "must be an object");
	}
}

/* The one with an object in it: several would be a guess. */
static void collect_data(struct older *older)
{
	const struct older_member *found = NULL;
	for (size_t i = 0; i < OLDER_MEMBERS; i++) {
		const struct older_member *member = &older_members[i];
		if (member->kind != OLDER_DATA || !older->given[i])
			continue;
		if (found)
			violation_add(older->context, member->name, "oneof", "excludes %.*s; only one of them may be given",
				      TEXT_ARG(found->name));
		else
			older->data = older_object(older->context, older->given[i]);
		if (!found && !older->data)
			refuse(older, member, "must be an object");
		found = member;
	}
}

/* What a value gives, or NULL with what would have been allowed. */
static const char *read_text(const struct older *older, const struct older_member *member, struct text *ret_text)
{
	const struct json_token *value = older->given[member - older_members];
	struct arena *arena = older->context->arena;
	switch (member->kind) {
	case OLDER_ID:
		return older_id(value, ret_text) ? NULL : "must be a string or a whole number";
	case OLDER_VERSION:
		return older_version(value, arena, ret_text) ? NULL : "must be MAJOR or MAJOR.MINOR, such as \"1.0\"";
	case OLDER_TIME:
		return older_time(value, arena, ret_text)
			       ? NULL
			       : "must be an RFC 3339 time such as \"2026-01-31T17:00:00Z\", or seconds or milliseconds since 1970";
	default:
		if (value->kind != JSON_STRING)
			return "must be a string";
		*ret_text = json_text(value);
		return NULL;
	}
}

/* One id for all that a request set off is what a correlation is; a span's parent can't be made from it. */
static void put_trace_id(struct text text, struct envelope *envelope)
{
	if (traceparent_is_valid(text) && text_empty(envelope->traceparent))
		envelope->traceparent = text;
	else if (text_empty(envelope->correlationid))
		envelope->correlationid = text;
}

static void put_attribute(struct older *older, const struct older_member *member, struct envelope *envelope)
{
	struct text *into = (void *)((char *)envelope + member->offset), text = {0};
	/* Another name for what an earlier row gave already. */
	if (!text_empty(*into) && member->kind != OLDER_TRACE_ID)
		return;
	const char *allowed = read_text(older, member, &text);
	if (allowed)
		refuse(older, member, allowed);
	else if (member->kind == OLDER_TRACE_ID)
		put_trace_id(text, envelope);
	else if (member->kind != OLDER_TRACEPARENT || traceparent_is_valid(text))
		*into = text;
}

static void read_attributes(struct older *older, struct envelope *envelope)
{
	for (size_t i = 0; i < OLDER_MEMBERS; i++)
		if (older->given[i] && older_members[i].kind != OLDER_DATA && older_members[i].kind != OLDER_NESTED)
			put_attribute(older, &older_members[i], envelope);
}

static void require(const struct older *older, const char *name, struct text value)
{
	const struct older_member *member = older_member_find(OLDER_TOP, text_of(name));
	/* What is given and wrong was refused already. */
	if (text_empty(value) && !older->given[member - older_members])
		violation_add(older->context, member->name, "required", "is required");
}

/* What the older envelope doesn't say, the CloudEvent around it does. */
static void take_over(struct envelope *envelope, const struct envelope *inner)
{
	for (size_t i = 0; i < ATTRIBUTE_COUNT; i++) {
		struct text value;
		memcpy(&value, (const char *)inner + attributes[i].offset, sizeof(value));
		if (!text_empty(value))
			*attribute_of(envelope, &attributes[i]) = value;
	}
}

/* The version that the event has, where there are several: its fields are looked at. */
static const struct event_type *in_its_version(const struct event_type *type, const struct envelope *envelope)
{
	unsigned major, minor;
	const struct event_type *found = NULL;
	if (type && event_version_parse(envelope->eventversion, &major, &minor))
		found = catalogue_find_major(text_of(type->name), text_of(type->topic), major);
	return found ? found : type;
}

static bool find_type(struct older *older, const struct envelope *inner, struct envelope *envelope)
{
	const struct event_type *type = text_empty(inner->type) ? older->outer_type : older_type_find(inner->type, older->topic);
	older->type = in_its_version(type, envelope);
	if (older->type)
		envelope->type = text_of(older->type->name);
	else if (older->outer_type)
		violation_add(older->context, TEXT("event_type"), "string.in", "names no event of the contract");
	return older->type || older->outer_type || text_empty(inner->type);
}

/* Once there are violations, those of the data belong to them, as far as this program knows its version. */
static enum status refuse_with_data(const struct older *older, const struct envelope *envelope)
{
	struct context *context = older->context;
	struct failure failure = context->failure;
	struct event event = {.type = older->type};
	unsigned major, minor;
	if (!older->type || !event_version_parse(envelope->eventversion, &major, &minor) || major != older->type->major)
		return fail_violations(context);
	failure_clear(context);
	enum status status = envelope_decode_data(context, envelope, &event);
	const struct violation *of_data = context->failure.violations;
	context->failure = failure;
	for (; status == STATUS_INVALID && of_data; of_data = of_data->next)
		violation_add(context, of_data->field, of_data->rule.at, "%.*s", TEXT_ARG(of_data->message));
	return fail_violations(context);
}

/* False: nobody here knows the type. */
static bool read_members(struct older *older, struct envelope *envelope)
{
	struct envelope inner = {0};
	collect(older, older->root, OLDER_TOP);
	collect_metadata(older);
	collect_data(older);
	read_attributes(older, &inner);
	take_over(envelope, &inner);
	if (!find_type(older, &inner, envelope))
		return false;
	if (!older->outer_type)
		require(older, "event_type", inner.type);
	require(older, "event_id", envelope->id);
	require(older, "source", envelope->source);
	return true;
}

enum status older_translate(struct older *older, struct envelope *envelope)
{
	struct context *context = older->context;
	bool known = read_members(older, envelope);
	if (older->exhausted)
		return fail(context, STATUS_EXHAUSTED, "reading an older envelope: the memory bound of this operation was reached");
	if (!known) {
		/* Nothing is known about the rest of it either. */
		failure_clear(context);
		return STATUS_OK;
	}
	enum status status = older->type ? older_put_data(older, envelope) : STATUS_OK;
	if (status != STATUS_OK)
		return status;
	return context->failure.violation_count ? refuse_with_data(older, envelope) : STATUS_OK;
}
