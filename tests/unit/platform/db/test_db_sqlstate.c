/* What SQLSTATEs mean. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include "platform/db/sqlstate.h"

#include <cmocka.h>

static void assert_means(const char *sqlstate, enum status status, enum sqlstate_action action)
{
	struct sqlstate_meaning meaning = sqlstate_meaning(sqlstate);
	assert_int_equal(meaning.status, status);
	assert_int_equal(meaning.action, action);
}

static void a_code_goes_before_its_class(void **state)
{
	(void)state;
	assert_means("23505", STATUS_CONFLICT, SQLSTATE_KEEP);
	assert_means("23503", STATUS_CONFLICT, SQLSTATE_KEEP);
	assert_means("23514", STATUS_INVALID, SQLSTATE_KEEP);
	assert_means("23502", STATUS_INVALID, SQLSTATE_KEEP);
	assert_means("57014", STATUS_TIMEOUT, SQLSTATE_KEEP);
	assert_means("57P01", STATUS_UNAVAILABLE, SQLSTATE_CLOSE);
	assert_means("57P03", STATUS_UNAVAILABLE, SQLSTATE_CLOSE);
}

static void rolled_back_means_again(void **state)
{
	(void)state;
	assert_means("40001", STATUS_AGAIN, SQLSTATE_KEEP);
	assert_means("40P01", STATUS_AGAIN, SQLSTATE_KEEP);
	assert_means("40003", STATUS_UNAVAILABLE, SQLSTATE_CLOSE);
}

static void a_server_that_is_not_ours_is_left(void **state)
{
	(void)state;
	assert_means("25006", STATUS_UNAVAILABLE, SQLSTATE_CLOSE);
	assert_means("53300", STATUS_UNAVAILABLE, SQLSTATE_CLOSE);
	assert_means("28P01", STATUS_UNAVAILABLE, SQLSTATE_CLOSE);
	assert_means("3D000", STATUS_UNAVAILABLE, SQLSTATE_CLOSE);
	assert_means("08006", STATUS_UNAVAILABLE, SQLSTATE_CLOSE);
	assert_means(NULL, STATUS_UNAVAILABLE, SQLSTATE_CLOSE);
}

static void a_full_disk_and_a_held_lock_pass(void **state)
{
	(void)state;
	assert_means("53100", STATUS_UNAVAILABLE, SQLSTATE_KEEP);
	assert_means("55P03", STATUS_UNAVAILABLE, SQLSTATE_KEEP);
}

static void bad_values_are_not_tried_again(void **state)
{
	(void)state;
	static const char *const codes[] = {"22001", "22021", "22P02", "54000", "23502",
					    "42P01", "42601", "P0001", "XX000", "99999"};
	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
		assert_false(status_is_transient(sqlstate_meaning(codes[i]).status));
	assert_means("22P02", STATUS_INVALID, SQLSTATE_KEEP);
	assert_means("42P01", STATUS_INTERNAL, SQLSTATE_KEEP);
	assert_means("99999", STATUS_INTERNAL, SQLSTATE_KEEP);
	assert_means("XX001", STATUS_CORRUPT, SQLSTATE_KEEP);
}

static void stale_statements_are_prepared_again(void **state)
{
	(void)state;
	assert_means("26000", STATUS_INTERNAL, SQLSTATE_PREPARE_AGAIN);
	assert_means("0A000", STATUS_INTERNAL, SQLSTATE_PREPARE_AGAIN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_code_goes_before_its_class),	     cmocka_unit_test(rolled_back_means_again),
		cmocka_unit_test(a_server_that_is_not_ours_is_left), cmocka_unit_test(a_full_disk_and_a_held_lock_pass),
		cmocka_unit_test(bad_values_are_not_tried_again),    cmocka_unit_test(stale_statements_are_prepared_again),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
