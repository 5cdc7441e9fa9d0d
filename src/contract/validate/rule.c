#include <inttypes.h>
#include <stdio.h>

#include "contract/json/member.h"
#include "contract/validate/rules.h"

static struct text subject_text(const struct subject *subject)
{
	return subject->field->type == PROTOBUF_C_TYPE_STRING ? member_string(subject->member) : (struct text){0};
}

static void check_min_len(const struct subject *subject)
{
	int64_t min = subject->rule->number;
	if ((int64_t)text_count_points(subject_text(subject)) < min)
		path_refuse(subject->context, subject->path, "string.min_len", "must have at least %" PRId64 " character%s", min,
			    min == 1 ? "" : "s");
}

static void check_max_len(const struct subject *subject)
{
	int64_t max = subject->rule->number;
	struct text text = subject_text(subject);
	/* No code point is shorter than a byte. */
	if ((int64_t)text.len > max && (int64_t)text_count_points(text) > max)
		path_refuse(subject->context, subject->path, "string.max_len", "must have at most %" PRId64 " character%s", max,
			    max == 1 ? "" : "s");
}

static void check_in(const struct subject *subject)
{
	enum { LIST_MAX_BYTES = 300 };
	const char *const *words = subject->rule->words;
	if (subject->empty_is_absent && text_empty(subject_text(subject)))
		return;
	for (const char *const *word = words; *word; word++)
		if (text_equal_string(subject_text(subject), *word))
			return;
	char list[LIST_MAX_BYTES + 4] = "";
	size_t len = 0;
	for (const char *const *word = words; *word && len < LIST_MAX_BYTES; word++)
		len += (size_t)snprintf(list + len, sizeof(list) - len, "%s%s", word == words ? "" : ", ", *word);
	path_refuse(subject->context, subject->path, "string.in", "must be one of %s", list);
}

static void check_uuid(const struct subject *subject)
{
	struct uuid uuid;
	if (!uuid_parse_text(subject_text(subject), &uuid))
		path_refuse(subject->context, subject->path, "string.uuid",
			    "must be a UUID such as 018f3f6e-7c1e-7a3b-9c55-2f4d8a6b0c11");
}

static const char *integer_name(ProtobufCType type)
{
	static const char *const names[] = {
		[PROTOBUF_C_TYPE_INT32] = "int32",	 [PROTOBUF_C_TYPE_SINT32] = "sint32",
		[PROTOBUF_C_TYPE_SFIXED32] = "sfixed32", [PROTOBUF_C_TYPE_INT64] = "int64",
		[PROTOBUF_C_TYPE_SINT64] = "sint64",	 [PROTOBUF_C_TYPE_SFIXED64] = "sfixed64",
		[PROTOBUF_C_TYPE_UINT32] = "uint32",	 [PROTOBUF_C_TYPE_FIXED32] = "fixed32",
		[PROTOBUF_C_TYPE_UINT64] = "uint64",	 [PROTOBUF_C_TYPE_FIXED64] = "fixed64",
	};
	return type < COUNT_OF(names) && names[type] ? names[type] : "int";
}

/* < 0, 0, > 0 as the value is below, at or above the bound. */
static int compare(struct whole value, int64_t bound)
{
	if (value.negative != (bound < 0))
		return value.negative ? -1 : 1;
	uint64_t magnitude = bound < 0 ? (uint64_t)0 - (uint64_t)bound : (uint64_t)bound;
	int order = value.magnitude < magnitude ? -1 : value.magnitude > magnitude;
	return value.negative ? -order : order;
}

static void check_integer(const struct subject *subject)
{
	static const struct {
		const char *suffix, *words;
		bool below, at, above; /* what is allowed */
	} bounds[] = {
		[RULE_INT_GT] = {"gt", "greater than", .above = true},
		[RULE_INT_GTE] = {"gte", "at least", .at = true, .above = true},
		[RULE_INT_LT] = {"lt", "less than", .below = true},
		[RULE_INT_LTE] = {"lte", "at most", .below = true, .at = true},
	};
	struct whole value;
	if (!member_whole(subject->field, subject->member, &value))
		return;
	int order = compare(value, subject->rule->number);
	enum rule_kind kind = subject->rule->kind;
	if (order < 0 ? bounds[kind].below : order > 0 ? bounds[kind].above : bounds[kind].at)
		return;
	const char *name = arena_printf(subject->context->arena, "%s.%s", integer_name(subject->field->type), bounds[kind].suffix);
	path_refuse(subject->context, subject->path, name ? name : bounds[kind].suffix, "must be %s %" PRId64, bounds[kind].words,
		    subject->rule->number);
}

static void check_defined(const struct subject *subject)
{
	int value;
	if (subject->field->type != PROTOBUF_C_TYPE_ENUM)
		return;
	memcpy(&value, subject->member, sizeof(value));
	if (!protobuf_c_enum_descriptor_get_value(subject->field->descriptor, value))
		path_refuse(subject->context, subject->path, "enum.defined_only", "must be one of the values that %s defines",
			    ((const ProtobufCEnumDescriptor *)subject->field->descriptor)->name);
}

static void check_message(const struct subject *subject)
{
	const ProtobufCMessage *message = member_message(subject->member);
	if (message)
		rules_check(subject->context, subject->rule->message, message, subject->path, subject->depth + 1);
}

void rule_check(const struct subject *subject)
{
	static void (*const checks[])(const struct subject *) = {
		[RULE_STRING_MIN_LEN] = check_min_len,
		[RULE_STRING_MAX_LEN] = check_max_len,
		[RULE_STRING_IN] = check_in,
		[RULE_STRING_UUID] = check_uuid,
		[RULE_INT_GT] = check_integer,
		[RULE_INT_GTE] = check_integer,
		[RULE_INT_LT] = check_integer,
		[RULE_INT_LTE] = check_integer,
		[RULE_ENUM_DEFINED_ONLY] = check_defined,
		[RULE_MESSAGE] = check_message,
	};
	enum rule_kind kind = subject->rule->kind;
	if (kind < COUNT_OF(checks) && checks[kind])
		checks[kind](subject);
}
