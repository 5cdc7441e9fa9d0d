/* One command, one transaction: idempotency keys, who calls, and what a failure leaves behind. */
#include "command_rig.h"

static enum status run_in(struct context *context, const char *path, const struct caller *caller, const ProtobufCMessage *request,
			  struct text *ret_answer)
{
	const struct bound_method *bound = desk_find_method(rig.desk, path);

	assert_non_null(bound);
	failure_clear(context);
	return execute(context, rig.pool, bound, caller, request, ret_answer);
}

static enum status create_as(const char *user, const char *key, const char *title, struct text *ret_answer)
{
	struct tasks_create_task_request request = TASKS_CREATE_TASK_REQUEST_INIT;
	const struct caller caller = {.user_id = text_of(user), .idempotency_key = text_of(key)};

	request.title = (char *)(uintptr_t)title;
	return run_in(&rig.context, TASKS_TASK_SERVICE_CREATE_TASK, &caller, &request.base, ret_answer);
}

static void the_same_key_gives_the_same_bytes_and_one_effect(void **state)
{
	struct text first, again;

	(void)state;
	rig_ok(create_as("ada", "key", "milk", &first));
	assert_true(first.len > 0);
	for (int i = 0; i < 3; i++) {
		rig_ok(create_as("ada", "key", "milk", &again));
		assert_true(text_equal(first, again));
	}
	assert_int_equal(atomic_load(&executions), 1);
	assert_int_equal(rig_count("select count(*) from probe.made"), 1);
}

static void without_a_key_every_call_is_new(void **state)
{
	struct text answer;

	(void)state;
	rig_ok(create_as("ada", "", "milk", &answer));
	rig_ok(create_as("ada", "", "milk", &answer));
	assert_int_equal(rig_count("select count(*) from probe.made"), 2);
	assert_int_equal(rig_count("select count(*) from probe.idempotency_keys"), 0);
}

static void a_key_with_other_parameters_is_refused(void **state)
{
	struct text answer;

	(void)state;
	rig_ok(create_as("ada", "key", "milk", &answer));
	assert_int_equal(create_as("ada", "key", "bread", &answer), STATUS_PRECONDITION);
	assert_failure_says("key");
	assert_failure_says("other parameters");
	assert_int_equal(atomic_load(&executions), 1);
}

static void keys_belong_to_their_user(void **state)
{
	struct text ada, ben;

	(void)state;
	rig_ok(create_as("ada", "key", "milk", &ada));
	rig_ok(create_as("ben", "key", "bread", &ben));
	assert_false(text_equal(ada, ben));
	assert_int_equal(rig_count("select count(*) from probe.made"), 2);
}

static void a_failure_is_not_remembered(void **state)
{
	struct text answer;

	(void)state;
	assert_int_equal(create_as("ada", "key", "fail", &answer), STATUS_PRECONDITION);
	assert_int_equal(create_as("ada", "key", "fail", &answer), STATUS_PRECONDITION);
	assert_int_equal(atomic_load(&executions), 2);
	rig_ok(create_as("ada", "key", "other", &answer));
	assert_int_equal(rig_count("select count(*) from probe.made"), 1);
}

static void a_failure_leaves_nothing_behind(void **state)
{
	struct text answer;

	(void)state;
	assert_int_equal(create_as("ada", "key", "fail", &answer), STATUS_PRECONDITION);
	assert_failure_says("not in this state");
	assert_int_equal(rig_count("select count(*) from probe.made"), 0);
	assert_int_equal(rig_count("select count(*) from probe.idempotency_keys"), 0);
}

