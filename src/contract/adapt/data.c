#include "contract/adapt/older.h"
#include "contract/json/known.h"
#include "contract/json/member.h"
#include "contract/json/read.h"

/* Some producers put fields of the event beside the data: they count where the data lacks them, and where the contract has them. */
static const ProtobufCFieldDescriptor *field_beside(const struct older *older, const struct json_token *key)
{
	const struct older_member *member = older_member_find(OLDER_TOP, json_text(key));
	if ((member && !member->fills_data) || json_value(key)->kind == JSON_NULL)
		return NULL;
	return member_find(older->type->message, json_text(key), 0);
}

static bool is_given(const struct json_token *object, const ProtobufCFieldDescriptor *field)
{
	if (!object)
		return false;
	for (const struct json_token *key = json_first(object); key->kind != JSON_END; key = json_next_key(key))
		if (json_value(key)->kind != JSON_NULL && member_has_name(field, json_text(key)))
			return true;
	return false;
}

static bool fills(const struct older *older, const struct json_token *key)
{
	const ProtobufCFieldDescriptor *field = field_beside(older, key);
	return field && !is_given(older->data, field);
}

static bool any_fills(const struct older *older)
{
	for (const struct json_token *key = json_first(older->root); key->kind != JSON_END; key = json_next_key(key))
		if (fills(older, key))
			return true;
	return false;
}

static void add_member(struct buffer *buffer, const struct json_token *key)
{
	buffer_add_char(buffer, buffer->len ? ',' : '{');
	buffer_add_text(buffer, json_raw(key));
	buffer_add_char(buffer, ':');
	buffer_add_text(buffer, json_raw(json_value(key)));
}

/* A null is no value: it makes way for what stands beside it. */
static void add_data(struct buffer *buffer, const struct json_token *data, const ProtobufCMessageDescriptor *message)
{
	for (const struct json_token *key = json_first(data); key->kind != JSON_END; key = json_next_key(key)) {
		const ProtobufCFieldDescriptor *field =
			json_value(key)->kind == JSON_NULL ? member_find(message, json_text(key), 0) : NULL;
		if (!field || json_known_takes_null(field))
			add_member(buffer, key);
	}
}

static enum status merge(const struct older *older, struct envelope *envelope)
{
	struct context *context = older->context;
	const struct json_token *root;
	struct buffer buffer;
	buffer_init(&buffer, context->arena, context->arena->max_bytes);
	if (older->data)
		add_data(&buffer, older->data, older->type->message);
	for (const struct json_token *key = json_first(older->root); key->kind != JSON_END; key = json_next_key(key))
		if (fills(older, key))
			add_member(&buffer, key);
	buffer_add_char(&buffer, '}');
	if (buffer_failed(&buffer))
		return fail(context, STATUS_EXHAUSTED, "reading an older envelope: the memory bound of this operation was reached");
	enum status status = json_tokens(context, buffer_text(&buffer), &root);
	if (status != STATUS_OK)
		return fail_while(context, "reading an older envelope");
	envelope->data = json_raw(root);
	envelope->data_tokens = root;
	return STATUS_OK;
}

/* Whoever decodes the data refuses keys that are there twice; merging could hide one. */
static bool is_clear(const struct older *older)
{
	struct context scratch;
	context_init(&scratch, older->context->arena, NULL, NULL);
	struct reader reader = {.context = &scratch};
	return !older->data || read_unique_keys(&reader, older->data, NULL);
}

enum status older_put_data(const struct older *older, struct envelope *envelope)
{
	envelope->datacontenttype = TEXT("application/json");
	envelope->data_kind = ENVELOPE_JSON;
	/* Of doubled keys first: each of them would be looked for in the data. */
	if (!older->doubled && any_fills(older) && is_clear(older))
		return merge(older, envelope);
	envelope->data_kind = older->data ? ENVELOPE_JSON : ENVELOPE_NO_DATA;
	envelope->data = older->data ? json_raw(older->data) : (struct text){0};
	envelope->data_tokens = older->data;
	return STATUS_OK;
}
