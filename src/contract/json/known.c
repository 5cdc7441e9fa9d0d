#include "contract/json/known.h"

#include "contract/json/member.h"

static const struct json_known known_types[] = {
	{"Timestamp", read_timestamp, write_timestamp},
	{"StringValue", read_wrapper, write_wrapper},
	{"Struct", read_struct, write_struct},
	{"Value", read_dynamic, write_dynamic},
	{"ListValue", read_list, write_list},
	{"Duration", read_duration, write_duration},
	{"BoolValue", read_wrapper, write_wrapper},
	{"Int32Value", read_wrapper, write_wrapper},
	{"Int64Value", read_wrapper, write_wrapper},
	{"UInt32Value", read_wrapper, write_wrapper},
	{"UInt64Value", read_wrapper, write_wrapper},
	{"FloatValue", read_wrapper, write_wrapper},
	{"DoubleValue", read_wrapper, write_wrapper},
	{"BytesValue", read_wrapper, write_wrapper},
	{"Any", read_any, write_any},
	{"FieldMask", read_field_mask, write_field_mask},
};

static const struct text package = TEXT_INIT("google.protobuf.");

const struct json_known *json_known_find(const ProtobufCMessageDescriptor *descriptor)
{
	if (strncmp(descriptor->name, package.at, package.len) != 0)
		return NULL;
	for (size_t i = 0; i < COUNT_OF(known_types); i++)
		if (strcmp(descriptor->name + package.len, known_types[i].name) == 0)
			return &known_types[i];
	return NULL;
}

bool json_known_is_wrapper(const ProtobufCMessageDescriptor *descriptor)
{
	const struct json_known *known = json_known_find(descriptor);
	return known && known->read == read_wrapper;
}

bool json_known_is_null(const ProtobufCFieldDescriptor *field)
{
	return field->type == PROTOBUF_C_TYPE_ENUM &&
	       strcmp(((const ProtobufCEnumDescriptor *)field->descriptor)->name, "google.protobuf.NullValue") == 0;
}

bool json_known_takes_null(const ProtobufCFieldDescriptor *field)
{
	if (field->label == PROTOBUF_C_LABEL_REPEATED)
		return false;
	if (field->type != PROTOBUF_C_TYPE_MESSAGE)
		return json_known_is_null(field);
	return strcmp(((const ProtobufCMessageDescriptor *)field->descriptor)->name, "google.protobuf.Value") == 0;
}
