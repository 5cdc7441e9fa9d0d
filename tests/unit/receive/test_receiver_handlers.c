/* Handlers that fail, for good or for now, and consumers beside them. */
#include "receiver_rig.h"

/* The handlers' behaviour, by the title of the task. */
static atomic_int transient_failures; /* left */
static atomic_bool picky_fails;

static enum status work(struct tx *tx, const struct event *event)
{
	const char *title = tasks_task_created_of(event)->title;
	enum status status = rig_have_effect(tx, event);

	if (status == STATUS_OK && strcmp(title, "bad") == 0)
		return (fail)(tx->context, STATUS_PRECONDITION, "task %s can't be counted", title);
	if (status == STATUS_OK && strcmp(title, "silent") == 0)
		return STATUS_NOT_FOUND;
	if (status == STATUS_OK && strcmp(title, "large") == 0 && !arena_alloc(tx->context->arena, (size_t)1 << 40))
		return (fail)(tx->context, STATUS_EXHAUSTED, "no memory left for a large one");
	if (status == STATUS_OK && strcmp(title, "later") == 0 && atomic_fetch_sub(&transient_failures, 1) > 0)
		return (fail)(tx->context, STATUS_UNAVAILABLE, "not now");
	return status;
}

static enum status work_sometimes(struct tx *tx, const struct event *event)
{
	return atomic_load(&picky_fails) ? (fail)(tx->context, STATUS_UNAVAILABLE, "not now") : rig_have_effect(tx, event);
}

static enum status work_on_batch(struct tx *tx, const struct event *const *events, size_t count)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; i < count && status == STATUS_OK; i++)
		status = work(tx, events[i]);
	return status;
}

static const struct handler handlers[] = {{.type = &tasks_task_created_event, .batch = work_on_batch}, {0}};
static const struct service probe = {.name = "probe", .handlers = handlers};
static const struct handler picky_handlers[] = {{.type = &tasks_task_created_event, .one = work_sometimes}, {0}};
static const struct service picky = {.name = "picky", .handlers = picky_handlers};

static int clean(void **state)
{
	atomic_store(&transient_failures, 0);
	atomic_store(&picky_fails, false);
	return rig_clean(state);
}

static void assert_sql(const char *sql, const char *expected)
{
	const char *answer = database_ask(&rig.database, sql);

	if (strcmp(answer, expected) != 0)
		fail_msg("%s: %s instead of %s", sql, answer, expected);
}

static void one_bad_event_in_a_batch_is_the_only_dead_letter(void **state)
{
	enum { COUNT = 200, BAD = 137 };
	struct rig_bulk *bulk = rig_bulk_new();

	(void)state;
	for (int i = 0; i < COUNT; i++)
		rig_add_raw(bulk, rig_created(i, i == BAD ? "bad" : "good"));
	for (int i = 0; i < 2; i++)
		assert_int_equal(rig_answered(rig_deliver_bulk(&bulk->request), ANSWERED_SUCCESS), COUNT);
	assert_sql("select count(*) from probe.effects", "199");
	assert_sql("select bool_and(id > previous) from (select id, lag(id) over (order by n) previous from probe.effects) e", "t");
	assert_sql("select count(*) || ' ' || min(reason) || ': ' || min(error) from probe.dead_letters",
		   "1 handler_failed: task bad can't be counted");
	assert_sql("select event_id::text from probe.dead_letters", rig_id(BAD));
	assert_sql("select state from probe.processed_events where state <> 'd'", "x");
	assert_sql("select count(*) from picky.effects", "200");
}

static void a_batch_of_nothing_but_bad_events(void **state)
{
	enum { COUNT = 33 };
	struct rig_bulk *bulk = rig_bulk_new();

	(void)state;
	for (int i = 0; i < COUNT; i++)
		rig_add_raw(bulk, rig_created(i, "bad"));
	assert_int_equal(rig_answered(rig_deliver_bulk(&bulk->request), ANSWERED_SUCCESS), COUNT);
	assert_sql("select count(*) from probe.effects", "0");
	assert_sql("select count(*) from probe.dead_letters where reason = 'handler_failed' and original <> ''", "33");
}

static void a_handler_that_gives_no_reason(void **state)
{
	const topic_event request = rig_fields(rig_id(1), "task.created", rig_data("silent"));

	(void)state;
	assert_int_equal(rig_deliver(&request), ANSWERED_SUCCESS);
	assert_sql("select error from probe.dead_letters", "the handler gave no reason");
}

