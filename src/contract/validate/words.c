/* Rules in words: what a refusal says, and what the catalogue's listing shows. */
#include <inttypes.h>
#include <stdio.h>

#include "contract/json/number.h"
#include "contract/validate.h"
#include "contract/validate/value.h"
#include "hapax/buffer.h"
#include "hapax/clock.h"

/* A rule that is being put into words. */
struct wording {
	struct buffer *out;
	enum rule_type type;
	const struct rule *rule;
	const ProtobufCFieldDescriptor *field;
};

static void write_hex(struct buffer *out, struct text bytes)
{
	buffer_add_string(out, "0x");
	for (size_t i = 0; i < bytes.len; i++)
		buffer_printf(out, "%02x", (unsigned char)bytes.at[i]);
}

static void write_real(struct buffer *out, double value)
{
	if (__builtin_isfinite(value))
		number_write_double(out, value, false);
	else
		buffer_add_string(out, value > 0 ? "infinity" : "-infinity");
}

static void write_duration(struct buffer *out, struct rule_time time)
{
	bool negative = time.seconds < 0;
	int64_t seconds = negative && time.nanos ? time.seconds + 1 : time.seconds;
	int32_t nanos = negative && time.nanos ? 1000000000 - time.nanos : time.nanos;
	buffer_printf(out, "%s%" PRId64, negative && seconds == 0 ? "-" : "", seconds);
	char digits[16] = "";
	int len = nanos ? snprintf(digits, sizeof(digits), ".%09d", (int)nanos) : 0;
	while (len > 0 && digits[len - 1] == '0')
		len--;
	buffer_printf(out, "%.*ss", len, digits);
}

static void write_timestamp(struct buffer *out, struct rule_time time)
{
	enum { SECONDS_MAX = 1000000000 };
	char text[TIME_TEXT_MAX];
	int64_t seconds = time.seconds;
	if (seconds > (int64_t)SECONDS_MAX * 1000 || seconds < -(int64_t)SECONDS_MAX * 1000)
		seconds = seconds < 0 ? -(int64_t)SECONDS_MAX * 1000 : (int64_t)SECONDS_MAX * 1000;
	size_t len = time_format(seconds * 1000000 + time.nanos / 1000, text);
	buffer_add(out, text, len);
}

static void write_value(const struct wording *wording, const union rule_value *value)
{
	switch (wording->type) {
	case RULE_TYPE_UNSIGNED:
		buffer_add_u64(wording->out, value->natural);
		break;
	case RULE_TYPE_REAL:
		write_real(wording->out, value->real);
		break;
	case RULE_TYPE_BOOL:
		buffer_add_string(wording->out, value->whole ? "true" : "false");
		break;
	case RULE_TYPE_STRING:
	case RULE_TYPE_ANY:
		buffer_add_text(wording->out, value->text);
		break;
	case RULE_TYPE_BYTES:
		write_hex(wording->out, value->text);
		break;
	case RULE_TYPE_TIMESTAMP:
		write_timestamp(wording->out, value->time);
		break;
	case RULE_TYPE_DURATION:
		write_duration(wording->out, value->time);
		break;
	default:
		buffer_add_i64(wording->out, value->whole);
	}
}

static void say_const(const struct wording *wording)
{
	buffer_add_string(wording->out, "must be ");
	write_value(wording, &wording->rule->value);
}

/* Not more than fits into a message. */
static void write_list(const struct wording *wording)
{
	enum { LIST_MAX_BYTES = 300 };
	size_t start = wording->out->len;
	for (size_t i = 0; i < wording->rule->list_count; i++) {
		if (wording->out->len - start > LIST_MAX_BYTES) {
			buffer_add_string(wording->out, ", ...");
			return;
		}
		buffer_add_string(wording->out, i ? ", " : "");
		write_value(wording, &wording->rule->list[i]);
	}
}

static void say_in(const struct wording *wording)
{
	buffer_add_string(wording->out, "must be one of ");
	write_list(wording);
}

static void say_not_in(const struct wording *wording)
{
	buffer_add_string(wording->out, wording->rule->list_count == 1 ? "must not be " : "must be none of ");
	write_list(wording);
}

