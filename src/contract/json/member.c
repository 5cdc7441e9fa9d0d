#include "contract/json/member.h"

bool member_is_set(const ProtobufCMessage *message, const ProtobufCFieldDescriptor *field)
{
	if (member_is_oneof(field))
		return member_oneof_case(message, field) == field->id;
	if (field->type == PROTOBUF_C_TYPE_MESSAGE || field->type == PROTOBUF_C_TYPE_STRING)
		return member_message(member_get(message, field)); /* a pointer either way */
	bool has_flag = field->label == PROTOBUF_C_LABEL_OPTIONAL && field->quantifier_offset;
	if (!has_flag)
		return true;
	protobuf_c_boolean has;
	memcpy(&has, (const char *)message + field->quantifier_offset, sizeof(has));
	return has;
}

/* Negative zero isn't zero. */
bool member_is_default(const ProtobufCMessage *message, const ProtobufCFieldDescriptor *field)
{
	static const char zeros[sizeof(uint64_t)];
	const void *member = member_get(message, field);
	if (field->label == PROTOBUF_C_LABEL_REPEATED)
		return member_count(message, field) == 0;
	if (!member_is_set(message, field))
		return true;
	if (field->label != PROTOBUF_C_LABEL_NONE || member_is_oneof(field) || field->type == PROTOBUF_C_TYPE_MESSAGE)
		return false;
	if (field->type == PROTOBUF_C_TYPE_STRING)
		return text_empty(member_string(member));
	if (field->type == PROTOBUF_C_TYPE_BYTES)
		return ((const ProtobufCBinaryData *)member)->len == 0;
	return memcmp(member, zeros, member_size(field->type)) == 0;
}

size_t member_size(ProtobufCType type)
{
	static const unsigned char sizes[] = {
		[PROTOBUF_C_TYPE_INT32] = sizeof(int32_t),
		[PROTOBUF_C_TYPE_SINT32] = sizeof(int32_t),
		[PROTOBUF_C_TYPE_SFIXED32] = sizeof(int32_t),
		[PROTOBUF_C_TYPE_INT64] = sizeof(int64_t),
		[PROTOBUF_C_TYPE_SINT64] = sizeof(int64_t),
		[PROTOBUF_C_TYPE_SFIXED64] = sizeof(int64_t),
		[PROTOBUF_C_TYPE_UINT32] = sizeof(uint32_t),
		[PROTOBUF_C_TYPE_FIXED32] = sizeof(uint32_t),
		[PROTOBUF_C_TYPE_UINT64] = sizeof(uint64_t),
		[PROTOBUF_C_TYPE_FIXED64] = sizeof(uint64_t),
		[PROTOBUF_C_TYPE_FLOAT] = sizeof(float),
		[PROTOBUF_C_TYPE_DOUBLE] = sizeof(double),
		[PROTOBUF_C_TYPE_BOOL] = sizeof(protobuf_c_boolean),
		[PROTOBUF_C_TYPE_ENUM] = sizeof(int),
		[PROTOBUF_C_TYPE_STRING] = sizeof(char *),
		[PROTOBUF_C_TYPE_BYTES] = sizeof(ProtobufCBinaryData),
		[PROTOBUF_C_TYPE_MESSAGE] = sizeof(ProtobufCMessage *),
	};
	return sizes[type];
}

static struct whole whole_of_signed(int64_t value)
{
	return (struct whole){value < 0, value < 0 ? (uint64_t)0 - (uint64_t)value : (uint64_t)value};
}

