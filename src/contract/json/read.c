#include "contract/json/read.h"

#include "base/scan.h"
#include "contract/json/known.h"
#include "contract/json/member.h"
#include "contract/json/name.h"
#include "hapax/json.h"

void *read_alloc(struct reader *reader, size_t count, size_t size)
{
	void *memory = arena_calloc(reader->context->arena, count, size);
	reader->exhausted |= !memory;
	return memory;
}

ProtobufCMessage *read_new(struct reader *reader, const ProtobufCMessageDescriptor *descriptor)
{
	ProtobufCMessage *message = arena_alloc(reader->context->arena, descriptor->sizeof_message);
	if (message)
		protobuf_c_message_init(descriptor, message);
	reader->exhausted |= !message;
	return message;
}

void read_mark_set(ProtobufCMessage *message, const ProtobufCFieldDescriptor *field)
{
	const protobuf_c_boolean has = 1;
	if (member_is_oneof(field))
		memcpy(member_quantifier(message, field), &field->id, sizeof(field->id));
	else if (field->label == PROTOBUF_C_LABEL_OPTIONAL && field->quantifier_offset)
		memcpy(member_quantifier(message, field), &has, sizeof(has));
}

/* What JSON can nest, protobuf must be able to nest as well: the event may be stored in that form. */
static bool read_message(struct reader *reader, const struct reading *reading)
{
	const ProtobufCMessageDescriptor *descriptor = reading->field->descriptor;
	if (reader->depth >= MESSAGE_DEPTH_MAX) {
		path_refuse(reader->context, reading->path, "depth", "is nested too deeply; messages may be nested up to %d deep",
			    MESSAGE_DEPTH_MAX);
		return false;
	}
	ProtobufCMessage *message = read_new(reader, descriptor);
	if (!message)
		return false;
	reader->depth++;
	const struct json_known *known = json_known_find(descriptor);
	bool good = known ? known->read(reader, reading, message) : read_object(reader, reading, message);
	reader->depth--;
	memcpy(reading->member, &message, sizeof(message));
	return good;
}

bool read_value(struct reader *reader, const struct reading *reading)
{
	return reading->field->type == PROTOBUF_C_TYPE_MESSAGE ? read_message(reader, reading) : read_scalar(reader, reading);
}

static void set_items(const struct reading *reading, ProtobufCMessage *message, void *items, size_t count)
{
	memcpy(member_of(message, reading->field), &items, sizeof(items));
	memcpy(member_quantifier(message, reading->field), &count, sizeof(count));
}

bool read_repeated(struct reader *reader, const struct reading *reading, ProtobufCMessage *message)
{
	if (reading->token->kind != JSON_ARRAY)
		return read_refuse(reader, reading, "must be an array");
	size_t count = 0, size = member_size(reading->field->type);
	for (const struct json_token *item = json_first(reading->token); item->kind != JSON_END; item = json_next(item))
		count++;
	char *items = count ? read_alloc(reader, count, size) : NULL;
	if (!items)
		return count == 0;
	bool good = true;
	struct path path = {.up = reading->path, .is_item = true};
	struct reading inner = {.token = json_first(reading->token), .path = &path, .field = reading->field, .member = items};
	size_t kept = 0;
	for (; path.index < count && !reader->exhausted; path.index++) {
		good &= read_value(reader, &inner);
		kept += !read_take_dropped(reader);
		inner.token = json_next(inner.token);
		inner.member = items + kept * size;
	}
	set_items(reading, message, items, kept);
	return good && !reader->exhausted;
}

static bool read_entry(struct reader *reader, const struct reading *reading, ProtobufCMessage **entry)
{
	const ProtobufCMessageDescriptor *descriptor = reading->field->descriptor;
	*entry = read_new(reader, descriptor);
	if (!*entry)
		return false;
	const ProtobufCFieldDescriptor *key = &descriptor->fields[0], *value = &descriptor->fields[1];
	struct reading key_reading = {reading->token, reading->path, key, member_of(*entry, key)};
	struct reading value_reading = {json_value(reading->token), reading->path, value, member_of(*entry, value)};
	reader->depth++;
	bool good = read_map_key(reader, &key_reading) && read_value(reader, &value_reading);
	reader->depth--;
	return good;
}

