/* Parameters and arrays in Postgres's binary format, the texts of statements, connection strings: pure. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include "platform/db/array.h"
#include "platform/db/statements.h"
#include "platform/db/url.h"
#include "platform/db/wire.h"

#include <cmocka.h> /* last: its macro fail() would break the declaration of ours */

static struct arena arena;
static struct context context;
static struct db_params params;

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena, 1 << 20);
	context_init(&context, &arena, NULL, NULL);
	db_params_init(&params, &arena);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

static void assert_param(int index, unsigned oid, const void *bytes, int length)
{
	assert_int_equal(params.types[index], oid);
	assert_int_equal(params.lengths[index], length);
	assert_memory_equal(params.values[index], bytes, (size_t)length);
}

static void numbers_are_big_endian(void **state)
{
	(void)state;
	db_add_bool(&params, true);
	db_add_i32(&params, -2);
	db_add_i64(&params, 0x0102030405060708);
	db_add_double(&params, 1.0);
	assert_false(params.failed);
	assert_int_equal(params.count, 4);
	assert_param(0, 16, "\1", 1);
	assert_param(1, 23, "\xff\xff\xff\xfe", 4);
	assert_param(2, 20, "\1\2\3\4\5\6\7\x8", 8);
	assert_param(3, 701, "\x3f\xf0\0\0\0\0\0\0", 8);
}

static void times_count_from_2000(void **state)
{
	(void)state;
	db_add_time(&params, INT64_C(946684800000001));
	assert_param(0, 1184, "\0\0\0\0\0\0\0\1", 8);
	assert_int_equal(wire_time_to_us(1), INT64_C(946684800000001));
	/* What doesn't fit stays finite, so that Postgres refuses it instead of storing -infinity. */
	assert_int_equal(wire_time_of_us(INT64_MIN), INT64_MIN + 1);
	assert_int_equal(wire_time_to_us(INT64_MAX), INT64_MAX);
	assert_int_equal(wire_time_to_us(INT64_MIN), INT64_MIN);
}

static void the_empty_text_is_not_null(void **state)
{
	(void)state;
	db_add_text(&params, (struct text){0});
	db_add_bytes(&params, (struct text){0});
	db_add_text_or_null(&params, (struct text){0});
	db_add_null(&params, DB_UUID);
	assert_non_null(params.values[0]);
	assert_non_null(params.values[1]);
	assert_null(params.values[2]);
	assert_int_equal(params.types[2], 25);
	assert_null(params.values[3]);
	assert_int_equal(params.types[3], 2950);
}

static void jsonb_carries_its_version(void **state)
{
	(void)state;
	db_add_jsonb(&params, TEXT("{}"));
	assert_param(0, 3802, "\1{}", 3);
}

static void too_many_parameters_fail(void **state)
{
	(void)state;
	for (int i = 0; i < DB_PARAMS_MAX; i++)
		db_add_bool(&params, true);
	assert_false(params.failed);
	db_add_bool(&params, true);
	assert_true(params.failed);
	assert_int_equal(params.count, DB_PARAMS_MAX);
}

static void an_exhausted_arena_fails(void **state)
{
	(void)state;
	static const char big[4096];
	struct arena small;
	struct db_array array;
	arena_init(&small, 1024);
	db_params_init(&params, &small);
	db_add_jsonb(&params, (struct text){big, sizeof(big)});
	assert_true(params.failed);
	db_params_init(&params, &small);
	db_array_init(&array, &small, DB_TEXT);
	db_array_text(&array, (struct text){big, sizeof(big)});
	db_add_array(&params, &array);
	assert_true(params.failed);
	arena_done(&small);
}

static void an_array_has_a_patched_header(void **state)
{
	(void)state;
	static const char expected[] = "\0\0\0\1\0\0\0\1\0\0\0\x19\0\0\0\3\0\0\0\1"
				       "\0\0\0\2ab\xff\xff\xff\xff\0\0\0\0";
	struct db_array array;
	db_array_init(&array, &arena, DB_TEXT);
	db_array_text(&array, TEXT("ab"));
	db_array_text_or_null(&array, TEXT(""));
	db_array_text(&array, TEXT(""));
	db_add_array(&params, &array);
	assert_param(0, 1009, expected, sizeof(expected) - 1);
}

static void an_empty_array_has_no_dimension(void **state)
{
	(void)state;
	struct db_array array;
	db_array_init(&array, &arena, DB_I64);
	db_add_array(&params, &array);
	assert_param(0, 1016, "\0\0\0\0\0\0\0\0\0\0\0\x14", 12);
}

