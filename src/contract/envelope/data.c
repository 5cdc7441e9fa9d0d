#include <inttypes.h>

#include "base/scan.h"
#include "contract/envelope/attributes.h"
#include "contract/envelope/data.h"
#include "contract/envelope/maps.h"
#include "contract/json/known.h"
#include "contract/json/member.h"
#include "contract/json/read.h"
#include "contract/json/tokens.h"
#include "contract/validate.h"
#include "contract/validate_rest.h"
#include "hapax/json.h"

/* NULL: the context's failure says why. */
static const struct json_token *parse(struct context *context, struct text json)
{
	const struct json_token *root;
	return json_tokens(context, json, &root) == STATUS_OK ? root : NULL;
}

/* json_tokens() takes objects and arrays only, so a string is read as an array of one. */
static const struct json_token *parse_string(struct context *context, struct text data)
{
	char *array = arena_alloc(context->arena, data.len + 2);
	if (!array) {
		(void)fail(context, STATUS_EXHAUSTED, "reading data: the memory bound of this operation was reached");
		return NULL;
	}
	array[0] = '[';
	memcpy(array + 1, data.at, data.len);
	array[data.len + 1] = ']';
	const struct json_token *root = parse(context, (struct text){array, data.len + 2});
	if (root && json_next(json_first(root))->kind != JSON_END) {
		(void)fail(context, STATUS_INVALID, "data must be one JSON value");
		return NULL;
	}
	return root ? json_first(root) : NULL;
}

/* What the envelope's reading left serves, if the data is still the same. */
const struct json_token *envelope_data_tokens(struct context *context, const struct envelope *envelope)
{
	const struct json_token *left = envelope->data_tokens;
	struct text data = envelope->data, raw = left ? json_raw(left) : (struct text){0};
	if (left && raw.at == data.at && raw.len == data.len)
		return left;
	return json_begins_with(data) == '"' ? parse_string(context, data) : parse(context, data);
}

/* Some Dapr publishers put JSON as text into JSON: that one wrapping is taken off. */
static enum status decode_json(struct context *context, const struct envelope *envelope,
			       const ProtobufCMessageDescriptor *descriptor, ProtobufCMessage **ret_message)
{
	const struct json_token *root = envelope_data_tokens(context, envelope);
	if (root && root->kind == JSON_STRING && json_begins_with(json_text(root)) == '{')
		root = parse(context, json_text(root));
	return root ? json_read_tokens_partly(context, root, descriptor, true, ret_message) : context->failure.status;
}

/* Bytes without a content type are JSON when they look like it. */
bool envelope_data_is_json(const struct envelope *envelope)
{
	if (envelope->data_kind == ENVELOPE_JSON)
		return true;
	if (content_is_protobuf(envelope->datacontenttype))
		return false;
	return !text_empty(envelope->datacontenttype) || json_begins_with(envelope->data) == '{';
}

/* Without data the message is empty, and its rules say what is missing. */
static enum status decode(struct context *context, const struct envelope *envelope, const ProtobufCMessageDescriptor *descriptor,
			  ProtobufCMessage **ret_message)
{
	if (envelope->data_kind == ENVELOPE_NO_DATA)
		return message_unpack(context, (struct text){0}, descriptor, ret_message);
	if (envelope_data_is_json(envelope))
		return decode_json(context, envelope, descriptor, ret_message);
	enum status status = message_unpack(context, envelope->data, descriptor, ret_message);
	return status == STATUS_OK ? maps_keep_last(context, *ret_message) : status;
}

struct text envelope_field_text(struct context *context, const ProtobufCMessage *message, const ProtobufCFieldDescriptor *field)
{
	if (field->label == PROTOBUF_C_LABEL_REPEATED || !member_is_set(message, field))
		return (struct text){0};
	const void *member = member_get(message, field);
	struct whole whole;
	if (field->type == PROTOBUF_C_TYPE_STRING)
		return member_string(member);
	if (member_whole(field, member, &whole))
		return text_of(arena_printf(context->arena, "%s%" PRIu64, whole.negative ? "-" : "", whole.magnitude));
	if (field->type != PROTOBUF_C_TYPE_MESSAGE || !json_known_is_wrapper(field->descriptor))
		return (struct text){0};
	message = member_message(member);
	return envelope_field_text(context, message, &message->descriptor->fields[0]);
}

enum status envelope_decode_data(struct context *context, const struct envelope *envelope, struct event *event)
{
	const struct event_type *type = event->type;
	ProtobufCMessage *message = NULL;
	enum status status = decode(context, envelope, type->message, &message);
	if (status == STATUS_INVALID && message)
		status = validate_rest(context, type->rules, message);
	if (status != STATUS_OK)
		return fail_while(context, "data of %s", type->name);
	status = validate(context, type->rules, message);
	if (status != STATUS_OK)
		return status;
	event->data = message;
	if (text_empty(envelope->partitionkey) && type->key_field >= 0) {
		struct text key = envelope_field_text(context, message, &type->message->fields[type->key_field]);
		if (!text_empty(key))
			event->key = key;
	}
	return STATUS_OK;
}
