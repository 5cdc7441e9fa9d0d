#include "contract/json/write.h"

#include "contract/json/known.h"
#include "contract/json/member.h"
#include "hapax/json.h"

bool write_refuse(struct writer *writer, const char *what)
{
	struct text path = path_text(writer->path, writer->context->arena);
	(void)fail(writer->context, STATUS_INVALID, "writing JSON: %.*s%s%s", TEXT_ARG(path), path.len ? ": " : "", what);
	return false;
}

bool write_open(struct writer *writer, char bracket)
{
	if (writer->depth >= JSON_MAX_DEPTH)
		return write_refuse(writer, "objects and arrays may be nested up to 64 deep");
	writer->depth++;
	buffer_add_char(writer->buffer, bracket);
	return true;
}

void write_close(struct writer *writer, char bracket)
{
	writer->depth--;
	buffer_add_char(writer->buffer, bracket);
}

bool write_value(struct writer *writer, const ProtobufCFieldDescriptor *field, const void *member)
{
	if (field->type != PROTOBUF_C_TYPE_MESSAGE)
		return write_scalar(writer, field, member);
	const ProtobufCMessage *message = member_message(member);
	if (!message)
		return write_refuse(writer, "an element is missing");
	const struct json_known *known = json_known_find(message->descriptor);
	return known ? known->write(writer, message) : write_object(writer, message);
}

bool write_repeated(struct writer *writer, const ProtobufCFieldDescriptor *field, const ProtobufCMessage *message)
{
	size_t count = member_count(message, field), size = member_size(field->type);
	const char *items = member_items(message, field);
	struct path path = {.up = writer->path, .is_item = true};
	if (!write_open(writer, '['))
		return false;
	writer->path = &path;
	bool good = true;
	for (; good && path.index < count; path.index++) {
		if (path.index)
			buffer_add_char(writer->buffer, ',');
		good = write_value(writer, field, items + path.index * size);
	}
	writer->path = path.up;
	write_close(writer, ']');
	return good;
}

/* Keys are strings in JSON whatever they are in the message. */
static bool write_map_key(struct writer *writer, const ProtobufCMessage *entry)
{
	const ProtobufCFieldDescriptor *field = &entry->descriptor->fields[0];
	const void *member = member_get(entry, field);
	if (field->type == PROTOBUF_C_TYPE_STRING)
		return write_scalar(writer, field, member);
	buffer_add_char(writer->buffer, '"');
	size_t before = writer->buffer->len;
	bool good = write_scalar(writer, field, member);
	bool quoted = writer->buffer->len > before && writer->buffer->at[before] == '"';
	if (!quoted) {
		buffer_add_char(writer->buffer, '"');
		return good;
	}
	/* 64-bit numbers beyond 2^53 bring their own quotes. */
	memmove(writer->buffer->at + before - 1, writer->buffer->at + before, writer->buffer->len - before);
	writer->buffer->len--;
	return good;
}

static bool write_entry(struct writer *writer, const ProtobufCMessage *entry)
{
	const ProtobufCFieldDescriptor *fields = entry->descriptor->fields;
	if (!write_map_key(writer, entry))
		return false;
	buffer_add_char(writer->buffer, ':');
	return write_value(writer, &fields[1], member_get(entry, &fields[1]));
}

bool write_map(struct writer *writer, const ProtobufCFieldDescriptor *field, const ProtobufCMessage *message)
{
	size_t count = member_count(message, field);
	const char *items = member_items(message, field);
	if (!write_open(writer, '{'))
		return false;
	struct path path = {.up = writer->path};
	writer->path = &path;
	bool good = true;
	for (size_t i = 0; good && i < count; i++) {
		const ProtobufCMessage *entry = member_message(items + i * sizeof(void *));
		const ProtobufCFieldDescriptor *key = &entry->descriptor->fields[0];
		path.key = key->type == PROTOBUF_C_TYPE_STRING ? member_string(member_get(entry, key)) : TEXT("(a key)");
		if (i)
			buffer_add_char(writer->buffer, ',');
		good = write_entry(writer, entry);
	}
	writer->path = path.up;
	write_close(writer, '}');
	return good;
}

static bool write_field(struct writer *writer, const ProtobufCFieldDescriptor *field, const ProtobufCMessage *message)
{
	if (member_is_map(field))
		return write_map(writer, field, message);
	if (field->label == PROTOBUF_C_LABEL_REPEATED)
		return write_repeated(writer, field, message);
	return write_value(writer, field, member_get(message, field));
}

bool write_object(struct writer *writer, const ProtobufCMessage *message)
{
	const ProtobufCMessageDescriptor *descriptor = message->descriptor;
	if (!write_open(writer, '{'))
		return false;
	struct path path = {.up = writer->path};
	writer->path = &path;
	bool good = true, first = true;
	for (unsigned i = 0; good && i < descriptor->n_fields; i++) {
		const ProtobufCFieldDescriptor *field = &descriptor->fields[i];
		if (field->label != PROTOBUF_C_LABEL_REPEATED && !member_is_set(message, field))
			continue;
		path.field = field->name;
		buffer_add_string(writer->buffer, first ? "\"" : ",\"");
		buffer_add_string(writer->buffer, field->name);
		buffer_add_string(writer->buffer, "\":");
		good = write_field(writer, field, message);
		first = false;
	}
	writer->path = path.up;
	write_close(writer, '}');
	return good;
}

enum status json_write_nested(struct context *context, struct buffer *buffer, const ProtobufCMessage *message, int depth)
{
	struct writer writer = {.context = context, .buffer = buffer, .depth = depth};
	const ProtobufCFieldDescriptor whole = {.name = "", .type = PROTOBUF_C_TYPE_MESSAGE, .descriptor = message->descriptor};
	bool good = write_value(&writer, &whole, &message);
	if (buffer_failed(buffer))
		return fail(context, STATUS_EXHAUSTED, "writing JSON: larger than the %zu bytes that are allowed",
			    buffer->max_bytes);
	return good ? STATUS_OK : context->failure.status;
}

enum status json_write_message(struct context *context, struct buffer *buffer, const ProtobufCMessage *message)
{
	return json_write_nested(context, buffer, message, 0);
}
