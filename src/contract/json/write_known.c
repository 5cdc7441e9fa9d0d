#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#include "contract/json/known.h"
#include "contract/json/member.h"
#include "hapax/clock.h"

/* 0001-01-01 and the end of 9999-12-31 in seconds since 1970. */
#define TIMESTAMP_MIN_S (INT64_C(-62135596800))
#define TIMESTAMP_MAX_S (INT64_C(253402300799))

bool write_wrapper(struct writer *writer, const ProtobufCMessage *message)
{
	const ProtobufCFieldDescriptor *value = &message->descriptor->fields[0];
	return write_scalar(writer, value, member_get(message, value));
}

static struct seconds get_seconds(const ProtobufCMessage *message)
{
	const ProtobufCFieldDescriptor *fields = message->descriptor->fields;
	struct seconds value;
	memcpy(&value.seconds, member_get(message, &fields[0]), sizeof(value.seconds));
	memcpy(&value.nanos, member_get(message, &fields[1]), sizeof(value.nanos));
	return value;
}

/* In groups of three digits, as many as are needed. */
static void write_nanos(struct buffer *buffer, int32_t nanos)
{
	static const int32_t units[] = {1000000, 1000, 1};
	char digits[16];
	size_t group = 0;
	if (nanos == 0)
		return;
	while (nanos % units[group] != 0)
		group++;
	snprintf(digits, sizeof(digits), ".%09d", nanos);
	buffer_add(buffer, digits, 1 + 3 * (group + 1));
}

/* The clock's own text ends at microseconds, and in 'Z'. */
static void write_exact_time(struct buffer *buffer, struct seconds value)
{
	char text[TIME_TEXT_MAX];
	size_t len = time_format(value.seconds * MICROS_A_SECOND, text);
	buffer_add(buffer, text, len - 1);
	write_nanos(buffer, value.nanos);
	buffer_add_char(buffer, 'Z');
}

static void write_time(struct buffer *buffer, struct seconds value)
{
	char text[TIME_TEXT_MAX];
	size_t len = time_format(value.seconds * MICROS_A_SECOND + value.nanos / NANOS_A_MICRO, text);
	buffer_add(buffer, text, len);
}

bool write_timestamp(struct writer *writer, const ProtobufCMessage *message)
{
	struct seconds value = get_seconds(message);
	bool in_range = value.seconds >= TIMESTAMP_MIN_S && value.seconds <= TIMESTAMP_MAX_S && value.nanos >= 0 &&
			value.nanos < NANOS_A_SECOND;
	if (!in_range)
		return write_refuse(writer, "a timestamp must lie in the years 0001 to 9999, with 0 to 999999999 nanoseconds");
	buffer_add_char(writer->buffer, '"');
	if (writer->canonical)
		write_exact_time(writer->buffer, value);
	else
		write_time(writer->buffer, value);
	buffer_add_char(writer->buffer, '"');
	return true;
}

/* No digit more than needed. */
static void write_fraction(struct buffer *buffer, int32_t nanos)
{
	char fraction[16];
	if (nanos == 0)
		return;
	size_t len = (size_t)snprintf(fraction, sizeof(fraction), ".%09d", nanos);
	while (fraction[len - 1] == '0')
		len--;
	buffer_add(buffer, fraction, len);
}

bool write_duration(struct writer *writer, const ProtobufCMessage *message)
{
	struct seconds value = get_seconds(message);
	bool in_range = value.seconds >= -DURATION_MAX_S && value.seconds <= DURATION_MAX_S && value.nanos > -NANOS_A_SECOND &&
			value.nanos < NANOS_A_SECOND;
	bool one_sign = (value.seconds <= 0 && value.nanos <= 0) || (value.seconds >= 0 && value.nanos >= 0);
	if (!in_range || !one_sign)
		return write_refuse(
			writer,
			"a duration must lie within 315576000000 seconds, its nanoseconds below a second and of the same sign");
	bool negative = value.seconds < 0 || value.nanos < 0;
	int32_t nanos = value.nanos < 0 ? -value.nanos : value.nanos;
	buffer_printf(writer->buffer, "\"%s%" PRId64, negative ? "-" : "", negative ? -value.seconds : value.seconds);
	if (writer->canonical)
		write_nanos(writer->buffer, nanos);
	else
		write_fraction(writer->buffer, nanos);
	buffer_add_string(writer->buffer, "s\"");
	return true;
}

bool write_struct(struct writer *writer, const ProtobufCMessage *message)
{
	return write_map(writer, &message->descriptor->fields[0], message);
}

bool write_list(struct writer *writer, const ProtobufCMessage *message)
{
	return write_repeated(writer, &message->descriptor->fields[0], message);
}

/* A Value without a kind is malformed, but null says the same as it does. */
bool write_dynamic(struct writer *writer, const ProtobufCMessage *message)
{
	const ProtobufCFieldDescriptor *fields = message->descriptor->fields;
	unsigned index = DYNAMIC_NULL;
	while (index < DYNAMIC_COUNT_ && !member_is_set(message, &fields[index]))
		index++;
	if (index == DYNAMIC_NULL || index == DYNAMIC_COUNT_) {
		buffer_add_string(writer->buffer, "null");
		return true;
	}
	const void *member = member_get(message, &fields[index]);
	if (index == DYNAMIC_NUMBER) {
		double number;
		memcpy(&number, member, sizeof(number));
		if (!isfinite(number))
			return write_refuse(writer, "a number in a Struct must be finite");
	}
	return write_value(writer, &fields[index], member);
}
