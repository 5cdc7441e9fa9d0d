#include <math.h>
#include <stdio.h>

#include "hapax/json.h"
#include "kinds.pb-c.h"
#include "unit/contract/codec.h"

static Hapax__Test__Kinds *read_kinds(const char *json)
{
	ProtobufCMessage *message = NULL;
	assert_ok(json_read_message(&context, text_of(json), &hapax__test__kinds__descriptor, false, &message));
	assert_non_null(message);
	return (Hapax__Test__Kinds *)message;
}

static void refuse(const char *json, const char *why)
{
	ProtobufCMessage *message = NULL;
	assert_refused(json_read_message(&context, text_of(json), &hapax__test__kinds__descriptor, false, &message), why);
	assert_null(message);
}

static void refuse_bytes(const char *bytes, size_t len, const char *why)
{
	ProtobufCMessage *message = NULL;
	assert_refused(json_read_message(&context, (struct text){bytes, len}, &hapax__test__kinds__descriptor, true, &message),
		       why);
}

static void integers_of_all_widths(void **state)
{
	(void)state;
	const Hapax__Test__Kinds *kinds =
		read_kinds("{\"an_int32\":-2147483648,\"a_sint32\":2147483647,\"a_sfixed32\":-1,\"an_int64\":-9223372036854775808,"
			   "\"a_sint64\":\"9223372036854775807\",\"a_sfixed64\":1.50e1,\"a_uint32\":4294967295,\"a_fixed32\":\"7\","
			   "\"a_uint64\":18446744073709551615,\"a_fixed64\":\"18446744073709551615\"}");
	assert_int_equal(kinds->an_int32, INT32_MIN);
	assert_int_equal(kinds->a_sint32, INT32_MAX);
	assert_int_equal(kinds->a_sfixed32, -1);
	assert_true(kinds->an_int64 == INT64_MIN);
	assert_true(kinds->a_sint64 == INT64_MAX);
	assert_true(kinds->a_sfixed64 == 15);
	assert_true(kinds->a_uint32 == UINT32_MAX);
	assert_int_equal(kinds->a_fixed32, 7);
	assert_true(kinds->a_uint64 == UINT64_MAX);
	assert_true(kinds->a_fixed64 == UINT64_MAX);
}

static void integers_out_of_range_or_not_whole_are_refused(void **state)
{
	(void)state;
	refuse("{\"an_int32\":2147483648}", "an_int32: must be a whole number from -2147483648 to 2147483647");
	refuse("{\"an_int32\":-2147483649}", "an_int32: must be a whole number");
	refuse("{\"a_uint32\":-1}", "a_uint32: must be a whole number from 0 to 4294967295");
	refuse("{\"an_int64\":9223372036854775808}", "an_int64: must be");
	refuse("{\"an_int64\":-9223372036854775809}", "an_int64: must be");
	refuse("{\"a_uint64\":18446744073709551616}", "a_uint64: must be");
	refuse("{\"an_int64\":1e400}", "an_int64: must be");
	refuse("{\"an_int64\":1e99999999999999999999}", "an_int64: must be");
	refuse("{\"an_int64\":1.5}", "an_int64: must be");
	refuse("{\"an_int64\":\"\"}", "an_int64: must be");
	refuse("{\"an_int64\":\"12x\"}", "an_int64: must be");
	refuse("{\"an_int64\":\"012\"}", "an_int64: must be");
	refuse("{\"an_int64\":\" 1\"}", "an_int64: must be");
	refuse("{\"an_int64\":true}", "not true");
	refuse("{\"an_int64\":[1]}", "not an array");
	assert_true(read_kinds("{\"an_int64\":100e-2}")->an_int64 == 1);
	assert_true(read_kinds("{\"an_int64\":-0}")->an_int64 == 0);
	assert_true(read_kinds("{\"an_int64\":0.0e999999}")->an_int64 == 0);
	assert_true(read_kinds("{\"an_int64\":9.007199254740993e15}")->an_int64 == 9007199254740993);
}

