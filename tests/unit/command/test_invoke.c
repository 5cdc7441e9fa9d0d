/* Commands by Dapr invocation: routes, path, query and body, and errors as JSON. */
#include "command_rig.h"

static struct buffer body;
static int http_status;

static enum status invoke(const char *verb, const char *path, const char *query, const char *json, const char *user)
{
	const struct invocation invocation = {
		.verb = text_of(verb),
		.path = text_of(path),
		.query = text_of(query),
		.body = text_of(json),
		.caller = {.user_id = text_of(user)},
	};
	enum status status;

	failure_clear(&rig.context);
	buffer_init(&body, &rig.arena, MEBI);
	command_invoke(&rig.context, rig.desk, &invocation, &body, &http_status, &status);
	return status;
}

static void assert_body_says(const char *what)
{
	if (!strstr(buffer_string(&body), what))
		fail_msg("\"%s\" isn't in: %s", what, buffer_string(&body));
}

static void a_body_becomes_a_request(void **state)
{
	(void)state;
	rig_ok(invoke("POST", "api/ada/tasks", "", "{\"title\":\"Buy milk\"}", ""));
	assert_int_equal(http_status, 201);
	assert_body_says("\"title\":\"Buy milk\"");
	assert_body_says("\"user_id\":\"ada\"");
	assert_string_equal(last_user, "ada");
}

static void slashes_around_the_path_do_not_matter(void **state)
{
	(void)state;
	rig_ok(invoke("POST", "/api/ada/tasks/", "", "{\"title\":\"x\"}", ""));
	assert_int_equal(http_status, 201);
}

static void the_path_gives_fields(void **state)
{
	(void)state;
	rig_ok(invoke("GET", "api/ada/tasks/42", "", "", ""));
	assert_int_equal(http_status, 200);
	assert_body_says("\"task_id\":42");
}

static void the_path_is_percent_encoded(void **state)
{
	(void)state;
	rig_ok(invoke("GET", "api/zo%C3%AB%20k%2F1/tasks/1", "", "", ""));
	assert_body_says("\"user_id\":\"zo\xc3\xab k/1\"");
	/* A plus is a plus in a path. */
	rig_ok(invoke("GET", "api/a+b/tasks/1", "", "", ""));
	assert_body_says("\"user_id\":\"a+b\"");
}

static void the_query_gives_fields(void **state)
{
	(void)state;
	rig_ok(invoke("GET", "api/ada/tasks", "page_size=7&page_token=a+b%26&status=pending", "", ""));
	assert_body_says("7 a b& pending");
}

static void the_query_overrules_no_path(void **state)
{
	(void)state;
	rig_ok(invoke("GET", "api/ada/tasks/42", "task_id=43", "", ""));
	assert_body_says("\"task_id\":42");
	rig_ok(invoke("PATCH", "api/ada/tasks/42", "", "{\"task_id\":43,\"title\":\"x\"}", ""));
	assert_body_says("\"task_id\":42");
}

static void the_header_may_say_who_calls(void **state)
{
	(void)state;
	rig_ok(invoke("GET", "api/ada/tasks/1", "", "", "ada"));
	assert_int_equal(invoke("GET", "api/ada/tasks/1", "", "", "ben"), STATUS_FORBIDDEN);
	assert_int_equal(http_status, 403);
	assert_body_says("{\"error\":{\"code\":\"PERMISSION_DENIED\",\"message\":\"");
	assert_body_says("ada");
	assert_body_says("ben");
	assert_body_says(",\"violations\":[]}}");
}

static void an_event_that_breaks_its_contract_is_refused_with_all_violations(void **state)
{
	(void)state;
	assert_int_equal(invoke("POST", "api/ada/tasks", "", "{\"title\":\"bad event\"}", ""), STATUS_INVALID);
	assert_int_equal(http_status, 400);
	assert_body_says("{\"error\":{\"code\":\"INVALID_ARGUMENT\",\"message\":\"");
	assert_body_says("{\"field\":\"task_id\",");
	assert_body_says("{\"field\":\"title\",");
	assert_body_says("{\"field\":\"created_at\",");
	assert_body_says("{\"field\":\"tags[1]\",");
	assert_int_equal(rig_count("select count(*) from probe.made"), 0);
	assert_int_equal(rig_count("select count(*) from probe.outbox"), 0);
}

