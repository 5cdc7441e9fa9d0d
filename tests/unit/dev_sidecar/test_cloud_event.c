#include "dev_sidecar/cloud_event.h"
#include "google/protobuf/struct.pb-c.h"

#include <jansson.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct arena arena;
static struct context context;

static int setup(void **state)
{
	(void)state;
	arena_init(&arena, 1 << 20);
	context_init(&context, &arena, NULL, NULL);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

static struct publish_input input_of(const char *content_type, struct text data, const struct pair *metadata, size_t count)
{
	return (struct publish_input){
		.pubsub = TEXT("pubsub"),
		.topic = TEXT("orders"),
		.content_type = text_of(content_type),
		.data = data,
		.metadata = metadata,
		.metadata_count = count,
		.app_id = "me",
	};
}

static json_t *wrap(const struct publish_input *input)
{
	struct text bytes;
	if (cloud_event_wrap(&context, input, &bytes) != STATUS_OK)
		fail_msg("%s", failure_text(&context));
	json_t *json = json_loadb(bytes.at, bytes.len, 0, NULL);
	assert_non_null(json);
	return json;
}

static const char *string(const json_t *object, const char *name)
{
	const char *value = json_string_value(json_object_get(object, name));
	return value ? value : "(none)";
}

static void json_data_stays_json_in_a_new_envelope(void **state)
{
	(void)state;
	struct publish_input input = input_of("application/json; charset=utf-8", TEXT("{\"n\":[1,2]}"), NULL, 0);
	json_t *json = wrap(&input);
	assert_true(json_is_object(json_object_get(json, "data")));
	assert_string_equal(string(json, "type"), "com.dapr.event.sent");
	assert_string_equal(string(json, "source"), "me");
	assert_string_equal(string(json, "topic"), "orders");
	assert_int_equal(strlen(string(json, "id")), UUID_TEXT_LEN);
	json_decref(json);
}

static void what_is_neither_json_nor_text_travels_in_base64(void **state)
{
	(void)state;
	struct publish_input input = input_of("text/plain", TEXT("\xff\xfe"), NULL, 0);
	json_t *json = wrap(&input);
	assert_string_equal(string(json, "data_base64"), "//4=");
	assert_null(json_object_get(json, "data"));
	json_decref(json);
}

static void metadata_overrides_attributes(void **state)
{
	(void)state;
	const struct pair metadata[] = {{TEXT_INIT("cloudevent.id"), TEXT_INIT("7")},
					{TEXT_INIT("cloudevent.type"), TEXT_INIT("x.y")}};
	struct publish_input input = input_of("application/cloudevents+json", TEXT("{\"id\":\"1\",\"type\":\"a\"}"), metadata, 2);
	json_t *json = wrap(&input);
	assert_string_equal(string(json, "id"), "7");
	assert_string_equal(string(json, "type"), "x.y");
	json_decref(json);
}

static void raw_payload_is_left_alone(void **state)
{
	(void)state;
	const struct pair metadata[] = {{TEXT_INIT("rawPayload"), TEXT_INIT("true")}};
	struct publish_input input = input_of("application/cloudevents+json", TEXT("not json"), metadata, 1);
	struct text bytes;
	assert_int_equal(cloud_event_wrap(&context, &input, &bytes), STATUS_OK);
	assert_true(text_equal_string(bytes, "not json"));
}

static void cloudevent_that_is_no_object_is_refused(void **state)
{
	(void)state;
	static const char *const wrong[] = {"", "[]", "{", "\"text\"", "{\"a\":1}x", "{\"a\":\"\xff\"}"};
	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		struct publish_input input = input_of("application/cloudevents+json", text_of(wrong[i]), NULL, 0);
		struct text bytes;
		assert_int_equal(cloud_event_wrap(&context, &input, &bytes), STATUS_INVALID);
	}
}

static void opened_event_has_the_other_attributes_in_a_struct(void **state)
{
	(void)state;
	struct topic_event event;
	struct text bytes = TEXT(
		"{\"id\":\"1\",\"source\":\"s\",\"type\":\"t\",\"specversion\":\"1.0\",\"datacontenttype\":\"application/json\","
		"\"data\":{\"n\":1},\"userid\":\"ada\",\"list\":[1,null,true,{\"x\":2.5}]}");
	assert_int_equal(cloud_event_open(&context, bytes, false, &event), STATUS_OK);
	assert_string_equal(event.id, "1");
	assert_true(text_equal_string(event.data, "{\"n\":1}"));
	Google__Protobuf__Struct *extensions =
		google__protobuf__struct__unpack(NULL, event.extensions.len, (const uint8_t *)event.extensions.at);
	assert_non_null(extensions);
	assert_int_equal(extensions->n_fields, 2);
	assert_string_equal(extensions->fields[0]->key, "userid");
	assert_string_equal(extensions->fields[0]->value->string_value, "ada");
	assert_int_equal(extensions->fields[1]->value->list_value->n_values, 4);
	google__protobuf__struct__free_unpacked(extensions, NULL);
}

static void base64_is_decoded_and_what_is_not_base64_is_passed_on(void **state)
{
	(void)state;
	struct topic_event event;
	assert_int_equal(cloud_event_open(&context, TEXT("{\"data_base64\":\"AAH/\"}"), false, &event), STATUS_OK);
	assert_true(text_equal(event.data, TEXT("\0\1\xff")));
	assert_int_equal(cloud_event_open(&context, TEXT("{\"data_base64\":\"AA==\"}"), false, &event), STATUS_OK);
	assert_true(text_equal(event.data, TEXT("\0")));
	assert_int_equal(cloud_event_open(&context, TEXT("{\"data_base64\":\"A\"}"), false, &event), STATUS_OK);
	assert_true(text_equal_string(event.data, "A"));
}

static void raw_single_delivery_gets_another_id_each_time(void **state)
{
	(void)state;
	struct topic_event first, second;
	assert_int_equal(cloud_event_open(&context, TEXT("{\"id\":\"1\"}"), true, &first), STATUS_OK);
	assert_int_equal(cloud_event_open(&context, TEXT("{\"id\":\"1\"}"), true, &second), STATUS_OK);
	assert_string_not_equal(first.id, second.id);
	assert_true(text_equal_string(first.data, "{\"id\":\"1\"}"));
	assert_string_equal(first.datacontenttype, "application/octet-stream");
}

#define RULE(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		RULE(json_data_stays_json_in_a_new_envelope),
		RULE(what_is_neither_json_nor_text_travels_in_base64),
		RULE(metadata_overrides_attributes),
		RULE(raw_payload_is_left_alone),
		RULE(cloudevent_that_is_no_object_is_refused),
		RULE(opened_event_has_the_other_attributes_in_a_struct),
		RULE(base64_is_decoded_and_what_is_not_base64_is_passed_on),
		RULE(raw_single_delivery_gets_another_id_each_time),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
