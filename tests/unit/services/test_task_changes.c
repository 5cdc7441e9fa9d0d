/* What the tasks service tells of a change, and the times and texts of its messages. Pure parts only. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "../src/services/tasks/tasks.h"
#include "hapax/json.h"

/* After ours: its macro fail() would hit our function of that name. */
#include <cmocka.h>

static struct arena arena;
static struct context context;

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena, 1 << 20);
	context_init(&context, &arena, NULL, NULL);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

static struct text tags[] = {TEXT_INIT("home"), TEXT_INIT("shop")};

static struct task_row some_task(void)
{
	return (struct task_row){
		.task_id = 1,
		.user_id = TEXT("ada"),
		.title = TEXT("Buy milk"),
		.priority = TEXT("low"),
		.tags = tags,
		.tag_count = 2,
		.status = TEXT("pending"),
		.version = 1,
		.created_us = 1767200000000000,
		.updated_us = 1767200000000000,
	};
}

static const char *json_of(const Google__Protobuf__Struct *value)
{
	struct buffer buffer;

	buffer_init(&buffer, &arena, 65536);
	assert_int_equal(json_write_message(&context, &buffer, &value->base), STATUS_OK);
	return buffer_string(&buffer);
}

static void assert_changes(const struct task_row *old_task, const struct task_row *new_task, const char *before, const char *after,
			   size_t count)
{
	Google__Protobuf__Struct *was, *is;
	size_t changes;

	assert_int_equal(task_changes(&context, old_task, new_task, &was, &is, &changes), STATUS_OK);
	assert_int_equal(changes, count);
	assert_string_equal(json_of(was), before);
	assert_string_equal(json_of(is), after);
}

static void no_change_tells_nothing(void **state)
{
	struct text same_tags[] = {TEXT("home"), TEXT("shop")};
	const struct task_row task = some_task();
	struct task_row same = task;

	(void)state;
	same.tags = same_tags;
	/* Neither does what every change touches. */
	same.version = 2;
	same.updated_us++;
	assert_changes(&task, &same, "{}", "{}", 0);
}

static void only_changed_fields_are_told(void **state)
{
	const struct task_row task = some_task();
	struct task_row changed = task;

	(void)state;
	changed.title = TEXT("Buy bread");
	changed.priority = TEXT("high");
	assert_changes(&task, &changed, "{\"title\":\"Buy milk\",\"priority\":\"low\"}",
		       "{\"title\":\"Buy bread\",\"priority\":\"high\"}", 2);
}

static void absent_is_null(void **state)
{
	const struct task_row task = some_task();
	struct task_row changed = task;

	(void)state;
	changed.priority = (struct text){0};
	changed.description = TEXT("two litres");
	changed.due_us = 1767225600000000;
	assert_changes(&task, &changed, "{\"description\":null,\"due_date\":null,\"priority\":\"low\"}",
		       "{\"description\":\"two litres\",\"due_date\":\"2026-01-01T00:00:00Z\",\"priority\":null}", 3);
}

static void tags_change_as_a_whole(void **state)
{
	struct text swapped[] = {TEXT("shop"), TEXT("home")};
	const struct task_row task = some_task();
	struct task_row changed = task;

	(void)state;
	changed.tags = swapped;
	assert_changes(&task, &changed, "{\"tags\":[\"home\",\"shop\"]}", "{\"tags\":[\"shop\",\"home\"]}", 1);
	changed.tag_count = 0;
	assert_changes(&task, &changed, "{\"tags\":[\"home\",\"shop\"]}", "{\"tags\":[]}", 1);
}

static void completing_tells_status_and_time(void **state)
{
	const struct task_row task = some_task();
	struct task_row changed = task;

	(void)state;
	changed.status = TEXT("completed");
	changed.completed_us = 1767200000500000;
	assert_changes(&task, &changed, "{\"status\":\"pending\",\"completed_at\":null}",
		       "{\"status\":\"completed\",\"completed_at\":\"2025-12-31T16:53:20.500Z\"}", 2);
}

