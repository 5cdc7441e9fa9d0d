#include <stdio.h>

#include "contract/catalogue.h"
#include "contract/json/types.h"
#include "hapax/json.h"
#include "sink.pb-c.h"
#include "sink/catalogue.h"
#include "unit/contract/codec.h"

static const struct json_options canonical = {.form = JSON_CANONICAL};
static const struct json_options ignoring = {.form = JSON_CANONICAL, .ignore_unknown = true};
static const struct json_options event = {.form = JSON_EVENT};

static ProtobufCMessage *read_as(const ProtobufCMessageDescriptor *descriptor, const char *json, const struct json_options *options)
{
	ProtobufCMessage *message = NULL;
	assert_ok(json_read(&context, text_of(json), descriptor, options, &message));
	assert_non_null(message);
	return message;
}

static void refuse_as(const ProtobufCMessageDescriptor *descriptor, const char *json, const struct json_options *options,
		      const char *why)
{
	ProtobufCMessage *message = NULL;
	assert_refused(json_read(&context, text_of(json), descriptor, options, &message), why);
	assert_null(message);
}

static const char *write_as(const ProtobufCMessage *message, const struct json_options *options)
{
	struct buffer buffer;
	buffer_init(&buffer, &arena, 1 << 20);
	assert_ok(json_write(&context, &buffer, message, options));
	return buffer_string(&buffer);
}

/* Read in the canonical form, written in the given one. */
static void assert_becomes(const ProtobufCMessageDescriptor *descriptor, const char *json, const struct json_options *options,
			   const char *wanted)
{
	assert_string_equal(write_as(read_as(descriptor, json, &canonical), options), wanted);
}

static void refuse_to_write(const ProtobufCMessage *message, const struct json_options *options, const char *why)
{
	struct buffer buffer;
	buffer_init(&buffer, &arena, 1 << 20);
	assert_refused(json_write(&context, &buffer, message, options), why);
}

#define SCALARS &hapax__sink__v1__scalars__descriptor
#define LISTS	&hapax__sink__v1__lists__descriptor
#define MAPS	&hapax__sink__v1__maps__descriptor
#define KNOWN	&hapax__sink__v1__known__descriptor
#define CHOICE	&hapax__sink__v1__choice__descriptor
#define NAMES	&hapax__sink__v1__names__descriptor

static void defaults_are_left_out(void **state)
{
	(void)state;
	Hapax__Sink__V1__Scalars scalars = HAPAX__SINK__V1__SCALARS__INIT;
	assert_string_equal(write_as(&scalars.base, &canonical), "{}");
	scalars.a_double = -0.0;
	scalars.a_float = -0.0F;
	assert_string_equal(write_as(&scalars.base, &canonical), "{\"aFloat\":-0.0,\"aDouble\":-0.0}");
	assert_becomes(LISTS, "{\"int32s\":[],\"messages\":[{}]}", &canonical, "{\"messages\":[{}]}");
	assert_becomes(MAPS, "{\"byInt32\":{}}", &canonical, "{}");
	assert_becomes(CHOICE, "{\"anInt32\":0}", &canonical, "{\"anInt32\":0}");
	assert_becomes(KNOWN, "{\"maybeInt32\":0,\"empty\":{},\"nullValue\":null}", &canonical, "{\"empty\":{},\"maybeInt32\":0}");
}

static void numbers_of_64_bits_are_text(void **state)
{
	(void)state;
	assert_becomes(
		SCALARS, "{\"anInt64\":1,\"aSint64\":-9223372036854775808,\"aFixed64\":18446744073709551615,\"aUint32\":7}",
		&canonical,
		"{\"anInt64\":\"1\",\"aSint64\":\"-9223372036854775808\",\"aUint32\":7,\"aFixed64\":\"18446744073709551615\"}");
	assert_becomes(MAPS, "{\"byInt64\":{\"-5\":6}}", &canonical, "{\"byInt64\":{\"-5\":\"6\"}}");
	assert_becomes(LISTS, "{\"uint64s\":[0]}", &canonical, "{\"uint64s\":[\"0\"]}");
	assert_becomes(KNOWN, "{\"maybeUint64\":5}", &canonical, "{\"maybeUint64\":\"5\"}");
}