static void an_unknown_path_is_not_found(void **state)
{
	static const char *const paths[] = {"",		  "/",		 "api", "api/ada", "api/ada/task", "api/ada/tasks/1/2",
					    "api//tasks", "apiada/tasks"};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(paths); i++) {
		assert_int_equal(invoke("GET", paths[i], "", "", ""), STATUS_NOT_FOUND);
		assert_int_equal(http_status, 404);
		assert_body_says("\"code\":\"NOT_FOUND\"");
	}
	assert_int_equal(atomic_load(&executions), 0);
}

static void a_known_path_with_another_verb_says_which_there_are(void **state)
{
	(void)state;
	assert_int_equal(invoke("PUT", "api/ada/tasks", "", "", ""), STATUS_NOT_FOUND);
	assert_body_says("POST");
	assert_body_says("GET");
	assert_int_equal(invoke("", "api/ada/tasks", "", "", ""), STATUS_NOT_FOUND);
}

static void broken_rules_are_listed(void **state)
{
	(void)state;
	assert_int_equal(invoke("POST", "api/ada/tasks", "", "{\"priority\":\"urgent\"}", ""), STATUS_INVALID);
	assert_int_equal(http_status, 400);
	assert_body_says("{\"error\":{\"code\":\"INVALID_ARGUMENT\",\"message\":\"");
	assert_body_says("{\"field\":\"title\",\"rule\":\"required\",\"message\":\"");
	assert_body_says("{\"field\":\"priority\",\"rule\":\"string.in\",\"message\":\"");
}

static void a_body_that_is_no_request_says_why(void **state)
{
	static const struct {
		const char *json;
		const char *says;
	} bodies[] = {
		{"{", "JSON"},
		{"[]", "object"},
		{"{\"title\":7}", "title"},
		{"{\"titel\":\"x\"}", "titel"},
		{"{\"title\":\"\\u0000\"}", ""},
		{"\xff", ""},
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(bodies); i++) {
		assert_int_equal(invoke("POST", "api/ada/tasks", "", bodies[i].json, ""), STATUS_INVALID);
		assert_int_equal(http_status, 400);
		assert_body_says(bodies[i].says);
	}
	assert_int_equal(atomic_load(&executions), 0);
}

static void numbers_in_path_and_query_are_checked(void **state)
{
	(void)state;
	assert_int_equal(invoke("GET", "api/ada/tasks/x1", "", "", ""), STATUS_INVALID);
	assert_body_says("\"field\":\"task_id\"");
	assert_body_says("x1");
	assert_int_equal(invoke("GET", "api/ada/tasks/9223372036854775808", "", "", ""), STATUS_INVALID);
	assert_int_equal(invoke("GET", "api/ada/tasks", "page_size=2147483648", "", ""), STATUS_INVALID);
	assert_body_says("32-bit");
	assert_int_equal(invoke("GET", "api/ada/tasks", "page=1", "", ""), STATUS_INVALID);
	assert_body_says("\"field\":\"page\"");
	assert_int_equal(invoke("GET", "api/ada/tasks", "page_token=%00", "", ""), STATUS_INVALID);
	assert_int_equal(invoke("GET", "api/%00/tasks", "", "", ""), STATUS_INVALID);
	assert_int_equal(invoke("GET", "api/%ff/tasks", "", "", ""), STATUS_INVALID);
	assert_body_says("user-id");
}

/* The sidecar gets it as the message of a gRPC status, of which 2 KiB are sent. */
static void an_error_stays_whole_on_its_way_to_the_caller(void **state)
{
	enum { STATUS_MESSAGE_MAX_BYTES = 2048, TAGS = 60 };
	struct buffer json;

	(void)state;
	buffer_init(&json, &rig.arena, MEBI);
	buffer_add_string(&json, "{\"title\":\"x\",\"tags\":[\"\"");
	for (int i = 1; i < TAGS; i++)
		buffer_add_string(&json, ",\"\"");
	buffer_add_string(&json, "]}");
	assert_int_equal(invoke("POST", "api/ada/tasks", "", buffer_string(&json), ""), STATUS_INVALID);
	assert_true(body.len <= STATUS_MESSAGE_MAX_BYTES);
	assert_body_says("\"field\":\"tags\"");
	assert_body_says("\"field\":\"tags[1]\"");
	assert_string_equal(buffer_string(&body) + body.len - 4, "}]}}");
}

