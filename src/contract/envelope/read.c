#include <string.h>

#include "base/base64.h"
#include "contract/envelope/attributes.h"
#include "contract/json/read.h"
#include "contract/json/tokens.h"

static const struct text data_name = TEXT_INIT("data"), base64_name = TEXT_INIT("data_base64");

static void refuse(struct context *context, struct text name, const char *allowed, const struct json_token *value)
{
	violation_add(context, name, "type", "%s, not %s", allowed, json_kind_name(value->kind));
}

static void read_attribute(struct context *context, const struct attribute *attribute, const struct json_token *value,
			   struct text *into)
{
	if (value->kind == JSON_STRING || (value->kind == JSON_NUMBER && attribute->takes_number))
		*into = json_text(value);
	else if (value->kind != JSON_NULL)
		refuse(context, attribute->name, attribute->takes_number ? "must be a string or a number" : "must be a string",
		       value);
}

static void read_data(struct envelope *envelope, const struct json_token *value)
{
	if (value->kind == JSON_NULL)
		return;
	envelope->data_kind = ENVELOPE_JSON;
	envelope->data = json_raw(value);
	envelope->data_tokens = value;
}

static enum status read_base64(struct context *context, struct envelope *envelope, const struct json_token *value)
{
	struct text text = json_text(value);
	size_t len;
	if (value->kind == JSON_NULL)
		return STATUS_OK;
	if (value->kind != JSON_STRING) {
		refuse(context, base64_name, "must be a string with base64", value);
		return STATUS_OK;
	}
	uint8_t *bytes = arena_alloc(context->arena, base64_decoded_max(text.len));
	if (!bytes)
		return fail(context, STATUS_EXHAUSTED, "reading a CloudEvent: the memory bound of this operation was reached");
	if (!base64_decode(text, bytes, &len)) {
		violation_add(context, base64_name, "type", "must be base64");
		return STATUS_OK;
	}
	envelope->data_kind = ENVELOPE_BINARY;
	envelope->data = (struct text){(const char *)bytes, len};
	return STATUS_OK;
}

/* The data comes last here, because of the two names it can have. */
static enum status read_members(struct context *context, const struct json_token *root, struct envelope *envelope)
{
	const struct json_token *data = NULL, *base64 = NULL;
	for (const struct json_token *key = json_first(root); key->kind != JSON_END; key = json_next_key(key)) {
		const struct json_token *value = json_value(key);
		const struct attribute *attribute = attribute_find(json_text(key));
		if (attribute)
			read_attribute(context, attribute, value, attribute_of(envelope, attribute));
		else if (text_equal(json_text(key), data_name))
			data = value;
		else if (text_equal(json_text(key), base64_name))
			base64 = value;
	}
	if (data)
		read_data(envelope, data);
	if (data && base64 && data->kind != JSON_NULL && base64->kind != JSON_NULL) {
		violation_add(context, base64_name, "oneof", "excludes data; only one of them may be given");
		return STATUS_OK;
	}
	return base64 ? read_base64(context, envelope, base64) : STATUS_OK;
}

enum status envelope_read(struct context *context, struct text json, struct envelope *ret_envelope)
{
	const struct json_token *root;
	struct envelope envelope = {0};
	struct reader reader = {.context = context};
	enum status status = json_tokens(context, json, &root);
	if (status != STATUS_OK)
		return fail_while(context, "reading a CloudEvent");
	if (root->kind != JSON_OBJECT)
		return fail(context, STATUS_INVALID, "reading a CloudEvent: it must be an object, not %s",
			    json_kind_name(root->kind));
	(void)read_unique_keys(&reader, root, NULL);
	status = read_members(context, root, &envelope);
	if (reader.exhausted)
		return fail(context, STATUS_EXHAUSTED, "reading a CloudEvent: the memory bound of this operation was reached");
	if (status == STATUS_OK)
		status = fail_violations(context);
	if (status == STATUS_OK)
		*ret_envelope = envelope;
	return status;
}