static void largest_float_is_no_larger_as_a_double(void **state)
{
	(void)state;
	assert_becomes(SCALARS, "{\"aFloat\":3.4028235e38}", &canonical, "{\"aFloat\":3.4028234663852886e+38}");
	assert_becomes(SCALARS, "{\"aFloat\":-3.4028235e38}", &canonical, "{\"aFloat\":-3.4028234663852886e+38}");
}

static void names_of_json_are_the_protos_own_or_camel_case(void **state)
{
	(void)state;
	const char *json = "{\"field1With2Digits3\":1,\"doubleUnderscore\":2,\"trailing\":3,\"Leading\":4,\"alreadyUpper\":5,"
			   "\"SHOUTEDNAME\":6,\"@renamed\":7,\"a \\\"quoted\\\" \\\\ n\xc3\xa4me\":8,\"Snake-Case\":9}";
	assert_becomes(NAMES, json, &canonical, json);
	assert_becomes(NAMES, "{\"plain\":1,\"quoted\":2,\"snake_case\":3}", &canonical,
		       "{\"@renamed\":1,\"a \\\"quoted\\\" \\\\ n\xc3\xa4me\":2,\"Snake-Case\":3}");
	refuse_as(NAMES, "{\"snakeCase\":1}", &canonical, "snakeCase: is no field of hapax.sink.v1.Names");
	refuse_as(NAMES, "{\"plain\":1,\"@renamed\":1}", &canonical, "plain: is given in two spellings");
}

static void event_form_reads_all_names_and_writes_the_protos(void **state)
{
	(void)state;
	const Hapax__Sink__V1__Names *names = (const Hapax__Sink__V1__Names *)read_as(
		NAMES, "{\"snakeCase\":1,\"@renamed\":2,\"field_1_with2_digits3\":3}", &event);
	assert_int_equal(names->snake_case, 1);
	assert_int_equal(names->plain, 2);
	assert_int_equal(names->field_1_with2_digits3, 3);
	assert_holds(write_as(&names->base, &event), "\"plain\":2,\"quoted\":0,\"snake_case\":1}");
}

static void times_have_nanoseconds_in_groups_of_three(void **state)
{
	(void)state;
	static const char *const times[] = {
		"0001-01-01T00:00:00Z",	    "1969-12-31T23:59:59.500Z",	      "2026-01-31T17:00:00.000001Z",
		"2026-01-31T17:00:00.010Z", "2026-01-31T17:00:00.123456789Z", "9999-12-31T23:59:59.999999999Z",
	};
	for (size_t i = 0; i < COUNT_OF(times); i++) {
		char json[64];
		snprintf(json, sizeof(json), "{\"time\":\"%s\"}", times[i]);
		assert_becomes(KNOWN, json, &canonical, json);
	}
	assert_becomes(KNOWN, "{\"time\":\"1970-01-01T01:00:00.1234567+01:00\"}", &canonical,
		       "{\"time\":\"1970-01-01T00:00:00.123456700Z\"}");
	assert_holds(write_as(read_as(KNOWN, "{\"time\":\"1970-01-01T00:00:00.123456789Z\"}", &canonical), &event),
		     "\"1970-01-01T00:00:00.123456Z\"");
	static const char *const wrong[] = {"2026-01-31 17:00:00Z", "2026-01-31t17:00:00Z", "2026-01-31T17:00:00z",
					    "2016-12-31T23:59:60Z", "2026-01-31T17:00:00"};
	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		char json[64];
		snprintf(json, sizeof(json), "{\"time\":\"%s\"}", wrong[i]);
		refuse_as(KNOWN, json, &canonical, "time: must be an RFC 3339 time");
	}
}