/* What came percent-encoded may be any bytes, and errors repeat it: the answer is JSON all the same. */
static void errors_are_text_whatever_came(void **state)
{
	(void)state;
	assert_int_equal(invoke("GET", "api/ada/tasks/%ff", "", "", ""), STATUS_INVALID);
	assert_body_says("\"field\":\"task_id\"");
	assert_int_equal(invoke("GET", "api/ada/tasks", "%ff%00=1", "", ""), STATUS_INVALID);
	assert_body_says("\"rule\":\"unknown_field\"");
	assert_int_equal(invoke("GET", "api/%ff/tasks", "", "", "ada"), STATUS_FORBIDDEN);
	assert_body_says("\"code\":\"PERMISSION_DENIED\"");
	assert_true(text_is_utf8(buffer_text(&body)));
}

static void an_error_of_the_method_comes_through(void **state)
{
	(void)state;
	assert_int_equal(invoke("POST", "api/ada/tasks", "", "{\"title\":\"fail\"}", ""), STATUS_PRECONDITION);
	assert_int_equal(http_status, 400);
	assert_body_says("\"code\":\"FAILED_PRECONDITION\"");
	assert_body_says("not in this state");
}

static void a_key_holds_for_both_ways_in(void **state)
{
	struct tasks_create_task_request request = TASKS_CREATE_TASK_REQUEST_INIT;
	const struct caller caller = {.user_id = TEXT("ada"), .idempotency_key = TEXT("key")};
	const struct invocation invocation = {
		.verb = TEXT("POST"), .path = TEXT("api/ada/tasks"), .body = TEXT("{\"title\":\"milk\"}"), .caller = caller};
	struct text answer;
	enum status status;

	(void)state;
	request.title = (char *)"milk";
	rig_ok(execute(&rig.context, rig.pool, desk_find_method(rig.desk, TASKS_TASK_SERVICE_CREATE_TASK), &caller, &request.base,
		       &answer));
	buffer_init(&body, &rig.arena, MEBI);
	command_invoke(&rig.context, rig.desk, &invocation, &body, &http_status, &status);
	rig_ok(status);
	assert_body_says("\"task_id\":1");
	assert_int_equal(atomic_load(&executions), 1);
}

static void an_answer_too_large_is_an_error(void **state)
{
	const struct invocation invocation = {
		.verb = TEXT("POST"), .path = TEXT("api/ada/tasks"), .body = TEXT("{\"title\":\"a title that takes some room\"}")};
	enum status status;

	(void)state;
	buffer_init(&body, &rig.arena, 16);
	command_invoke(&rig.context, rig.desk, &invocation, &body, &http_status, &status);
	assert_int_not_equal(status, STATUS_OK);
	assert_int_not_equal(http_status, 201);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_body_becomes_a_request, clean),
		cmocka_unit_test_setup(slashes_around_the_path_do_not_matter, clean),
		cmocka_unit_test_setup(the_path_gives_fields, clean),
		cmocka_unit_test_setup(the_path_is_percent_encoded, clean),
		cmocka_unit_test_setup(the_query_gives_fields, clean),
		cmocka_unit_test_setup(the_query_overrules_no_path, clean),
		cmocka_unit_test_setup(the_header_may_say_who_calls, clean),
		cmocka_unit_test_setup(an_event_that_breaks_its_contract_is_refused_with_all_violations, clean),
		cmocka_unit_test_setup(an_unknown_path_is_not_found, clean),
		cmocka_unit_test_setup(a_known_path_with_another_verb_says_which_there_are, clean),
		cmocka_unit_test_setup(broken_rules_are_listed, clean),
		cmocka_unit_test_setup(a_body_that_is_no_request_says_why, clean),
		cmocka_unit_test_setup(numbers_in_path_and_query_are_checked, clean),
		cmocka_unit_test_setup(an_error_stays_whole_on_its_way_to_the_caller, clean),
		cmocka_unit_test_setup(errors_are_text_whatever_came, clean),
		cmocka_unit_test_setup(an_error_of_the_method_comes_through, clean),
		cmocka_unit_test_setup(a_key_holds_for_both_ways_in, clean),
		cmocka_unit_test_setup(an_answer_too_large_is_an_error, clean),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