static void a_snapshot_has_every_field(void **state)
{
	const struct task_row task = some_task();
	Google__Protobuf__Struct *fields;

	(void)state;
	assert_int_equal(task_snapshot(&context, &task, &fields), STATUS_OK);
	assert_string_equal(json_of(fields),
			    "{\"title\":\"Buy milk\",\"description\":null,\"due_date\":null,\"priority\":\"low\","
			    "\"tags\":[\"home\",\"shop\"],\"recurrence\":null,\"status\":\"pending\",\"completed_at\":null}");
}

static void without_memory_nothing_is_told_by_halves(void **state)
{
	const struct task_row task = some_task();
	struct task_row changed = task;
	Google__Protobuf__Struct *was, *is;
	size_t changes;
	struct arena tiny;
	struct context poor;

	(void)state;
	changed.title = TEXT("Buy bread");
	for (size_t bytes = 1; bytes < 2048; bytes += 64) {
		arena_init(&tiny, bytes);
		context_init(&poor, &tiny, NULL, NULL);
		was = is = NULL;
		if (task_changes(&poor, &task, &changed, &was, &is, &changes) == STATUS_OK) {
			assert_int_equal(was->n_fields, 1);
			assert_int_equal(is->n_fields, 1);
		} else {
			assert_int_equal(poor.failure.status, STATUS_EXHAUSTED);
			assert_null(was);
		}
		arena_done(&tiny);
	}
}

static int64_t time_of(int64_t seconds, int32_t nanos)
{
	Google__Protobuf__Timestamp timestamp = GOOGLE__PROTOBUF__TIMESTAMP__INIT;

	timestamp.seconds = seconds;
	timestamp.nanos = nanos;
	return task_time_of(&context, "due_date", &timestamp);
}

static void times_outside_the_calendar_are_violations(void **state)
{
	static const struct {
		int64_t seconds;
		int32_t nanos;
	} bad[] = {{253402300800, 0}, {-62135596801, 0}, {0, -1}, {0, 1000000000}, {INT64_MAX, 0}, {INT64_MIN, 0}};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		failure_clear(&context);
		assert_int_equal(time_of(bad[i].seconds, bad[i].nanos), 0);
		assert_int_equal(context.failure.violation_count, 1);
		assert_true(text_equal_string(context.failure.violations->field, "due_date"));
	}
	failure_clear(&context);
	assert_true(time_of(253402300799, 999999999) == 253402300799999999);
	assert_true(time_of(-62135596800, 0) == -62135596800000000);
	assert_int_equal(task_time_of(&context, "due_date", NULL), 0);
	assert_int_equal(context.failure.violation_count, 0);
}

static void times_come_back_as_they_were(void **state)
{
	static const int64_t times_us[] = {1767200000123456, 1, -1, -62135596800000000, 253402300799999999, -1000000};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(times_us); i++) {
		const Google__Protobuf__Timestamp *timestamp = task_timestamp(&arena, times_us[i]);

		assert_in_range(timestamp->nanos, 0, 999999999);
		assert_true(task_time_of(&context, "x", timestamp) == times_us[i]);
	}
	assert_null(task_timestamp(&arena, 0));
	/* The epoch itself is a time, not an absence. */
	assert_int_not_equal(time_of(0, 0), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(no_change_tells_nothing, set_up, tear_down),
		cmocka_unit_test_setup_teardown(only_changed_fields_are_told, set_up, tear_down),
		cmocka_unit_test_setup_teardown(absent_is_null, set_up, tear_down),
		cmocka_unit_test_setup_teardown(tags_change_as_a_whole, set_up, tear_down),
		cmocka_unit_test_setup_teardown(completing_tells_status_and_time, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_snapshot_has_every_field, set_up, tear_down),
		cmocka_unit_test_setup_teardown(without_memory_nothing_is_told_by_halves, set_up, tear_down),
		cmocka_unit_test_setup_teardown(times_outside_the_calendar_are_violations, set_up, tear_down),
		cmocka_unit_test_setup_teardown(times_come_back_as_they_were, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
