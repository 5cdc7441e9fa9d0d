/* Transactions on a real Postgres. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include "harness/postgres/database.h"

#include <cmocka.h> /* last: its macro fail() would break the declaration of ours */

static struct database database;

static const struct statement insert_one = {"insert_one", "INSERT INTO {schema}.items (id, name) VALUES ($1, $2)"};
static const struct statement count_all = {"count_all", "SELECT count(*) FROM {schema}.items"};

static int set_up(void **state)
{
	(void)state;
	database_create(&database);
	database_admin(&database, "CREATE TABLE test.items (id bigint PRIMARY KEY, name text NOT NULL CHECK (name <> 'bad'))");
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	database_destroy(&database);
	return 0;
}

static int empty(void **state)
{
	(void)state;
	database_reset(&database);
	database_admin(&database, "TRUNCATE test.items");
	return 0;
}

static void begin(struct tx *tx)
{
	assert_int_equal(tx_begin(tx, &database.context, database.pool, in_ms(3000)), STATUS_OK);
}

static enum status insert(struct tx *tx, int64_t id, const char *name)
{
	struct db_params params;
	db_params_init(&params, database.context.arena);
	db_add_i64(&params, id);
	db_add_text(&params, text_of(name));
	return tx_exec(tx, &insert_one, &params, NULL);
}

static int64_t count_in(struct tx *tx)
{
	struct db_result rows CLEANUP(db_result_done) = {0};
	assert_int_equal(tx_exec(tx, &count_all, NULL, &rows), STATUS_OK);
	return db_get_i64(&rows, 0, 0);
}

static void assert_stored(const char *count)
{
	assert_string_equal(database_ask(&database, "SELECT count(*) FROM test.items"), count);
}

static void commit_keeps_and_rollback_drops(void **state)
{
	(void)state;
	struct tx tx CLEANUP(tx_rollback) = {0};
	begin(&tx);
	assert_int_equal(insert(&tx, 1, "one"), STATUS_OK);
	assert_int_equal(count_in(&tx), 1);
	assert_stored("0");
	assert_int_equal(tx_commit(&tx), STATUS_OK);
	assert_stored("1");
	begin(&tx);
	assert_int_equal(insert(&tx, 2, "two"), STATUS_OK);
	tx_rollback(&tx);
	assert_stored("1");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(commit_keeps_and_rollback_drops, empty),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
