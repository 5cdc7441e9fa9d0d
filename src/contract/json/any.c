/* google.protobuf.Any: the message that it holds, with "@type" in front of its fields; as "value" when it has a JSON form of its
 * own. */
#include "base/scan.h"
#include "contract/json/known.h"
#include "contract/json/member.h"
#include "contract/json/types.h"
#include "hapax/json.h"

enum { ANY_TYPE_URL, ANY_VALUE };

static const struct text type_key = TEXT_INIT("@type"), value_key = TEXT_INIT("value");

/* "type.googleapis.com/hapax.tasks.v1.TaskCreated": whatever is in front of the last slash. Empty when there is none. */
static struct text name_in(struct text url)
{
	size_t at = url.len;
	while (at && url.at[at - 1] != '/')
		at--;
	return at ? (struct text){url.at + at, url.len - at} : (struct text){0};
}

/* Of hostile length, it is cut at a whole character. */
static struct text shown(struct text url)
{
	enum { SHOWN_MAX_BYTES = 200 };
	if (url.len <= SHOWN_MAX_BYTES)
		return url;
	url.len = SHOWN_MAX_BYTES;
	while (url.len && ((unsigned char)url.at[url.len] & 0xc0) == 0x80)
		url.len--;
	return url;
}

static bool write_held(struct writer *writer, struct text url, const ProtobufCMessage *held)
{
	const struct json_known *known = json_known_find(held->descriptor);
	if (!write_open(writer, '{'))
		return false;
	buffer_add_string(writer->buffer, "\"@type\":");
	json_write_string(writer->buffer, url);
	if (known)
		buffer_add_string(writer->buffer, ",\"value\":");
	bool good = known ? known->write(writer, held) : write_fields(writer, held, false);
	write_close(writer, '}');
	return good;
}

static bool refuse_type(struct writer *writer, struct text url)
{
	struct text path = path_text(writer->path, writer->context->arena);
	(void)fail(writer->context, STATUS_INVALID,
		   "writing JSON: %.*s%sholds \"%.*s\", which is no message that is known here; its contract must be linked in",
		   TEXT_ARG(path), path.len ? ": " : "", TEXT_ARG(shown(url)));
	return false;
}

static bool refuse_bytes(struct writer *writer, const ProtobufCMessageDescriptor *descriptor)
{
	struct text path = path_text(writer->path, writer->context->arena);
	(void)fail_while(writer->context, "writing JSON: %.*s%sits bytes as %s", TEXT_ARG(path), path.len ? ": " : "",
			 descriptor->name);
	return false;
}

bool write_any(struct writer *writer, const ProtobufCMessage *message)
{
	const ProtobufCFieldDescriptor *fields = message->descriptor->fields;
	struct text url = member_string(member_get(message, &fields[ANY_TYPE_URL]));
	ProtobufCBinaryData bytes;
	memcpy(&bytes, member_get(message, &fields[ANY_VALUE]), sizeof(bytes));
	if (text_empty(url) && bytes.len == 0) {
		buffer_add_string(writer->buffer, "{}");
		return true;
	}
	if (!text_is_utf8(url))
		return write_refuse(writer, "strings must be UTF-8 without U+0000");
	const ProtobufCMessageDescriptor *descriptor = type_find(name_in(url));
	if (!descriptor)
		return refuse_type(writer, url);
	ProtobufCMessage *held;
	if (message_unpack(writer->context, (struct text){(const char *)bytes.data, bytes.len}, descriptor, &held) != STATUS_OK)
		return refuse_bytes(writer, descriptor);
	return write_held(writer, url, held);
}

static const struct json_token *find_key(const struct json_token *object, struct text wanted)
{
	for (const struct json_token *key = json_first(object); key->kind != JSON_END; key = json_next_key(key))
		if (text_equal(json_text(key), wanted))
			return key;
	return NULL;
}

