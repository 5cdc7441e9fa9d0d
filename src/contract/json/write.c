#include "contract/json/write.h"

#include "contract/json/known.h"
#include "contract/json/member.h"
#include "contract/json/name.h"
#include "hapax/json.h"

bool write_refuse(struct writer *writer, const char *what)
{
	struct text path = path_text(writer->path, writer->context->arena);
	(void)fail(writer->context, STATUS_INVALID, "writing JSON: %.*s%s%s", TEXT_ARG(path), path.len ? ": " : "", what);
	return false;
}

bool write_exhausted(struct writer *writer)
{
	(void)fail(writer->context, STATUS_EXHAUSTED, "writing JSON: the memory bound of this operation was reached");
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

static bool write_field(struct writer *writer, const ProtobufCFieldDescriptor *field, const ProtobufCMessage *message)
{
	if (member_is_map(field))
		return write_map(writer, field, message);
	if (field->label == PROTOBUF_C_LABEL_REPEATED)
		return write_repeated(writer, field, message);
	return write_value(writer, field, member_get(message, field));
}

static bool is_left_out(const struct writer *writer, const ProtobufCMessage *message, const ProtobufCFieldDescriptor *field)
{
	if (writer->canonical)
		return member_is_default(message, field);
	return field->label != PROTOBUF_C_LABEL_REPEATED && !member_is_set(message, field);
}

bool write_fields(struct writer *writer, const ProtobufCMessage *message, bool first)
{
	const ProtobufCMessageDescriptor *descriptor = message->descriptor;
	const struct names names = names_of(descriptor, writer->canonical);
	struct path path = {.up = writer->path};
	writer->path = &path;
	bool good = true;
	for (unsigned i = 0; good && i < descriptor->n_fields; i++) {
		const ProtobufCFieldDescriptor *field = &descriptor->fields[i];
		if (is_left_out(writer, message, field))
			continue;
		path.field = field->name;
		if (!first)
			buffer_add_char(writer->buffer, ',');
		names_write(&names, writer->buffer, i);
		good = write_field(writer, field, message);
		first = false;
	}
	writer->path = path.up;
	return good;
}

bool write_object(struct writer *writer, const ProtobufCMessage *message)
{
	if (!write_open(writer, '{'))
		return false;
	bool good = write_fields(writer, message, true);
	write_close(writer, '}');
	return good;
}

static enum status write_whole(struct writer *writer, const ProtobufCMessage *message)
{
	const ProtobufCFieldDescriptor whole = {.name = "", .type = PROTOBUF_C_TYPE_MESSAGE, .descriptor = message->descriptor};
	bool good = write_value(writer, &whole, &message);
	if (buffer_failed(writer->buffer))
		return fail(writer->context, STATUS_EXHAUSTED, "writing JSON: larger than the %zu bytes that are allowed",
			    writer->buffer->max_bytes);
	return good ? STATUS_OK : writer->context->failure.status;
}

enum status json_write_nested(struct context *context, struct buffer *buffer, const ProtobufCMessage *message, int depth)
{
	struct writer writer = {.context = context, .buffer = buffer, .depth = depth};
	return write_whole(&writer, message);
}

enum status json_write_message(struct context *context, struct buffer *buffer, const ProtobufCMessage *message)
{
	return json_write_nested(context, buffer, message, 0);
}

enum status json_write(struct context *context, struct buffer *buffer, const ProtobufCMessage *message,
		       const struct json_options *options)
{
	struct writer writer = {.context = context, .buffer = buffer, .canonical = options->form == JSON_CANONICAL};
	return write_whole(&writer, message);
}
