/* What may be appended to an outbox, and what is in its rows. */
#include "relay_rig.h"

#include "hapax/structs.h"

static void assert_failure_says(const char *what)
{
	if (!strstr(failure_text(&rig.context), what))
		fail_msg("\"%s\" isn't in: %s", what, failure_text(&rig.context));
}

static enum status commit_one(const struct tasks_task_created *created, const struct cause *cause, struct uuid *ret_id)
{
	const struct outgoing event = {.type = &tasks_task_created_event, .data = &created->base, .sequence = 3};
	struct tx tx;
	enum status status;

	rig_ok(begin(&tx));
	status = outbox_append(&tx, cause, &event, ret_id);
	if (status == STATUS_OK)
		status = tx_commit(&tx);
	tx_rollback(&tx);
	return status;
}

static struct tasks_task_created good_task(Google__Protobuf__Timestamp *when)
{
	struct tasks_task_created created = TASKS_TASK_CREATED_INIT;

	*when = (Google__Protobuf__Timestamp)GOOGLE__PROTOBUF__TIMESTAMP__INIT;
	when->seconds = 1767200000;
	created.task_id = 42;
	created.user_id = (char *)"ada";
	created.title = (char *)"Buy milk";
	created.created_at = when;
	return created;
}

static void an_event_that_breaks_its_contract_is_refused(void **state)
{
	const struct tasks_task_created empty = TASKS_TASK_CREATED_INIT;
	const struct cause cause = {0};

	(void)state;
	assert_int_equal(commit_one(&empty, &cause, NULL), STATUS_INVALID);
	assert_failure_says("task.created");
	assert_failure_says("task_id: ");
	assert_failure_says("user_id: ");
	assert_failure_says("title: ");
	assert_failure_says("created_at: ");
	assert_int_equal(pending(), 0);
}

static void cause_and_attributes_are_in_the_event(void **state)
{
	static const char traceparent[] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
	const struct cause cause = {TEXT("corr-1"), TEXT("cause-1"), TEXT("ada"), TEXT_INIT(traceparent)};
	Google__Protobuf__Timestamp when;
	struct tasks_task_created created = good_task(&when);
	struct uuid id;
	char text[UUID_TEXT_LEN + 1];

	(void)state;
	rig_ok(commit_one(&created, &cause, &id));
	uuid_format(id, text);
	assert_string_equal(database_ask(&rig.database, "select event_id::text from tasks.outbox"), text);
	assert_int_equal(id.bytes[6] >> 4, 7);
#define ATTRIBUTE(name) database_ask(&rig.database, "select convert_from(event, 'utf8')::jsonb ->> '" name "' from tasks.outbox")
	assert_string_equal(ATTRIBUTE("id"), text);
	assert_string_equal(ATTRIBUTE("source"), "/hapax/tasks");
	assert_string_equal(ATTRIBUTE("type"), "task.created");
	assert_string_equal(ATTRIBUTE("specversion"), "1.0");
	assert_string_equal(ATTRIBUTE("subject"), "42");
	assert_string_equal(ATTRIBUTE("eventversion"), "1.0");
	assert_string_equal(ATTRIBUTE("correlationid"), "corr-1");
	assert_string_equal(ATTRIBUTE("causationid"), "cause-1");
	assert_string_equal(ATTRIBUTE("userid"), "ada");
	assert_string_equal(ATTRIBUTE("partitionkey"), "ada");
	assert_string_equal(ATTRIBUTE("sequence"), "3");
	assert_string_equal(ATTRIBUTE("traceparent"), traceparent);
	assert_int_equal(rig_count("select shard from tasks.outbox"), outbox_shard(TEXT("ada")));
}

static void without_a_correlation_the_event_begins_one(void **state)
{
	const struct cause cause = {0};
	Google__Protobuf__Timestamp when;
	struct tasks_task_created created = good_task(&when);

	(void)state;
	rig_ok(commit_one(&created, &cause, NULL));
	assert_string_equal(database_ask(&rig.database, "select correlation_id = event_id::text from tasks.outbox"), "t");
}

static enum status append_large(size_t bytes)
{
	const struct cause cause = {0};
	struct tasks_task_changed changed = TASKS_TASK_CHANGED_INIT;
	const struct outgoing event = {.type = &tasks_task_changed_event, .data = &changed.base};
	struct struct_builder changes;
	char *large = arena_alloc(&rig.arena, bytes);
	struct tx tx;
	enum status status;

