/* Every form in which the sidecar delivers an event, single and in bulk, ends in one effect. */
#include "receiver_rig.h"

#include "google/protobuf/timestamp.pb-c.h"

static const struct handler handlers[] = {{.type = &tasks_task_created_event, .one = rig_have_effect}, {0}};
static const struct service probe = {.name = "probe", .handlers = handlers};

static void assert_effect(const char *id, const char *title)
{
	char *sql = arena_printf(&rig.arena, "select count(*) from probe.effects where id = '%s' and title = '%s'", id, title);

	assert_int_equal(rig_count(sql), 1);
}

static void an_event_in_the_fields(void **state)
{
	const topic_event request = rig_fields(rig_id(1), "task.created", rig_data("in fields"));

	(void)state;
	assert_int_equal(rig_deliver(&request), ANSWERED_SUCCESS);
	assert_effect(rig_id(1), "in fields");
}

static void the_type_may_be_an_alias_of_its_topic(void **state)
{
	const topic_event request = rig_fields(rig_id(1), "created", rig_data("by alias"));

	(void)state;
	assert_int_equal(rig_deliver(&request), ANSWERED_SUCCESS);
	assert_effect(rig_id(1), "by alias");
}

static void a_whole_event_in_data_as_declared(void **state)
{
	const topic_event request = rig_whole("application/cloudevents+json; charset=utf-8", "", text_of(rig_created(2, "whole")));

	(void)state;
	assert_int_equal(rig_deliver(&request), ANSWERED_SUCCESS);
	assert_effect(rig_id(2), "whole");
}

static void a_raw_payload_in_the_sidecars_own_wrapping(void **state)
{
	const topic_event request =
		rig_whole("application/octet-stream", "com.dapr.event.sent", text_of(rig_created(3, "wrapped")));

	(void)state;
	assert_int_equal(rig_deliver(&request), ANSWERED_SUCCESS);
	/* The wrapping has another id each time: the one inside counts. */
	assert_int_equal(rig_deliver(&request), ANSWERED_SUCCESS);
	assert_effect(rig_id(3), "wrapped");
}

static void protobuf_data_in_the_fields(void **state)
{
	struct tasks_task_created created = TASKS_TASK_CREATED_INIT;
	Google__Protobuf__Timestamp when = GOOGLE__PROTOBUF__TIMESTAMP__INIT;
	topic_event request = rig_fields(rig_id(4), "task.created", "");
	uint8_t bytes[256];

	(void)state;
	when.seconds = 1767200000;
	created.task_id = 4;
	created.user_id = (char *)"ada";
	created.title = (char *)"binary";
	created.created_at = &when;
	request.data_content_type = (char *)"application/protobuf";
	request.data = (ProtobufCBinaryData){protobuf_c_message_pack(&created.base, bytes), bytes};
	assert_int_equal(rig_deliver(&request), ANSWERED_SUCCESS);
	assert_effect(rig_id(4), "binary");
}

static void attributes_come_from_the_extensions(void **state)
{
	Google__Protobuf__Struct extensions = GOOGLE__PROTOBUF__STRUCT__INIT;
	Google__Protobuf__Struct__FieldsEntry entry = GOOGLE__PROTOBUF__STRUCT__FIELDS_ENTRY__INIT, *entries[] = {&entry};
	Google__Protobuf__Value value = GOOGLE__PROTOBUF__VALUE__INIT;
	topic_event request = rig_fields(rig_id(5), "task.created", rig_data("extended"));
	uint8_t bytes[256];

	(void)state;
	value.kind_case = GOOGLE__PROTOBUF__VALUE__KIND_STRING_VALUE;
	value.string_value = (char *)"7.0";
	entry.key = (char *)"eventversion";
	entry.value = &value;
	extensions.n_fields = 1;
	extensions.fields = entries;
	request.extensions = (ProtobufCBinaryData){protobuf_c_message_pack(&extensions.base, bytes), bytes};
	assert_int_equal(rig_deliver(&request), ANSWERED_SUCCESS);
	assert_int_equal(rig_count("select count(*) from probe.dead_letters where reason = 'unknown_version'"), 1);
	assert_int_equal(rig_count("select count(*) from probe.effects"), 0);
}

