#include "contract/validate/value.h"

#include <math.h>

#include "contract/json/known.h"

enum rule_type value_type(const ProtobufCFieldDescriptor *field)
{
	static const enum rule_type types[] = {
		[PROTOBUF_C_TYPE_INT32] = RULE_TYPE_SIGNED,    [PROTOBUF_C_TYPE_SINT32] = RULE_TYPE_SIGNED,
		[PROTOBUF_C_TYPE_SFIXED32] = RULE_TYPE_SIGNED, [PROTOBUF_C_TYPE_INT64] = RULE_TYPE_SIGNED,
		[PROTOBUF_C_TYPE_SINT64] = RULE_TYPE_SIGNED,   [PROTOBUF_C_TYPE_SFIXED64] = RULE_TYPE_SIGNED,
		[PROTOBUF_C_TYPE_UINT32] = RULE_TYPE_UNSIGNED, [PROTOBUF_C_TYPE_FIXED32] = RULE_TYPE_UNSIGNED,
		[PROTOBUF_C_TYPE_UINT64] = RULE_TYPE_UNSIGNED, [PROTOBUF_C_TYPE_FIXED64] = RULE_TYPE_UNSIGNED,
		[PROTOBUF_C_TYPE_FLOAT] = RULE_TYPE_REAL,      [PROTOBUF_C_TYPE_DOUBLE] = RULE_TYPE_REAL,
		[PROTOBUF_C_TYPE_BOOL] = RULE_TYPE_BOOL,       [PROTOBUF_C_TYPE_ENUM] = RULE_TYPE_ENUM,
		[PROTOBUF_C_TYPE_STRING] = RULE_TYPE_STRING,   [PROTOBUF_C_TYPE_BYTES] = RULE_TYPE_BYTES,
		[PROTOBUF_C_TYPE_MESSAGE] = RULE_TYPE_MESSAGE,
	};
	if (field->type == PROTOBUF_C_TYPE_MESSAGE && json_known_is_wrapper(field->descriptor))
		return value_type(((const ProtobufCMessageDescriptor *)field->descriptor)->fields);
	return types[field->type];
}

struct rule_time time_normal(int64_t seconds, int64_t nanos)
{
	enum { SECOND_NS = 1000000000 };
	int64_t carry = nanos / SECOND_NS;
	nanos %= SECOND_NS;
	if (nanos < 0) {
		nanos += SECOND_NS;
		carry--;
	}
	struct rule_time time = {.nanos = (int32_t)nanos};
	if (__builtin_add_overflow(seconds, carry, &time.seconds))
		time.seconds = carry < 0 ? INT64_MIN : INT64_MAX;
	return time;
}

struct rule_time time_sum(struct rule_time a, struct rule_time b)
{
	int64_t seconds;
	if (__builtin_add_overflow(a.seconds, b.seconds, &seconds))
		seconds = b.seconds < 0 ? INT64_MIN : INT64_MAX;
	return time_normal(seconds, (int64_t)a.nanos + b.nanos);
}

int time_order(struct rule_time a, struct rule_time b)
{
	if (a.seconds != b.seconds)
		return a.seconds < b.seconds ? -1 : 1;
	return (a.nanos > b.nanos) - (a.nanos < b.nanos);
}

static int64_t read_signed(ProtobufCType type, const void *member)
{
	int64_t wide;
	int32_t narrow;
	if (member_size(type) == sizeof(wide)) {
		memcpy(&wide, member, sizeof(wide));
		return wide;
	}
	memcpy(&narrow, member, sizeof(narrow));
	return narrow;
}

static uint64_t read_unsigned(ProtobufCType type, const void *member)
{
	int64_t wide = read_signed(type, member);
	return member_size(type) == sizeof(wide) ? (uint64_t)wide : (uint32_t)wide;
}

static double read_real(ProtobufCType type, const void *member)
{
	double wide;
	float narrow;
	if (type == PROTOBUF_C_TYPE_DOUBLE) {
		memcpy(&wide, member, sizeof(wide));
		return wide;
	}
	memcpy(&narrow, member, sizeof(narrow));
	return (double)narrow;
}

static struct text read_bytes(const void *member)
{
	ProtobufCBinaryData data;
	memcpy(&data, member, sizeof(data));
	return (struct text){(const char *)data.data, data.len};
}

/* Timestamp and Duration, whichever generated copy: their seconds and nanos. */
static struct rule_time read_time(const ProtobufCMessage *message)
{
	const ProtobufCFieldDescriptor *fields = message->descriptor->fields;
	int64_t seconds;
	int32_t nanos;
	memcpy(&seconds, member_get(message, &fields[0]), sizeof(seconds));
	memcpy(&nanos, member_get(message, &fields[1]), sizeof(nanos));
	return time_normal(seconds, nanos);
}

