/* Events that nobody can use: kept with their bytes, once, without harm to those that came along. */
#include "receiver_rig.h"

#include "hapax/metrics.h"

static const struct handler handlers[] = {
	{.type = &tasks_task_created_event, .one = rig_have_effect},
	{.type = &tasks_task_updated_event, .one = rig_have_effect},
	{0},
};
static const struct service probe = {.name = "probe", .handlers = handlers};

static int64_t letters(const char *reason)
{
	return rig_count(arena_printf(&rig.arena, "select count(*) from probe.dead_letters where reason = '%s'", reason));
}

static int64_t effects(void)
{
	return rig_count("select count(*) from probe.effects");
}

static void assert_error_says(const char *what)
{
	const char *error = database_ask(&rig.database, "select error from probe.dead_letters");

	if (!strstr(error, what))
		fail_msg("\"%s\" isn't in: %s", what, error);
}

static void what_is_no_cloudevent_is_kept_once(void **state)
{
	struct rig_bulk *bulk = rig_bulk_new();

	(void)state;
	rig_add_raw(bulk, "{\"specversion\":\"1.0\",");
	for (int i = 0; i < 3; i++)
		assert_int_equal(rig_answered(rig_deliver_bulk(&bulk->request), ANSWERED_SUCCESS), 1);
	assert_int_equal(letters("unreadable"), 1);
	assert_string_equal(database_ask(&rig.database, "select convert_from(original, 'utf8') from probe.dead_letters"),
			    "{\"specversion\":\"1.0\",");
	assert_string_equal(database_ask(&rig.database, "select form from probe.dead_letters"), "cloudevent");
}

static void bytes_that_are_no_text_are_kept_as_they_came(void **state)
{
	struct rig_bulk *bulk = rig_bulk_new();

	(void)state;
	rig_add_bytes(bulk, (struct text){"\0\xff\xfe{", 4});
	rig_add_raw(bulk, rig_created(1, "good"));
	assert_int_equal(rig_answered(rig_deliver_bulk(&bulk->request), ANSWERED_SUCCESS), 2);
	assert_int_equal(effects(), 1);
	assert_string_equal(database_ask(&rig.database, "select encode(original, 'hex') from probe.dead_letters"), "00fffe7b");
}

static void missing_attributes_are_all_named(void **state)
{
	topic_event request = rig_fields("", "", rig_data("x"));

	(void)state;
	request.source = (char *)"";
	assert_int_equal(rig_deliver(&request), ANSWERED_SUCCESS);
	assert_int_equal(letters("unreadable"), 1);
	assert_error_says("id: is required");
	assert_error_says("source: is required");
	assert_error_says("type: is required");
}

static void a_nul_in_a_text_of_the_callback(void **state)
{
	topic_event request = rig_fields(rig_id(1), "task.created", rig_data("x"));

	(void)state;
	rig_add_field(&request.base, 2, (struct text){"/hapax\0/tasks", 13});
	assert_int_equal(rig_deliver(&request), ANSWERED_SUCCESS);
	assert_int_equal(rig_deliver(&request), ANSWERED_SUCCESS);
	assert_int_equal(letters("unreadable"), 1);
	assert_int_equal(effects(), 0);
	/* Every byte is there, the NUL as well. */
	assert_string_equal(
		database_ask(&rig.database, "select position('\\x2f686170617800'::bytea in original) > 0 from probe.dead_letters"),
		"t");
}

static void broken_utf8_in_a_text_of_the_callback(void **state)
{
	topic_event request = rig_fields(rig_id(1), "task.created", rig_data("x"));

	(void)state;
	request.source = (char *)"/hapax/\xff";
	assert_int_equal(rig_deliver(&request), ANSWERED_SUCCESS);
	assert_int_equal(letters("unreadable"), 1);
}

static void one_broken_entry_does_not_take_its_batch_along(void **state)
{
	struct rig_bulk *bulk = rig_bulk_new();

	(void)state;
	for (int i = 0; i < 10; i++)
		rig_add_cloud_event(bulk, rig_id(i), rig_data("fine"));
	rig_add_field(&bulk->entries[4]->cloud_event->base, 1, (struct text){"i\0d", 3});
	assert_int_equal(rig_answered(rig_deliver_bulk(&bulk->request), ANSWERED_SUCCESS), 10);
	assert_int_equal(letters("unreadable"), 1);
	assert_int_equal(effects(), 9);
	assert_string_equal(
		database_ask(&rig.database, "select position('\\x690064'::bytea in original) > 0 from probe.dead_letters"), "t");
}

