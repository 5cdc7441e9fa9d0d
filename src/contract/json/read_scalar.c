#include <stdio.h>

#include "base/base64.h"
#include "contract/json/known.h"
#include "contract/json/member.h"
#include "contract/json/number.h"

struct bounds {
	int64_t min;
	uint64_t max;
	const char *allowed;
};

static const struct bounds bounds_i32 = {INT32_MIN, INT32_MAX, "must be a whole number from -2147483648 to 2147483647"};
static const struct bounds bounds_u32 = {0, UINT32_MAX, "must be a whole number from 0 to 4294967295"};
static const struct bounds bounds_i64 = {
	INT64_MIN, INT64_MAX, "must be a whole number, or a string with one, from -9223372036854775808 to 9223372036854775807"};
static const struct bounds bounds_u64 = {0, UINT64_MAX,
					 "must be a whole number, or a string with one, from 0 to 18446744073709551615"};

bool read_refuse(struct reader *reader, const struct reading *reading, const char *allowed)
{
	path_refuse(reader->context, reading->path, "type", "%s, not %s", allowed, json_kind_name(reading->token->kind));
	return false;
}

/* The kind is right, the content isn't. */
static bool refuse_content(struct reader *reader, const struct reading *reading, const char *allowed)
{
	path_refuse(reader->context, reading->path, "type", "%s", allowed);
	return false;
}

static bool is_number_or_string(const struct json_token *token)
{
	return token->kind == JSON_NUMBER || token->kind == JSON_STRING;
}

static bool read_whole(struct reader *reader, const struct reading *reading, const struct bounds *bounds, uint64_t *bits)
{
	struct whole whole;
	if (!is_number_or_string(reading->token))
		return read_refuse(reader, reading, bounds->allowed);
	if (!number_to_whole(json_text(reading->token), &whole) || !whole_within(whole, bounds->min, bounds->max))
		return refuse_content(reader, reading, bounds->allowed);
	*bits = whole_bits(whole);
	return true;
}

static bool read_32(struct reader *reader, const struct reading *reading, const struct bounds *bounds)
{
	uint64_t bits;
	if (!read_whole(reader, reading, bounds, &bits))
		return false;
	uint32_t value = (uint32_t)bits;
	memcpy(reading->member, &value, sizeof(value));
	return true;
}

static bool read_64(struct reader *reader, const struct reading *reading, const struct bounds *bounds)
{
	uint64_t bits;
	if (!read_whole(reader, reading, bounds, &bits))
		return false;
	memcpy(reading->member, &bits, sizeof(bits));
	return true;
}

static bool read_i32(struct reader *reader, const struct reading *reading)
{
	return read_32(reader, reading, &bounds_i32);
}

static bool read_u32(struct reader *reader, const struct reading *reading)
{
	return read_32(reader, reading, &bounds_u32);
}

static bool read_i64(struct reader *reader, const struct reading *reading)
{
	return read_64(reader, reading, &bounds_i64);
}

static bool read_u64(struct reader *reader, const struct reading *reading)
{
	return read_64(reader, reading, &bounds_u64);
}

static bool read_floating(struct reader *reader, const struct reading *reading, bool single, double *value)
{
	const char *allowed = single ? "must be a number within a float's range, NaN, Infinity or -Infinity"
				     : "must be a number within a double's range, NaN, Infinity or -Infinity";
	if (!is_number_or_string(reading->token))
		return read_refuse(reader, reading, allowed);
	if (!number_to_double(json_text(reading->token), reading->token->kind == JSON_STRING, single, value))
		return refuse_content(reader, reading, allowed);
	return true;
}

static bool read_float(struct reader *reader, const struct reading *reading)
{
	double value;
	if (!read_floating(reader, reading, true, &value))
		return false;
	float single = (float)value;
	memcpy(reading->member, &single, sizeof(single));
	return true;
}

static bool read_double(struct reader *reader, const struct reading *reading)
{
	double value;
	if (!read_floating(reader, reading, false, &value))
		return false;
	memcpy(reading->member, &value, sizeof(value));
	return true;
}

static bool read_bool(struct reader *reader, const struct reading *reading)
{
	if (reading->token->kind != JSON_TRUE && reading->token->kind != JSON_FALSE)
		return read_refuse(reader, reading, "must be true or false");
	protobuf_c_boolean value = reading->token->kind == JSON_TRUE;
	memcpy(reading->member, &value, sizeof(value));
	return true;
}

static bool refuse_enum(struct reader *reader, const struct reading *reading)
{
	enum { LIST_MAX_BYTES = 300 };
	const ProtobufCEnumDescriptor *descriptor = reading->field->descriptor;
	char list[LIST_MAX_BYTES + 1] = "";
	size_t len = 0;
	for (const ProtobufCEnumValue *value = descriptor->values, *end = value + descriptor->n_values;
	     value < end && len < LIST_MAX_BYTES; value++)
		len += (size_t)snprintf(list + len, sizeof(list) - len, "%s%s", len ? ", " : "", value->name);
	path_refuse(reader->context, reading->path, "type", "must be the number or the name of one of %s", list);
	return false;
}

