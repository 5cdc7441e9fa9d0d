#include <stdio.h>

#include "contract/catalogue.h"
#include "contract/json/types.h"
#include "hapax/json.h"
#include "sink.pb-c.h"
#include "sink/catalogue.h"
#include "unit/contract/codec.h"

static const struct json_options canonical = {.form = JSON_CANONICAL};
static const struct json_options event = {.form = JSON_EVENT};

static Google__Protobuf__Any *read_any(const char *json, const struct json_options *options)
{
	ProtobufCMessage *message = NULL;
	assert_ok(json_read(&context, text_of(json), &google__protobuf__any__descriptor, options, &message));
	return (Google__Protobuf__Any *)message;
}

static const char *write_any(const Google__Protobuf__Any *any, const struct json_options *options)
{
	struct buffer buffer;
	buffer_init(&buffer, &arena, 1 << 20);
	assert_ok(json_write(&context, &buffer, &any->base, options));
	return buffer_string(&buffer);
}

static void refuse(const char *json, const struct json_options *options, const char *why)
{
	ProtobufCMessage *message = NULL;
	assert_refused(json_read(&context, text_of(json), &google__protobuf__any__descriptor, options, &message), why);
}

static void refuse_to_write(const char *url, const char *bytes, size_t len, const char *why)
{
	Google__Protobuf__Any any = GOOGLE__PROTOBUF__ANY__INIT;
	struct buffer buffer;
	any.type_url = (char *)url;
	any.value = (ProtobufCBinaryData){len, (uint8_t *)bytes};
	buffer_init(&buffer, &arena, 1 << 20);
	assert_refused(json_write(&context, &buffer, &any.base, &canonical), why);
}

static void message_stands_beside_its_type(void **state)
{
	(void)state;
	const Google__Protobuf__Any *any =
		read_any("{\"anInt64\":\"5\",\"@type\":\"type.googleapis.com/hapax.sink.v1.Scalars\"}", &canonical);
	assert_string_equal(any->type_url, "type.googleapis.com/hapax.sink.v1.Scalars");
	assert_int_equal(any->value.len, 2);
	assert_memory_equal(any->value.data, "\x20\x05", 2);
	assert_string_equal(write_any(any, &canonical),
			    "{\"@type\":\"type.googleapis.com/hapax.sink.v1.Scalars\",\"anInt64\":\"5\"}");
	assert_holds(write_any(any, &event), "\"an_int32\":0,\"a_sint32\":0,\"a_sfixed32\":0,\"an_int64\":5,");
	assert_string_equal(read_any(write_any(any, &event), &event)->type_url, any->type_url);
}

static void types_with_a_form_of_their_own_are_a_value(void **state)
{
	(void)state;
	static const char *const cases[] = {
		"{\"@type\":\"/google.protobuf.Duration\",\"value\":\"1.500s\"}",
		"{\"@type\":\"x/y/google.protobuf.Int64Value\",\"value\":\"5\"}",
		"{\"@type\":\"/google.protobuf.Struct\",\"value\":{\"@type\":\"a\"}}",
		"{\"@type\":\"/google.protobuf.Value\",\"value\":null}",
		"{\"@type\":\"/google.protobuf.Any\",\"value\":{\"@type\":\"/google.protobuf.FieldMask\",\"value\":\"aB\"}}",
		"{\"@type\":\"/google.protobuf.Any\",\"value\":{}}",
		"{\"@type\":\"/google.protobuf.Empty\"}",
		"{}",
	};
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_string_equal(write_any(read_any(cases[i], &canonical), &canonical), cases[i]);
	assert_string_equal(write_any(read_any("{\"@type\":\"/google.protobuf.Empty\",\"value\":{}}", &canonical), &canonical),
			    "{\"@type\":\"/google.protobuf.Empty\"}");
	assert_string_equal(
		write_any(read_any(cases[4], &canonical), &event),
		"{\"@type\":\"/google.protobuf.Any\",\"value\":{\"@type\":\"/google.protobuf.FieldMask\",\"value\":\"a_b\"}}");
}

static void wrong_anys_are_named(void **state)
{
	(void)state;
	refuse("{\"anInt32\":1}", &canonical, "@type: is required");
	refuse("{\"@type\":5}", &canonical, "@type: is required");
	refuse("{\"@type\":\"\"}", &canonical, "@type: must have the name of a message behind a slash");
	refuse("{\"@type\":\"hapax.sink.v1.Scalars\"}", &canonical, "@type: must have the name of a message behind a slash");
	refuse("{\"@type\":\"x/\"}", &canonical, "@type: must have the name");
	refuse("{\"@type\":\"x/acme.Thing\"}", &canonical, "@type: names \"x/acme.Thing\", which is no message that is known here");
	refuse("{\"@type\":\"/google.protobuf.Duration\"}", &canonical, "value: is required: google.protobuf.Duration has a form");
	refuse("{\"@type\":\"/google.protobuf.Duration\",\"value\":1}", &canonical, "value: must be a duration");
	refuse("{\"@type\":\"/google.protobuf.Duration\",\"value\":\"1s\",\"x\":1}", &canonical,
	       "x: is no field of google.protobuf.Duration");
	refuse("{\"@type\":\"/hapax.sink.v1.Scalars\",\"anInt32\":\"x\"}", &canonical, "an_int32: must be a whole number");
	refuse("{\"@type\":\"/a.B\",\"@type\":\"/a.B\"}", &canonical, "@type: is given more than once");
	refuse("[]", &canonical, "must be an object with \"@type\", not an array");
}