static void floats_and_their_words(void **state)
{
	(void)state;
	const Hapax__Test__Kinds *kinds = read_kinds("{\"a_float\":1.5,\"a_double\":-2.5e-3}");
	assert_true(kinds->a_float == 1.5F);
	assert_true(kinds->a_double == -2.5e-3);
	kinds = read_kinds("{\"a_float\":\"NaN\",\"a_double\":\"-Infinity\"}");
	assert_true(isnan(kinds->a_float));
	assert_true(isinf(kinds->a_double) && kinds->a_double < 0);
	assert_true(read_kinds("{\"a_double\":\"3.25\"}")->a_double == 3.25);
	assert_true(read_kinds("{\"a_double\":123456789012345678}")->a_double == 123456789012345678.0);
	refuse("{\"a_float\":1e39}", "a_float: must be a number within a float's range");
	refuse("{\"a_double\":1e309}", "a_double: must be a number within a double's range");
	refuse("{\"a_double\":\"nan\"}", "a_double: must be a number");
	refuse("{\"a_double\":\"0x10\"}", "a_double: must be a number");
	refuse("{\"a_double\":false}", "not false");
}

static void bools_strings_and_bytes(void **state)
{
	(void)state;
	const Hapax__Test__Kinds *kinds = read_kinds("{\"a_bool\":true,\"a_string\":\"z\\u00f6\\ud83d\\ude00\\n\\\"\",\"some_"
						     "bytes\":\"+/+/AA==\",\"tags\":[\"\",\"b\"]}");
	assert_true(kinds->a_bool);
	assert_string_equal(kinds->a_string, "z\xc3\xb6\xf0\x9f\x98\x80\n\"");
	assert_int_equal(kinds->some_bytes.len, 4);
	assert_memory_equal(kinds->some_bytes.data, "\xfb\xff\xbf\x00", 4);
	assert_int_equal(kinds->n_tags, 2);
	assert_string_equal(kinds->tags[0], "");
	kinds = read_kinds("{\"some_bytes\":\"-_-_AA\"}");
	assert_memory_equal(kinds->some_bytes.data, "\xfb\xff\xbf\x00", 4);
	refuse("{\"a_bool\":1}", "a_bool: must be true or false, not a number");
	refuse("{\"a_bool\":\"true\"}", "not a string");
	refuse("{\"a_string\":1}", "a_string: must be a string, not a number");
	refuse("{\"some_bytes\":\"A\"}", "some_bytes: must be base64");
	refuse("{\"some_bytes\":\"AA=\"}", "some_bytes: must be base64");
	refuse("{\"some_bytes\":\"AB==\"}", "some_bytes: must be base64");
	refuse("{\"some_bytes\":\"A A=\"}", "some_bytes: must be base64");
}

static void enums_by_name_or_number(void **state)
{
	(void)state;
	assert_int_equal(read_kinds("{\"colour\":\"COLOUR_BLUE\"}")->colour, 2);
	assert_int_equal(read_kinds("{\"colour\":1}")->colour, 1);
	assert_int_equal(read_kinds("{\"colour\":99}")->colour, 99);
	const Hapax__Test__Kinds *kinds = read_kinds("{\"colours\":[\"COLOUR_RED\",2]}");
	assert_int_equal(kinds->colours[0], 1);
	assert_int_equal(kinds->colours[1], 2);
	refuse("{\"colour\":\"COLOUR_PINK\"}",
	       "colour: must be the number or the name of one of COLOUR_UNSPECIFIED, COLOUR_RED, COLOUR_BLUE");
	refuse("{\"colours\":[\"COLOUR_RED\",null]}", "colours[1]: must be");
}

