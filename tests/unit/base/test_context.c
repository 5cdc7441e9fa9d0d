#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* cmocka has a fail() macro of its own. */
#include <cmocka.h>
#undef fail

#include "hapax/context.h"

struct fixture {
	struct arena arena;
	struct context context;
};

static int set_up(void **state)
{
	static struct fixture fixture;
	arena_init(&fixture.arena, 1 << 20);
	context_init(&fixture.context, &fixture.arena, NULL, NULL);
	*state = &fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	arena_done(&fixture->arena);
	return 0;
}

static struct context *context_of(void **state)
{
	return &((struct fixture *)*state)->context;
}

static int64_t noon(const struct clock *clock)
{
	(void)clock;
	return 42;
}

static void clock_and_ids_have_defaults(void **state)
{
	struct context *context = context_of(state);
	assert_ptr_equal(context->clock, clock_system());
	assert_ptr_equal(context->ids, ids_random());
	const struct clock clock = {noon};
	context_init(context, context->arena, &clock, NULL);
	assert_int_equal(context_now_us(context), 42);
}

static void fail_records_and_returns(void **state)
{
	struct context *context = context_of(state);
	assert_int_equal(fail(context, STATUS_NOT_FOUND, "task %d", 7), STATUS_NOT_FOUND);
	assert_int_equal(context->failure.status, STATUS_NOT_FOUND);
	assert_string_equal(failure_text(context), "task 7");
}

static void fail_may_quote_the_failure_that_it_replaces(void **state)
{
	struct context *context = context_of(state);
	(void)fail(context, STATUS_UNAVAILABLE, "connection refused");
	context->failure.sqlstate = "08006";
	(void)fail(context, STATUS_INTERNAL, "gave up: %.*s", TEXT_ARG(context->failure.message));
	assert_string_equal(failure_text(context), "gave up: connection refused");
	assert_null(context->failure.sqlstate);
}

static void fail_never_succeeds(void **state)
{
	struct context *context = context_of(state);
	assert_int_equal(fail(context, STATUS_OK, "x"), STATUS_INTERNAL);
	failure_clear(context);
	assert_int_equal(fail_while(context, "doing"), STATUS_INTERNAL);
	assert_string_equal(failure_text(context), "doing: failed without saying why");
}

static void fail_while_puts_the_outer_cause_first(void **state)
{
	struct context *context = context_of(state);
	(void)fail(context, STATUS_UNAVAILABLE, "connection refused");
	context->failure.sqlstate = "08006";
	assert_int_equal(fail_while(context, "storing %d events", 3), STATUS_UNAVAILABLE);
	assert_int_equal(fail_while(context, "lane audit"), STATUS_UNAVAILABLE);
	assert_string_equal(failure_text(context), "lane audit: storing 3 events: connection refused");
	assert_string_equal(context->failure.sqlstate, "08006");
}

static void long_messages_are_kept_whole(void **state)
{
	struct context *context = context_of(state);
	char text[3000];
	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	(void)fail(context, STATUS_INTERNAL, "%s", text);
	assert_string_equal(failure_text(context), text);
}

static void exhausted_arena_still_gives_status_and_some_text(void **state)
{
	(void)state;
	struct arena arena;
	struct context context;
	arena_init(&arena, 8);
	context_init(&context, &arena, NULL, NULL);
	assert_int_equal(fail(&context, STATUS_INVALID, "the title has %d characters too many", 9), STATUS_INVALID);
	assert_true(context.failure.message.len > 0);
	assert_true(strlen(failure_text(&context)) > 0);
	assert_int_equal(fail_while(&context, "creating the task"), STATUS_INVALID);
	assert_true(context.failure.message.len > 0);
	failure_clear(&context);
	violation_add(&context, TEXT("title"), "required", "must be there, and it is a long text");
	assert_int_equal(fail_violations(&context), STATUS_INVALID);
	assert_true(strlen(failure_text(&context)) > 0);
	arena_done(&arena);
}

