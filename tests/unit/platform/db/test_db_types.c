/* Every type to a real Postgres and back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include "harness/postgres/database.h"

#include <cmocka.h>

static struct database database;
static struct db_params params;
static struct db_result rows;

static int set_up(void **state)
{
	(void)state;
	database_create(&database);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	database_destroy(&database);
	return 0;
}

static int fresh(void **state)
{
	(void)state;
	database_reset(&database);
	db_params_init(&params, &database.arena);
	return 0;
}

static int clear(void **state)
{
	(void)state;
	db_result_done(&rows);
	return 0;
}

static void exec(const struct statement *statement)
{
	if (db_exec(&database.context, database.pool, statement, &params, &rows) != STATUS_OK)
		fail_msg("%s", failure_text(&database.context));
}

static const struct uuid some_uuid = {{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 255}};
static const int64_t some_time_us = INT64_C(1769878800123456);

static void every_type_survives_the_round_trip(void **state)
{
	(void)state;
	static const struct statement echo = {"echo", "SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10::smallint"};
	db_add_bool(&params, true);
	db_add_i32(&params, INT32_MIN);
	db_add_i64(&params, INT64_MIN);
	db_add_text(&params, TEXT("gr\xc3\xbc\xc3\x9f"));
	db_add_bytes(&params, (struct text){"\0\xff\0", 3});
	db_add_uuid(&params, some_uuid);
	db_add_time(&params, some_time_us);
	db_add_jsonb(&params, TEXT("{\"a\": [1, null]}"));
	db_add_double(&params, -0.1);
	db_add_i32(&params, -7);
	exec(&echo);
	assert_int_equal(rows.rows, 1);
	assert_true(db_get_bool(&rows, 0, 0));
	assert_int_equal(db_get_i64(&rows, 0, 1), INT32_MIN);
	assert_int_equal(db_get_i64(&rows, 0, 2), INT64_MIN);
	assert_true(text_equal_string(db_get_text(&rows, 0, 3), "gr\xc3\xbc\xc3\x9f"));
	assert_true(text_equal(db_get_text(&rows, 0, 4), (struct text){"\0\xff\0", 3}));
	assert_int_equal(uuid_order(db_get_uuid(&rows, 0, 5), some_uuid), 0);
	assert_int_equal(db_get_time(&rows, 0, 6), some_time_us);
	assert_true(text_equal_string(db_get_text(&rows, 0, 7), "{\"a\": [1, null]}"));
	assert_true(db_get_double(&rows, 0, 8) == -0.1);
	assert_int_equal(db_get_i64(&rows, 0, 9), -7);
}

static void the_server_reads_what_we_meant(void **state)
{
	(void)state;
	static const struct statement text = {"as_text",
					      "SELECT $1::text, ($2 AT TIME ZONE 'UTC')::text, $3::text, $4::text, $5::text"};
	db_add_uuid(&params, some_uuid);
	db_add_time(&params, some_time_us);
	db_add_jsonb(&params, TEXT("[1]"));
	db_add_bytes(&params, (struct text){"\0\xff", 2});
	db_add_i64(&params, -5);
	exec(&text);
	assert_true(text_equal_string(db_get_text(&rows, 0, 0), "01020304-0506-0708-090a-0b0c0d0e0fff"));
	assert_true(text_equal_string(db_get_text(&rows, 0, 1), "2026-01-31 17:00:00.123456"));
	assert_true(text_equal_string(db_get_text(&rows, 0, 2), "[1]"));
	assert_true(text_equal_string(db_get_text(&rows, 0, 3), "\\x00ff"));
	assert_true(text_equal_string(db_get_text(&rows, 0, 4), "-5"));
}

static void null_of_every_type_is_null(void **state)
{
	(void)state;
	static const struct statement echo = {"echo_nulls", "SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9"};
	for (int type = 0; type < DB_TYPE_COUNT_; type++)
		db_add_null(&params, (enum db_type)type);
	exec(&echo);
	for (int column = 0; column < DB_TYPE_COUNT_; column++) {
		assert_true(db_is_null(&rows, 0, column));
		assert_false(db_get_bool(&rows, 0, column));
		assert_int_equal(db_get_i64(&rows, 0, column), 0);
		assert_true(text_empty(db_get_text(&rows, 0, column)));
		assert_true(uuid_is_zero(db_get_uuid(&rows, 0, column)));
	}
}

static void another_type_or_place_reads_as_zero(void **state)
{
	(void)state;
	static const struct statement mixed = {"mixed", "SELECT 'x'::text, 1.5::numeric, 42::bigint"};
	exec(&mixed);
	assert_int_equal(db_get_i64(&rows, 0, 0), 0);
	assert_int_equal(db_get_i64(&rows, 0, 1), 0);
	assert_true(text_empty(db_get_text(&rows, 0, 2)));
	assert_int_equal(db_get_time(&rows, 0, 2), 0);
	assert_int_equal(db_get_i64(&rows, 1, 2), 0);
	assert_int_equal(db_get_i64(&rows, 0, 3), 0);
	assert_int_equal(db_get_i64(&rows, -1, -1), 0);
	assert_true(db_is_null(&rows, 5, 5));
}

static void arrays_unnest_in_order_with_nulls(void **state)
{
	(void)state;
	static const struct statement unnest = {"unnest",
						"SELECT a, b, c, d, e, f, g, h, i FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9) "
						"WITH ORDINALITY AS u (a, b, c, d, e, f, g, h, i, n) ORDER BY n"};
	struct db_array arrays[DB_TYPE_COUNT_];
	for (int type = 0; type < DB_TYPE_COUNT_; type++) {
		db_array_init(&arrays[type], &database.arena, (enum db_type)type);
		db_array_null(&arrays[type]);
	}
	db_array_bool(&arrays[DB_BOOL], true);
	db_array_i32(&arrays[DB_I32], -1);
	db_array_i64(&arrays[DB_I64], INT64_MAX);
	db_array_text(&arrays[DB_TEXT], TEXT("t"));
	db_array_text(&arrays[DB_BYTES], (struct text){"\0b", 2});
	db_array_uuid(&arrays[DB_UUID], some_uuid);
	db_array_time(&arrays[DB_TIME], some_time_us);
	db_array_text(&arrays[DB_JSONB], TEXT("{}"));
	db_array_double(&arrays[DB_DOUBLE], 2.5);
	for (int type = 0; type < DB_TYPE_COUNT_; type++)
		db_add_array(&params, &arrays[type]);
	exec(&unnest);
	assert_int_equal(rows.rows, 2);
	for (int column = 0; column < DB_TYPE_COUNT_; column++)
		assert_true(db_is_null(&rows, 0, column));
	assert_true(db_get_bool(&rows, 1, DB_BOOL));
	assert_int_equal(db_get_i64(&rows, 1, DB_I32), -1);
	assert_int_equal(db_get_i64(&rows, 1, DB_I64), INT64_MAX);
	assert_true(text_equal_string(db_get_text(&rows, 1, DB_TEXT), "t"));
	assert_true(text_equal(db_get_text(&rows, 1, DB_BYTES), (struct text){"\0b", 2}));
	assert_int_equal(uuid_order(db_get_uuid(&rows, 1, DB_UUID), some_uuid), 0);
	assert_int_equal(db_get_time(&rows, 1, DB_TIME), some_time_us);
	assert_true(text_equal_string(db_get_text(&rows, 1, DB_JSONB), "{}"));
	assert_true(db_get_double(&rows, 1, DB_DOUBLE) == 2.5);
}

static void an_empty_array_gives_no_rows(void **state)
{
	(void)state;
	static const struct statement unnest = {"unnest_empty", "SELECT * FROM unnest($1)"};
	struct db_array array;
	db_array_init(&array, &database.arena, DB_TEXT);
	db_add_array(&params, &array);
	exec(&unnest);
	assert_int_equal(rows.rows, 0);
}

static void text_arrays_come_back(void **state)
{
	(void)state;
	static const struct statement select = {"text_arrays", "SELECT ARRAY['a', NULL, '', 'longer'], '{}'::text[], ARRAY[1, 2], "
							       "ARRAY[['a'], ['b']], NULL::text[]"};
	struct text *items = NULL;
	exec(&select);
	assert_int_equal(db_get_text_array(&rows, 0, 0, &database.arena, &items), 4);
	assert_true(text_equal_string(items[0], "a"));
	assert_true(text_empty(items[1]));
	assert_true(text_empty(items[2]));
	assert_true(text_equal_string(items[3], "longer"));
	for (int column = 1; column < 5; column++)
		assert_int_equal(db_get_text_array(&rows, 0, column, &database.arena, &items), 0);
}

static void big_values_pass(void **state)
{
	(void)state;
	enum { BIG = 20 << 20 };
	static const struct statement echo = {"echo_big", "SELECT $1, length($1)"};
	char *bytes = arena_alloc(&database.arena, BIG);
	assert_non_null(bytes);
	for (int i = 0; i < BIG; i++)
		bytes[i] = (char)(i * 31);
	db_add_bytes(&params, (struct text){bytes, BIG});
	exec(&echo);
	assert_int_equal(db_get_i64(&rows, 0, 1), BIG);
	assert_true(text_equal(db_get_text(&rows, 0, 0), (struct text){bytes, BIG}));
}

static void many_rows_come_back(void **state)
{
	(void)state;
	static const struct statement series = {"series", "SELECT i::bigint, repeat('x', 100) FROM generate_series(1, $1) AS i"};
	db_add_i32(&params, 50000);
	exec(&series);
	assert_int_equal(rows.rows, 50000);
	assert_int_equal(db_get_i64(&rows, 49999, 0), 50000);
	assert_int_equal(db_get_text(&rows, 49999, 1).len, 100);
}

static void bad_values_are_invalid(void **state)
{
	(void)state;
	static const struct statement echo = {"echo_bad", "SELECT $1"};
	db_add_jsonb(&params, TEXT("{broken"));
	assert_int_equal(db_exec(&database.context, database.pool, &echo, &params, &rows), STATUS_INVALID);
	assert_string_equal(database.context.failure.sqlstate, "22P02");
	static const struct statement echo_text = {"echo_bad_text", "SELECT $1"};
	db_params_init(&params, &database.arena);
	db_add_text(&params, (struct text){"a\0b", 3});
	assert_int_equal(db_exec(&database.context, database.pool, &echo_text, &params, &rows), STATUS_INVALID);
	db_params_init(&params, &database.arena);
	db_add_text(&params, TEXT("\xff"));
	assert_int_equal(db_exec(&database.context, database.pool, &echo_text, &params, &rows), STATUS_INVALID);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_type_survives_the_round_trip, fresh, clear),
		cmocka_unit_test_setup_teardown(the_server_reads_what_we_meant, fresh, clear),
		cmocka_unit_test_setup_teardown(null_of_every_type_is_null, fresh, clear),
		cmocka_unit_test_setup_teardown(another_type_or_place_reads_as_zero, fresh, clear),
		cmocka_unit_test_setup_teardown(arrays_unnest_in_order_with_nulls, fresh, clear),
		cmocka_unit_test_setup_teardown(an_empty_array_gives_no_rows, fresh, clear),
		cmocka_unit_test_setup_teardown(text_arrays_come_back, fresh, clear),
		cmocka_unit_test_setup_teardown(big_values_pass, fresh, clear),
		cmocka_unit_test_setup_teardown(many_rows_come_back, fresh, clear),
		cmocka_unit_test_setup_teardown(bad_values_are_invalid, fresh, clear),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
