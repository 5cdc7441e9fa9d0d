/* The types that rules can be about. */
#include <string.h>

#include "protoc-gen-hapax/model/rules.h"

#define TYPE(name)    GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_##name
#define WRAPPER(name) ".google.protobuf." name "Value"

#define SIGNED_32   RULE_TYPE_SIGNED, .min.whole = INT32_MIN, .max.whole = INT32_MAX
#define SIGNED_64   RULE_TYPE_SIGNED, .min.whole = INT64_MIN, .max.whole = INT64_MAX
#define UNSIGNED_32 RULE_TYPE_UNSIGNED, .max.natural = UINT32_MAX
#define UNSIGNED_64 RULE_TYPE_UNSIGNED, .max.natural = UINT64_MAX

static const struct rules_type types[] = {
	{.name = "float", .proto = TYPE(FLOAT), .message = WRAPPER("Float"), .type = RULE_TYPE_REAL},
	{.name = "double", .proto = TYPE(DOUBLE), .message = WRAPPER("Double"), .type = RULE_TYPE_REAL},
	{.name = "int32", .proto = TYPE(INT32), .message = WRAPPER("Int32"), .type = SIGNED_32},
	{.name = "int64", .proto = TYPE(INT64), .message = WRAPPER("Int64"), .type = SIGNED_64},
	{.name = "uint32", .proto = TYPE(UINT32), .message = WRAPPER("UInt32"), .type = UNSIGNED_32},
	{.name = "uint64", .proto = TYPE(UINT64), .message = WRAPPER("UInt64"), .type = UNSIGNED_64},
	{.name = "sint32", .proto = TYPE(SINT32), .type = SIGNED_32},
	{.name = "sint64", .proto = TYPE(SINT64), .type = SIGNED_64},
	{.name = "fixed32", .proto = TYPE(FIXED32), .type = UNSIGNED_32},
	{.name = "fixed64", .proto = TYPE(FIXED64), .type = UNSIGNED_64},
	{.name = "sfixed32", .proto = TYPE(SFIXED32), .type = SIGNED_32},
	{.name = "sfixed64", .proto = TYPE(SFIXED64), .type = SIGNED_64},
	{.name = "bool", .proto = TYPE(BOOL), .message = WRAPPER("Bool"), .type = RULE_TYPE_BOOL},
	{.name = "string", .proto = TYPE(STRING), .message = WRAPPER("String"), .type = RULE_TYPE_STRING},
	{.name = "bytes", .proto = TYPE(BYTES), .message = WRAPPER("Bytes"), .type = RULE_TYPE_BYTES},
	{.name = "enum", .proto = TYPE(ENUM), .type = RULE_TYPE_ENUM, .min.whole = INT32_MIN, .max.whole = INT32_MAX},
	{.name = "any", .message = ".google.protobuf.Any", .type = RULE_TYPE_ANY},
	{.name = "duration", .message = ".google.protobuf.Duration", .type = RULE_TYPE_DURATION},
	{.name = "timestamp", .message = ".google.protobuf.Timestamp", .type = RULE_TYPE_TIMESTAMP},
	{.name = "repeated", .type = RULE_TYPE_LIST},
	{.name = "map", .type = RULE_TYPE_MAP},
};

const struct rules_type *rules_type_of(const struct field_proto *field)
{
	for (size_t i = 0; i < COUNT_OF(types); i++) {
		bool is_message = field->type == TYPE(MESSAGE) && field->type_name;
		if (is_message ? types[i].message && strcmp(field->type_name, types[i].message) == 0
			       : types[i].proto == (int)field->type)
			return &types[i];
	}
	return NULL;
}

const struct rules_type *rules_type_called(const char *name)
{
	for (size_t i = 0; i < COUNT_OF(types); i++)
		if (strcmp(types[i].name, name) == 0)
			return &types[i];
	return NULL;
}

bool rules_given(const ProtobufCMessage *rules, const ProtobufCFieldDescriptor *member)
{
	const char *at = (const char *)rules;
	const void *pointer;
	size_t count;
	protobuf_c_boolean has;
	if (member->label == PROTOBUF_C_LABEL_REPEATED) {
		memcpy(&count, at + member->quantifier_offset, sizeof(count));
		return count > 0;
	}
	if (member->type == PROTOBUF_C_TYPE_MESSAGE || member->type == PROTOBUF_C_TYPE_STRING) {
		memcpy(&pointer, at + member->offset, sizeof(pointer));
		return pointer;
	}
	memcpy(&has, at + member->quantifier_offset, sizeof(has));
	return has;
}