static void violations_are_named_in_their_order(void **state)
{
	struct context *context = context_of(state);
	assert_int_equal(fail_violations(context), STATUS_OK);
	char field[] = "title";
	violation_add(context, text_of(field), "string.min_len", "must have at least %d character", 1);
	field[0] = 'X';
	violation_add(context, (struct text){0}, "message", "is empty");
	violation_add(context, TEXT("priority"), "string.in", "must be one of low, medium, high");
	assert_int_equal(context->failure.status, STATUS_OK);
	assert_int_equal(fail_violations(context), STATUS_INVALID);
	assert_string_equal(failure_text(context),
			    "title: must have at least 1 character; is empty; priority: must be one of low, medium, high");
	assert_int_equal(context->failure.violation_count, 3);
	assert_true(text_equal_string(context->failure.violations->field, "title"));
	assert_true(text_equal_string(context->failure.violations->rule, "string.min_len"));
	assert_true(text_equal_string(context->failure.violations->next->next->field, "priority"));
	assert_null(context->failure.violations->next->next->next);
}

static void after_the_64th_violation_only_the_count_grows(void **state)
{
	struct context *context = context_of(state);
	for (int i = 0; i < 1000; i++)
		violation_add(context, TEXT("f"), "rule", "no %d", i);
	size_t kept = 0;
	for (const struct violation *v = context->failure.violations; v; v = v->next)
		kept++;
	assert_int_equal(kept, 64);
	assert_int_equal(context->failure.violation_count, 1000);
	assert_int_equal(fail_violations(context), STATUS_INVALID);
	assert_non_null(strstr(failure_text(context), "f: no 63; and 936 more"));
}

static void the_message_about_violations_is_bounded(void **state)
{
	struct context *context = context_of(state);
	char text[2500];
	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	for (int i = 0; i < 3; i++)
		violation_add(context, TEXT("f"), "rule", "%s", text);
	assert_int_equal(fail_violations(context), STATUS_INVALID);
	assert_true(context->failure.message.len < 5000);
	assert_non_null(strstr(failure_text(context), "; and 2 more"));
}

static void one_endless_violation_is_still_reported(void **state)
{
	struct context *context = context_of(state);
	char field[6000];
	memset(field, 'f', sizeof(field));
	violation_add(context, (struct text){field, sizeof(field)}, "rule", "no");
	assert_int_equal(fail_violations(context), STATUS_INVALID);
	assert_string_equal(failure_text(context), "1 rules are broken");
}

static void new_failure_drops_the_old_ones_violations(void **state)
{
	struct context *context = context_of(state);
	violation_add(context, TEXT("title"), "required", "must be there");
	assert_int_equal(fail_violations(context), STATUS_INVALID);
	(void)fail(context, STATUS_UNAVAILABLE, "away");
	assert_null(context->failure.violations);
	assert_int_equal(context->failure.violation_count, 0);
}

static void violations_found_before_a_failure_stay_with_it(void **state)
{
	struct context *context = context_of(state);
	violation_add(context, TEXT("title"), "required", "must be there");
	(void)fail(context, STATUS_INVALID, "bad task");
	assert_int_equal(context->failure.violation_count, 1);
	failure_clear(context);
	assert_int_equal(context->failure.status, STATUS_OK);
	assert_null(context->failure.violations);
	assert_string_equal(failure_text(context), "ok");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(clock_and_ids_have_defaults),
		TEST(fail_records_and_returns),
		TEST(fail_may_quote_the_failure_that_it_replaces),
		TEST(fail_never_succeeds),
		TEST(fail_while_puts_the_outer_cause_first),
		TEST(long_messages_are_kept_whole),
		TEST(exhausted_arena_still_gives_status_and_some_text),
		TEST(violations_are_named_in_their_order),
		TEST(after_the_64th_violation_only_the_count_grows),
		TEST(the_message_about_violations_is_bounded),
		TEST(one_endless_violation_is_still_reported),
		TEST(new_failure_drops_the_old_ones_violations),
		TEST(violations_found_before_a_failure_stay_with_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