static void long_hostile_names_are_cut(void **state)
{
	(void)state;
	struct buffer json;
	buffer_init(&json, &arena, 1 << 20);
	buffer_add_string(&json, "{\"@type\":\"/");
	for (int i = 0; i < 10000; i++)
		buffer_add_string(&json, "\xc3\xb6");
	buffer_add_string(&json, "\"}");
	ProtobufCMessage *message;
	assert_int_equal(json_read(&context, buffer_text(&json), &google__protobuf__any__descriptor, &canonical, &message),
			 STATUS_INVALID);
	assert_true(context.failure.message.len < 1000);
	assert_true(text_is_utf8(context.failure.message));
}

static void what_json_cannot_show_is_not_written(void **state)
{
	(void)state;
	refuse_to_write("x/acme.Thing", "", 0, "holds \"x/acme.Thing\", which is no message that is known here");
	refuse_to_write("", "\x08\x01", 2, "which is no message that is known here");
	refuse_to_write("/google.protobuf.Duration", "\xff", 1, "its bytes as google.protobuf.Duration: malformed");
	refuse_to_write("/google.protobuf.StringValue", "\x0a\x01\xff", 3, "its bytes as google.protobuf.StringValue");
	refuse_to_write("/\xff", "", 0, "strings must be UTF-8");
	Hapax__Sink__V1__Lists lists = HAPAX__SINK__V1__LISTS__INIT;
	Google__Protobuf__Any good = GOOGLE__PROTOBUF__ANY__INIT, bad = GOOGLE__PROTOBUF__ANY__INIT;
	Google__Protobuf__Any *anys[] = {&good, &bad};
	struct buffer buffer;
	buffer_init(&buffer, &arena, 1 << 20);
	bad.type_url = (char *)"/acme.Thing";
	lists.n_anys = 2;
	lists.anys = anys;
	assert_refused(json_write(&context, &buffer, &lists.base, &canonical), "anys[1]: holds \"/acme.Thing\"");
}

/* Each level is cheap in bytes: {"@type": Any, "value": {...}}. */
static void nesting_of_anys_ends_at_64(void **state)
{
	(void)state;
	enum { LEVELS = 80 };
	Google__Protobuf__Any any = GOOGLE__PROTOBUF__ANY__INIT;
	struct buffer buffer;
	for (int i = 0; i < LEVELS; i++) {
		size_t size = google__protobuf__any__get_packed_size(&any);
		uint8_t *bytes = arena_alloc(&arena, size);
		google__protobuf__any__pack(&any, bytes);
		any.type_url = (char *)"/google.protobuf.Any";
		any.value = (ProtobufCBinaryData){size, bytes};
		buffer_init(&buffer, &arena, 1 << 20);
		enum status status = json_write(&context, &buffer, &any.base, &canonical);
		assert_int_equal(status, i < JSON_MAX_DEPTH ? STATUS_OK : STATUS_INVALID);
		failure_clear(&context);
	}
}

static void types_of_every_registered_catalogue_are_known(void **state)
{
	(void)state;
	assert_ptr_equal(type_find(TEXT("hapax.sink.v1.Tree.Leaf.Vein")), &hapax__sink__v1__tree__leaf__vein__descriptor);
	assert_ptr_equal(type_find(TEXT("hapax.test.Kinds")), &hapax__test__kinds__descriptor);
	assert_non_null(type_find(TEXT("google.protobuf.Empty")));
	assert_null(type_find(TEXT("hapax.tasks.v1.TaskCreated")));
	assert_null(type_find(TEXT("hapax.sink.v1.Maps.ByInt32Entry")));
	assert_null(type_find((struct text){0}));
	assert_ok(catalogue_register(&context, &hapax_catalogue));
	for (size_t i = 0; i < hapax_catalogue.event_count; i++)
		assert_ptr_equal(type_find(text_of(hapax_catalogue.events[i]->message->name)), hapax_catalogue.events[i]->message);
	for (size_t i = 1; i < hapax_catalogue.message_count; i++)
		assert_true(strcmp(hapax_catalogue.messages[i - 1]->name, hapax_catalogue.messages[i]->name) < 0);
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
		CODEC_TEST(message_stands_beside_its_type),
		CODEC_TEST(types_with_a_form_of_their_own_are_a_value),
		CODEC_TEST(wrong_anys_are_named),
		CODEC_TEST(long_hostile_names_are_cut),
		CODEC_TEST(what_json_cannot_show_is_not_written),
		CODEC_TEST(nesting_of_anys_ends_at_64),
		CODEC_TEST(types_of_every_registered_catalogue_are_known),
	};
	return cmocka_run_group_tests_name("json_any", tests, register_sink, NULL);
}
