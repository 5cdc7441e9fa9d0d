#include "contract/adapt.h"

#include <string.h>

#include "contract/adapt/older.h"
#include "contract/catalogue.h"
#include "contract/envelope/attributes.h"
#include "contract/envelope/data.h"
#include "contract/json/member.h"

static const struct json_token *parse(struct context *context, struct text json)
{
	struct failure failure = context->failure;
	const struct json_token *root;
	if (json_tokens(context, json, &root) == STATUS_OK)
		return root;
	context->failure = failure;
	return NULL;
}

const struct json_token *older_object(struct context *context, const struct json_token *value)
{
	if (value->kind == JSON_STRING && json_begins_with(json_text(value)) == '{')
		value = parse(context, json_text(value));
	return value && value->kind == JSON_OBJECT ? value : NULL;
}

/* Protobuf bytes never begin with a brace: no field has that tag in proto3. White space does occur there. */
static bool may_be_json(const struct envelope *envelope)
{
	return envelope->data_kind == ENVELOPE_JSON || (envelope->data.len && envelope->data.at[0] == '{') ||
	       (envelope->data_kind == ENVELOPE_BINARY && envelope_data_is_json(envelope) &&
		json_begins_with(envelope->data) == '{');
}

/* The data's value. What had to be parsed for it serves the data's own reading as well. */
static const struct json_token *data_value(struct context *context, struct envelope *envelope)
{
	if (!may_be_json(envelope))
		return NULL;
	struct failure failure = context->failure;
	const struct json_token *value = envelope_data_tokens(context, envelope);
	context->failure = failure;
	if (value)
		envelope->data_tokens = value;
	return value;
}

/* The CloudEvent's type is what daprd puts where the publisher named none: it says nothing. */
static bool says_nothing(struct text type)
{
	return text_empty(type) || text_equal_string(type, "com.dapr.event.sent");
}

/* Which members of an older envelope the object has. A field of the type that the CloudEvent says is that field. */
struct marks {
	bool id, type, data;
};

static struct marks find_marks(const struct json_token *object, const struct event_type *outer_type)
{
	struct marks marks = {0};
	for (const struct json_token *key = json_first(object); key->kind != JSON_END; key = json_next_key(key)) {
		const struct older_member *member = older_member_find(OLDER_TOP, json_text(key));
		if (!member || (outer_type && member_find(outer_type->message, json_text(key), 0)))
			continue;
		marks.id |= member->is_mark && member->kind == OLDER_ID;
		marks.type |= member->kind == OLDER_TYPE;
		marks.data |= member->kind == OLDER_DATA;
	}
	return marks;
}

/* A version that this program doesn't know may have fields of any name. */
static bool is_newer(const struct envelope *envelope, const struct event_type *type)
{
	unsigned major, minor;
	if (!event_version_parse(envelope->eventversion, &major, &minor))
		return false;
	const struct event_type *known = catalogue_find_major(text_of(type->name), (struct text){0}, major);
	return !known || minor > known->minor;
}

/*
 * A CloudEvent whose type the contract has carries that type's data, unless the data has both a mark and a member with the real
 * data in it. One of another type is somebody else's, unless it names an event of ours and looks like an envelope otherwise too.
 * Where nothing else says what it is, a mark alone will do.
 */
static bool is_older(const struct json_token *object, struct text outer, const struct event_type *outer_type)
{
	struct marks marks = find_marks(object, outer_type);
	if (outer_type)
		return (marks.id || marks.type) && marks.data;
	return says_nothing(outer) ? marks.id || marks.type : marks.type && (marks.id || marks.data);
}

static enum status translate(struct context *context, struct text topic, const struct json_token *object,
			     const struct event_type *outer_type, struct envelope *envelope)
{
	struct older older = {.context = context, .topic = topic, .root = object, .outer_type = outer_type};
	return older_translate(&older, envelope);
}

/* Text that nobody can read isn't passed over when it was to be an older envelope. */
static enum status refuse_broken(struct context *context, struct text text)
{
	const struct json_token *root;
	if (json_begins_with(text) != '{' || !older_mentions_mark(text) || json_tokens(context, text, &root) == STATUS_OK)
		return STATUS_OK;
	return fail_while(context, "reading an older envelope");
}

static enum status look_closer(struct context *context, struct text topic, const struct json_token *object,
			       struct envelope *envelope, bool *ret_adapted)
{
	const struct event_type *outer_type = catalogue_find(envelope->type, topic);
	if ((outer_type && is_newer(envelope, outer_type)) || !is_older(object, envelope->type, outer_type))
		return STATUS_OK;
	*ret_adapted = true;
	return translate(context, topic, object, outer_type, envelope);
}

enum status adapt_data(struct context *context, struct text topic, struct envelope *envelope, bool *ret_adapted)
{
	*ret_adapted = false;
	const struct json_token *value = data_value(context, envelope);
	const struct json_token *object = value ? older_object(context, value) : NULL;
	if (object)
		return older_has_mark(object) ? look_closer(context, topic, object, envelope, ret_adapted) : STATUS_OK;
	if (!says_nothing(envelope->type))
		return STATUS_OK;
	bool is_string = value && value->kind == JSON_STRING;
	return value && !is_string ? STATUS_OK : refuse_broken(context, is_string ? json_text(value) : envelope->data);
}

enum status adapt_bare(struct context *context, struct text topic, struct text json, enum status read_status,
		       struct envelope *envelope, bool *ret_adapted)
{
	*ret_adapted = false;
	if (envelope_is_cloudevent(json))
		return read_status;
	const struct json_token *object = parse(context, json);
	if (!object || object->kind != JSON_OBJECT || !older_has_mark(object) || !is_older(object, (struct text){0}, NULL))
		return read_status;
	failure_clear(context);
	*ret_adapted = true;
	*envelope = (struct envelope){.specversion = TEXT("1.0")};
	return translate(context, topic, object, NULL, envelope);
}