static union rule_value read_message(enum rule_type type, const ProtobufCMessage *message)
{
	const ProtobufCFieldDescriptor *first = message->descriptor->fields;
	switch (type) {
	case RULE_TYPE_TIMESTAMP:
	case RULE_TYPE_DURATION:
		return (union rule_value){.time = read_time(message)};
	case RULE_TYPE_ANY:
		return (union rule_value){.text = member_string(member_get(message, first))};
	case RULE_TYPE_MESSAGE:
	case RULE_TYPE_LIST:
	case RULE_TYPE_MAP:
		return (union rule_value){.text = {0}};
	default: /* a wrapper */
		return value_read(type, first, member_get(message, first));
	}
}

union rule_value value_read(enum rule_type type, const ProtobufCFieldDescriptor *field, const void *member)
{
	if (field->type == PROTOBUF_C_TYPE_MESSAGE) {
		const ProtobufCMessage *message = member_message(member);
		return message ? read_message(type, message) : (union rule_value){.text = {0}};
	}
	switch (type) {
	case RULE_TYPE_SIGNED:
	case RULE_TYPE_ENUM:
	case RULE_TYPE_BOOL:
		return (union rule_value){.whole = read_signed(field->type, member)};
	case RULE_TYPE_UNSIGNED:
		return (union rule_value){.natural = read_unsigned(field->type, member)};
	case RULE_TYPE_REAL:
		return (union rule_value){.real = read_real(field->type, member)};
	case RULE_TYPE_STRING:
		return (union rule_value){.text = member_string(member)};
	case RULE_TYPE_BYTES:
		return (union rule_value){.text = read_bytes(member)};
	default:
		return (union rule_value){.text = {0}};
	}
}

static bool message_is_empty(const ProtobufCMessage *message)
{
	for (unsigned i = 0; i < message->descriptor->n_fields; i++)
		if (value_is_there(message, &message->descriptor->fields[i]))
			return false;
	return true;
}

bool value_is_zero(const ProtobufCFieldDescriptor *field, const void *member)
{
	static const char zeros[sizeof(ProtobufCBinaryData)] = {0};
	switch (field->type) {
	case PROTOBUF_C_TYPE_STRING:
		return text_empty(member_string(member));
	case PROTOBUF_C_TYPE_BYTES:
		return read_bytes(member).len == 0;
	case PROTOBUF_C_TYPE_MESSAGE:
		return !member_message(member) || message_is_empty(member_message(member));
	default:
		return memcmp(member, zeros, member_size(field->type)) == 0;
	}
}

bool value_is_zero_item(const ProtobufCFieldDescriptor *field, const void *member)
{
	bool real = field->type == PROTOBUF_C_TYPE_FLOAT || field->type == PROTOBUF_C_TYPE_DOUBLE;
	return real ? read_real(field->type, member) == 0 : value_is_zero(field, member);
}

bool value_has_presence(const ProtobufCFieldDescriptor *field)
{
	return field->type == PROTOBUF_C_TYPE_MESSAGE || field->label == PROTOBUF_C_LABEL_OPTIONAL ||
	       field->label == PROTOBUF_C_LABEL_REQUIRED || member_is_oneof(field);
}

bool value_is_there(const ProtobufCMessage *message, const ProtobufCFieldDescriptor *field)
{
	if (field->label == PROTOBUF_C_LABEL_REPEATED)
		return member_count(message, field) > 0;
	const void *member = member_get(message, field);
	if (!value_has_presence(field))
		return !value_is_zero(field, member);
	if (field->type != PROTOBUF_C_TYPE_STRING || member_is_oneof(field))
		return member_is_set(message, field);
	/* proto2: a string that isn't set points to its default. */
	return member_is_set(message, field) && member_string(member).at != field->default_value;
}

int value_order(enum rule_type type, const union rule_value *a, const union rule_value *b)
{
	switch (type) {
	case RULE_TYPE_UNSIGNED:
		return (a->natural > b->natural) - (a->natural < b->natural);
	case RULE_TYPE_REAL:
		if (isnan(a->real) || isnan(b->real))
			return !isnan(a->real) - !isnan(b->real);
		return (a->real > b->real) - (a->real < b->real);
	case RULE_TYPE_STRING:
	case RULE_TYPE_BYTES:
	case RULE_TYPE_ANY:
		return text_compare(a->text, b->text);
	case RULE_TYPE_TIMESTAMP:
	case RULE_TYPE_DURATION:
		return time_order(a->time, b->time);
	default:
		return (a->whole > b->whole) - (a->whole < b->whole);
	}
}

bool value_equal(enum rule_type type, const union rule_value *a, const union rule_value *b)
{
	switch (type) {
	case RULE_TYPE_REAL:
		return a->real == b->real;
	case RULE_TYPE_STRING:
	case RULE_TYPE_BYTES:
	case RULE_TYPE_ANY:
		return text_equal(a->text, b->text);
	default:
		return value_order(type, a, b) == 0;
	}
}