static void bulk_entries_in_both_forms(void **state)
{
	struct rig_bulk *bulk = rig_bulk_new();
	const bulk_answer *answer;

	(void)state;
	rig_add_raw(bulk, rig_created(1, "raw"));
	rig_add_cloud_event(bulk, rig_id(2), rig_data("not raw"));
	answer = rig_deliver_bulk(&bulk->request);
	assert_int_equal(answer->n_statuses, 2);
	assert_string_equal(answer->statuses[0]->entry_id, "entry-0");
	assert_string_equal(answer->statuses[1]->entry_id, "entry-1");
	assert_int_equal(rig_answered(answer, ANSWERED_SUCCESS), 2);
	assert_effect(rig_id(1), "raw");
	assert_effect(rig_id(2), "not raw");
}

static void an_entry_with_nothing_in_it_is_a_dead_letter(void **state)
{
	struct rig_bulk *bulk = rig_bulk_new();

	(void)state;
	(void)rig_bulk_entry(bulk);
	rig_add_raw(bulk, "");
	rig_add_raw(bulk, rig_created(1, "good"));
	assert_int_equal(rig_answered(rig_deliver_bulk(&bulk->request), ANSWERED_SUCCESS), 3);
	assert_effect(rig_id(1), "good");
	assert_int_equal(rig_count("select count(*) from probe.dead_letters where reason = 'unreadable'"), 2);
}

static void a_bulk_call_without_entries_is_answered(void **state)
{
	struct rig_bulk *bulk = rig_bulk_new();

	(void)state;
	assert_int_equal(rig_deliver_bulk(&bulk->request)->n_statuses, 0);
}

static void a_thousand_entries(bool raw)
{
	struct rig_bulk *bulk = rig_bulk_new();

	for (int i = 0; i < ENTRIES_MAX; i++) {
		if (raw)
			rig_add_raw(bulk, rig_created(i, "many"));
		else
			rig_add_cloud_event(bulk, rig_id(i), rig_data("many"));
	}
	assert_int_equal(rig_answered(rig_deliver_bulk(&bulk->request), ANSWERED_SUCCESS), ENTRIES_MAX);
	assert_int_equal(rig_count("select count(distinct id) from probe.effects"), ENTRIES_MAX);
	/* Again, as after a lost answer. */
	assert_int_equal(rig_answered(rig_deliver_bulk(&bulk->request), ANSWERED_SUCCESS), ENTRIES_MAX);
	assert_int_equal(rig_count("select count(*) from probe.effects"), ENTRIES_MAX);
	assert_int_equal(rig_count("select count(*) from probe.dead_letters"), 0);
}

static void a_thousand_raw_entries(void **state)
{
	(void)state;
	a_thousand_entries(true);
}

static void a_thousand_entries_that_the_sidecar_read(void **state)
{
	(void)state;
	a_thousand_entries(false);
}

static void the_older_name_of_the_bulk_callback(void **state)
{
	struct rig_bulk *bulk = rig_bulk_new();
	ProtobufCMessage *answer;

	(void)state;
	rig_add_raw(bulk, rig_created(1, "alpha"));
	rig_ok(rig_call("/dapr.proto.runtime.v1.AppCallbackAlpha/OnBulkTopicEventAlpha1", &bulk->request.base,
			&dapr__proto__runtime__v1__topic_event_bulk_response__descriptor, &answer));
	assert_int_equal(rig_answered((const bulk_answer *)answer, ANSWERED_SUCCESS), 1);
	assert_effect(rig_id(1), "alpha");
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
		cmocka_unit_test_setup(an_event_in_the_fields, rig_clean),
		cmocka_unit_test_setup(the_type_may_be_an_alias_of_its_topic, rig_clean),
		cmocka_unit_test_setup(a_whole_event_in_data_as_declared, rig_clean),
		cmocka_unit_test_setup(a_raw_payload_in_the_sidecars_own_wrapping, rig_clean),
		cmocka_unit_test_setup(protobuf_data_in_the_fields, rig_clean),
		cmocka_unit_test_setup(attributes_come_from_the_extensions, rig_clean),
		cmocka_unit_test_setup(bulk_entries_in_both_forms, rig_clean),
		cmocka_unit_test_setup(an_entry_with_nothing_in_it_is_a_dead_letter, rig_clean),
		cmocka_unit_test_setup(a_bulk_call_without_entries_is_answered, rig_clean),
		cmocka_unit_test_setup(a_thousand_raw_entries, rig_clean),
		cmocka_unit_test_setup(a_thousand_entries_that_the_sidecar_read, rig_clean),
		cmocka_unit_test_setup(the_older_name_of_the_bulk_callback, rig_clean),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
