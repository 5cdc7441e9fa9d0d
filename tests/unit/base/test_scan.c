/* Messages as the wire brings them, good and bad. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/scan.h"
#include "google/protobuf/struct.pb-c.h"
#include "google/protobuf/wrappers.pb-c.h"
#include "grpc/reflection/v1/reflection.pb-c.h"

/* After ours: it makes a macro of fail(). */
#include <cmocka.h>

#define STRUCT	 (&google__protobuf__struct__descriptor)
#define LIST	 (&google__protobuf__list_value__descriptor)
#define STRING	 (&google__protobuf__string_value__descriptor)
#define SERVICES (&grpc__reflection__v1__list_service_response__descriptor)

struct fixture {
	struct arena arena;
	struct context context;
};

static int set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof(*fixture));
	arena_init(&fixture->arena, 4 * (1 << 20));
	context_init(&fixture->context, &fixture->arena, NULL, NULL);
	*state = fixture;
	return fixture ? 0 : -1;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	arena_done(&fixture->arena);
	free(fixture);
	return 0;
}

static void expect_refusal(void **state, struct text bytes, const ProtobufCMessageDescriptor *descriptor, const char *saying)
{
	struct fixture *fixture = *state;
	ProtobufCMessage *message = NULL;
	failure_clear(&fixture->context);
	assert_int_equal(message_unpack(&fixture->context, bytes, descriptor, &message), STATUS_INVALID);
	assert_null(message);
	if (!strstr(failure_text(&fixture->context), saying))
		fail_msg("\"%s\" doesn't say \"%s\"", failure_text(&fixture->context), saying);
}

static void good_message_is_unpacked(void **state)
{
	struct fixture *fixture = *state;
	ProtobufCMessage *message = NULL;
	assert_int_equal(message_unpack(&fixture->context, TEXT("\x0a\x04na\xc3\xaf"), STRING, &message), STATUS_OK);
	assert_string_equal(((Google__Protobuf__StringValue *)(void *)message)->value, "naï");
}

static void empty_bytes_are_the_empty_message(void **state)
{
	struct fixture *fixture = *state;
	ProtobufCMessage *message = NULL;
	assert_int_equal(message_unpack(&fixture->context, (struct text){0}, STRUCT, &message), STATUS_OK);
	assert_non_null(message);
}

static void unknown_fields_are_left_alone(void **state)
{
	struct fixture *fixture = *state;
	ProtobufCMessage *message = NULL;
	/* 100 = varint, 101 = bytes with a NUL, 102 = fixed64, 103 = fixed32, then the value */
	const struct text bytes =
		TEXT("\xa0\x06\x01\xaa\x06\x02\x00\xff\xb1\x06\x31\x32\x33\x34\x35\x36\x37\x38\xbd\x06\x31\x32\x33\x34\x0a\x01v");
	assert_int_equal(message_unpack(&fixture->context, bytes, STRING, &message), STATUS_OK);
	assert_string_equal(((Google__Protobuf__StringValue *)(void *)message)->value, "v");
}

static void nul_in_text_is_refused(void **state)
{
	expect_refusal(state, TEXT("\x0a\x05\x61\x62\x00\x63\x64"), STRING, "value: holds a NUL byte at offset 2");
}

static void bad_utf8_is_refused(void **state)
{
	expect_refusal(state, TEXT("\x0a\x02\xc0\xaf"), STRING, "value: is not well-formed UTF-8");
	expect_refusal(state, TEXT("\x0a\x03\xed\xa0\x80"), STRING, "value: is not well-formed UTF-8");
}

static void nul_and_any_bytes_are_fine_in_bytes_fields(void **state)
{
	struct fixture *fixture = *state;
	assert_int_equal(message_scan(&fixture->context, TEXT("\x0a\x03\x00\xff\xc0"), &google__protobuf__bytes_value__descriptor),
			 STATUS_OK);
}

static void every_bad_field_is_named_by_its_path(void **state)
{
	struct fixture *fixture = *state;
	/* service[0].name good, service[1].name with NUL, service[2].name not UTF-8 */
	expect_refusal(state, TEXT("\x0a\x03\x0a\x01s\x0a\x04\x0a\x02t\x00\x0a\x03\x0a\x01\xff"), SERVICES,
		       "service[1].name: holds a NUL byte at offset 1; text must not; service[2].name: is not well-formed UTF-8");
	assert_int_equal(fixture->context.failure.violation_count, 2);
	assert_true(text_equal(fixture->context.failure.violations->rule, TEXT("string.utf8")));
}

static void key_of_a_map_is_checked(void **state)
{
	expect_refusal(state, TEXT("\x0a\x05\x0a\x01\x00\x12\x00"), STRUCT, "fields[0].key: holds a NUL byte");
}

static void malformed_messages_are_refused(void **state)
{
	static const struct text bad[] = {
		TEXT_INIT("\x0a"),						   /* no length */
		TEXT_INIT("\x0a\x05"),						   /* length past the end */
		TEXT_INIT("\x0a\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"),	   /* length of 2^64 - 1 */
		TEXT_INIT("\x0a\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"), /* endless varint */
		TEXT_INIT("\x02\x00"),						   /* field 0 */
		TEXT_INIT("\x0b\x0c"),						   /* group */
		TEXT_INIT("\x0e\x00"),						   /* wire type 6 */
		TEXT_INIT("\x0d\x00"),						   /* four bytes, of which one is there */
	};
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		expect_refusal(state, bad[i], STRING, "malformed google.protobuf.StringValue");
}