static void messages_and_repeated_fields(void **state)
{
	(void)state;
	const Hapax__Test__Kinds *kinds = read_kinds(
		"{\"line\":{\"sku\":\"a\",\"count\":2},\"lines\":[{\"sku\":\"b\"},{}],\"numbers\":[1,\"2\",-3],\"tags\":[]}");
	assert_string_equal(kinds->line->sku, "a");
	assert_int_equal(kinds->line->count, 2);
	assert_int_equal(kinds->n_lines, 2);
	assert_string_equal(kinds->lines[0]->sku, "b");
	assert_string_equal(kinds->lines[1]->sku, "");
	assert_int_equal(kinds->n_numbers, 3);
	assert_int_equal(kinds->numbers[2], -3);
	assert_int_equal(kinds->n_tags, 0);
	refuse("{\"lines\":[{\"sku\":\"a\"},{\"count\":\"x\"}]}", "lines[1].count: must be a whole number");
	refuse("{\"lines\":{}}", "lines: must be an array, not an object");
	refuse("{\"line\":[]}", "line: must be an object, not an array");
	refuse("{\"tags\":[\"a\",null]}", "tags[1]: must be a string, not null");
}

static void maps_of_every_key_type(void **state)
{
	(void)state;
	const Hapax__Test__Kinds *kinds = read_kinds("{\"labels\":{\"a\":\"1\",\"\":\"2\"},\"lines_by_id\":{\"-5\":{\"sku\":\"x\"}}"
						     ",\"counts\":{\"true\":1,\"false\":0}}");
	assert_int_equal(kinds->n_labels, 2);
	assert_string_equal(kinds->labels[0]->key, "a");
	assert_string_equal(kinds->labels[1]->value, "2");
	assert_int_equal(kinds->lines_by_id[0]->key, -5);
	assert_string_equal(kinds->lines_by_id[0]->value->sku, "x");
	assert_true(kinds->counts[0]->key);
	assert_false(kinds->counts[1]->key);
	refuse("{\"labels\":{\"a\":null}}", "labels.a: must be a string, not null");
	refuse("{\"labels\":{\"a\":\"1\",\"a\":\"2\"}}", "labels.a: is given more than once");
	refuse("{\"lines_by_id\":{\"1.0\":{}}}", "lines_by_id.1.0: must be a map key made of digits");
	refuse("{\"lines_by_id\":{\"01\":{}}}", "lines_by_id.01: must be");
	refuse("{\"lines_by_id\":{\"\":{}}}", "must be");
	refuse("{\"counts\":{\"yes\":1}}", "counts.yes: must be one of the map keys true and false");
}

static void oneof_takes_one_member(void **state)
{
	(void)state;
	const Hapax__Test__Kinds *kinds = read_kinds("{\"as_number\":0}");
	assert_int_equal(kinds->choice_case, HAPAX__TEST__KINDS__CHOICE_AS_NUMBER);
	kinds = read_kinds("{\"as_text\":null,\"as_line\":{\"sku\":\"s\"}}");
	assert_int_equal(kinds->choice_case, HAPAX__TEST__KINDS__CHOICE_AS_LINE);
	assert_string_equal(kinds->as_line->sku, "s");
	refuse("{\"as_text\":\"a\",\"as_number\":1}", "as_number: excludes as_text; only one of them may be given");
}

static void wrappers_are_bare_values_and_null_is_none(void **state)
{
	(void)state;
	const Hapax__Test__Kinds *kinds = read_kinds(
		"{\"description\":\"d\",\"maybe_number\":\"5\",\"maybe_bool\":false,\"maybe_double\":0,\"maybe_bytes\":\"AA==\","
		"\"maybe_small\":null,\"words\":[\"a\",\"\"]}");
	assert_string_equal(kinds->description->value, "d");
	assert_int_equal(kinds->maybe_number->value, 5);
	assert_false(kinds->maybe_bool->value);
	assert_non_null(kinds->maybe_double);
	assert_int_equal(kinds->maybe_bytes->value.len, 1);
	assert_null(kinds->maybe_small);
	assert_string_equal(kinds->words[0]->value, "a");
	refuse("{\"description\":{\"value\":\"d\"}}", "description: must be a string, not an object");
	refuse("{\"maybe_small\":-1}", "maybe_small: must be a whole number from 0");
}

