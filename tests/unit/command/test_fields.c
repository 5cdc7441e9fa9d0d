/* Texts of a path or query as fields of a message. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "command/fields.h"
#include "hapax/tasks/v1/api.h"

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

static void assert_decoded(const char *text, bool plus_is_space, const char *expected)
{
	struct text decoded = percent_decode(&context, text_of(text), plus_is_space);

	if (!text_equal_string(decoded, expected))
		fail_msg("%s became %.*s, not %s", text, TEXT_ARG(decoded), expected);
}

static void escapes_are_decoded_once(void **state)
{
	(void)state;
	assert_decoded("", true, "");
	assert_decoded("a%20b%2Fc%2fd", true, "a b/c/d");
	assert_decoded("%2520", true, "%20");
	assert_decoded("zo%C3%AB", true, "zo\xc3\xab");
}

static void what_is_no_escape_stays(void **state)
{
	(void)state;
	assert_decoded("%", true, "%");
	assert_decoded("%4", true, "%4");
	assert_decoded("100%", true, "100%");
	assert_decoded("%zz%4", true, "%zz%4");
	assert_decoded("%%41", true, "%A");
}

static void a_plus_is_a_space_in_queries_only(void **state)
{
	(void)state;
	assert_decoded("a+b", true, "a b");
	assert_decoded("a+b", false, "a+b");
	assert_decoded("a%2Bb", true, "a+b");
}

static void fields_are_set_by_their_type(void **state)
{
	struct tasks_list_tasks_request request = TASKS_LIST_TASKS_REQUEST_INIT;
	struct tasks_get_task_request get = TASKS_GET_TASK_REQUEST_INIT;

	(void)state;
	field_set_text(&context, &request.base, TEXT("page_size"), TEXT("-2147483648"));
	field_set_text(&context, &request.base, TEXT("status"), TEXT("pending"));
	field_set_text(&context, &get.base, TEXT("task_id"), TEXT("9223372036854775807"));
	assert_int_equal(context.failure.violation_count, 0);
	assert_int_equal(request.page_size, INT32_MIN);
	assert_string_equal(request.status, "pending");
	assert_true(get.task_id == INT64_MAX);
}

static void assert_violation(ProtobufCMessage *message, const char *name, const char *value, const char *rule)
{
	failure_clear(&context);
	field_set_text(&context, message, text_of(name), text_of(value));
	assert_int_equal(context.failure.violation_count, 1);
	assert_true(text_equal_string(context.failure.violations->field, name));
	assert_true(text_equal_string(context.failure.violations->rule, rule));
}

static void what_does_not_fit_is_a_violation(void **state)
{
	struct tasks_list_tasks_request list = TASKS_LIST_TASKS_REQUEST_INIT;
	struct tasks_get_task_request get = TASKS_GET_TASK_REQUEST_INIT;
	struct tasks_create_task_request create = TASKS_CREATE_TASK_REQUEST_INIT;
	static const char *const numbers[] = {
		"", " 1", "1 ", "1.0", "0x1", "1e3", "+1", "9223372036854775808", "-9223372036854775809"};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(numbers); i++)
		assert_violation(&get.base, "task_id", numbers[i], "type");
	assert_int_equal(get.task_id, 0);
	assert_violation(&list.base, "page_size", "2147483648", "type");
	assert_violation(&list.base, "status", "\xff", "type");
	assert_violation(&list.base, "pagesize", "1", "unknown_field");
	assert_violation(&list.base, "", "1", "unknown_field");
	assert_violation(&create.base, "tags", "x", "unknown_field");
	assert_violation(&create.base, "due_date", "2026-01-31T17:00:00Z", "unknown_field");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(escapes_are_decoded_once, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_is_no_escape_stays, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_plus_is_a_space_in_queries_only, set_up, tear_down),
		cmocka_unit_test_setup_teardown(fields_are_set_by_their_type, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_does_not_fit_is_a_violation, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
