#include <float.h>
#include <math.h>

#include "base/base64.h"
#include "contract/json/known.h"
#include "contract/json/member.h"
#include "contract/json/number.h"
#include "hapax/json.h"

/* Beyond it, readers that keep numbers as doubles would change the value. */
#define EXACT_MAX (UINT64_C(1) << 53)

static bool write_i32(struct writer *writer, const void *member)
{
	int32_t value;
	memcpy(&value, member, sizeof(value));
	buffer_add_i64(writer->buffer, value);
	return true;
}

static bool write_u32(struct writer *writer, const void *member)
{
	uint32_t value;
	memcpy(&value, member, sizeof(value));
	buffer_add_u64(writer->buffer, value);
	return true;
}

static bool write_i64(struct writer *writer, const void *member)
{
	int64_t value;
	memcpy(&value, member, sizeof(value));
	bool bare = value <= (int64_t)EXACT_MAX && value >= -(int64_t)EXACT_MAX && !writer->canonical;
	buffer_add_string(writer->buffer, bare ? "" : "\"");
	buffer_add_i64(writer->buffer, value);
	buffer_add_string(writer->buffer, bare ? "" : "\"");
	return true;
}

static bool write_u64(struct writer *writer, const void *member)
{
	uint64_t value;
	memcpy(&value, member, sizeof(value));
	bool bare = value <= EXACT_MAX && !writer->canonical;
	buffer_add_string(writer->buffer, bare ? "" : "\"");
	buffer_add_u64(writer->buffer, value);
	buffer_add_string(writer->buffer, bare ? "" : "\"");
	return true;
}

/* The shortest digits of the largest float are beyond it as a double, and some readers look at them as that. */
static bool is_rounded_out(const struct writer *writer, double value)
{
	return writer->canonical && fabs(value) == (double)FLT_MAX;
}

static bool write_floating(struct writer *writer, double value, bool single)
{
	if (isnan(value))
		buffer_add_string(writer->buffer, "\"NaN\"");
	else if (isinf(value))
		buffer_add_string(writer->buffer, value < 0 ? "\"-Infinity\"" : "\"Infinity\"");
	else if (writer->canonical && value == 0 && signbit(value))
		buffer_add_string(writer->buffer, "-0.0"); /* readers that take -0 for a whole number would lose the sign */
	else
		number_write_double(writer->buffer, value, single && !is_rounded_out(writer, value));
	return true;
}

static bool write_float(struct writer *writer, const void *member)
{
	float value;
	memcpy(&value, member, sizeof(value));
	return write_floating(writer, (double)value, true);
}

static bool write_double(struct writer *writer, const void *member)
{
	double value;
	memcpy(&value, member, sizeof(value));
	return write_floating(writer, value, false);
}

static bool write_bool(struct writer *writer, const void *member)
{
	protobuf_c_boolean value;
	memcpy(&value, member, sizeof(value));
	buffer_add_string(writer->buffer, value ? "true" : "false");
	return true;
}

/* By name where it has one. */
static bool write_enum(struct writer *writer, const ProtobufCFieldDescriptor *field, const void *member)
{
	const ProtobufCEnumDescriptor *descriptor = field->descriptor;
	int value;
	memcpy(&value, member, sizeof(value));
	const ProtobufCEnumValue *found = protobuf_c_enum_descriptor_get_value(descriptor, value);
	if (json_known_is_null(field) && (value == 0 || !writer->canonical))
		buffer_add_string(writer->buffer, "null");
	else if (found)
		json_write_string(writer->buffer, text_of(found->name));
	else
		buffer_add_i64(writer->buffer, value);
	return true;
}

static bool write_string(struct writer *writer, const void *member)
{
	struct text text = member_string(member);
	if (!text_is_utf8(text))
		return write_refuse(writer, "strings must be UTF-8 without U+0000");
	json_write_string(writer->buffer, text);
	return true;
}

static bool write_bytes(struct writer *writer, const void *member)
{
	ProtobufCBinaryData value;
	memcpy(&value, member, sizeof(value));
	buffer_add_char(writer->buffer, '"');
	base64_write(writer->buffer, (struct text){(const char *)value.data, value.len});
	buffer_add_char(writer->buffer, '"');
	return true;
}

bool write_scalar(struct writer *writer, const ProtobufCFieldDescriptor *field, const void *member)
{
	static bool (*const writers[])(struct writer *, const void *) = {
		[PROTOBUF_C_TYPE_INT32] = write_i32,	[PROTOBUF_C_TYPE_SINT32] = write_i32,
		[PROTOBUF_C_TYPE_SFIXED32] = write_i32, [PROTOBUF_C_TYPE_INT64] = write_i64,
		[PROTOBUF_C_TYPE_SINT64] = write_i64,	[PROTOBUF_C_TYPE_SFIXED64] = write_i64,
		[PROTOBUF_C_TYPE_UINT32] = write_u32,	[PROTOBUF_C_TYPE_FIXED32] = write_u32,
		[PROTOBUF_C_TYPE_UINT64] = write_u64,	[PROTOBUF_C_TYPE_FIXED64] = write_u64,
		[PROTOBUF_C_TYPE_FLOAT] = write_float,	[PROTOBUF_C_TYPE_DOUBLE] = write_double,
		[PROTOBUF_C_TYPE_BOOL] = write_bool,	[PROTOBUF_C_TYPE_STRING] = write_string,
		[PROTOBUF_C_TYPE_BYTES] = write_bytes,
	};
	return field->type == PROTOBUF_C_TYPE_ENUM ? write_enum(writer, field, member) : writers[field->type](writer, member);
}