bool read_map(struct reader *reader, const struct reading *reading, ProtobufCMessage *message)
{
	if (reading->token->kind != JSON_OBJECT)
		return read_refuse(reader, reading, "must be an object");
	bool good = read_unique_keys(reader, reading->token, reading->path);
	size_t count = 0, kept = 0;
	for (const struct json_token *key = json_first(reading->token); key->kind != JSON_END; key = json_next_key(key))
		count++;
	ProtobufCMessage **entries = count ? read_alloc(reader, count, sizeof(*entries)) : NULL;
	if (!entries)
		return good && count == 0;
	for (const struct json_token *key = json_first(reading->token); key->kind != JSON_END && !reader->exhausted;
	     key = json_next_key(key)) {
		struct path path = {.up = reading->path, .key = json_text(key)};
		struct reading entry = {.token = key, .path = &path, .field = reading->field};
		good &= read_entry(reader, &entry, &entries[kept]);
		kept += !read_take_dropped(reader);
	}
	set_items(reading, message, entries, kept);
	return good && !reader->exhausted;
}

/* null means absent, except where null is a value. */
static bool is_absent(const struct json_token *token, const ProtobufCFieldDescriptor *field)
{
	return token->kind == JSON_NULL && !json_known_takes_null(field);
}

static bool read_field(struct reader *reader, const struct reading *reading, ProtobufCMessage *message)
{
	const ProtobufCFieldDescriptor *field = reading->field;
	if (is_absent(reading->token, field))
		return true;
	if (member_is_map(field))
		return read_map(reader, reading, message);
	if (field->label == PROTOBUF_C_LABEL_REPEATED)
		return read_repeated(reader, reading, message);
	if (member_is_oneof(field) && member_oneof_case(message, field)) {
		const ProtobufCFieldDescriptor *other =
			protobuf_c_message_descriptor_get_field(message->descriptor, member_oneof_case(message, field));
		path_refuse(reader->context, reading->path, "oneof", "excludes %s; only one of them may be given", other->name);
		return false;
	}
	bool good = read_value(reader, reading);
	if (good && !read_take_dropped(reader))
		read_mark_set(message, field);
	return good;
}

static bool read_unknown(struct reader *reader, const struct reading *reading, const ProtobufCMessageDescriptor *descriptor)
{
	if (reader->ignore_unknown)
		return read_skip(reader, reading->token, reading->path);
	path_refuse(reader->context, reading->path, "unknown", "is no field of %s", descriptor->name);
	return false;
}

/* Which fields of the object came already; the two spellings of a name are one field. */
struct seen {
	uint64_t few;
	uint64_t *many; /* beyond 64 fields */
};

static bool seen_before(struct seen *seen, unsigned index)
{
	uint64_t *word = seen->many ? &seen->many[index / 64] : &seen->few;
	uint64_t bit = UINT64_C(1) << (index % 64);
	bool before = *word & bit;
	*word |= bit;
	return before;
}

/* One object on its way into a message; guess is the field that comes next when the sender keeps our order. */
struct object {
	const struct reading *reading;
	ProtobufCMessage *message;
	struct names names;
	struct seen seen;
	unsigned guess;
};

static bool read_key(struct reader *reader, struct object *object, const struct json_token *key)
{
	const ProtobufCMessageDescriptor *descriptor = object->names.descriptor;
	const ProtobufCFieldDescriptor *field = names_find(&object->names, json_text(key), object->guess);
	struct path path = {.up = object->reading->path, .key = json_text(key)};
	struct reading reading = {.token = json_value(key), .path = &path, .field = field};
	if (!field)
		return read_unknown(reader, &reading, descriptor);
	unsigned index = (unsigned)(field - descriptor->fields);
	object->guess = index + 1;
	path.field = field->name;
	reading.member = member_of(object->message, field);
	if (!seen_before(&object->seen, index))
		return read_field(reader, &reading, object->message);
	path_refuse(reader->context, &path, "duplicate", "is given in two spellings; each field may be given once");
	return false;
}