static void wrong_wire_type_is_refused(void **state)
{
	expect_refusal(state, TEXT("\x08\x01"), STRING, "value: has wire type 0, must be 2");
}

/* ListValue in Value in ListValue ..., `depth` messages in all. */
static struct text nested(struct fixture *fixture, size_t depth)
{
	const size_t room = depth * 6;
	uint8_t *bytes = arena_alloc(&fixture->arena, room);
	assert_non_null(bytes);
	size_t at = room, len = 0;
	for (size_t i = depth - 1; i > 0; i--) {
		uint8_t head[8];
		size_t n = 0;
		head[n++] = i % 2 ? 0x0a : 0x32;
		size_t rest = len;
		for (; rest >= 0x80; rest >>= 7)
			head[n++] = (uint8_t)(rest | 0x80);
		head[n++] = (uint8_t)rest;
		at -= n;
		len += n;
		memcpy(bytes + at, head, n);
	}
	return (struct text){(char *)bytes + at, len};
}

static void nesting_is_bounded_at_64(void **state)
{
	struct fixture *fixture = *state;
	ProtobufCMessage *message = NULL;
	assert_int_equal(message_unpack(&fixture->context, nested(fixture, 64), LIST, &message), STATUS_OK);
	expect_refusal(state, nested(fixture, 65), LIST, "values[0]: messages are nested more than 64 deep");
	expect_refusal(state, nested(fixture, 9000), LIST, "nested more than 64 deep");
	expect_refusal(state, nested(fixture, 100000), LIST, "nested more than 64 deep");
}

static void many_bad_fields_end_the_scan(void **state)
{
	struct fixture *fixture = *state;
	enum { COUNT = 200000 };
	char *bytes = arena_alloc(&fixture->arena, COUNT * 5);
	for (size_t i = 0; i < COUNT; i++)
		memcpy(bytes + i * 5, "\x0a\x03\x0a\x01\xff", 5);
	const int64_t before_us = clock_monotonic_us();
	expect_refusal(state, (struct text){bytes, COUNT * 5}, SERVICES, "service[0].name");
	assert_true(fixture->context.failure.violation_count == 64);
	assert_true(clock_monotonic_us() - before_us < 1000000);
}

static void message_too_big_for_the_arena_is_exhausted(void **state)
{
	struct fixture *fixture = *state;
	struct arena small;
	struct context context;
	ProtobufCMessage *message = NULL;
	enum { COUNT = 50000 };
	char *bytes = arena_alloc(&fixture->arena, COUNT * 2);
	for (size_t i = 0; i < COUNT; i++)
		memcpy(bytes + i * 2, "\x0a\x00", 2);
	arena_init(&small, 64 * 1024);
	context_init(&context, &small, NULL, NULL);
	assert_int_equal(message_unpack(&context, (struct text){bytes, COUNT * 2}, SERVICES, &message), STATUS_EXHAUSTED);
	assert_null(message);
	arena_done(&small);
}

/* Every prefix and every changed byte of a good message: no crash, and protobuf-c agrees with what the scan lets through. */
static void damaged_messages_do_no_harm(void **state)
{
	struct fixture *fixture = *state;
	const struct text good =
		TEXT("\x0a\x0e\x0a\x03key\x12\x07\x1a\x05value\x0a\x10\x0a\x01l\x12\x0b\x32\x09\x0a\x02\x20\x01\x0a\x03\x1a\x01s");
	char bytes[64];
	for (size_t at = 0; at < good.len; at++) {
		for (int value = 0; value < 256; value++) {
			ProtobufCMessage *message = NULL;
			memcpy(bytes, good.at, good.len);
			bytes[at] = (char)value;
			arena_reset(&fixture->arena);
			context_init(&fixture->context, &fixture->arena, NULL, NULL);
			const enum status whole =
				message_unpack(&fixture->context, (struct text){bytes, good.len}, STRUCT, &message);
			assert_true(whole == STATUS_OK || whole == STATUS_INVALID);
			const enum status cut = message_unpack(&fixture->context, (struct text){bytes, at}, STRUCT, &message);
			assert_true(cut == STATUS_OK || cut == STATUS_INVALID);
		}
	}
	ProtobufCMessage *message = NULL;
	assert_int_equal(message_unpack(&fixture->context, good, STRUCT, &message), STATUS_OK);
	assert_int_equal(((Google__Protobuf__Struct *)(void *)message)->n_fields, 2);
}

#define RULE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		RULE(good_message_is_unpacked),
		RULE(empty_bytes_are_the_empty_message),
		RULE(unknown_fields_are_left_alone),
		RULE(nul_in_text_is_refused),
		RULE(bad_utf8_is_refused),
		RULE(nul_and_any_bytes_are_fine_in_bytes_fields),
		RULE(every_bad_field_is_named_by_its_path),
		RULE(key_of_a_map_is_checked),
		RULE(malformed_messages_are_refused),
		RULE(wrong_wire_type_is_refused),
		RULE(nesting_is_bounded_at_64),
		RULE(many_bad_fields_end_the_scan),
		RULE(message_too_big_for_the_arena_is_exhausted),
		RULE(damaged_messages_do_no_harm),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
