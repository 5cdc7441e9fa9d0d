#include "cli/events_check/names.h"
#include "cli/events_check/tool.h"
#include "cli/scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

/* After ours: it makes a macro of fail(). */
#include <cmocka.h>

static struct arena arena;
static struct context context;

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena, 16 << 20);
	context_init(&context, &arena, NULL, NULL);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

/* Runs a script of a shell: the tests' way to a program that does as it is told. */
static enum status run(const char *script, int timeout_ms, size_t max_bytes, struct buffer *output, const char **ret_said)
{
	const char *const argv[] = {"sh", "-c", script, NULL};
	const struct tool tool = {.argv = argv, .package = "dash", .timeout_ms = timeout_ms};
	*ret_said = "";
	failure_clear(&context);
	buffer_init(output, &arena, max_bytes);
	return tool_run(&context, &tool, output, ret_said);
}

static void output_and_what_it_says_are_kept_apart(void **state)
{
	(void)state;
	struct buffer output;
	const char *said;
	assert_int_equal(run("echo one; echo two >&2; echo three", 0, 100, &output, &said), STATUS_OK);
	assert_true(text_equal_string(buffer_text(&output), "one\nthree\n"));
	assert_string_equal(said, "two");
}

static void failure_has_what_it_says(void **state)
{
	(void)state;
	struct buffer output;
	const char *said;
	assert_int_equal(run("echo no such thing >&2; exit 3", 0, 100, &output, &said), STATUS_INVALID);
	assert_string_equal(said, "no such thing");
	assert_string_equal(failure_text(&context), "sh fails: no such thing");
	assert_int_equal(run("kill -9 $$", 0, 100, &output, &said), STATUS_INVALID);
}

static void chatter_is_cut_and_does_not_block(void **state)
{
	(void)state;
	struct buffer output;
	const char *said;
	assert_int_equal(run("head -c 1000000 /dev/zero | tr '\\0' x >&2; echo done", 0, 100, &output, &said), STATUS_OK);
	assert_int_equal(strlen(said), 8192);
	assert_true(text_equal_string(buffer_text(&output), "done\n"));
}

static void output_that_is_too_large_ends_it(void **state)
{
	(void)state;
	struct buffer output;
	const char *said;
	assert_int_equal(run("while :; do echo more; done", 0, 1000, &output, &said), STATUS_EXHAUSTED);
	assert_string_equal(failure_text(&context), "sh gives more than 1000 bytes");
}

static void time_that_is_over_ends_it(void **state)
{
	(void)state;
	struct buffer output;
	const char *said;
	assert_int_equal(run("exec sleep 100", 50, 100, &output, &said), STATUS_TIMEOUT);
	assert_string_equal(failure_text(&context), "sh took more than 50 ms");
	/* It says nothing more, and stays. */
	(void)run("exec >&- 2>&-; exec sleep 100", 50, 100, &output, &said);
	assert_int_not_equal(context.failure.status, STATUS_OK);
}

static void missing_program_is_named(void **state)
{
	(void)state;
	const char *const argv[] = {"no-such-program", NULL};
	const struct tool tool = {.argv = argv, .package = "no-such-package"};
	struct buffer output;
	const char *said = "";
	buffer_init(&output, &arena, 100);
	assert_int_equal(tool_run(&context, &tool, &output, &said), STATUS_UNAVAILABLE);
	assert_string_equal(failure_text(&context),
			    "there is no no-such-program in PATH; install it (on Debian: apt-get install no-such-package)");
}

static void names_stay_inside(void **state)
{
	(void)state;
	static const char *const fine[] = {"a.proto", "a/b/c.proto", "..a/b..proto", "-a.proto", ".x/y"};
	static const char *const bad[] = {"", "/etc/x", "../x", "a/../../x", "a/./b", "a//b", "a/", "a\nb.proto", ".."};
	for (size_t i = 0; i < COUNT_OF(fine); i++)
		assert_true(scratch_name_ok(fine[i]));
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		assert_false(scratch_name_ok(bad[i]));
}

static void scratch_is_gone_in_the_end(void **state)
{
	(void)state;
	struct scratch scratch = {0};
	struct names names;
	const char *path = NULL;
	assert_int_equal(scratch_open(&context, &scratch), STATUS_OK);
	const char *folder = scratch.folder;
	assert_int_equal(scratch_write(&context, &scratch, "tree/a/b.proto", TEXT("x"), &path), STATUS_OK);
	assert_int_equal(scratch_write(&context, &scratch, "tree/.git/c.proto", TEXT("x"), NULL), STATUS_OK);
	assert_int_equal(scratch_write(&context, &scratch, "tree/readme", TEXT("x"), NULL), STATUS_OK);
	assert_int_equal(access(path, R_OK), 0);
	assert_int_equal(names_of_folder(&context, arena_printf(&arena, "%s/tree//", folder), &names), STATUS_OK);
	assert_int_equal(names.count, 1);
	assert_string_equal(names.at[0], "a/b.proto");
	scratch_close(&scratch);
	assert_int_not_equal(access(folder, F_OK), 0);
	assert_null(scratch.folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(output_and_what_it_says_are_kept_apart),
		cmocka_unit_test(failure_has_what_it_says),
		cmocka_unit_test(chatter_is_cut_and_does_not_block),
		cmocka_unit_test(output_that_is_too_large_ends_it),
		cmocka_unit_test(time_that_is_over_ends_it),
		cmocka_unit_test(missing_program_is_named),
		cmocka_unit_test(names_stay_inside),
		cmocka_unit_test(scratch_is_gone_in_the_end),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