static void say_lower(const struct wording *wording)
{
	buffer_add_string(wording->out, wording->rule->lower_bound == RULE_BOUND_OPEN ? "greater than " : "at least ");
	write_value(wording, &wording->rule->value);
}

static void say_upper(const struct wording *wording)
{
	buffer_add_string(wording->out, wording->rule->upper_bound == RULE_BOUND_OPEN ? "less than " : "at most ");
	write_value(wording, &wording->rule->upper);
}

static void say_range(const struct wording *wording)
{
	bool lower = wording->rule->lower_bound != RULE_BOUND_NONE, upper = wording->rule->upper_bound != RULE_BOUND_NONE;
	buffer_add_string(wording->out, "must be ");
	if (lower)
		say_lower(wording);
	if (lower && upper)
		buffer_add_string(wording->out, wording->rule->kind == RULE_OUTSIDE ? " or " : " and ");
	if (upper)
		say_upper(wording);
}

static void say_finite(const struct wording *wording)
{
	buffer_add_string(wording->out, "must be a finite number");
}

/* must have at least 3 characters */
static void say_size(const struct wording *wording)
{
	static const char *const how[] = {
		[RULE_LEN] = "exactly",	       [RULE_MIN_LEN] = "at least",   [RULE_MAX_LEN] = "at most",
		[RULE_LEN_BYTES] = "exactly",  [RULE_MIN_BYTES] = "at least", [RULE_MAX_BYTES] = "at most",
		[RULE_MIN_COUNT] = "at least", [RULE_MAX_COUNT] = "at most",
	};
	enum rule_kind kind = wording->rule->kind;
	bool count = kind == RULE_MIN_COUNT || kind == RULE_MAX_COUNT;
	bool bytes = kind == RULE_LEN_BYTES || kind == RULE_MIN_BYTES || kind == RULE_MAX_BYTES;
	int64_t number = wording->rule->value.whole;
	buffer_printf(wording->out, "must have %s %" PRId64 " %s%s", how[kind], number,
		      bytes			       ? "byte"
		      : !count			       ? "character"
		      : wording->type == RULE_TYPE_MAP ? "pair"
						       : "item",
		      number == 1 ? "" : "s");
}

static void say_pattern(const struct wording *wording)
{
	buffer_printf(wording->out, "must match %s", wording->rule->pattern->regex);
}

static void say_part(const struct wording *wording)
{
	static const char *const how[] = {
		[RULE_PREFIX] = "must start with ",
		[RULE_SUFFIX] = "must end with ",
		[RULE_CONTAINS] = "must contain ",
		[RULE_NOT_CONTAINS] = "must not contain ",
	};
	buffer_add_string(wording->out, how[wording->rule->kind]);
	write_value(wording, &wording->rule->value);
}