static void each_schema_placeholder_is_replaced(void **state)
{
	(void)state;
	const char *sql;
	assert_int_equal(statement_expand(&context, "INSERT INTO {schema}.a SELECT * FROM {schema}.b", "orders", &sql), STATUS_OK);
	assert_string_equal(sql, "INSERT INTO orders.a SELECT * FROM orders.b");
	assert_int_equal(statement_expand(&context, "SELECT 1", NULL, &sql), STATUS_OK);
	assert_string_equal(sql, "SELECT 1");
}

static void schema_names_need_no_quoting(void **state)
{
	(void)state;
	const char *sql;
	static const char *const bad[] = {
		"",    "Orders", "1st",	     "a-b",
		"a;b", "a\"b",	 "\xc3\xa4", "a123456789012345678901234567890123456789012345678901234567890123"};
	assert_true(schema_name_valid("_a1"));
	assert_true(schema_name_valid("a12345678901234567890123456789012345678901234567890123456789012"));
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		assert_false(schema_name_valid(bad[i]));
	assert_false(schema_name_valid(NULL));
	assert_int_equal(statement_expand(&context, "{schema}", "a;b", &sql), STATUS_INTERNAL);
}

static void statements_are_found_by_both_pointers(void **state)
{
	(void)state;
	enum { MANY = 1000 };
	static struct statement many[MANY];
	static const char a[] = "a", b[] = "b";
	struct statements statements = {0};
	assert_int_equal(statements_find(&statements, &many[0], a), 0);
	for (int i = 0; i < MANY; i++)
		statements_add(&statements, &many[i], i % 2 ? a : b, statements_next_number(&statements));
	for (int i = 0; i < MANY; i++) {
		assert_int_equal(statements_find(&statements, &many[i], i % 2 ? a : b), i + 1);
		assert_int_equal(statements_find(&statements, &many[i], i % 2 ? b : a), 0);
	}
	statements_forget(&statements);
	assert_int_equal(statements_find(&statements, &many[0], b), 0);
	assert_int_equal(statements_next_number(&statements), MANY + 1);
	statements_done(&statements);
}

static void readable_connection_strings_pass(void **state)
{
	(void)state;
	static const char *const good[] = {
		"",
		"host=/tmp dbname=x user=y password='a@b:c'",
		"postgresql://user:p%40ss@host:5432/db?sslmode=require",
		"postgresql:///db?host=/var/run/postgresql",
		"postgresql://a:1,b:2/db",
	};
	assert_int_equal(url_check(&context, NULL), STATUS_OK);
	for (size_t i = 0; i < COUNT_OF(good); i++)
		assert_int_equal(url_check(&context, good[i]), STATUS_OK);
}

static void unreadable_ones_are_refused_without_their_secret(void **state)
{
	(void)state;
	static const char *const bad[] = {
		"postgresql://user:s3cret%zz@host/db",
		"postgresql://user:s3cret@more@host/db",
		"postgresql://user:s3cret/more@host/db",
		"postgresql://user:/s3cret@host/db",
		"password=s3cret s3cret",
		"s3cret",
		"host=x s3cret=1",
	};
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		assert_int_equal(url_check(&context, bad[i]), STATUS_INVALID);
		assert_null(strstr(failure_text(&context), "s3cret"));
		assert_non_null(strstr(failure_text(&context), "percent-encoded"));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(numbers_are_big_endian, set_up, tear_down),
		cmocka_unit_test_setup_teardown(times_count_from_2000, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_empty_text_is_not_null, set_up, tear_down),
		cmocka_unit_test_setup_teardown(jsonb_carries_its_version, set_up, tear_down),
		cmocka_unit_test_setup_teardown(too_many_parameters_fail, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_exhausted_arena_fails, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_array_has_a_patched_header, set_up, tear_down),
		cmocka_unit_test_setup_teardown(an_empty_array_has_no_dimension, set_up, tear_down),
		cmocka_unit_test_setup_teardown(each_schema_placeholder_is_replaced, set_up, tear_down),
		cmocka_unit_test_setup_teardown(schema_names_need_no_quoting, set_up, tear_down),
		cmocka_unit_test_setup_teardown(statements_are_found_by_both_pointers, set_up, tear_down),
		cmocka_unit_test_setup_teardown(readable_connection_strings_pass, set_up, tear_down),
		cmocka_unit_test_setup_teardown(unreadable_ones_are_refused_without_their_secret, set_up, tear_down),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