/* NULL: a violation was added. */
static const ProtobufCMessageDescriptor *read_type(struct reader *reader, const struct reading *reading,
						   const struct json_token *key)
{
	struct path path = {.up = reading->path, .key = type_key};
	struct text url = key ? json_text(json_value(key)) : (struct text){0};
	const char *what = !key || json_value(key)->kind != JSON_STRING
				   ? "is required: the URL of a message, such as \"type.googleapis.com/google.protobuf.Duration\""
			   : text_empty(name_in(url)) ? "must have the name of a message behind a slash, as in "
							"\"type.googleapis.com/google.protobuf.Duration\""
						      : NULL;
	const ProtobufCMessageDescriptor *found = what ? NULL : type_find(name_in(url));
	if (what)
		path_refuse(reader->context, &path, "type", "%s", what);
	else if (!found)
		path_refuse(reader->context, &path, "type", "names \"%.*s\", which is no message that is known here",
			    TEXT_ARG(shown(url)));
	return found;
}

/* A type with a JSON form of its own has it as the member "value". */
static bool read_held_value(struct reader *reader, const struct reading *reading, const ProtobufCMessageDescriptor *descriptor,
			    ProtobufCMessage **held)
{
	const ProtobufCFieldDescriptor whole = {.name = "value", .type = PROTOBUF_C_TYPE_MESSAGE, .descriptor = descriptor};
	struct path path = {.up = reading->path, .key = value_key};
	const struct json_token *value = find_key(reading->token, value_key);
	struct reading inner = {.token = value ? json_value(value) : NULL, .path = &path, .field = &whole, .member = held};
	if (!value) {
		path_refuse(reader->context, &path, "required", "is required: %s has a form of its own in JSON", descriptor->name);
		return false;
	}
	if (!read_value(reader, &inner))
		return false;
	const struct text taken[] = {type_key, value_key};
	return read_others(reader, reading, taken, COUNT_OF(taken), descriptor);
}

/* Some write the empty message's fields, of which there are none, others its value. */
static bool is_wrapped(const struct json_token *object, const ProtobufCMessageDescriptor *descriptor)
{
	bool empty = strcmp(descriptor->name, "google.protobuf.Empty") == 0;
	return empty ? find_key(object, value_key) != NULL : json_known_find(descriptor) != NULL;
}

static bool read_held_fields(struct reader *reader, const struct reading *reading, const ProtobufCMessageDescriptor *descriptor,
			     ProtobufCMessage **held)
{
	*held = read_new(reader, descriptor);
	return *held && read_fields(reader, reading, *held, &type_key);
}

static bool pack(struct reader *reader, const ProtobufCMessage *held, ProtobufCBinaryData *ret_bytes)
{
	size_t size = protobuf_c_message_get_packed_size(held);
	ProtobufCBinaryData bytes = {.len = size, .data = read_alloc(reader, size, 1)};
	if (!bytes.data)
		return false;
	protobuf_c_message_pack(held, bytes.data);
	*ret_bytes = bytes;
	return true;
}

bool read_any(struct reader *reader, const struct reading *reading, ProtobufCMessage *message)
{
	const ProtobufCFieldDescriptor *fields = message->descriptor->fields;
	if (reading->token->kind != JSON_OBJECT)
		return read_refuse(reader, reading, "must be an object with \"@type\"");
	if (json_first(reading->token)->kind == JSON_END)
		return true;
	if (!read_unique_keys(reader, reading->token, reading->path))
		return false;
	const struct json_token *key = find_key(reading->token, type_key);
	const ProtobufCMessageDescriptor *descriptor = read_type(reader, reading, key);
	if (!descriptor)
		return false;
	ProtobufCMessage *held = NULL;
	bool good = is_wrapped(reading->token, descriptor) ? read_held_value(reader, reading, descriptor, &held)
							   : read_held_fields(reader, reading, descriptor, &held);
	ProtobufCBinaryData bytes;
	char *url = text_dup_string(json_text(json_value(key)), reader->context->arena);
	reader->exhausted |= !url;
	if (!good || !url || !pack(reader, held, &bytes))
		return false;
	memcpy(member_of(message, &fields[ANY_TYPE_URL]), &url, sizeof(url));
	memcpy(member_of(message, &fields[ANY_VALUE]), &bytes, sizeof(bytes));
	return true;
}