static void times_and_durations(void **state)
{
	(void)state;
	const Hapax__Test__Kinds *kinds = read_kinds("{\"due_date\":\"2026-01-31T18:00:00.25+01:00\",\"took\":\"-1.5s\"}");
	assert_int_equal(kinds->due_date->seconds, 1769878800);
	assert_int_equal(kinds->due_date->nanos, 250000000);
	assert_int_equal(kinds->took->seconds, -1);
	assert_int_equal(kinds->took->nanos, -500000000);
	kinds = read_kinds("{\"due_date\":\"1969-12-31T23:59:59.75Z\",\"took\":\"0.000000001s\"}");
	assert_int_equal(kinds->due_date->seconds, -1);
	assert_int_equal(kinds->due_date->nanos, 750000000);
	assert_int_equal(kinds->took->nanos, 1);
	assert_int_equal(read_kinds("{\"took\":\"-0.5s\"}")->took->nanos, -500000000);
	refuse("{\"due_date\":\"yesterday\"}", "due_date: must be an RFC 3339 time");
	refuse("{\"due_date\":1769878800}", "due_date: must be an RFC 3339 time");
	static const char *const wrong[] = {"1.5",	     "s",    "-s",   "1.s",	      ".5s",
					    "1.0000000001s", "1e3s", "--1s", "315576000001s", "1,5s"};
	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		char json[64];
		snprintf(json, sizeof(json), "{\"took\":\"%s\"}", wrong[i]);
		refuse(json, "took: must be a duration");
	}
}

static void structs_take_anything(void **state)
{
	(void)state;
	const Hapax__Test__Kinds *kinds = read_kinds("{\"before\":{\"title\":\"t\",\"n\":1.5,\"b\":true,\"x\":null,\"deep\":{\"l\":"
						     "[1,{}]}},\"anything\":null,\"list\":[1,\"a\"]}");
	assert_int_equal(kinds->before->n_fields, 5);
	assert_string_equal(kinds->before->fields[0]->key, "title");
	assert_string_equal(kinds->before->fields[0]->value->string_value, "t");
	assert_true(kinds->before->fields[1]->value->number_value == 1.5);
	assert_int_equal(kinds->before->fields[2]->value->kind_case, GOOGLE__PROTOBUF__VALUE__KIND_BOOL_VALUE);
	assert_int_equal(kinds->before->fields[3]->value->kind_case, GOOGLE__PROTOBUF__VALUE__KIND_NULL_VALUE);
	assert_int_equal(kinds->before->fields[4]->value->struct_value->fields[0]->value->list_value->n_values, 2);
	assert_int_equal(kinds->anything->kind_case, GOOGLE__PROTOBUF__VALUE__KIND_NULL_VALUE);
	assert_int_equal(kinds->list->n_values, 2);
	refuse("{\"before\":{\"title\":1e999}}", "before.title: must be a number");
	refuse("{\"before\":{\"a\":{\"b\":1,\"b\":2}}}", "before.a.b: is given more than once");
	refuse("{\"before\":[1]}", "before: must be an object, not an array");
}

static void null_is_absent(void **state)
{
	(void)state;
	const Hapax__Test__Kinds *kinds = read_kinds("{\"an_int32\":null,\"a_string\":null,\"line\":null,\"lines\":null,\"labels\":"
						     "null,\"due_date\":null,\"always_null\":null}");
	assert_string_equal(kinds->a_string, "");
	assert_null(kinds->line);
	assert_int_equal(kinds->n_lines, 0);
	assert_null(kinds->due_date);
	assert_string_equal(read_kinds("{\"any\":{}}")->any->type_url, "");
	assert_non_null(read_kinds("{\"nothing\":{}}")->nothing);
}