static const ProtobufCEnumValue *find_enum_value(const ProtobufCEnumDescriptor *descriptor, struct text name)
{
	for (unsigned i = 0; i < descriptor->n_value_names; i++)
		if (text_equal_string(name, descriptor->values_by_name[i].name))
			return &descriptor->values[descriptor->values_by_name[i].index];
	return NULL;
}

/* A newer sender's name: proto3 JSON counts it among the unknown fields. */
static bool drop_enum(struct reader *reader)
{
	reader->dropped = reader->canonical && reader->ignore_unknown;
	return reader->dropped;
}

/* Any number fits: enums are open. Whether it must be a defined one is a rule of the field. */
static bool read_enum(struct reader *reader, const struct reading *reading)
{
	struct whole whole;
	int value;
	if (reading->token->kind == JSON_STRING) {
		const ProtobufCEnumValue *found = find_enum_value(reading->field->descriptor, json_text(reading->token));
		if (!found)
			return drop_enum(reader) || refuse_enum(reader, reading);
		value = found->value;
	} else if (reading->token->kind == JSON_NULL && json_known_is_null(reading->field)) {
		value = 0;
	} else {
		bool fits = reading->token->kind == JSON_NUMBER && number_to_whole(json_text(reading->token), &whole) &&
			    whole_within(whole, INT32_MIN, INT32_MAX);
		if (!fits)
			return refuse_enum(reader, reading);
		value = (int)(int64_t)whole_bits(whole);
	}
	memcpy(reading->member, &value, sizeof(value));
	return true;
}

static bool read_string(struct reader *reader, const struct reading *reading)
{
	if (reading->token->kind != JSON_STRING)
		return read_refuse(reader, reading, "must be a string");
	char *copy = text_dup_string(json_text(reading->token), reader->context->arena);
	if (!copy) {
		reader->exhausted = true;
		return false;
	}
	memcpy(reading->member, &copy, sizeof(char *));
	return true;
}

static bool read_bytes(struct reader *reader, const struct reading *reading)
{
	struct text text = json_text(reading->token);
	if (reading->token->kind != JSON_STRING)
		return read_refuse(reader, reading, "must be a string with base64");
	ProtobufCBinaryData value = {.data = read_alloc(reader, base64_decoded_max(text.len), 1)};
	if (!value.data)
		return false;
	bool good =
		reader->canonical ? base64_decode_lax(text, value.data, &value.len) : base64_decode(text, value.data, &value.len);
	if (!good)
		return refuse_content(reader, reading, "must be base64, of the standard or the URL alphabet");
	memcpy(reading->member, &value, sizeof(value));
	return true;
}

bool read_scalar(struct reader *reader, const struct reading *reading)
{
	static bool (*const readers[])(struct reader *, const struct reading *) = {
		[PROTOBUF_C_TYPE_INT32] = read_i32,   [PROTOBUF_C_TYPE_SINT32] = read_i32,  [PROTOBUF_C_TYPE_SFIXED32] = read_i32,
		[PROTOBUF_C_TYPE_INT64] = read_i64,   [PROTOBUF_C_TYPE_SINT64] = read_i64,  [PROTOBUF_C_TYPE_SFIXED64] = read_i64,
		[PROTOBUF_C_TYPE_UINT32] = read_u32,  [PROTOBUF_C_TYPE_FIXED32] = read_u32, [PROTOBUF_C_TYPE_UINT64] = read_u64,
		[PROTOBUF_C_TYPE_FIXED64] = read_u64, [PROTOBUF_C_TYPE_FLOAT] = read_float, [PROTOBUF_C_TYPE_DOUBLE] = read_double,
		[PROTOBUF_C_TYPE_BOOL] = read_bool,   [PROTOBUF_C_TYPE_ENUM] = read_enum,   [PROTOBUF_C_TYPE_STRING] = read_string,
		[PROTOBUF_C_TYPE_BYTES] = read_bytes,
	};
	return readers[reading->field->type](reader, reading);
}

/* Booleans as keys come as words; numbers must be spelled one way only, or two spellings would be one key. */
bool read_map_key(struct reader *reader, const struct reading *reading)
{
	struct text text = json_text(reading->token);
	if (reading->field->type == PROTOBUF_C_TYPE_STRING)
		return read_scalar(reader, reading);
	if (reading->field->type != PROTOBUF_C_TYPE_BOOL) {
		for (size_t i = 0; i < text.len; i++)
			if (!(text.at[i] >= '0' && text.at[i] <= '9') &&
			    !(i == 0 && text.at[i] == '-' && text.len > 1 && text.at[1] != '0'))
				return refuse_content(reader, reading, "must be a map key made of digits");
		return read_scalar(reader, reading);
	}
	protobuf_c_boolean value = text_equal_string(text, "true");
	if (!value && !text_equal_string(text, "false"))
		return refuse_content(reader, reading, "must be one of the map keys true and false");
	memcpy(reading->member, &value, sizeof(value));
	return true;
}
