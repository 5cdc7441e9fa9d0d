/* Which of a program's services run. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "app/app.h"

/* After ours: it makes a macro of fail(). */
#include <cmocka.h>

enum { SERVICES = SERVICES_MAX + 1 };

static char names[SERVICES][16];
static struct service services[SERVICES];
static const struct service *listed[SERVICES + 1];
static struct arena arena;
static struct context context;

static int set_up(void **state)
{
	(void)state;
	for (size_t i = 0; i < SERVICES; i++) {
		snprintf(names[i], sizeof(names[i]), "s%zu", i);
		services[i].name = names[i];
		listed[i] = &services[i];
	}
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

static void they_come_in_the_programs_order(void **state)
{
	const struct service *const *chosen;
	(void)state;
	assert_int_equal(app_choose_services(&context, "s3,s1", listed, &chosen), STATUS_OK);
	assert_ptr_equal(chosen[0], &services[1]);
	assert_ptr_equal(chosen[1], &services[3]);
	assert_null(chosen[2]);
}

static void one_that_is_not_there_is_refused_with_those_that_are(void **state)
{
	const struct service *const *chosen;
	(void)state;
	assert_int_equal(app_choose_services(&context, "s1,other", listed, &chosen), STATUS_INVALID);
	assert_non_null(strstr(failure_text(&context), "there is no service 'other'; allowed: all, or some of s0, s1, "));
}

static void more_than_a_process_runs_are_refused_with_the_limit(void **state)
{
	const struct service *const *chosen;
	(void)state;
	assert_int_equal(app_choose_services(&context, "all", listed, &chosen), STATUS_INVALID);
	assert_non_null(strstr(failure_text(&context), "65 services are chosen; at most 64 run in one process"));
	assert_int_equal(app_choose_services(&context, "all", listed + 1, &chosen), STATUS_OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(they_come_in_the_programs_order, set_up, tear_down),
		cmocka_unit_test_setup_teardown(one_that_is_not_there_is_refused_with_those_that_are, set_up, tear_down),
		cmocka_unit_test_setup_teardown(more_than_a_process_runs_are_refused_with_the_limit, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
