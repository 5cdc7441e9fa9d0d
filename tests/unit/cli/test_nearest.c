#include "cli/command.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char *const names[] = {"dev", "doctor", "events", "help", "migrate", "serve", "sidecar", "version", NULL};

static const char *nearest(const char *given)
{
	static struct arena arena;
	arena_done(&arena);
	arena_init(&arena, 4096);
	return cli_nearest(&arena, given, names);
}

static void slips_of_the_finger_find_the_name(void **state)
{
	(void)state;
	assert_string_equal(nearest("evnets"), "events");
	assert_string_equal(nearest("migrat"), "migrate");
	assert_string_equal(nearest("sidecarr"), "sidecar");
	assert_string_equal(nearest("verison"), "version");
	assert_string_equal(nearest("hlep"), "help");
}

static void beginning_of_a_name_finds_it(void **state)
{
	(void)state;
	assert_string_equal(nearest("mig"), "migrate");
	assert_string_equal(nearest("si"), "sidecar");
}

static void closest_comes_first_and_at_most_three_are_named(void **state)
{
	(void)state;
	static const char *const near[] = {"taska", "taskbb", "task", "taskcc", NULL};
	struct arena arena;
	arena_init(&arena, 4096);
	assert_string_equal(cli_nearest(&arena, "task", near), "task, taska or taskbb");
	arena_done(&arena);
}

static void what_looks_like_nothing_finds_nothing(void **state)
{
	(void)state;
	assert_null(nearest("xylophone"));
	assert_null(nearest("q"));
	char longest[200];
	memset(longest, 'a', sizeof(longest));
	longest[sizeof(longest) - 1] = '\0';
	assert_null(nearest(longest));
}

static void table_of_commands_is_alphabetical_and_complete(void **state)
{
	(void)state;
	for (size_t i = 0; commands[i]; i++) {
		assert_true(!i || strcmp(commands[i - 1]->name, commands[i]->name) < 0);
		assert_ptr_equal(command_find(commands[i]->name), commands[i]);
		assert_non_null(commands[i]->summary);
		assert_non_null(commands[i]->arguments);
		assert_non_null(commands[i]->details);
		assert_non_null(commands[i]->run);
		for (const struct config_flag *flag = commands[i]->flags; flag && flag->name; flag++)
			assert_true(flag->help && (flag->ret_text || flag->ret_set));
	}
	assert_null(command_find("nonsense"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(slips_of_the_finger_find_the_name),
		cmocka_unit_test(beginning_of_a_name_finds_it),
		cmocka_unit_test(closest_comes_first_and_at_most_three_are_named),
		cmocka_unit_test(what_looks_like_nothing_finds_nothing),
		cmocka_unit_test(table_of_commands_is_alphabetical_and_complete),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