static void both_spellings_are_one_field(void **state)
{
	(void)state;
	assert_int_equal(read_kinds("{\"anInt32\":5}")->an_int32, 5);
	assert_int_equal(read_kinds("{\"linesById\":{\"1\":{}}}")->n_lines_by_id, 1);
	refuse("{\"an_int32\":5,\"anInt32\":5}", "an_int32: is given in two spellings");
	refuse("{\"an_int32\":5,\"a_bool\":true,\"an_int32\":5}", "an_int32: is given more than once");
	refuse("{\"AnInt32\":5}", "AnInt32: is no field of hapax.test.Kinds");
	refuse("{\"an__int32\":5}", "an__int32: is no field of hapax.test.Kinds");
}

static void unknown_fields_are_ignored_or_refused(void **state)
{
	(void)state;
	ProtobufCMessage *message = NULL;
	struct text json = TEXT("{\"new\":{\"deep\":[1,2,{}]},\"an_int32\":5,\"newer\":\"\\u0041\"}");
	assert_ok(json_read_message(&context, json, &hapax__test__kinds__descriptor, true, &message));
	assert_int_equal(((Hapax__Test__Kinds *)message)->an_int32, 5);
	refuse(json.at, "new: is no field of hapax.test.Kinds");
	refuse(json.at, "newer: is no field");
	json = TEXT("{\"new\":{\"deep\":[{\"a\":1,\"a\":2}]}}");
	assert_refused(json_read_message(&context, json, &hapax__test__kinds__descriptor, true, &message),
		       "new.a: is given more than once");
}

static void every_wrong_field_is_named(void **state)
{
	(void)state;
	ProtobufCMessage *message = NULL;
	struct text json = TEXT("{\"an_int32\":\"x\",\"tags\":[1,\"a\",2],\"inner\":{\"line\":{\"sku\":5}}}");
	assert_int_equal(json_read_message(&context, json, &hapax__test__kinds__descriptor, false, &message), STATUS_INVALID);
	assert_int_equal(context.failure.violation_count, 4);
	const char *fields[] = {"an_int32", "tags[0]", "tags[2]", "inner.line.sku"};
	const struct violation *violation = context.failure.violations;
	for (size_t i = 0; i < COUNT_OF(fields); i++, violation = violation->next) {
		assert_true(text_equal_string(violation->field, fields[i]));
		assert_true(text_equal_string(violation->rule, "type"));
	}
}

static void what_is_no_json_is_refused_with_its_place(void **state)
{
	(void)state;
	refuse("", "at byte 0: empty");
	refuse("  \n", "empty");
	refuse("5", "at byte 0: starts with something else");
	refuse("\"a\"", "starts with something else");
	refuse("{", "ends inside an object or array");
	refuse("{}}", "at byte 2: a closing bracket without an opening one");
	refuse("{\"a\":\"b", "ends inside a string");
	refuse("{\"a\":\"b\\", "ends inside a string");
	refuse("{} x", "at byte 3: something follows");
	refuse("{} {}", "not JSON");
	refuse("{]", "not JSON");
	refuse("{\"a\":[}}", "not JSON");
	refuse("{\"a\" 1}", "not JSON");
	refuse("{\"a\":1,}", "not JSON");
	refuse("{,}", "not JSON");
	refuse("{a:1}", "not JSON");
	refuse("{\"a\":01}", "not JSON");
	refuse("{\"a\":+1}", "not JSON");
	refuse("{\"a\":.5}", "not JSON");
	refuse("{\"a\":1.}", "not JSON");
	refuse("{\"a\":nul}", "not JSON");
	refuse("{\"a\":NaN}", "not JSON");
	refuse("{\"a\":1 /* c */}", "not JSON");
	refuse("{'a':1}", "not JSON");
	refuse("{\"a\":\"\\x\"}", "not JSON");
	refuse("{\"a\":\"\\u12g4\"}", "four hexadecimal digits");
	refuse("{\"a\":\"\\u12\"}", "four hexadecimal digits");
	refuse("[]", "must be an object, not an array");
	refuse("\xef\xbb\xbf{}", "starts with something else");
}

