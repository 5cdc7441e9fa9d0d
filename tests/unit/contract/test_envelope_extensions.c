#include "contract/envelope.h"
#include "google/protobuf/struct.pb-c.h"
#include "hapax/json.h"
#include "unit/contract/codec.h"

/* A serialized google.protobuf.Struct of the JSON object. */
static struct text struct_bytes(const char *json)
{
	ProtobufCMessage *message = NULL;
	assert_ok(json_read_message(&context, text_of(json), &google__protobuf__struct__descriptor, false, &message));
	uint8_t *bytes = arena_alloc(&arena, protobuf_c_message_get_packed_size(message) + 1);
	return (struct text){(const char *)bytes, protobuf_c_message_pack(message, bytes)};
}

static void refuse(struct text bytes, const char *why)
{
	struct envelope envelope = {.id = TEXT("mine")};
	assert_refused(envelope_read_extensions(&context, bytes, &envelope), why);
	assert_true(text_equal_string(envelope.id, "mine"));
	assert_true(text_empty(envelope.userid));
}

static void empty_attributes_are_filled_in(void **state)
{
	(void)state;
	struct envelope envelope = {.subject = TEXT("mine")};
	struct text bytes = struct_bytes(
		"{\"subject\":\"theirs\",\"userid\":42,\"sequence\":\"7\",\"correlationid\":\"c\",\"eventversion\":1.5,"
		"\"time\":null,\"other\":{\"deep\":[true,{\"userid\":\"no\"}]},\"traceparent\":\"t\",\"partitionkey\":\"\"}");
	assert_ok(envelope_read_extensions(&context, bytes, &envelope));
	assert_true(text_equal_string(envelope.subject, "mine"));
	assert_true(text_equal_string(envelope.userid, "42"));
	assert_true(text_equal_string(envelope.sequence, "7"));
	assert_true(text_equal_string(envelope.correlationid, "c"));
	assert_true(text_equal_string(envelope.eventversion, "1.5"));
	assert_true(text_equal_string(envelope.traceparent, "t"));
	assert_true(text_empty(envelope.time));
	assert_true(text_empty(envelope.partitionkey));
}

static void no_bytes_are_no_extensions(void **state)
{
	(void)state;
	struct envelope envelope = {0};
	assert_ok(envelope_read_extensions(&context, (struct text){0}, &envelope));
}

static void wrong_kinds_are_named(void **state)
{
	(void)state;
	refuse(struct_bytes("{\"userid\":true}"), "userid: must be a string or a number");
	refuse(struct_bytes("{\"subject\":5}"), "subject: must be a string");
	refuse(struct_bytes("{\"traceparent\":{}}"), "traceparent: must be a string");
	refuse(struct_bytes("{\"userid\":[\"a\"]}"), "userid: must be a string or a number");
	refuse(TEXT("\x0a\x0d\x0a\x06userid\x12\x03\x1a\x01\xff"), "userid: must be UTF-8 without U+0000");
	refuse(TEXT("\x0a\x0d\x0a\x06userid\x12\x03\x1a\x01\x00"), "userid: must be UTF-8 without U+0000");
}

static void malformed_bytes_are_refused(void **state)
{
	(void)state;
	refuse(TEXT("\x0a"), "not a serialized google.protobuf.Struct");
	refuse(TEXT("\x0a\x7f\x0a"), "not a serialized google.protobuf.Struct");
	refuse(TEXT("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"), "not a serialized google.protobuf.Struct");
	refuse(TEXT("\x08\x05"), "a message is expected");
	refuse(TEXT("\x0a\x02\x08\x05"), "a key must be a string");
	refuse(TEXT("\x0a\x04\x12\x02\x10\x05"), "a value is not of the type that it says");
}

/* Every cut of a good Struct is either refused or still one. */
static void cut_bytes_never_crash(void **state)
{
	(void)state;
	struct text bytes = struct_bytes("{\"subject\":\"s\",\"userid\":42,\"other\":{\"deep\":[true,{\"userid\":\"no\"}]}}");
	size_t refused = 0;
	for (size_t len = 0; len < bytes.len; len++) {
		char *copy = arena_alloc(&arena, len);
		memcpy(copy, bytes.at, len);
		struct envelope envelope = {0};
		refused += envelope_read_extensions(&context, (struct text){copy, len}, &envelope) != STATUS_OK;
		failure_clear(&context);
	}
	assert_true(refused > bytes.len / 2);
}

/* Wraps the bytes into field (number << 3 | 2); writes in front of *at. */
static void wrap(char *start, size_t *at, size_t end, unsigned char tag)
{
	size_t len = end - *at;
	unsigned char varint[10];
	size_t count = 0;
	do {
		varint[count++] = (unsigned char)((len & 0x7f) | (len > 0x7f ? 0x80 : 0));
		len >>= 7;
	} while (len);
	*at -= count;
	memcpy(start + *at, varint, count);
	start[--*at] = (char)tag;
}

/* A Struct whose only field is a list, in a list, ... */
static struct text nested_lists(int levels)
{
	enum { SIZE = 1 << 20 };
	char *bytes = arena_alloc(&arena, SIZE);
	size_t at = SIZE;
	for (int i = 0; i < levels; i++) {
		if (i)
			wrap(bytes, &at, SIZE, 0x0a); /* ListValue.values */
		wrap(bytes, &at, SIZE, 0x32);	      /* Value.list_value */
	}
	wrap(bytes, &at, SIZE, 0x12); /* FieldsEntry.value */
	wrap(bytes, &at, SIZE, 0x0a); /* Struct.fields */
	return (struct text){bytes + at, SIZE - at};
}

static void nesting_ends_at_64(void **state)
{
	(void)state;
	struct envelope envelope = {0};
	assert_ok(envelope_read_extensions(&context, nested_lists(63), &envelope));
	refuse(nested_lists(64), "nested up to 64 deep");
	refuse(nested_lists(9000), "nested up to 64 deep");
	refuse(nested_lists(100000), "nested up to 64 deep");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CODEC_TEST(empty_attributes_are_filled_in), CODEC_TEST(no_bytes_are_no_extensions),
		CODEC_TEST(wrong_kinds_are_named),	    CODEC_TEST(malformed_bytes_are_refused),
		CODEC_TEST(cut_bytes_never_crash),	    CODEC_TEST(nesting_ends_at_64),
	};
	return cmocka_run_group_tests_name("envelope_extensions", tests, NULL, NULL);
}