	assert_non_null(large);
	memset(large, 'x', bytes);
	struct_builder_init(&changes, &rig.arena, 1);
	struct_add_text(&changes, "x", (struct text){large, bytes});
	changed.event_type = (char *)"task.updated";
	changed.task_id = 1;
	changed.user_id = (char *)"ada";
	changed.changes = changes.value;
	rig_ok(begin(&tx));
	status = outbox_append(&tx, &cause, &event, NULL);
	tx_rollback(&tx);
	return status;
}

static void an_event_too_large_is_refused_with_the_limit(void **state)
{
	(void)state;
	rig_ok(append_large(500 * 1024));
	assert_int_equal(append_large(530 * 1024), STATUS_EXHAUSTED);
	assert_failure_says("524288");
	assert_failure_says("HAPAX_MAX_EVENT_BYTES");
	assert_int_equal(append_large(5 * MEBI), STATUS_EXHAUSTED);
	assert_failure_says("524288");
}

static void rows_follow_the_order_of_appending(void **state)
{
	struct tx tx;

	(void)state;
	rig_ok(begin(&tx));
	rig_ok(append(&tx, "ada", "one", 1));
	rig_ok(append(&tx, "ben", "two", 1));
	rig_ok(append(&tx, "ada", "three", 2));
	rig_ok(tx_commit(&tx));
	assert_string_equal(database_ask(&rig.database, "select string_agg(convert_from(event, 'utf8')::jsonb -> 'data' ->> "
							"'title', ' ' order by seq) from tasks.outbox"),
			    "one two three");
}

static void the_data_may_be_gone_before_the_commit(void **state)
{
	char user[] = "ada";
	struct tx tx;

	(void)state;
	rig_ok(begin(&tx));
	rig_ok(append(&tx, user, "one", 1));
	memset(user, 'z', sizeof(user) - 1);
	rig_ok(tx_commit(&tx));
	assert_string_equal(database_ask(&rig.database, "select partition_key from tasks.outbox"), "ada");
}

static void what_a_savepoint_takes_back_is_not_published(void **state)
{
	struct tx tx;

	(void)state;
	rig_ok(begin(&tx));
	rig_ok(append(&tx, "ada", "kept", 1));
	rig_ok(tx_savepoint(&tx));
	rig_ok(append(&tx, "ada", "taken back", 2));
	rig_ok(tx_rollback_to(&tx));
	rig_ok(append(&tx, "ada", "kept too", 2));
	rig_ok(tx_commit(&tx));
	assert_string_equal(database_ask(&rig.database, "select string_agg(convert_from(event, 'utf8')::jsonb -> 'data' ->> "
							"'title', ', ' order by seq) from tasks.outbox"),
			    "kept, kept too");
}

static int announced;

static void count_announcement(void *data, const char *schema)
{
	(void)data;
	assert_string_equal(schema, SCHEMA);
	announced++;
}

static void a_commit_is_announced_once_and_a_rollback_never(void **state)
{
	const struct send_settings before = *send_settings_get();
	struct send_settings settings = before;
	struct tx tx;

	(void)state;
	settings.committed = count_announcement;
	send_setup(&settings);
	rig_ok(begin(&tx));
	rig_ok(append(&tx, "ada", "one", 1));
	rig_ok(append(&tx, "ada", "two", 2));
	assert_int_equal(announced, 0);
	rig_ok(tx_commit(&tx));
	assert_int_equal(announced, 1);
	rig_ok(begin(&tx));
	rig_ok(append(&tx, "ada", "three", 3));
	tx_rollback(&tx);
	assert_int_equal(announced, 1);
	send_setup(&before);
}

static int set_up(void **state)
{
	(void)state;
	rig_create();
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
		cmocka_unit_test_setup(an_event_that_breaks_its_contract_is_refused, rig_clean),
		cmocka_unit_test_setup(cause_and_attributes_are_in_the_event, rig_clean),
		cmocka_unit_test_setup(without_a_correlation_the_event_begins_one, rig_clean),
		cmocka_unit_test_setup(an_event_too_large_is_refused_with_the_limit, rig_clean),
		cmocka_unit_test_setup(rows_follow_the_order_of_appending, rig_clean),
		cmocka_unit_test_setup(the_data_may_be_gone_before_the_commit, rig_clean),
		cmocka_unit_test_setup(what_a_savepoint_takes_back_is_not_published, rig_clean),
		cmocka_unit_test_setup(a_commit_is_announced_once_and_a_rollback_never, rig_clean),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