static void text_that_is_no_unicode_is_refused(void **state)
{
	(void)state;
	refuse("{\"a\":\"\\u0000\"}", "at byte 6: U+0000 isn't allowed");
	refuse("{\"a\\u0000\":1}", "U+0000 isn't allowed");
	refuse_bytes("{\"a\":\"\0\"}", 9, "control characters in strings must be escaped");
	refuse_bytes("{\"a\":1\0}", 8, "not JSON");
	refuse("{\"a\":\"\n\"}", "control characters in strings must be escaped");
	refuse("{\"a\":\"\\ud800\"}", "a lone surrogate");
	refuse("{\"a\":\"\\ud800x\"}", "a lone surrogate");
	refuse("{\"a\":\"\\ud800\\u0041\"}", "a lone surrogate");
	refuse("{\"a\":\"\\ud800\\ud800\"}", "a lone surrogate");
	refuse("{\"a\":\"\\udc00\\ud800\"}", "a lone surrogate");
	refuse("{\"a\":\"12345678\\udfff\"}", "a lone surrogate");
	static const char *const wrong[] = {"\x80",
					    "\xc0\x80",
					    "\xc1\xbf",
					    "\xc3",
					    "\xe0\x80\x80",
					    "\xed\xa0\x80",
					    "\xf0\x8f\xbf\xbf",
					    "\xf4\x90\x80\x80",
					    "\xf5\x80\x80\x80",
					    "\xff",
					    "\xe2\x82"};
	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		char json[64];
		snprintf(json, sizeof(json), "{\"a\":\"plain text %s\"}", wrong[i]);
		refuse(json, "strings must be UTF-8");
	}
	assert_string_equal(read_kinds("{\"a_string\":\"\xf4\x8f\xbf\xbf\x7f\xed\x9f\xbf\"}")->a_string,
			    "\xf4\x8f\xbf\xbf\x7f\xed\x9f\xbf");
}

/* {"a":[[[...]]]} with so many arrays. */
static struct text nested(size_t arrays, char open, char close)
{
	char *json = arena_alloc(&arena, 2 * arrays + 16);
	size_t len = (size_t)snprintf(json, 16, "{\"a\":");
	memset(json + len, open, arrays);
	memset(json + len + arrays, close, arrays);
	json[len + 2 * arrays] = '}';
	return (struct text){json, len + 2 * arrays + 1};
}

static void nesting_ends_at_64(void **state)
{
	(void)state;
	ProtobufCMessage *message = NULL;
	assert_ok(json_read_message(&context, nested(63, '[', ']'), &hapax__test__kinds__descriptor, true, &message));
	assert_refused(json_read_message(&context, nested(64, '[', ']'), &hapax__test__kinds__descriptor, true, &message),
		       "up to 64 deep");
	assert_refused(json_read_message(&context, nested(9000, '[', ']'), &hapax__test__kinds__descriptor, true, &message),
		       "up to 64 deep");
	assert_refused(json_read_message(&context, nested(1000000, '[', ']'), &hapax__test__kinds__descriptor, true, &message),
		       "up to 64 deep");
}

/* A Struct costs three protobuf levels for one of JSON. */
static void what_protobuf_could_not_nest_is_refused(void **state)
{
	(void)state;
	char json[1024];
	size_t len = (size_t)snprintf(json, sizeof(json), "{\"before\":");
	for (int i = 0; i < 30; i++)
		len += (size_t)snprintf(json + len, sizeof(json) - len, "{\"a\":");
	json[len++] = '1';
	memset(json + len, '}', 31);
	json[len + 31] = '\0';
	refuse(json, "is nested too deeply; messages may be nested up to 64 deep");
}