bool member_whole(const ProtobufCFieldDescriptor *field, const void *member, struct whole *ret_whole)
{
	int64_t wide;
	int32_t narrow;
	switch (field->type) {
	case PROTOBUF_C_TYPE_INT32:
	case PROTOBUF_C_TYPE_SINT32:
	case PROTOBUF_C_TYPE_SFIXED32:
		memcpy(&narrow, member, sizeof(narrow));
		*ret_whole = whole_of_signed(narrow);
		return true;
	case PROTOBUF_C_TYPE_UINT32:
	case PROTOBUF_C_TYPE_FIXED32:
		memcpy(&narrow, member, sizeof(narrow));
		*ret_whole = (struct whole){false, (uint32_t)narrow};
		return true;
	case PROTOBUF_C_TYPE_INT64:
	case PROTOBUF_C_TYPE_SINT64:
	case PROTOBUF_C_TYPE_SFIXED64:
		memcpy(&wide, member, sizeof(wide));
		*ret_whole = whole_of_signed(wide);
		return true;
	case PROTOBUF_C_TYPE_UINT64:
	case PROTOBUF_C_TYPE_FIXED64:
		memcpy(&wide, member, sizeof(wide));
		*ret_whole = (struct whole){false, (uint64_t)wide};
		return true;
	default:
		return false;
	}
}

/* The entries of due_dates are called DueDatesEntry (protoc's MapEntryName()). */
static bool is_entry_name(const char *name, const char *of_field)
{
	bool capital = true;
	for (; *of_field; of_field++) {
		char expected = capital && *of_field >= 'a' && *of_field <= 'z' ? (char)(*of_field - 'a' + 'A') : *of_field;
		capital = *of_field == '_';
		if (!capital && *name++ != expected)
			return false;
	}
	return strcmp(name, "Entry") == 0;
}

bool member_is_map(const ProtobufCFieldDescriptor *field)
{
	if (field->type != PROTOBUF_C_TYPE_MESSAGE || field->label != PROTOBUF_C_LABEL_REPEATED)
		return false;
	const ProtobufCMessageDescriptor *entry = field->descriptor;
	return entry->n_fields == 2 && strcmp(entry->fields[0].name, "key") == 0 && strcmp(entry->fields[1].name, "value") == 0 &&
	       is_entry_name(entry->short_name, field->name);
}

static bool is_proto_name(const ProtobufCFieldDescriptor *field, struct text key)
{
	return strncmp(field->name, key.at, key.len) == 0 && field->name[key.len] == '\0';
}

/* due_date is dueDate: underscores go, and the letter behind one becomes a capital. */
bool member_has_camel_name(const ProtobufCFieldDescriptor *field, struct text key)
{
	size_t at = 0;
	bool capital = false;
	for (const char *c = field->name; *c; c++) {
		if (*c == '_') {
			capital = true;
			continue;
		}
		char expected = capital && *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c;
		if (at == key.len || key.at[at++] != expected)
			return false;
		capital = false;
	}
	return at == key.len;
}

bool member_has_name(const ProtobufCFieldDescriptor *field, struct text key)
{
	return is_proto_name(field, key) || member_has_camel_name(field, key);
}

static int compare_name(struct text key, const char *name)
{
	int order = strncmp(key.at, name, key.len);
	return order ? order : name[key.len] ? -1 : 0;
}

const ProtobufCFieldDescriptor *member_find_proto_name(const ProtobufCMessageDescriptor *descriptor, struct text key)
{
	size_t low = 0, high = descriptor->n_fields;
	while (low < high) {
		size_t middle = (low + high) / 2;
		const ProtobufCFieldDescriptor *field = &descriptor->fields[descriptor->fields_sorted_by_name[middle]];
		int order = compare_name(key, field->name);
		if (order == 0)
			return field;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

const ProtobufCFieldDescriptor *member_find(const ProtobufCMessageDescriptor *descriptor, struct text key, unsigned guess)
{
	if (guess < descriptor->n_fields && is_proto_name(&descriptor->fields[guess], key))
		return &descriptor->fields[guess];
	const ProtobufCFieldDescriptor *found = member_find_proto_name(descriptor, key);
	for (unsigned i = 0; !found && i < descriptor->n_fields; i++)
		if (member_has_camel_name(&descriptor->fields[i], key))
			found = &descriptor->fields[i];
	return found;
}
