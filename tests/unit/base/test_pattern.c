#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "hapax/pattern.h"

#include <cmocka.h>

static void searches_unless_anchored(void **state)
{
	(void)state;
	static struct pattern anywhere = PATTERN_INIT("b+"), whole = PATTERN_INIT("^b+$"), empty = PATTERN_INIT("");
	assert_int_equal(pattern_search(&anywhere, TEXT("abc")), PATTERN_MATCHES);
	assert_int_equal(pattern_search(&whole, TEXT("abc")), PATTERN_DIFFERS);
	assert_int_equal(pattern_search(&whole, TEXT("bb")), PATTERN_MATCHES);
	assert_int_equal(pattern_search(&whole, (struct text){0}), PATTERN_DIFFERS);
	assert_int_equal(pattern_search(&empty, (struct text){0}), PATTERN_MATCHES);
	assert_int_equal(pattern_search(&anywhere, (struct text){"\0b", 2}), PATTERN_MATCHES);
}

static void characters_are_those_of_utf8(void **state)
{
	(void)state;
	static struct pattern one = PATTERN_INIT("^.$"), letter = PATTERN_INIT("^\\pL$");
	assert_int_equal(pattern_search(&one, TEXT("\xf0\x9f\x98\x80")), PATTERN_MATCHES);
	assert_int_equal(pattern_search(&letter, TEXT("\xc3\xb6")), PATTERN_MATCHES);
	assert_int_equal(pattern_search(&letter, TEXT("7")), PATTERN_DIFFERS);
}

static void what_re2_refuses_is_said(void **state)
{
	(void)state;
	static struct pattern open = PATTERN_INIT("(a");
	char error[PATTERN_ERROR_MAX] = "";
	assert_true(pattern_check("^a{2,3}(?:b|c)$", error));
	assert_string_equal(error, "");
	assert_false(pattern_check("(a", error));
	assert_string_equal(error, "missing ): (a");
	assert_false(pattern_check("a(?=b)", error));
	assert_false(pattern_check("(a)\\1", error));
	assert_false(pattern_check("\xff", error));
	assert_int_equal(pattern_search(&open, TEXT("a")), PATTERN_FAILED);
}

/* An expression that needs more than its share of memory is refused, and none makes a search slow. */
static void memory_and_time_are_bounded(void **state)
{
	(void)state;
	static struct pattern hostile = PATTERN_INIT("^(([a-z])+.)+[A-Z]([a-z])+$");
	static char text[100000];
	char error[PATTERN_ERROR_MAX] = "";
	assert_false(pattern_check("((\\pL{100}\\pN){30}.{300}){10}", error));
	assert_true(strlen(error) > 0);
	memset(text, 'a', sizeof(text));
	assert_int_equal(pattern_search(&hostile, (struct text){text, sizeof(text)}), PATTERN_DIFFERS);
}

static struct pattern shared = PATTERN_INIT("^(a|b)*c$");

static void *search_shared(void *result)
{
	bool *right = result;
	for (int i = 0; i < 200 && *right; i++)
		*right = pattern_search(&shared, TEXT("ababc")) == PATTERN_MATCHES &&
			 pattern_search(&shared, TEXT("ababd")) == PATTERN_DIFFERS;
	return NULL;
}

static void threads_may_share_one_from_its_first_use_on(void **state)
{
	(void)state;
	enum { THREADS = 8 };
	pthread_t threads[THREADS];
	bool right[THREADS];
	for (int i = 0; i < THREADS; i++) {
		right[i] = true;
		assert_int_equal(pthread_create(&threads[i], NULL, search_shared, &right[i]), 0);
	}
	for (int i = 0; i < THREADS; i++) {
		assert_int_equal(pthread_join(threads[i], NULL), 0);
		assert_true(right[i]);
	}
	void *compiled = shared.compiled;
	assert_non_null(compiled);
	assert_int_equal(pattern_search(&shared, TEXT("c")), PATTERN_MATCHES);
	assert_ptr_equal(shared.compiled, compiled);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(searches_unless_anchored),
		cmocka_unit_test(characters_are_those_of_utf8),
		cmocka_unit_test(what_re2_refuses_is_said),
		cmocka_unit_test(memory_and_time_are_bounded),
		cmocka_unit_test(threads_may_share_one_from_its_first_use_on),
	};
	return cmocka_run_group_tests_name("pattern", tests, NULL, NULL);
}
