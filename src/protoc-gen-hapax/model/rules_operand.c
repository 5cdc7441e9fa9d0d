/* What rules compare with, out of the option's members. */
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "protoc-gen-hapax/model/rules.h"

enum { SECOND_NS = 1000000000 };

/* As the value is compared: nanos count upwards. */
static struct rule_time read_time(struct planner *planner, const char *name, const ProtobufCMessage *message)
{
	const ProtobufCFieldDescriptor *fields = message->descriptor->fields;
	struct rule_time time;
	memcpy(&time.seconds, (const char *)message + fields[0].offset, sizeof(time.seconds));
	memcpy(&time.nanos, (const char *)message + fields[1].offset, sizeof(time.nanos));
	bool below = planner->type->type == RULE_TYPE_DURATION && time.seconds <= 0;
	if (time.nanos >= SECOND_NS || time.nanos <= -SECOND_NS || (time.nanos < 0 && !below) ||
	    (planner->type->type == RULE_TYPE_DURATION && time.seconds < 0 && time.nanos > 0))
		rules_mistake(planner,
			      "%s: nanos %d don't go with seconds %" PRId64
			      "; they are from 0 to 999999999, of a duration below 0 from 0 to -999999999",
			      name, (int)time.nanos, time.seconds);
	if (time.nanos < 0 && time.seconds > INT64_MIN) {
		time.seconds--;
		time.nanos += SECOND_NS;
	}
	return time;
}

static double read_real(struct planner *planner, const char *name, const ProtobufCFieldDescriptor *member, const void *at)
{
	double value;
	float narrow;
	memcpy(&narrow, at, sizeof(narrow));
	if (member->type == PROTOBUF_C_TYPE_DOUBLE)
		memcpy(&value, at, sizeof(value));
	else
		value = (double)narrow;
	if (isnan(value))
		rules_mistake(planner, "%s: NaN is neither equal to, above nor below anything; write a number", name);
	return value;
}

union rule_value rules_operand(struct planner *planner, const ProtobufCFieldDescriptor *member, const void *at)
{
	int32_t narrow;
	uint32_t narrow_natural;
	int64_t wide;
	const char *string;
	const ProtobufCMessage *message;
	ProtobufCBinaryData bytes;
	switch (member->type) {
	case PROTOBUF_C_TYPE_FLOAT:
	case PROTOBUF_C_TYPE_DOUBLE:
		return (union rule_value){.real = read_real(planner, member->name, member, at)};
	case PROTOBUF_C_TYPE_STRING:
		memcpy(&string, at, sizeof(string));
		return (union rule_value){.text = text_of(string)};
	case PROTOBUF_C_TYPE_BYTES:
		memcpy(&bytes, at, sizeof(bytes));
		return (union rule_value){.text = {(const char *)bytes.data, bytes.len}};
	case PROTOBUF_C_TYPE_MESSAGE:
		memcpy(&message, at, sizeof(message));
		return (union rule_value){.time = read_time(planner, member->name, message)};
	case PROTOBUF_C_TYPE_INT64:
	case PROTOBUF_C_TYPE_SINT64:
	case PROTOBUF_C_TYPE_SFIXED64:
	case PROTOBUF_C_TYPE_UINT64:
	case PROTOBUF_C_TYPE_FIXED64:
		memcpy(&wide, at, sizeof(wide));
		return (union rule_value){.whole = wide};
	case PROTOBUF_C_TYPE_UINT32:
	case PROTOBUF_C_TYPE_FIXED32:
		memcpy(&narrow_natural, at, sizeof(narrow_natural));
		return (union rule_value){.natural = narrow_natural};
	default:
		memcpy(&narrow, at, sizeof(narrow));
		return (union rule_value){.whole = narrow};
	}
}

size_t rules_operand_size(const ProtobufCFieldDescriptor *member)
{
	switch (member->type) {
	case PROTOBUF_C_TYPE_BYTES:
		return sizeof(ProtobufCBinaryData);
	case PROTOBUF_C_TYPE_STRING:
	case PROTOBUF_C_TYPE_MESSAGE:
		return sizeof(void *);
	case PROTOBUF_C_TYPE_DOUBLE:
	case PROTOBUF_C_TYPE_INT64:
	case PROTOBUF_C_TYPE_SINT64:
	case PROTOBUF_C_TYPE_SFIXED64:
	case PROTOBUF_C_TYPE_UINT64:
	case PROTOBUF_C_TYPE_FIXED64:
		return sizeof(int64_t);
	default:
		return sizeof(int32_t);
	}
}
