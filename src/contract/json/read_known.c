#include "contract/json/known.h"
#include "contract/json/member.h"
#include "hapax/clock.h"

bool read_wrapper(struct reader *reader, const struct reading *reading, ProtobufCMessage *message)
{
	const ProtobufCFieldDescriptor *value = &message->descriptor->fields[0];
	struct reading inner = {reading->token, reading->path, value, member_of(message, value)};
	return read_scalar(reader, &inner);
}

static void set_seconds(ProtobufCMessage *message, struct seconds value)
{
	const ProtobufCFieldDescriptor *fields = message->descriptor->fields;
	memcpy(member_of(message, &fields[0]), &value.seconds, sizeof(value.seconds));
	memcpy(member_of(message, &fields[1]), &value.nanos, sizeof(value.nanos));
}

/* What time_parse() takes and the canonical form doesn't: small letters, a space for the T, leap seconds. */
static bool is_canonical_time(struct text text)
{
	enum { T_AT = 10, SECOND_AT = 17 };
	return text.at[T_AT] == 'T' && text.at[text.len - 1] != 'z' && text.at[SECOND_AT] != '6';
}

/* The digits behind the microseconds, of a time that time_parse() took. */
static int32_t nanos_of(struct text text)
{
	int32_t nanos = 0, unit = NANOS_A_MICRO;
	const char *dot = memchr(text.at, '.', text.len), *end = text.at + text.len;
	for (const char *c = dot ? dot + 1 : end; c < end && *c >= '0' && *c <= '9'; c++)
		if (c - dot > MICRO_DIGITS)
			nanos += (*c - '0') * (unit /= 10);
	return nanos;
}

bool read_timestamp(struct reader *reader, const struct reading *reading, ProtobufCMessage *message)
{
	const char *allowed = "must be an RFC 3339 time such as \"2026-01-31T17:00:00Z\"";
	int64_t time_us;
	if (reading->token->kind != JSON_STRING)
		return read_refuse(reader, reading, allowed);
	struct text text = json_text(reading->token);
	if (!time_parse(text, &time_us) || (reader->canonical && !is_canonical_time(text))) {
		path_refuse(reader->context, reading->path, "type", "%s", allowed);
		return false;
	}
	int64_t seconds = time_us / MICROS_A_SECOND, micros = time_us % MICROS_A_SECOND;
	if (micros < 0) {
		seconds--;
		micros += MICROS_A_SECOND;
	}
	int32_t nanos = (int32_t)(micros * NANOS_A_MICRO) + (reader->canonical ? nanos_of(text) : 0);
	set_seconds(message, (struct seconds){seconds, nanos});
	return true;
}

static bool parse_fraction(struct text digits, int32_t *nanos)
{
	if (digits.len == 0 || digits.len > NANO_DIGITS)
		return false;
	for (size_t i = 0; i < NANO_DIGITS; i++) {
		char c = i < digits.len ? digits.at[i] : '0';
		if (c < '0' || c > '9')
			return false;
		*nanos = *nanos * 10 + (c - '0');
	}
	return true;
}

/* "-1.5s": both parts carry the sign. */
static bool parse_duration(struct text text, struct seconds *value)
{
	if (text.len < 2 || text.at[text.len - 1] != 's')
		return false;
	struct text rest = {text.at, text.len - 1};
	bool negative = rest.at[0] == '-';
	bool has_fraction = memchr(rest.at, '.', rest.len);
	struct text whole = text_cut(&rest, '.');
	if (negative)
		whole = (struct text){whole.at + 1, whole.len - 1};
	bool starts_with_digit = whole.len && whole.at[0] >= '0' && whole.at[0] <= '9';
	*value = (struct seconds){0};
	if (!starts_with_digit || !text_to_i64(whole, &value->seconds) || value->seconds > DURATION_MAX_S)
		return false;
	if (has_fraction && !parse_fraction(rest, &value->nanos))
		return false;
	if (negative)
		*value = (struct seconds){-value->seconds, -value->nanos};
	return true;
}

bool read_duration(struct reader *reader, const struct reading *reading, ProtobufCMessage *message)
{
	const char *allowed = "must be a duration in seconds such as \"1.5s\", up to 315576000000s";
	struct seconds value;
	if (reading->token->kind != JSON_STRING)
		return read_refuse(reader, reading, allowed);
	if (!parse_duration(json_text(reading->token), &value)) {
		path_refuse(reader->context, reading->path, "type", "%s", allowed);
		return false;
	}
	set_seconds(message, value);
	return true;
}

bool read_struct(struct reader *reader, const struct reading *reading, ProtobufCMessage *message)
{
	struct reading fields = {.token = reading->token, .path = reading->path, .field = &message->descriptor->fields[0]};
	return read_map(reader, &fields, message);
}

bool read_list(struct reader *reader, const struct reading *reading, ProtobufCMessage *message)
{
	struct reading values = {.token = reading->token, .path = reading->path, .field = &message->descriptor->fields[0]};
	return read_repeated(reader, &values, message);
}

/* A null needs no more than the oneof's case: NULL_VALUE is 0. */
bool read_dynamic(struct reader *reader, const struct reading *reading, ProtobufCMessage *message)
{
	static const unsigned char members[] = {
		[JSON_NULL] = DYNAMIC_NULL,	[JSON_FALSE] = DYNAMIC_BOOL,	[JSON_TRUE] = DYNAMIC_BOOL,
		[JSON_NUMBER] = DYNAMIC_NUMBER, [JSON_STRING] = DYNAMIC_STRING, [JSON_OBJECT] = DYNAMIC_STRUCT,
		[JSON_ARRAY] = DYNAMIC_LIST,
	};
	const ProtobufCFieldDescriptor *field = &message->descriptor->fields[members[reading->token->kind]];
	struct reading inner = {reading->token, reading->path, field, member_of(message, field)};
	if (reading->token->kind != JSON_NULL && !read_value(reader, &inner))
		return false;
	read_mark_set(message, field);
	return true;
}
