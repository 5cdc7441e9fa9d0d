/* What the tests of the codec share: one context, and texts that must be in others. */
#ifndef TESTS_UNIT_CONTRACT_CODEC_H
#define TESTS_UNIT_CONTRACT_CODEC_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "hapax/buffer.h"
#include "hapax/context.h"

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

static inline void assert_holds(const char *whole, const char *part)
{
	if (!strstr(whole, part))
		fail_msg("\"%s\" isn't in:\n%s", part, whole);
}

/* The status is STATUS_INVALID and the failure says so; then it is forgotten. */
static inline void assert_refused(enum status status, const char *why)
{
	if (status != STATUS_INVALID)
		fail_msg("%s instead of invalid: %s, for the want of \"%s\"", status_name(status), failure_text(&context), why);
	assert_holds(failure_text(&context), why);
	failure_clear(&context);
}

static inline void assert_ok(enum status status)
{
	if (status != STATUS_OK)
		fail_msg("%s: %s", status_name(status), failure_text(&context));
}

#define CODEC_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

#endif
