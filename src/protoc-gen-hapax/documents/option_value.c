#include "protoc-gen-hapax/documents/option_value.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base64.h"
#include "hapax/clock.h"

enum { MICROS_A_SECOND = 1000000, NANOS_A_MICRO = 1000 };

static const void *member_of(const ProtobufCMessage *message, const ProtobufCFieldDescriptor *field)
{
	return (const char *)message + field->offset;
}

static size_t count_of(const ProtobufCMessage *message, const ProtobufCFieldDescriptor *field)
{
	size_t count;
	memcpy(&count, (const char *)message + field->quantifier_offset, sizeof(count));
	return count;
}

static const void *pointer_at(const void *member)
{
	const void *pointer;
	memcpy(&pointer, member, sizeof(pointer));
	return pointer;
}

static bool is_pointer(const ProtobufCFieldDescriptor *field)
{
	return field->type == PROTOBUF_C_TYPE_MESSAGE || field->type == PROTOBUF_C_TYPE_STRING;
}

bool option_is_given(const ProtobufCMessage *message, const ProtobufCFieldDescriptor *field)
{
	protobuf_c_boolean has;
	uint32_t oneof_case;
	if (field->label == PROTOBUF_C_LABEL_REPEATED)
		return count_of(message, field) > 0;
	if (field->flags & PROTOBUF_C_FIELD_FLAG_ONEOF) {
		memcpy(&oneof_case, (const char *)message + field->quantifier_offset, sizeof(oneof_case));
		return oneof_case == field->id;
	}
	if (is_pointer(field))
		return pointer_at(member_of(message, field));
	memcpy(&has, (const char *)message + field->quantifier_offset, sizeof(has));
	return has;
}

/* Of a Timestamp its text, of a Duration "1.5s". */
static json_t *time_value(const ProtobufCMessage *message)
{
	int64_t seconds;
	int32_t nanos;
	memcpy(&seconds, member_of(message, &message->descriptor->fields[0]), sizeof(seconds));
	memcpy(&nanos, member_of(message, &message->descriptor->fields[1]), sizeof(nanos));
	if (strcmp(message->descriptor->name, "google.protobuf.Timestamp") == 0) {
		char text[TIME_TEXT_MAX];
		return tree_printf("%.*s", (int)time_format(seconds * MICROS_A_SECOND + nanos / NANOS_A_MICRO, text), text);
	}
	if (nanos == 0)
		return tree_printf("%llds", (long long)seconds);
	return tree_printf("%s%lld.%09ds", seconds < 0 || nanos < 0 ? "-" : "", llabs((long long)seconds), abs(nanos));
}

/* What JSON has no number for is a text on the wire as well. */
static json_t *real(double value)
{
	if (isnan(value))
		return tree_text("NaN");
	return isinf(value) ? tree_text(value < 0 ? "-Infinity" : "Infinity") : json_real(value);
}

/* As short as a float's precision allows: 0.1, not 0.10000000149011612. */
static json_t *single(float value)
{
	char text[32];
	snprintf(text, sizeof(text), "%.*g", FLT_DIG, (double)value);
	return real(strtod(text, NULL));
}

/* As bytes stand on the wire. */
static json_t *base64(const void *at)
{
	ProtobufCBinaryData bytes;
	struct buffer out;
	memcpy(&bytes, at, sizeof(bytes));
	buffer_init(&out, NULL, OUTPUT_MAX_BYTES);
	base64_write(&out, (struct text){(const char *)bytes.data, bytes.len});
	json_t *value = tree_text(bytes.len ? buffer_string(&out) : "");
	buffer_done(&out);
	return value;
}

static json_t *whole(uint64_t number)
{
	return number <= INT64_MAX ? tree_int((int64_t)number) : json_real((double)number);
}