static void durations_have_nanoseconds_in_groups_of_three(void **state)
{
	(void)state;
	static const struct {
		const char *given, *canonical, *event;
	} cases[] = {
		{"1s", "1s", "1s"},
		{"1.5s", "1.500s", "1.5s"},
		{"-0.01s", "-0.010s", "-0.01s"},
		{"0.000001s", "0.000001s", "0.000001s"},
		{"-315576000000.000000001s", "-315576000000.000000001s", "-315576000000.000000001s"},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		char json[64], wanted[64];
		snprintf(json, sizeof(json), "{\"duration\":\"%s\"}", cases[i].given);
		snprintf(wanted, sizeof(wanted), "{\"duration\":\"%s\"}", cases[i].canonical);
		assert_becomes(KNOWN, json, &canonical, wanted);
		snprintf(wanted, sizeof(wanted), "{\"duration\":\"%s\"", cases[i].event);
		assert_holds(write_as(read_as(KNOWN, json, &event), &event), wanted);
	}
}

static void field_masks_are_in_each_forms_spelling(void **state)
{
	(void)state;
	const ProtobufCMessage *known = read_as(KNOWN, "{\"mask\":\"user.displayName,photo2\"}", &canonical);
	const Google__Protobuf__FieldMask *mask = ((const Hapax__Sink__V1__Known *)known)->mask;
	assert_int_equal(mask->n_paths, 2);
	assert_string_equal(mask->paths[0], "user.display_name");
	assert_string_equal(write_as(known, &canonical), "{\"mask\":\"user.displayName,photo2\"}");
	assert_holds(write_as(known, &event), "{\"mask\":\"user.display_name,photo2\"");
	assert_string_equal(write_as(read_as(KNOWN, "{\"mask\":\"a_b,cD\"}", &event), &canonical), "{\"mask\":\"aB,cD\"}");
	assert_becomes(KNOWN, "{\"mask\":\"\"}", &canonical, "{\"mask\":\"\"}");
	refuse_as(KNOWN, "{\"mask\":\"a_b\"}", &canonical, "mask: must be paths in lowerCamelCase");
	refuse_as(KNOWN, "{\"mask\":\"a,\"}", &canonical, "mask: must be paths");
	refuse_as(KNOWN, "{\"mask\":\",\"}", &event, "mask: must be paths");
	refuse_as(KNOWN, "{\"mask\":[]}", &canonical, "mask: must be a string of paths with commas between, not an array");
}

static void paths_that_would_not_come_back_are_refused(void **state)
{
	(void)state;
	static const char *const wrong[] = {"fooBar", "foo__bar", "foo_3_bar", "foo_", "", "a,b", "a b"};
	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		Hapax__Sink__V1__Known known = HAPAX__SINK__V1__KNOWN__INIT;
		Google__Protobuf__FieldMask mask = GOOGLE__PROTOBUF__FIELD_MASK__INIT;
		char *paths[] = {(char *)wrong[i]};
		mask.n_paths = 1;
		mask.paths = paths;
		known.mask = &mask;
		refuse_to_write(&known.base, &canonical, "mask: a path of a field mask is made of");
	}
}

static void null_is_a_value_of_null_values(void **state)
{
	(void)state;
	assert_becomes(CHOICE, "{\"nullValue\":null}", &canonical, "{\"nullValue\":null}");
	assert_becomes(CHOICE, "{\"value\":null}", &canonical, "{\"value\":null}");
	assert_becomes(CHOICE, "{\"anInt32\":null}", &canonical, "{}");
	refuse_as(CHOICE, "{\"nullValue\":null,\"aBool\":true}", &canonical, "excludes null_value");
	Hapax__Sink__V1__Known known = HAPAX__SINK__V1__KNOWN__INIT;
	known.null_value = (Google__Protobuf__NullValue)5;
	assert_string_equal(write_as(&known.base, &canonical), "{\"nullValue\":5}");
}

static void spare_bits_of_base64_are_ignored(void **state)
{
	(void)state;
	assert_becomes(SCALARS, "{\"someBytes\":\"-_\"}", &canonical, "{\"someBytes\":\"+w==\"}");
	refuse_as(SCALARS, "{\"some_bytes\":\"-_\"}", &event, "some_bytes: must be base64");
}