static void many_keys_are_compared_fast(void **state)
{
	(void)state;
	enum { KEYS = 20000 };
	struct buffer json;
	buffer_init(&json, &arena, 1 << 20);
	buffer_add_string(&json, "{\"before\":{");
	for (int i = 0; i < KEYS; i++)
		buffer_printf(&json, "%s\"k%d\":1", i ? "," : "", (i * 7919) % KEYS);
	size_t len = json.len;
	buffer_add_string(&json, "}}");
	assert_int_equal(read_kinds(buffer_string(&json))->before->n_fields, KEYS);
	json.len = len;
	buffer_add_string(&json, ",\"k777\":2}}");
	refuse(buffer_string(&json), "before.k777: is given more than once");
}

static void hostile_violations_stay_small(void **state)
{
	(void)state;
	enum { KEYS = 10000, LONG = 5000 };
	struct buffer json;
	buffer_init(&json, &arena, 4 << 20);
	buffer_add_string(&json, "{\"");
	for (int i = 0; i < LONG; i++)
		buffer_add_string(&json, "\xc3\xb6");
	buffer_add_string(&json, "\":1,\"numbers\":[");
	for (int i = 0; i < KEYS; i++)
		buffer_add_string(&json, i ? ",[]" : "[]");
	buffer_add_string(&json, "]}");
	struct text text = buffer_text(&json);
	size_t before = arena.used_bytes;
	ProtobufCMessage *message = NULL;
	assert_int_equal(json_read_message(&context, text, &hapax__test__kinds__descriptor, false, &message), STATUS_INVALID);
	assert_int_equal(context.failure.violation_count, KEYS + 1);
	assert_true(strlen(failure_text(&context)) < 8000);
	assert_true(text_is_utf8(context.failure.message));
	assert_true(arena.used_bytes - before < 20 * text.len + 200000);
}

/* Every allocation refused once: an error each time, and never a crash. */
static void exhausted_arena_is_an_error(void **state)
{
	(void)state;
	const char *json =
		"{\"a_string\":\"\\u00e4\",\"tags\":[\"a\"],\"before\":{\"a\":[1]},\"some_bytes\":\"AAAA\",\"description\":\"d\"}";
	size_t refused = 0;
	for (size_t max = 0; max < 64 * 1024; max += 64) {
		struct arena small;
		struct context tight;
		arena_init(&small, max);
		context_init(&tight, &small, NULL, NULL);
		ProtobufCMessage *message = NULL;
		enum status status = json_read_message(&tight, text_of(json), &hapax__test__kinds__descriptor, false, &message);
		assert_true(status == STATUS_OK || status == STATUS_EXHAUSTED);
		assert_true((status == STATUS_OK) == (message != NULL));
		refused += status == STATUS_EXHAUSTED;
		arena_done(&small);
	}
	assert_true(refused > 0 && refused < 1024);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CODEC_TEST(integers_of_all_widths),
		CODEC_TEST(integers_out_of_range_or_not_whole_are_refused),
		CODEC_TEST(floats_and_their_words),
		CODEC_TEST(bools_strings_and_bytes),
		CODEC_TEST(enums_by_name_or_number),
		CODEC_TEST(messages_and_repeated_fields),
		CODEC_TEST(maps_of_every_key_type),
		CODEC_TEST(oneof_takes_one_member),
		CODEC_TEST(wrappers_are_bare_values_and_null_is_none),
		CODEC_TEST(times_and_durations),
		CODEC_TEST(structs_take_anything),
		CODEC_TEST(null_is_absent),
		CODEC_TEST(both_spellings_are_one_field),
		CODEC_TEST(unknown_fields_are_ignored_or_refused),
		CODEC_TEST(every_wrong_field_is_named),
		CODEC_TEST(what_is_no_json_is_refused_with_its_place),
		CODEC_TEST(text_that_is_no_unicode_is_refused),
		CODEC_TEST(nesting_ends_at_64),
		CODEC_TEST(what_protobuf_could_not_nest_is_refused),
		CODEC_TEST(many_keys_are_compared_fast),
		CODEC_TEST(hostile_violations_stay_small),
		CODEC_TEST(exhausted_arena_is_an_error),
	};
	return cmocka_run_group_tests_name("json_read", tests, NULL, NULL);
}
