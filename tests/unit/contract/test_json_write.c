#include <math.h>
#include <stdlib.h>

#include "contract/json/number.h"
#include "hapax/json.h"
#include "kinds.pb-c.h"
#include "unit/contract/codec.h"

static const char *write_kinds(const Hapax__Test__Kinds *kinds)
{
	struct buffer buffer;
	buffer_init(&buffer, &arena, 1 << 20);
	assert_ok(json_write_message(&context, &buffer, &kinds->base));
	return buffer_string(&buffer);
}

static void refuse(const Hapax__Test__Kinds *kinds, const char *why)
{
	struct buffer buffer;
	buffer_init(&buffer, &arena, 1 << 20);
	assert_refused(json_write_message(&context, &buffer, &kinds->base), why);
}

static void zero_scalars_are_written_and_absent_messages_not(void **state)
{
	(void)state;
	Hapax__Test__Kinds kinds = HAPAX__TEST__KINDS__INIT;
	assert_string_equal(write_kinds(&kinds),
			    "{\"an_int32\":0,\"a_sint32\":0,\"a_sfixed32\":0,\"an_int64\":0,\"a_sint64\":0,\"a_sfixed64\":0,"
			    "\"a_uint32\":0,\"a_fixed32\":0,\"a_uint64\":0,\"a_fixed64\":0,\"a_float\":0,\"a_double\":0,"
			    "\"a_bool\":false,\"a_string\":\"\",\"some_bytes\":\"\",\"colour\":\"COLOUR_UNSPECIFIED\","
			    "\"lines\":[],\"tags\":[],\"numbers\":[],\"colours\":[],\"labels\":{},\"lines_by_id\":{},"
			    "\"counts\":{},\"always_null\":null,\"words\":[]}");
}

static void integers_beyond_2_to_the_53_are_strings(void **state)
{
	(void)state;
	Hapax__Test__Kinds kinds = HAPAX__TEST__KINDS__INIT;
	kinds.an_int64 = INT64_C(9007199254740992);
	kinds.a_sint64 = INT64_C(9007199254740993);
	kinds.a_sfixed64 = INT64_MIN;
	kinds.a_uint64 = UINT64_MAX;
	kinds.a_uint32 = UINT32_MAX;
	const char *json = write_kinds(&kinds);
	assert_holds(json, "\"an_int64\":9007199254740992,");
	assert_holds(json, "\"a_sint64\":\"9007199254740993\"");
	assert_holds(json, "\"a_sfixed64\":\"-9223372036854775808\"");
	assert_holds(json, "\"a_uint64\":\"18446744073709551615\"");
	assert_holds(json, "\"a_uint32\":4294967295,");
}

static const char *double_text(double value, bool single)
{
	struct buffer buffer;
	buffer_init(&buffer, &arena, 64);
	number_write_double(&buffer, value, single);
	return buffer_string(&buffer);
}

static void doubles_are_as_short_as_reading_back_allows(void **state)
{
	(void)state;
	assert_string_equal(double_text(0.1, false), "0.1");
	assert_string_equal(double_text(1.5, false), "1.5");
	assert_string_equal(double_text(-3, false), "-3");
	assert_string_equal(double_text(0.1 + 0.2, false), "0.30000000000000004");
	assert_string_equal(double_text((double)0.1F, true), "0.1");
	assert_string_equal(double_text(1e300, false), "1e+300");
	assert_string_equal(double_text(-0.0, false), "-0");
	assert_true(strtod(double_text(5e-324, false), NULL) == 5e-324);
	uint64_t bits = UINT64_C(0x3ff0000000000001);
	for (int i = 0; i < 2000; i++) {
		double value, back;
		bits = bits * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
		memcpy(&value, &bits, sizeof(value));
		if (!isfinite(value))
			continue;
		assert_true(number_to_double(text_of(double_text(value, false)), false, false, &back));
		assert_true(back == value);
	}
}

static void words_for_what_is_no_number(void **state)
{
	(void)state;
	Hapax__Test__Kinds kinds = HAPAX__TEST__KINDS__INIT;
	kinds.a_float = NAN;
	kinds.a_double = -INFINITY;
	const char *json = write_kinds(&kinds);
	assert_holds(json, "\"a_float\":\"NaN\",\"a_double\":\"-Infinity\"");
}

static void strings_are_escaped(void **state)
{
	(void)state;
	struct buffer buffer;
	buffer_init(&buffer, &arena, 1000);
	json_write_string(&buffer, TEXT("a\"b\\c/\b\f\n\r\t\x01\x1f\x7f\xc3\xb6"));
	assert_string_equal(buffer_string(&buffer), "\"a\\\"b\\\\c/\\b\\f\\n\\r\\t\\u0001\\u001f\x7f\xc3\xb6\"");
	json_write_string(&buffer, TEXT("\xff"));
	assert_true(buffer_failed(&buffer));
}