static void odd_broker_metadata_does_not_matter(void **state)
{
	struct rig_bulk *bulk = rig_bulk_new();

	(void)state;
	rig_add_cloud_event(bulk, rig_id(1), rig_data("fine"));
	rig_add_field(&bulk->entries[0]->base, 5, (struct text){"\x0a\x05__key\x12\x03z\0\xff", 12});
	rig_add_raw(bulk, rig_created(2, "fine"));
	rig_add_field(&bulk->request.base, 3, (struct text){"\x0a\x05__key\x12\x03z\0\xff", 12});
	assert_int_equal(rig_answered(rig_deliver_bulk(&bulk->request), ANSWERED_SUCCESS), 2);
	assert_int_equal(effects(), 2);
	assert_int_equal(rig_count("select count(*) from probe.dead_letters"), 0);
}

static void invalid_data_names_every_broken_rule(void **state)
{
	const topic_event request =
		rig_fields(rig_id(1), "task.created", "{\"task_id\":0,\"user_id\":\"\",\"priority\":\"urgent\"}");

	(void)state;
	assert_int_equal(rig_deliver(&request), ANSWERED_SUCCESS);
	assert_int_equal(letters("invalid"), 1);
	assert_error_says("task_id: ");
	assert_error_says("user_id: ");
	assert_error_says("title: ");
	assert_error_says("created_at: ");
	assert_error_says("priority: ");
	assert_error_says("low, medium, high");
}

static void data_of_another_shape_is_invalid(void **state)
{
	static const char *const shapes[] = {"[]", "7", "{\"task_id\":\"x\"}", "{\"title\":{}}", "{\"task_id\":1}{}", "nonsense"};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(shapes); i++) {
		const topic_event request = rig_fields(rig_id((int)i), "task.created", shapes[i]);

		assert_int_equal(rig_deliver(&request), ANSWERED_SUCCESS);
	}
	assert_int_equal(letters("invalid"), COUNT_OF(shapes));
	assert_int_equal(effects(), 0);
}

static void a_major_version_of_the_future_is_kept(void **state)
{
	static const char event[] = "{\"specversion\":\"1.0\",\"id\":\"v2\",\"source\":\"/hapax/"
				    "tasks\",\"type\":\"task.created\",\"eventversion\":\"2.1\",\"data\":{}}";
	struct rig_bulk *bulk = rig_bulk_new();

	(void)state;
	rig_add_raw(bulk, event);
	assert_int_equal(rig_answered(rig_deliver_bulk(&bulk->request), ANSWERED_SUCCESS), 1);
	assert_int_equal(letters("unknown_version"), 1);
	assert_error_says("2.1");
	assert_error_says("1.x");
}

static void an_unknown_type_is_passed_over_and_counted(void **state)
{
	struct buffer page;
	const topic_event request = rig_fields(rig_id(1), "task.exploded", rig_data("x"));

	(void)state;
	assert_int_equal(rig_deliver(&request), ANSWERED_SUCCESS);
	assert_int_equal(effects(), 0);
	assert_int_equal(rig_count("select count(*) from probe.dead_letters"), 0);
	buffer_init(&page, &rig.arena, MEBI);
	metrics_write(&page);
	assert_non_null(strstr(buffer_string(&page), "hapax_unknown_events_total{topic=\"task-events\"} 1"));
}