static void an_event_that_breaks_its_contract_is_refused_with_all_violations_and_nothing_is_written(void **state)
{
	static const char *const fields[] = {"task_id", "title", "created_at", "tags[1]"};
	struct text answer;

	(void)state;
	assert_int_equal(create_as("ada", "key", "bad event", &answer), STATUS_INVALID);
	assert_int_equal(rig.context.failure.violation_count, COUNT_OF(fields));
	for (size_t i = 0; i < COUNT_OF(fields); i++) {
		const struct violation *violation = rig.context.failure.violations;

		assert_failure_says(fields[i]);
		while (violation && !text_equal_string(violation->field, fields[i]))
			violation = violation->next;
		assert_non_null(violation);
	}
	assert_int_equal(rig_count("select count(*) from probe.made"), 0);
	assert_int_equal(rig_count("select count(*) from probe.outbox"), 0);
	assert_int_equal(rig_count("select count(*) from probe.idempotency_keys"), 0);
}

static void reading_needs_no_key(void **state)
{
	struct tasks_get_task_request request = TASKS_GET_TASK_REQUEST_INIT;
	const struct caller caller = {.user_id = TEXT("ada"), .idempotency_key = TEXT("key")};
	struct text answer;

	(void)state;
	request.task_id = 1;
	rig_ok(run_in(&rig.context, TASKS_TASK_SERVICE_GET_TASK, &caller, &request.base, &answer));
	rig_ok(run_in(&rig.context, TASKS_TASK_SERVICE_GET_TASK, &caller, &request.base, &answer));
	assert_int_equal(atomic_load(&executions), 2);
	assert_int_equal(rig_count("select count(*) from probe.idempotency_keys"), 0);
}

enum { CALLERS = 32 };

struct parallel {
	pthread_t thread;
	enum status status;
	char answer[256];
	size_t len;
};

static void *call_in_parallel(void *data)
{
	struct parallel *parallel = data;
	struct tasks_create_task_request request = TASKS_CREATE_TASK_REQUEST_INIT;
	const struct caller caller = {.user_id = TEXT("ada"), .idempotency_key = TEXT("key")};
	struct arena arena;
	struct context context;
	struct text answer;

	arena_init(&arena, MEBI);
	context_init(&context, &arena, NULL, NULL);
	request.title = (char *)"milk";
	parallel->status = execute(&context, rig.pool, desk_find_method(rig.desk, TASKS_TASK_SERVICE_CREATE_TASK), &caller,
				   &request.base, &answer);
	if (parallel->status == STATUS_OK && answer.len <= sizeof(parallel->answer)) {
		memcpy(parallel->answer, answer.at, answer.len);
		parallel->len = answer.len;
	}
	arena_done(&arena);
	return NULL;
}

static void parallel_calls_with_one_key_are_one_execution(void **state)
{
	static struct parallel calls[CALLERS];

	(void)state;
	atomic_store(&pause_us, 100000);
	for (int i = 0; i < CALLERS; i++)
		assert_int_equal(pthread_create(&calls[i].thread, NULL, call_in_parallel, &calls[i]), 0);
	for (int i = 0; i < CALLERS; i++)
		pthread_join(calls[i].thread, NULL);
	for (int i = 0; i < CALLERS; i++) {
		assert_int_equal(calls[i].status, STATUS_OK);
		assert_true(calls[i].len > 0 && calls[i].len == calls[0].len);
		assert_memory_equal(calls[i].answer, calls[0].answer, calls[0].len);
	}
	assert_int_equal(atomic_load(&executions), 1);
	assert_int_equal(rig_count("select count(*) from probe.made"), 1);
}

static void a_lost_race_is_run_again(void **state)
{
	struct text answer;

	(void)state;
	atomic_store(&conflicts_left, 3);
	rig_ok(create_as("ada", "key", "milk", &answer));
	assert_int_equal(atomic_load(&executions), 4);
	assert_int_equal(rig_count("select count(*) from probe.made"), 1);
}

static void races_lost_for_ever_end(void **state)
{
	struct text answer;

	(void)state;
	atomic_store(&conflicts_left, 1000);
	assert_int_equal(create_as("ada", "key", "milk", &answer), STATUS_UNAVAILABLE);
	assert_failure_says("lost against another");
	assert_int_equal(rig_count("select count(*) from probe.made"), 0);
}