static json_t *value_at(const ProtobufCFieldDescriptor *field, const void *at)
{
	union {
		int32_t i32;
		uint32_t u32;
		int64_t i64;
		uint64_t u64;
		float f;
		double d;
		protobuf_c_boolean b;
	} value = {0};
	static const unsigned char sizes[] = {
		[PROTOBUF_C_TYPE_INT32] = 4,	[PROTOBUF_C_TYPE_SINT32] = 4,
		[PROTOBUF_C_TYPE_SFIXED32] = 4, [PROTOBUF_C_TYPE_ENUM] = 4,
		[PROTOBUF_C_TYPE_UINT32] = 4,	[PROTOBUF_C_TYPE_FIXED32] = 4,
		[PROTOBUF_C_TYPE_FLOAT] = 4,	[PROTOBUF_C_TYPE_INT64] = 8,
		[PROTOBUF_C_TYPE_SINT64] = 8,	[PROTOBUF_C_TYPE_UINT64] = 8,
		[PROTOBUF_C_TYPE_FIXED64] = 8,	[PROTOBUF_C_TYPE_DOUBLE] = 8,
		[PROTOBUF_C_TYPE_SFIXED64] = 8, [PROTOBUF_C_TYPE_BOOL] = sizeof(protobuf_c_boolean),
	};
	if (field->type < COUNT_OF(sizes))
		memcpy(&value, at, sizes[field->type]);
	switch (field->type) {
	case PROTOBUF_C_TYPE_STRING:
		return tree_text(pointer_at(at));
	case PROTOBUF_C_TYPE_MESSAGE:
		return time_value(pointer_at(at));
	case PROTOBUF_C_TYPE_BOOL:
		return tree_bool(value.b);
	case PROTOBUF_C_TYPE_FLOAT:
		return single(value.f);
	case PROTOBUF_C_TYPE_DOUBLE:
		return real(value.d);
	case PROTOBUF_C_TYPE_UINT32:
	case PROTOBUF_C_TYPE_FIXED32:
		return tree_int(value.u32);
	case PROTOBUF_C_TYPE_UINT64:
	case PROTOBUF_C_TYPE_FIXED64:
		return whole(value.u64);
	case PROTOBUF_C_TYPE_INT64:
	case PROTOBUF_C_TYPE_SINT64:
	case PROTOBUF_C_TYPE_SFIXED64:
		return tree_int(value.i64);
	case PROTOBUF_C_TYPE_BYTES:
		return base64(at);
	default:
		return tree_int(value.i32);
	}
}

static size_t step_of(const ProtobufCFieldDescriptor *field)
{
	static const unsigned char steps[] = {
		[PROTOBUF_C_TYPE_INT64] = 8,
		[PROTOBUF_C_TYPE_SINT64] = 8,
		[PROTOBUF_C_TYPE_SFIXED64] = 8,
		[PROTOBUF_C_TYPE_UINT64] = 8,
		[PROTOBUF_C_TYPE_FIXED64] = 8,
		[PROTOBUF_C_TYPE_DOUBLE] = 8,
		[PROTOBUF_C_TYPE_STRING] = sizeof(char *),
		[PROTOBUF_C_TYPE_MESSAGE] = sizeof(void *),
		[PROTOBUF_C_TYPE_BYTES] = sizeof(ProtobufCBinaryData),
		[PROTOBUF_C_TYPE_BOOL] = sizeof(protobuf_c_boolean),
	};
	return field->type < COUNT_OF(steps) && steps[field->type] ? steps[field->type] : sizeof(int32_t);
}

json_t *option_value(const ProtobufCMessage *message, const ProtobufCFieldDescriptor *field)
{
	if (field->label != PROTOBUF_C_LABEL_REPEATED)
		return value_at(field, member_of(message, field));
	const char *items = pointer_at(member_of(message, field));
	json_t *array = tree_array();
	for (size_t i = 0; i < count_of(message, field); i++)
		tree_add(array, value_at(field, items + i * step_of(field)));
	return array;
}

const ProtobufCMessage *option_message(const ProtobufCMessage *message, const ProtobufCFieldDescriptor *field)
{
	return pointer_at(member_of(message, field));
}
