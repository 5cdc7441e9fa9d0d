#include "protoc-gen-hapax/documents/kinds.h"

#include <string.h>

#include "protoc-gen-hapax/model/names.h"

#define TYPE(name) GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_##name
#define EXACT_MAX  (INT64_C(1) << 53)

static const struct kind kinds[] = {
	[TYPE(DOUBLE)] = {.shape = SHAPE_REAL, .name = "double"},
	[TYPE(FLOAT)] = {.shape = SHAPE_REAL, .name = "float"},
	[TYPE(INT64)] = {SHAPE_WHOLE, "int64", -EXACT_MAX, EXACT_MAX, true},
	[TYPE(UINT64)] = {SHAPE_WHOLE, "uint64", 0, EXACT_MAX, true},
	[TYPE(INT32)] = {SHAPE_WHOLE, "int32", INT32_MIN, INT32_MAX, false},
	[TYPE(FIXED64)] = {SHAPE_WHOLE, "fixed64", 0, EXACT_MAX, true},
	[TYPE(FIXED32)] = {SHAPE_WHOLE, "fixed32", 0, UINT32_MAX, false},
	[TYPE(BOOL)] = {.shape = SHAPE_BOOL, .name = "bool"},
	[TYPE(STRING)] = {.shape = SHAPE_TEXT, .name = "string"},
	[TYPE(GROUP)] = {.shape = SHAPE_MESSAGE, .name = "message"},
	[TYPE(MESSAGE)] = {.shape = SHAPE_MESSAGE, .name = "message"},
	[TYPE(BYTES)] = {.shape = SHAPE_BYTES, .name = "bytes"},
	[TYPE(UINT32)] = {SHAPE_WHOLE, "uint32", 0, UINT32_MAX, false},
	[TYPE(ENUM)] = {.shape = SHAPE_ENUM, .name = "enum"},
	[TYPE(SFIXED32)] = {SHAPE_WHOLE, "sfixed32", INT32_MIN, INT32_MAX, false},
	[TYPE(SFIXED64)] = {SHAPE_WHOLE, "sfixed64", -EXACT_MAX, EXACT_MAX, true},
	[TYPE(SINT32)] = {SHAPE_WHOLE, "sint32", INT32_MIN, INT32_MAX, false},
	[TYPE(SINT64)] = {SHAPE_WHOLE, "sint64", -EXACT_MAX, EXACT_MAX, true},
};

static const struct {
	const char *full_name;
	Google__Protobuf__FieldDescriptorProto__Type type;
} WRAPPERS[] = {
	{"google.protobuf.DoubleValue", TYPE(DOUBLE)}, {"google.protobuf.FloatValue", TYPE(FLOAT)},
	{"google.protobuf.Int64Value", TYPE(INT64)},   {"google.protobuf.UInt64Value", TYPE(UINT64)},
	{"google.protobuf.Int32Value", TYPE(INT32)},   {"google.protobuf.UInt32Value", TYPE(UINT32)},
	{"google.protobuf.BoolValue", TYPE(BOOL)},     {"google.protobuf.StringValue", TYPE(STRING)},
	{"google.protobuf.BytesValue", TYPE(BYTES)},
};

static const struct known knowns[] = {
	{"google.protobuf.Timestamp", "{\"type\": \"string\", \"format\": \"date-time\"}"},
	{"google.protobuf.Duration",
	 "{\"type\": \"string\", \"pattern\": \"^-?[0-9]+(\\\\.[0-9]{1,9})?s$\", \"examples\": [\"1.5s\"]}"},
	{"google.protobuf.Struct", "{\"type\": \"object\"}"},
	{"google.protobuf.ListValue", "{\"type\": \"array\"}"},
	{"google.protobuf.Value", "{}"},
	{"google.protobuf.FieldMask", "{\"type\": \"string\"}"},
	{"google.protobuf.Empty", "{\"type\": \"object\"}"},
	{"google.protobuf.Any", "{\"type\": \"object\", \"properties\": {\"@type\": {\"type\": \"string\", \"examples\": "
				"[\"type.googleapis.com/google.protobuf.Empty\"]}}, \"required\": [\"@type\"]}"},
};

static const char *full_name_of(const struct field *field)
{
	const char *name = field->proto->type_name ? field->proto->type_name : "";
	return name[0] == '.' ? name + 1 : name;
}

struct value_type value_type_of(const struct field *field)
{
	struct value_type type = {.kind = &kinds[field->proto->type]};
	const char *name = full_name_of(field);
	for (size_t i = 0; type.kind->shape == SHAPE_MESSAGE && i < COUNT_OF(knowns); i++) {
		if (strcmp(knowns[i].full_name, name) == 0)
			type.known = &knowns[i];
	}
	for (size_t i = 0; type.kind->shape == SHAPE_MESSAGE && i < COUNT_OF(WRAPPERS); i++) {
		if (strcmp(WRAPPERS[i].full_name, name) == 0)
			return (struct value_type){.kind = &kinds[WRAPPERS[i].type], .wrapped = true};
	}
	return type;
}

const char *value_type_name(const struct field *field)
{
	const struct kind *kind = &kinds[field->proto->type];
	return kind->shape == SHAPE_MESSAGE || kind->shape == SHAPE_ENUM ? full_name_of(field) : kind->name;
}

bool field_is_repeated(const struct field *field)
{
	return field->proto->label == GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__LABEL__LABEL_REPEATED;
}

bool field_is_map(const struct field *field)
{
	return field->message && field->message->map_entry;
}

bool field_has_presence(const struct field *field)
{
	return !field_is_repeated(field) && (kinds[field->proto->type].shape == SHAPE_MESSAGE || field->proto->has_oneof_index);
}

const struct field **fields_by_number(struct model *model, const struct message *message)
{
	const struct field **fields = must_array(model->arena, const struct field *, message->field_count);
	for (size_t i = 0; i < message->field_count; i++)
		fields[message->fields[i].index] = &message->fields[i];
	return fields;
}