static void a_call_without_a_user_is_unauthenticated(void **state)
{
	struct text answer;

	(void)state;
	assert_int_equal(create_as("", "", "milk", &answer), STATUS_UNAUTHENTICATED);
	assert_failure_says("user-id");
	assert_int_equal(atomic_load(&executions), 0);
}

static enum status create_with(const struct caller *caller)
{
	struct tasks_create_task_request request = TASKS_CREATE_TASK_REQUEST_INIT;
	struct text answer;

	request.title = (char *)"milk";
	return run_in(&rig.context, TASKS_TASK_SERVICE_CREATE_TASK, caller, &request.base, &answer);
}

static void bad_headers_are_named(void **state)
{
	static char long_key[300];
	const struct caller caller = {
		.user_id = TEXT("a\nb"), .idempotency_key = {long_key, sizeof(long_key)}, .correlation_id = TEXT("\xff")};

	(void)state;
	memset(long_key, 'k', sizeof(long_key));
	assert_int_equal(create_with(&caller), STATUS_INVALID);
	assert_failure_says("user-id: ");
	assert_failure_says("idempotency-key: ");
	assert_failure_says("255");
	assert_failure_says("correlation-id: ");
	assert_int_equal(atomic_load(&executions), 0);
}

static void bad_fields_are_named(void **state)
{
	struct text answer;

	(void)state;
	assert_int_equal(create_as("ada", "key", "", &answer), STATUS_INVALID);
	assert_failure_says("title: ");
	assert_int_equal(atomic_load(&executions), 0);
}

static void what_the_caller_brought_goes_on(void **state)
{
	const struct caller caller = {.user_id = TEXT("ada"),
				      .correlation_id = TEXT("corr"),
				      .traceparent = TEXT("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")};

	(void)state;
	rig_ok(create_with(&caller));
	assert_string_equal(last_user, "ada");
	assert_string_equal(last_correlation, "corr");
	assert_string_equal(last_traceparent, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
}

static void what_the_caller_did_not_bring_is_made(void **state)
{
	static const char *const bad[] = {
		"",
		"nonsense",
		"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
		"00-0AF7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
		"00-00000000000000000000000000000000-b7ad6b7169203331-01",
		"00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
		"ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
	};
	struct uuid id;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		const struct caller caller = {.user_id = TEXT("ada"), .traceparent = text_of(bad[i])};

		rig_ok(create_with(&caller));
		assert_true(uuid_parse_text(text_of(last_correlation), &id));
		assert_int_equal(strlen(last_traceparent), 55);
		assert_memory_equal(last_traceparent, "00-", 3);
		assert_string_not_equal(last_traceparent, bad[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(the_same_key_gives_the_same_bytes_and_one_effect, clean),
		cmocka_unit_test_setup(without_a_key_every_call_is_new, clean),
		cmocka_unit_test_setup(a_key_with_other_parameters_is_refused, clean),
		cmocka_unit_test_setup(keys_belong_to_their_user, clean),
		cmocka_unit_test_setup(a_failure_is_not_remembered, clean),
		cmocka_unit_test_setup(a_failure_leaves_nothing_behind, clean),
		cmocka_unit_test_setup(an_event_that_breaks_its_contract_is_refused_with_all_violations_and_nothing_is_written,
				       clean),
		cmocka_unit_test_setup(reading_needs_no_key, clean),
		cmocka_unit_test_setup(parallel_calls_with_one_key_are_one_execution, clean),
		cmocka_unit_test_setup(a_lost_race_is_run_again, clean),
		cmocka_unit_test_setup(races_lost_for_ever_end, clean),
		cmocka_unit_test_setup(a_call_without_a_user_is_unauthenticated, clean),
		cmocka_unit_test_setup(bad_headers_are_named, clean),
		cmocka_unit_test_setup(bad_fields_are_named, clean),
		cmocka_unit_test_setup(what_the_caller_brought_goes_on, clean),
		cmocka_unit_test_setup(what_the_caller_did_not_bring_is_made, clean),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