static void an_extension_nested_too_deep_is_kept(void **state)
{
	enum { DEPTH = 9000 };
	topic_event request = rig_fields(rig_id(1), "task.created", rig_data("x"));
	size_t len = 0;
	char *bytes = arena_alloc(&rig.arena, DEPTH * 12), *at = bytes + DEPTH * 12;

	(void)state;
	/* From the inside out: a list in a value in a list. */
	for (int i = 0; i < DEPTH; i++) {
		uint64_t value = len;
		int digits = 1;

		for (uint64_t rest = value >> 7; rest; rest >>= 7)
			digits++;
		at -= digits;
		for (int k = 0; k < digits; k++)
			at[k] = (char)((value >> (7 * k) & 0x7f) | (k + 1 < digits ? 0x80 : 0));
		*--at = i % 2 ? 0x32 : 0x0a;
		len = (size_t)(bytes + DEPTH * 12 - at);
	}
	request.extensions = (ProtobufCBinaryData){len, (uint8_t *)at};
	assert_int_equal(rig_deliver(&request), ANSWERED_SUCCESS);
	assert_int_equal(rig_count("select count(*) from probe.dead_letters") + effects(), 1);
}

static void the_same_id_from_another_source_is_no_redelivery(void **state)
{
	topic_event request = rig_fields(rig_id(1), "task.created", rig_data("first"));

	(void)state;
	assert_int_equal(rig_deliver(&request), ANSWERED_SUCCESS);
	request.source = (char *)"/elsewhere";
	assert_int_equal(rig_deliver(&request), ANSWERED_SUCCESS);
	assert_int_equal(rig_deliver(&request), ANSWERED_SUCCESS);
	assert_int_equal(letters("id_reuse"), 1);
	assert_int_equal(effects(), 1);
}

/* A few bytes of JSON for each of many values, each of which takes many times as much in memory. */
static char *swelling_event(int n, int values)
{
	struct buffer event;

	buffer_init(&event, &rig.arena, 8 * MEBI);
	buffer_printf(
		&event,
		"{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/x\",\"type\":\"task.updated\",\"data\":{\"before\":{\"x\":[",
		rig_id(n));
	for (int i = 0; i < values; i++)
		buffer_add_string(&event, i ? ",{}" : "{}");
	buffer_add_string(&event, "]}}}");
	return (char *)(uintptr_t)buffer_string(&event);
}

static void events_that_swell_in_memory_take_nothing_from_others(void **state)
{
	enum { SWELLING = 8, GOOD = 500 };
	struct rig_bulk *bulk = rig_bulk_new();

	(void)state;
	for (int i = 0; i < SWELLING; i++)
		rig_add_raw(bulk, swelling_event(1000 + i, 70 * 1000));
	for (int i = 0; i < GOOD; i++)
		rig_add_raw(bulk, rig_created(i, "good"));
	assert_int_equal(rig_answered(rig_deliver_bulk(&bulk->request), ANSWERED_SUCCESS), SWELLING + GOOD);
	assert_int_equal(effects(), GOOD);
	assert_int_equal(rig_count("select count(*) from probe.dead_letters"), SWELLING);
	assert_error_says("memory");
}

static int set_up(void **state)
{
	static const struct service *const services[] = {&probe, NULL};

	(void)state;
	rig_create(services);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	rig_destroy();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(what_is_no_cloudevent_is_kept_once, rig_clean),
		cmocka_unit_test_setup(bytes_that_are_no_text_are_kept_as_they_came, rig_clean),
		cmocka_unit_test_setup(missing_attributes_are_all_named, rig_clean),
		cmocka_unit_test_setup(a_nul_in_a_text_of_the_callback, rig_clean),
		cmocka_unit_test_setup(broken_utf8_in_a_text_of_the_callback, rig_clean),
		cmocka_unit_test_setup(one_broken_entry_does_not_take_its_batch_along, rig_clean),
		cmocka_unit_test_setup(odd_broker_metadata_does_not_matter, rig_clean),
		cmocka_unit_test_setup(invalid_data_names_every_broken_rule, rig_clean),
		cmocka_unit_test_setup(data_of_another_shape_is_invalid, rig_clean),
		cmocka_unit_test_setup(a_major_version_of_the_future_is_kept, rig_clean),
		cmocka_unit_test_setup(an_unknown_type_is_passed_over_and_counted, rig_clean),
		cmocka_unit_test_setup(an_extension_nested_too_deep_is_kept, rig_clean),
		cmocka_unit_test_setup(the_same_id_from_another_source_is_no_redelivery, rig_clean),
		cmocka_unit_test_setup(events_that_swell_in_memory_take_nothing_from_others, rig_clean),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