static void values_that_json_cannot_hold_are_refused(void **state)
{
	(void)state;
	Hapax__Test__Kinds kinds = HAPAX__TEST__KINDS__INIT;
	Hapax__Test__Line bad = HAPAX__TEST__LINE__INIT, good = HAPAX__TEST__LINE__INIT;
	bad.sku = (char *)"\xc3";
	Hapax__Test__Line *lines[] = {&good, &bad};
	kinds.n_lines = 2;
	kinds.lines = lines;
	refuse(&kinds, "lines[1].sku: strings must be UTF-8");
	kinds.n_lines = 0;
	Google__Protobuf__Timestamp time = GOOGLE__PROTOBUF__TIMESTAMP__INIT;
	kinds.due_date = &time;
	time.seconds = INT64_MAX;
	refuse(&kinds, "due_date: a timestamp must lie in the years 0001 to 9999");
	time.seconds = 0;
	time.nanos = -1;
	refuse(&kinds, "due_date: a timestamp");
	kinds.due_date = NULL;
	Google__Protobuf__Duration took = GOOGLE__PROTOBUF__DURATION__INIT;
	kinds.took = &took;
	took.seconds = 1;
	took.nanos = -1;
	refuse(&kinds, "took: a duration");
	took.nanos = INT32_MIN;
	refuse(&kinds, "took: a duration");
	kinds.took = NULL;
	Google__Protobuf__Value value = GOOGLE__PROTOBUF__VALUE__INIT;
	kinds.anything = &value;
	value.kind_case = GOOGLE__PROTOBUF__VALUE__KIND_NUMBER_VALUE;
	value.number_value = NAN;
	refuse(&kinds, "anything: a number in a Struct must be finite");
	value.kind_case = GOOGLE__PROTOBUF__VALUE__KIND__NOT_SET;
	assert_holds(write_kinds(&kinds), "\"anything\":null");
}

static void nesting_ends_at_64(void **state)
{
	(void)state;
	enum { LEVELS = 66 };
	Hapax__Test__Kinds levels[LEVELS];
	for (int i = 0; i < LEVELS; i++) {
		hapax__test__kinds__init(&levels[i]);
		levels[i].inner = i ? &levels[i - 1] : NULL;
	}
	/* The arrays inside of the innermost object count as well. */
	(void)write_kinds(&levels[62]);
	refuse(&levels[63], "nested up to 64 deep");
	refuse(&levels[65], "nested up to 64 deep");
}

static void full_buffer_is_exhausted(void **state)
{
	(void)state;
	Hapax__Test__Kinds kinds = HAPAX__TEST__KINDS__INIT;
	struct buffer buffer;
	buffer_init(&buffer, &arena, 100);
	assert_int_equal(json_write_message(&context, &buffer, &kinds.base), STATUS_EXHAUSTED);
}

static const char everything[] =
	"{\"an_int32\":-1,\"a_sint32\":0,\"a_sfixed32\":0,\"an_int64\":\"-9223372036854775808\",\"a_sint64\":0,\"a_sfixed64\":0,"
	"\"a_uint32\":0,\"a_fixed32\":0,\"a_uint64\":0,\"a_fixed64\":0,\"a_float\":0.1,\"a_double\":2.5e-07,\"a_bool\":true,"
	"\"a_string\":\"\xe2\x82\xac\",\"some_bytes\":\"+/8=\",\"colour\":7,\"line\":{\"sku\":\"a\",\"count\":0},"
	"\"lines\":[{\"sku\":\"\",\"count\":2}],\"tags\":[\"x\",\"\"],\"numbers\":[1,-2],\"colours\":[\"COLOUR_RED\"],"
	"\"labels\":{\"b\":\"1\",\"a\":\"2\"},\"lines_by_id\":{\"9223372036854775807\":{\"sku\":\"\",\"count\":0},\"3\":{\"sku\":"
	"\"\",\"count\":0}},"
	"\"counts\":{\"true\":5},\"as_number\":0,\"due_date\":\"2026-01-31T17:00:00.250Z\",\"took\":\"-1.5s\","
	"\"before\":{\"t\":\"x\",\"l\":[null,true,{\"n\":1}]},\"anything\":\"a\",\"list\":[1],\"description\":\"\",\"maybe_"
	"number\":5,"
	"\"maybe_bool\":false,\"maybe_double\":1,\"maybe_bytes\":\"\",\"maybe_small\":3,\"nothing\":{},\"always_null\":null,"
	"\"words\":[\"a\"]}";

static void what_was_read_is_written_byte_for_byte(void **state)
{
	(void)state;
	ProtobufCMessage *message = NULL;
	assert_ok(json_read_message(&context, text_of(everything), &hapax__test__kinds__descriptor, false, &message));
	assert_string_equal(write_kinds((Hapax__Test__Kinds *)message), everything);

	size_t size = protobuf_c_message_get_packed_size(message);
	uint8_t *bytes = arena_alloc(&arena, size);
	protobuf_c_message_pack(message, bytes);
	ProtobufCAllocator allocator;
	arena_allocator(&arena, &allocator);
	Hapax__Test__Kinds *unpacked = hapax__test__kinds__unpack(&allocator, size, bytes);
	assert_non_null(unpacked);
	assert_string_equal(write_kinds(unpacked), everything);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CODEC_TEST(zero_scalars_are_written_and_absent_messages_not),
		CODEC_TEST(integers_beyond_2_to_the_53_are_strings),
		CODEC_TEST(doubles_are_as_short_as_reading_back_allows),
		CODEC_TEST(words_for_what_is_no_number),
		CODEC_TEST(strings_are_escaped),
		CODEC_TEST(values_that_json_cannot_hold_are_refused),
		CODEC_TEST(nesting_ends_at_64),
		CODEC_TEST(full_buffer_is_exhausted),
		CODEC_TEST(what_was_read_is_written_byte_for_byte),
	};
	return cmocka_run_group_tests_name("json_write", tests, NULL, NULL);
}
