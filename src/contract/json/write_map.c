#include "contract/json/member.h"
#include "contract/json/write.h"

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
	/* 64-bit numbers may bring quotes of their own. */
	memmove(writer->buffer->at + before - 1, writer->buffer->at + before, writer->buffer->len - before);
	writer->buffer->len--;
	return good;
}

/* Bytes may leave a value out that is empty. */
static bool write_empty_message(struct writer *writer, const ProtobufCFieldDescriptor *field)
{
	const ProtobufCMessageDescriptor *descriptor = field->descriptor;
	ProtobufCMessage *message = arena_alloc(writer->context->arena, descriptor->sizeof_message);
	if (!message)
		return write_exhausted(writer);
	protobuf_c_message_init(descriptor, message);
	return write_value(writer, field, &message);
}

static bool write_entry(struct writer *writer, const ProtobufCMessage *entry)
{
	const ProtobufCFieldDescriptor *value = &entry->descriptor->fields[1];
	const void *member = member_get(entry, value);
	if (!write_map_key(writer, entry))
		return false;
	buffer_add_char(writer->buffer, ':');
	if (value->type == PROTOBUF_C_TYPE_MESSAGE && !member_message(member))
		return write_empty_message(writer, value);
	return write_value(writer, value, member);
}

static bool write_entries(struct writer *writer, const ProtobufCFieldDescriptor *field, const ProtobufCMessage *message,
			  const bool *shadowed)
{
	size_t count = member_count(message, field);
	const char *items = member_items(message, field);
	struct path path = {.up = writer->path};
	writer->path = &path;
	bool good = true, first = true;
	for (size_t i = 0; good && i < count; i++) {
		const ProtobufCMessage *entry = member_message(items + i * sizeof(void *));
		const ProtobufCFieldDescriptor *key = &entry->descriptor->fields[0];
		if (shadowed && shadowed[i])
			continue;
		path.key = key->type == PROTOBUF_C_TYPE_STRING ? member_string(member_get(entry, key)) : TEXT("(a key)");
		if (!first)
			buffer_add_char(writer->buffer, ',');
		good = write_entry(writer, entry);
		first = false;
	}
	writer->path = path.up;
	return good;
}

bool write_map(struct writer *writer, const ProtobufCFieldDescriptor *field, const ProtobufCMessage *message)
{
	const bool *shadowed;
	if (!map_find_shadowed(writer->context, field, message, &shadowed))
		return write_exhausted(writer);
	if (!write_open(writer, '{'))
		return false;
	bool good = write_entries(writer, field, message, shadowed);
	write_close(writer, '}');
	return good;
}