static void a_transient_failure_comes_again(void **state)
{
	const topic_event request = rig_fields(rig_id(1), "task.created", rig_data("later"));

	(void)state;
	atomic_store(&transient_failures, 2);
	assert_int_equal(rig_deliver(&request), ANSWERED_RETRY);
	assert_sql("select count(*) from probe.processed_events", "0");
	assert_sql("select count(*) from probe.effects", "0");
	assert_int_equal(rig_deliver(&request), ANSWERED_RETRY);
	assert_int_equal(rig_deliver(&request), ANSWERED_SUCCESS);
	assert_sql("select count(*) from probe.effects", "1");
	assert_sql("select count(*) from probe.dead_letters", "0");
}

/* An event of which the handler needs more memory than there is would never succeed, however often it came. */
static void an_event_too_large_to_handle_blocks_nothing(void **state)
{
	struct rig_bulk *bulk = rig_bulk_new();

	(void)state;
	rig_add_raw(bulk, rig_created(1, "good"));
	rig_add_raw(bulk, rig_created(2, "large"));
	rig_add_raw(bulk, rig_created(3, "good"));
	assert_int_equal(rig_answered(rig_deliver_bulk(&bulk->request), ANSWERED_SUCCESS), 3);
	assert_sql("select count(*) from probe.effects", "2");
	assert_sql("select reason || ': ' || error from probe.dead_letters", "handler_failed: no memory left for a large one");
}

static void a_failing_consumer_does_not_touch_the_other(void **state)
{
	struct rig_bulk *bulk = rig_bulk_new();
	const bulk_answer *answer;

	(void)state;
	atomic_store(&picky_fails, true);
	for (int i = 0; i < 10; i++)
		rig_add_raw(bulk, rig_created(i, "good"));
	answer = rig_deliver_bulk(&bulk->request);
	assert_int_equal(rig_answered(answer, ANSWERED_RETRY), 10);
	assert_sql("select count(*) from probe.effects", "10");
	assert_sql("select count(*) from picky.effects", "0");
	/* It comes again, and reaches only what is missing. */
	atomic_store(&picky_fails, false);
	assert_int_equal(rig_answered(rig_deliver_bulk(&bulk->request), ANSWERED_SUCCESS), 10);
	assert_sql("select count(*) from probe.effects", "10");
	assert_sql("select count(*) from picky.effects", "10");
}

static void invalid_data_is_a_dead_letter_of_every_consumer(void **state)
{
	const topic_event request = rig_fields(rig_id(1), "task.created", "{}");

	(void)state;
	assert_int_equal(rig_deliver(&request), ANSWERED_SUCCESS);
	assert_sql("select count(*) from probe.dead_letters where consumer = 'probe' and partition_key = '/hapax/tasks'", "1");
	assert_sql("select count(*) from picky.dead_letters where consumer = 'picky'", "1");
}

static void what_is_unreadable_is_kept_once_for_all(void **state)
{
	struct rig_bulk *bulk = rig_bulk_new();

	(void)state;
	rig_add_raw(bulk, "nonsense");
	assert_int_equal(rig_answered(rig_deliver_bulk(&bulk->request), ANSWERED_SUCCESS), 1);
	assert_sql("select (select count(*) from probe.dead_letters) + (select count(*) from picky.dead_letters)", "1");
}

static int set_up(void **state)
{
	static const struct service *const services[] = {&probe, &picky, NULL};

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
		cmocka_unit_test_setup(one_bad_event_in_a_batch_is_the_only_dead_letter, clean),
		cmocka_unit_test_setup(a_batch_of_nothing_but_bad_events, clean),
		cmocka_unit_test_setup(a_handler_that_gives_no_reason, clean),
		cmocka_unit_test_setup(a_transient_failure_comes_again, clean),
		cmocka_unit_test_setup(an_event_too_large_to_handle_blocks_nothing, clean),
		cmocka_unit_test_setup(a_failing_consumer_does_not_touch_the_other, clean),
		cmocka_unit_test_setup(invalid_data_is_a_dead_letter_of_every_consumer, clean),
		cmocka_unit_test_setup(what_is_unreadable_is_kept_once_for_all, clean),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