static void say_format(const struct wording *wording)
{
	static const char *const names[] = {
		[RULE_FORMAT_EMAIL] = "an e-mail address",
		[RULE_FORMAT_HOSTNAME] = "a host name",
		[RULE_FORMAT_IP] = "an IP address",
		[RULE_FORMAT_IPV4] = "an IPv4 address",
		[RULE_FORMAT_IPV6] = "an IPv6 address",
		[RULE_FORMAT_URI] = "a URI",
		[RULE_FORMAT_URI_REF] = "a URI or a relative reference",
		[RULE_FORMAT_ADDRESS] = "a host name or an IP address",
		[RULE_FORMAT_UUID] = "a UUID such as 018f3f6e-7c1e-7a3b-9c55-2f4d8a6b0c11",
		[RULE_FORMAT_TUUID] = "a UUID without hyphens such as 018f3f6e7c1e7a3b9c552f4d8a6b0c11",
		[RULE_FORMAT_ULID] = "a ULID such as 01ARZ3NDEKTSV4RRFFQ69G5FAV",
		[RULE_FORMAT_IP_WITH_PREFIXLEN] = "an IP address with the length of its prefix such as 10.0.0.1/8",
		[RULE_FORMAT_IPV4_WITH_PREFIXLEN] = "an IPv4 address with the length of its prefix such as 10.0.0.1/8",
		[RULE_FORMAT_IPV6_WITH_PREFIXLEN] = "an IPv6 address with the length of its prefix such as fd00::1/8",
		[RULE_FORMAT_IP_PREFIX] = "an IP network such as 10.0.0.0/8",
		[RULE_FORMAT_IPV4_PREFIX] = "an IPv4 network such as 10.0.0.0/8",
		[RULE_FORMAT_IPV6_PREFIX] = "an IPv6 network such as fd00::/8",
		[RULE_FORMAT_HOST_AND_PORT] = "a host and a port such as example.com:80",
		[RULE_FORMAT_PROTOBUF_FQN] = "a full protobuf name such as acme.shop.v1.Cart",
		[RULE_FORMAT_PROTOBUF_DOT_FQN] = "a full protobuf name with a dot in front such as .acme.shop.v1.Cart",
		[RULE_FORMAT_HEADER_NAME] = "the name of an HTTP header",
		[RULE_FORMAT_HEADER_NAME_LOOSE] = "the name of an HTTP header on one line",
		[RULE_FORMAT_HEADER_VALUE] = "the value of an HTTP header",
		[RULE_FORMAT_HEADER_VALUE_LOOSE] = "the value of an HTTP header on one line",
		[RULE_FORMAT_BYTES_IP] = "an IP address, 4 or 16 bytes",
		[RULE_FORMAT_BYTES_IPV4] = "an IPv4 address, 4 bytes",
		[RULE_FORMAT_BYTES_IPV6] = "an IPv6 address, 16 bytes",
		[RULE_FORMAT_BYTES_UUID] = "a UUID, 16 bytes",
	};
	buffer_printf(wording->out, "must be %s", names[wording->rule->value.whole]);
}

static void say_defined_only(const struct wording *wording)
{
	const ProtobufCEnumDescriptor *descriptor = wording->field->descriptor;
	buffer_printf(wording->out, "must be one of the values that %s defines", descriptor->name);
}

static void say_unique(const struct wording *wording)
{
	buffer_add_string(wording->out, "must not have the same item twice");
}

static void say_past(const struct wording *wording)
{
	buffer_add_string(wording->out, "must be in the past");
}

static void say_future(const struct wording *wording)
{
	buffer_add_string(wording->out, "must be in the future");
}

static void say_within(const struct wording *wording)
{
	buffer_add_string(wording->out, "must be within ");
	write_duration(wording->out, wording->rule->value.time);
	buffer_add_string(wording->out, " of now");
}

void rule_describe(struct buffer *out, const ProtobufCFieldDescriptor *field, enum rule_type type, const struct rule *rule)
{
	static void (*const say[])(const struct wording *) = {
		[RULE_CONST] = say_const,
		[RULE_IN] = say_in,
		[RULE_NOT_IN] = say_not_in,
		[RULE_RANGE] = say_range,
		[RULE_OUTSIDE] = say_range,
		[RULE_FINITE] = say_finite,
		[RULE_LEN] = say_size,
		[RULE_MIN_LEN] = say_size,
		[RULE_MAX_LEN] = say_size,
		[RULE_LEN_BYTES] = say_size,
		[RULE_MIN_BYTES] = say_size,
		[RULE_MAX_BYTES] = say_size,
		[RULE_PATTERN] = say_pattern,
		[RULE_PREFIX] = say_part,
		[RULE_SUFFIX] = say_part,
		[RULE_CONTAINS] = say_part,
		[RULE_NOT_CONTAINS] = say_part,
		[RULE_FORMAT] = say_format,
		[RULE_DEFINED_ONLY] = say_defined_only,
		[RULE_MIN_COUNT] = say_size,
		[RULE_MAX_COUNT] = say_size,
		[RULE_UNIQUE] = say_unique,
		[RULE_LT_NOW] = say_past,
		[RULE_GT_NOW] = say_future,
		[RULE_WITHIN] = say_within,
	};
	say[rule->kind](&(struct wording){out, type, rule, field});
}