bool read_fields(struct reader *reader, const struct reading *reading, ProtobufCMessage *message, const struct text *except)
{
	unsigned fields = message->descriptor->n_fields;
	struct object object = {
		.reading = reading,
		.message = message,
		.names = names_of(message->descriptor, reader->canonical),
		.seen = {.many = fields > 64 ? read_alloc(reader, fields / 64 + 1, sizeof(uint64_t)) : NULL},
	};
	bool good = true;
	for (const struct json_token *key = json_first(reading->token); key->kind != JSON_END && !reader->exhausted;
	     key = json_next_key(key))
		if (!except || !text_equal(json_text(key), *except))
			good &= read_key(reader, &object, key);
	return good && !reader->exhausted;
}

bool read_others(struct reader *reader, const struct reading *reading, const struct text *taken, size_t count,
		 const ProtobufCMessageDescriptor *descriptor)
{
	bool good = true;
	for (const struct json_token *key = json_first(reading->token); key->kind != JSON_END; key = json_next_key(key)) {
		bool known = false;
		for (size_t i = 0; i < count; i++)
			known |= text_equal(json_text(key), taken[i]);
		struct path path = {.up = reading->path, .key = json_text(key)};
		struct reading other = {.token = json_value(key), .path = &path};
		good &= known || read_unknown(reader, &other, descriptor);
	}
	return good;
}

bool read_object(struct reader *reader, const struct reading *reading, ProtobufCMessage *message)
{
	if (reading->token->kind != JSON_OBJECT)
		return read_refuse(reader, reading, "must be an object");
	return read_unique_keys(reader, reading->token, reading->path) && read_fields(reader, reading, message, NULL);
}

/* *ret_message is set unless the arena is exhausted. */
static enum status read_whole(struct reader *reader, const struct json_token *root, const ProtobufCMessageDescriptor *descriptor,
			      ProtobufCMessage **ret_message)
{
	/* As if the message were the field of another one. */
	const ProtobufCFieldDescriptor whole = {.name = "", .type = PROTOBUF_C_TYPE_MESSAGE, .descriptor = descriptor};
	ProtobufCMessage *message = NULL;
	struct reading reading = {.token = root, .field = &whole, .member = &message};
	(void)read_value(reader, &reading);
	if (reader->exhausted)
		return fail(reader->context, STATUS_EXHAUSTED, "reading %s: the memory bound of this operation was reached",
			    descriptor->name);
	*ret_message = message;
	return fail_violations(reader->context);
}

enum status json_read_tokens_partly(struct context *context, const struct json_token *root,
				    const ProtobufCMessageDescriptor *descriptor, bool ignore_unknown,
				    ProtobufCMessage **ret_message)
{
	struct reader reader = {.context = context, .ignore_unknown = ignore_unknown};
	return read_whole(&reader, root, descriptor, ret_message);
}

enum status json_read(struct context *context, struct text json, const ProtobufCMessageDescriptor *descriptor,
		      const struct json_options *options, ProtobufCMessage **ret_message)
{
	struct reader reader = {
		.context = context,
		.ignore_unknown = options->ignore_unknown,
		.canonical = options->form == JSON_CANONICAL,
	};
	const struct json_limits limits = {
		.max_bytes = options->max_bytes,
		.max_tokens = options->max_tokens,
		/* Types with a JSON form of their own may be a text or a number, and the whole of it. */
		.takes_scalar = json_known_find(descriptor) != NULL,
	};
	const struct json_token *root;
	ProtobufCMessage *message = NULL;
	enum status status = json_tokens_within(context, json, &limits, &root);
	if (status == STATUS_OK)
		status = read_whole(&reader, root, descriptor, &message);
	if (status == STATUS_OK)
		*ret_message = message;
	return status;
}

enum status json_read_message(struct context *context, struct text json, const ProtobufCMessageDescriptor *descriptor,
			      bool ignore_unknown, ProtobufCMessage **ret_message)
{
	const struct json_options options = {.ignore_unknown = ignore_unknown};
	return json_read(context, json, descriptor, &options, ret_message);
}
