/* Values and enumerators of rules, as C. */
#include <inttypes.h>
#include <math.h>

#include "protoc-gen-hapax/c/emit.h"

#define NAME(enumerator) [enumerator] = #enumerator

const char *emit_rule_type(enum rule_type type)
{
	static const char *const names[] = {
		NAME(RULE_TYPE_SIGNED),	  NAME(RULE_TYPE_UNSIGNED), NAME(RULE_TYPE_REAL),    NAME(RULE_TYPE_BOOL),
		NAME(RULE_TYPE_ENUM),	  NAME(RULE_TYPE_STRING),   NAME(RULE_TYPE_BYTES),   NAME(RULE_TYPE_TIMESTAMP),
		NAME(RULE_TYPE_DURATION), NAME(RULE_TYPE_ANY),	    NAME(RULE_TYPE_MESSAGE), NAME(RULE_TYPE_LIST),
		NAME(RULE_TYPE_MAP),
	};
	return names[type];
}

const char *emit_rule_kind(enum rule_kind kind)
{
	static const char *const names[] = {
		NAME(RULE_CONST),     NAME(RULE_IN),	       NAME(RULE_NOT_IN),  NAME(RULE_RANGE),	    NAME(RULE_OUTSIDE),
		NAME(RULE_FINITE),    NAME(RULE_LEN),	       NAME(RULE_MIN_LEN), NAME(RULE_MAX_LEN),	    NAME(RULE_LEN_BYTES),
		NAME(RULE_MIN_BYTES), NAME(RULE_MAX_BYTES),    NAME(RULE_PATTERN), NAME(RULE_PREFIX),	    NAME(RULE_SUFFIX),
		NAME(RULE_CONTAINS),  NAME(RULE_NOT_CONTAINS), NAME(RULE_FORMAT),  NAME(RULE_DEFINED_ONLY), NAME(RULE_MIN_COUNT),
		NAME(RULE_MAX_COUNT), NAME(RULE_UNIQUE),       NAME(RULE_LT_NOW),  NAME(RULE_GT_NOW),	    NAME(RULE_WITHIN),
	};
	return names[kind];
}

/* INT64_MIN has no literal of its own. */
static void emit_whole(struct buffer *out, int64_t number)
{
	if (number == INT64_MIN)
		buffer_add_string(out, "INT64_MIN");
	else
		buffer_printf(out, number > INT32_MAX || number < INT32_MIN ? "INT64_C(%" PRId64 ")" : "%" PRId64, number);
}

static void emit_real(struct buffer *out, double value)
{
	if (isinf(value))
		buffer_add_string(out, value < 0 ? "-__builtin_inf()" : "__builtin_inf()");
	else
		buffer_printf(out, "%.17g", value);
}

static void emit_time(struct buffer *out, struct rule_time time)
{
	buffer_add_char(out, '{');
	emit_whole(out, time.seconds);
	buffer_printf(out, ", %d}", (int)time.nanos);
}

void emit_rule_size(struct buffer *out, int64_t size)
{
	buffer_add_string(out, "{.whole = ");
	emit_whole(out, size);
	buffer_add_char(out, '}');
}

void emit_rule_value(struct buffer *out, enum rule_type type, const union rule_value *value)
{
	switch (type) {
	case RULE_TYPE_UNSIGNED:
		buffer_printf(out, "{.natural = UINT64_C(%" PRIu64 ")}", value->natural);
		return;
	case RULE_TYPE_REAL:
		buffer_add_string(out, "{.real = ");
		emit_real(out, value->real);
		break;
	case RULE_TYPE_STRING:
	case RULE_TYPE_BYTES:
	case RULE_TYPE_ANY:
		buffer_add_string(out, "{.text = {");
		emit_literal(out, value->text);
		buffer_printf(out, ", %zu}", value->text.len);
		break;
	case RULE_TYPE_TIMESTAMP:
	case RULE_TYPE_DURATION:
		buffer_add_string(out, "{.time = ");
		emit_time(out, value->time);
		break;
	default:
		emit_rule_size(out, value->whole);
		return;
	}
	buffer_add_char(out, '}');
}