static void names_that_an_enum_lacks_are_unknown_fields(void **state)
{
	(void)state;
	refuse_as(SCALARS, "{\"level\":\"LEVEL_PINK\"}", &canonical, "level: must be the number or the name");
	refuse_as(SCALARS, "{\"level\":\"LEVEL_PINK\"}", &event, "level: must be the number or the name");
	assert_string_equal(write_as(read_as(SCALARS, "{\"level\":\"LEVEL_PINK\",\"anInt32\":1}", &ignoring), &canonical),
			    "{\"anInt32\":1}");
	assert_string_equal(write_as(read_as(LISTS, "{\"levels\":[\"X\",\"LEVEL_LOW\",\"Y\",5]}", &ignoring), &canonical),
			    "{\"levels\":[\"LEVEL_LOW\",\"LEVEL_HIGH\"]}");
	assert_string_equal(write_as(read_as(MAPS, "{\"bySfixed32\":{\"1\":\"X\",\"2\":7}}", &ignoring), &canonical),
			    "{\"bySfixed32\":{\"2\":7}}");
	assert_string_equal(write_as(read_as(CHOICE, "{\"level\":\"X\",\"aBool\":true}", &ignoring), &canonical),
			    "{\"aBool\":true}");
}

static void whole_document_may_be_a_value_of_its_own(void **state)
{
	(void)state;
	static const struct {
		const char *type, *json;
	} cases[] = {
		{"google.protobuf.Timestamp", "\"2026-01-31T17:00:00Z\""},
		{"google.protobuf.StringValue", "\"\""},
		{"google.protobuf.Int64Value", "\"5\""},
		{"google.protobuf.Value", "null"},
		{"google.protobuf.Value", "[1,{\"a\":true}]"},
		{"google.protobuf.BoolValue", "false"},
		{"google.protobuf.FieldMask", "\"a\""},
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_becomes(type_find(text_of(cases[i].type)), cases[i].json, &canonical, cases[i].json);
	refuse_as(&google__protobuf__value__descriptor, "1 2", &canonical, "not JSON");
	refuse_as(&google__protobuf__value__descriptor, "1,2", &canonical, "one value");
	refuse_as(&google__protobuf__value__descriptor, "  ", &canonical, "one value");
	refuse_as(&google__protobuf__value__descriptor, "", &canonical, "empty");
	refuse_as(SCALARS, "5", &canonical, "starts with something else");
}

static void input_has_bounds(void **state)
{
	(void)state;
	const struct json_options few_bytes = {.form = JSON_CANONICAL, .max_bytes = 10};
	const struct json_options few_tokens = {.form = JSON_CANONICAL, .max_tokens = 8};
	(void)read_as(LISTS, "{}        ", &few_bytes);
	refuse_as(LISTS, "{}         ", &few_bytes, "11 bytes are more than the 10 that are allowed");
	(void)read_as(LISTS, "{\"bools\":[true,false]}", &few_tokens);
	refuse_as(LISTS, "{\"bools\":[true,false,true,true]}", &few_tokens, "more than the 8 that are allowed");
}

/* As a peer may send it: the later one counts. */
static void keys_twice_in_the_bytes_are_once_in_json(void **state)
{
	(void)state;
	enum { ENTRIES = 200 };
	static Hapax__Sink__V1__Maps__ByInt32Entry entries[ENTRIES];
	static Hapax__Sink__V1__Maps__ByInt32Entry *pointers[ENTRIES];
	Hapax__Sink__V1__Maps maps = HAPAX__SINK__V1__MAPS__INIT;
	maps.by_int32 = pointers;
	for (int i = 0; i < ENTRIES; i++) {
		hapax__sink__v1__maps__by_int32_entry__init(&entries[i]);
		entries[i].key = i % 3;
		entries[i].value = i;
		pointers[i] = &entries[i];
	}
	static const size_t counts[] = {1, 3, 5, 64, 65, 200};
	static const char *const wanted[] = {"{\"0\":0}",
					     "{\"0\":0,\"1\":1,\"2\":2}",
					     "{\"2\":2,\"0\":3,\"1\":4}",
					     "{\"1\":61,\"2\":62,\"0\":63}",
					     "{\"2\":62,\"0\":63,\"1\":64}",
					     "{\"2\":197,\"0\":198,\"1\":199}"};
	for (size_t i = 0; i < COUNT_OF(counts); i++) {
		maps.n_by_int32 = counts[i];
		assert_holds(write_as(&maps.base, &canonical), wanted[i]);
		assert_holds(write_as(&maps.base, &event), wanted[i]);
	}
}

static void map_value_that_is_left_out_is_an_empty_one(void **state)
{
	(void)state;
	Hapax__Sink__V1__Maps__BySfixed64Entry entry = HAPAX__SINK__V1__MAPS__BY_SFIXED64_ENTRY__INIT;
	Hapax__Sink__V1__Maps__BySfixed64Entry *entries[] = {&entry};
	Hapax__Sink__V1__Maps maps = HAPAX__SINK__V1__MAPS__INIT;
	maps.n_by_sfixed64 = 1;
	maps.by_sfixed64 = entries;
	assert_string_equal(write_as(&maps.base, &canonical), "{\"bySfixed64\":{\"0\":{}}}");
}

/* Every allocation refused once: an error each time, and never a crash. */
static void exhausted_arena_is_an_error(void **state)
{
	(void)state;
	const char *json =
		"{\"any\":{\"@type\":\"/hapax.sink.v1.Maps\",\"anys\":{\"a\":{\"@type\":\"/google.protobuf.Struct\",\"value\":{"
		"\"a\":[1]}}}},\"mask\":\"aB,c\",\"value\":\"\\u00e4\"}";
	size_t refused = 0;
	for (size_t max = 0; max < 64 * 1024; max += 64) {
		struct arena small;
		struct context tight;
		struct buffer buffer;
		arena_init(&small, max);
		context_init(&tight, &small, NULL, NULL);
		buffer_init(&buffer, &arena, 1 << 16);
		ProtobufCMessage *message = NULL;
		enum status status = json_read(&tight, text_of(json), KNOWN, &canonical, &message);
		assert_true((status == STATUS_OK) == (message != NULL));
		if (status == STATUS_OK)
			status = json_write(&tight, &buffer, message, &canonical);
		assert_true(status == STATUS_OK || status == STATUS_EXHAUSTED);
		refused += status == STATUS_EXHAUSTED;
		arena_done(&small);
	}
	assert_true(refused > 0 && refused < 1024);
}

static int register_sink(void **state)
{
	(void)set_up(state);
	assert_ok(catalogue_register(&context, &sink_catalogue));
	return tear_down(state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CODEC_TEST(defaults_are_left_out),
		CODEC_TEST(numbers_of_64_bits_are_text),
		CODEC_TEST(largest_float_is_no_larger_as_a_double),
		CODEC_TEST(names_of_json_are_the_protos_own_or_camel_case),
		CODEC_TEST(event_form_reads_all_names_and_writes_the_protos),
		CODEC_TEST(times_have_nanoseconds_in_groups_of_three),
		CODEC_TEST(durations_have_nanoseconds_in_groups_of_three),
		CODEC_TEST(field_masks_are_in_each_forms_spelling),
		CODEC_TEST(paths_that_would_not_come_back_are_refused),
		CODEC_TEST(null_is_a_value_of_null_values),
		CODEC_TEST(spare_bits_of_base64_are_ignored),
		CODEC_TEST(names_that_an_enum_lacks_are_unknown_fields),
		CODEC_TEST(whole_document_may_be_a_value_of_its_own),
		CODEC_TEST(input_has_bounds),
		CODEC_TEST(keys_twice_in_the_bytes_are_once_in_json),
		CODEC_TEST(map_value_that_is_left_out_is_an_empty_one),
		CODEC_TEST(exhausted_arena_is_an_error),
	};
	return cmocka_run_group_tests_name("json_canonical", tests, register_sink, NULL);
}
