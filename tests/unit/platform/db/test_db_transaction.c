/* Transactions on a real Postgres. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include "harness/postgres/database.h"

/* cmocka's macro of the same name takes ours away below. */
static enum status fail_it(struct context *context)
{
	return fail(context, STATUS_PRECONDITION, "refused by the hook");
}

#include <cmocka.h> /* last: its macro fail() would break the declaration of ours */

static struct database database;

static const struct statement insert_one = {"insert_one", "INSERT INTO {schema}.items (id, name) VALUES ($1, $2)"};
static const struct statement count_all = {"count_all", "SELECT count(*) FROM {schema}.items"};

static int set_up(void **state)
{
	(void)state;
	database_create(&database);
	database_admin(&database, "CREATE TABLE test.items (id bigint PRIMARY KEY, name text NOT NULL CHECK (name <> 'bad'))");
	database_admin(&database, "CREATE TABLE test.children (item bigint REFERENCES test.items DEFERRABLE INITIALLY DEFERRED)");
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
	database_admin(&database, "TRUNCATE test.items, test.children");
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

static void assert_sqlstate(const char *sqlstate)
{
	assert_non_null(database.context.failure.sqlstate);
	assert_string_equal(database.context.failure.sqlstate, sqlstate);
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

static void begin_travels_with_the_first_statement(void **state)
{
	(void)state;
	static const char open_ones[] = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'hapax-test' "
					"AND state = 'idle in transaction'";
	struct tx tx CLEANUP(tx_rollback) = {0};
	begin(&tx);
	assert_string_equal(database_ask(&database, open_ones), "0");
	assert_int_equal(insert(&tx, 1, "one"), STATUS_OK);
	assert_string_equal(database_ask(&database, open_ones), "1");
	assert_int_equal(tx_commit(&tx), STATUS_OK);
	assert_string_equal(database_ask(&database, open_ones), "0");
}

static void nothing_done_commits_and_rolls_back(void **state)
{
	(void)state;
	struct tx tx = {0};
	tx_rollback(&tx);
	begin(&tx);
	assert_int_equal(tx_learn_id(&tx), STATUS_OK);
	assert_int_equal(tx_commit(&tx), STATUS_OK);
	tx_rollback(&tx);
	assert_int_equal(tx_commit(&tx), STATUS_INTERNAL);
	begin(&tx);
	tx_rollback(&tx);
	tx_rollback(&tx);
}

static void a_taken_id_conflicts(void **state)
{
	(void)state;
	struct tx tx CLEANUP(tx_rollback) = {0};
	begin(&tx);
	assert_int_equal(insert(&tx, 1, "one"), STATUS_OK);
	assert_int_equal(insert(&tx, 1, "again"), STATUS_CONFLICT);
	assert_sqlstate("23505");
	assert_non_null(strstr(failure_text(&database.context), "insert_one: duplicate key"));
	assert_true(tx.broken);
	assert_int_equal(insert(&tx, 2, "two"), STATUS_INTERNAL);
	assert_int_equal(tx_commit(&tx), STATUS_INTERNAL);
	assert_stored("0");
}

static void failures_keep_their_text_through_rollback(void **state)
{
	(void)state;
	struct tx tx CLEANUP(tx_rollback) = {0};
	begin(&tx);
	assert_int_equal(insert(&tx, 1, "bad"), STATUS_INVALID);
	tx_rollback(&tx);
	assert_int_equal(database.context.failure.status, STATUS_INVALID);
	assert_sqlstate("23514");
}

static void wrong_sql_is_internal(void **state)
{
	(void)state;
	static const struct statement bad = {"bad_statement", "SELECT nonsense FROM {schema}.items"};
	struct tx tx CLEANUP(tx_rollback) = {0};
	begin(&tx);
	assert_int_equal(tx_exec(&tx, &bad, NULL, NULL), STATUS_INTERNAL);
	assert_sqlstate("42703");
	tx_rollback(&tx);
	begin(&tx);
	assert_int_equal(count_in(&tx), 0);
}

static void a_deferred_check_fails_the_commit(void **state)
{
	(void)state;
	static const struct statement insert_child = {"insert_child", "INSERT INTO {schema}.children VALUES (99)"};
	struct tx tx CLEANUP(tx_rollback) = {0};
	begin(&tx);
	assert_int_equal(tx_exec(&tx, &insert_child, NULL, NULL), STATUS_OK);
	assert_int_equal(tx_commit(&tx), STATUS_CONFLICT);
	assert_sqlstate("23503");
	begin(&tx);
	assert_int_equal(count_in(&tx), 0);
}

static void affected_rows_are_counted(void **state)
{
	(void)state;
	static const struct statement many = {"many", "INSERT INTO {schema}.items SELECT i, 'x' FROM generate_series(1, 7) AS i"};
	struct db_result result CLEANUP(db_result_done) = {0};
	assert_int_equal(db_exec(&database.context, database.pool, &many, NULL, &result), STATUS_OK);
	assert_int_equal(result.affected, 7);
	assert_stored("7");
}

static void a_savepoint_undoes_only_what_came_after(void **state)
{
	(void)state;
	struct tx tx CLEANUP(tx_rollback) = {0};
	begin(&tx);
	assert_int_equal(tx_savepoint(&tx), STATUS_OK);
	assert_int_equal(insert(&tx, 1, "bad"), STATUS_INVALID);
	assert_int_equal(tx_rollback_to(&tx), STATUS_OK);
	assert_false(tx.broken);
	assert_int_equal(insert(&tx, 2, "two"), STATUS_OK);
	assert_int_equal(tx_savepoint(&tx), STATUS_OK);
	assert_int_equal(insert(&tx, 3, "three"), STATUS_OK);
	assert_int_equal(insert(&tx, 2, "two"), STATUS_CONFLICT);
	assert_int_equal(tx_rollback_to(&tx), STATUS_OK);
	assert_int_equal(tx_rollback_to(&tx), STATUS_OK);
	assert_int_equal(insert(&tx, 4, "four"), STATUS_OK);
	assert_int_equal(tx_release(&tx), STATUS_OK);
	assert_int_equal(tx_rollback_to(&tx), STATUS_INTERNAL);
	assert_int_equal(tx_commit(&tx), STATUS_OK);
	assert_string_equal(database_ask(&database, "SELECT string_agg(id::text, ',' ORDER BY id) FROM test.items"), "2,4");
}

static void savepoints_without_statements_cost_nothing(void **state)
{
	(void)state;
	struct tx tx CLEANUP(tx_rollback) = {0};
	begin(&tx);
	for (int i = 0; i < 20; i++) {
		assert_int_equal(tx_savepoint(&tx), STATUS_OK);
		assert_int_equal(tx_savepoint(&tx), STATUS_OK);
		assert_int_equal(tx_rollback_to(&tx), STATUS_OK);
		assert_int_equal(tx_release(&tx), STATUS_OK);
	}
	for (int i = 0; i < 20; i++) {
		assert_int_equal(tx_savepoint(&tx), STATUS_OK);
		assert_int_equal(insert(&tx, i, "x"), STATUS_OK);
		for (int again = 0; again < 3; again++) {
			assert_int_equal(tx_rollback_to(&tx), STATUS_OK);
			assert_int_equal(tx_savepoint(&tx), STATUS_OK);
		}
		assert_int_equal(insert(&tx, 100 + i, "x"), STATUS_OK);
	}
	assert_int_equal(tx_commit(&tx), STATUS_OK);
	assert_string_equal(database_ask(&database, "SELECT count(*) FILTER (WHERE id >= 100) || '/' || count(*) FROM test.items"),
			    "20/20");
}

static int hook_log[8];
static int hook_count;

static enum status note(struct tx *tx, void *data)
{
	(void)tx;
	hook_log[hook_count++] = *(int *)data;
	return STATUS_OK;
}

static enum status insert_hook(struct tx *tx, void *data)
{
	static int added = 50;
	(void)data;
	assert_int_equal(tx_before_commit(tx, note, &added), STATUS_OK);
	return insert(tx, 77, "by the hook");
}

static enum status failing_hook(struct tx *tx, void *data)
{
	(void)data;
	return fail_it(tx->context);
}

static void hooks_run_in_order_around_the_commit(void **state)
{
	(void)state;
	static int numbers[] = {1, 2, 3};
	struct tx tx CLEANUP(tx_rollback) = {0};
	hook_count = 0;
	begin(&tx);
	assert_int_equal(tx_after_commit(&tx, note, &numbers[2]), STATUS_OK);
	assert_int_equal(tx_before_commit(&tx, note, &numbers[0]), STATUS_OK);
	assert_int_equal(tx_before_commit(&tx, insert_hook, NULL), STATUS_OK);
	assert_int_equal(tx_before_commit(&tx, note, &numbers[1]), STATUS_OK);
	assert_int_equal(hook_count, 0);
	assert_int_equal(tx_commit(&tx), STATUS_OK);
	assert_int_equal(hook_count, 4);
	assert_int_equal(hook_log[0], 1);
	assert_int_equal(hook_log[1], 2);
	assert_int_equal(hook_log[2], 50);
	assert_int_equal(hook_log[3], 3);
	assert_stored("1");
}

static void a_failing_hook_fails_the_commit(void **state)
{
	(void)state;
	static int number = 1;
	struct tx tx CLEANUP(tx_rollback) = {0};
	hook_count = 0;
	begin(&tx);
	assert_int_equal(insert(&tx, 1, "one"), STATUS_OK);
	assert_int_equal(tx_before_commit(&tx, failing_hook, NULL), STATUS_OK);
	assert_int_equal(tx_before_commit(&tx, note, &number), STATUS_OK);
	assert_int_equal(tx_after_commit(&tx, note, &number), STATUS_OK);
	assert_int_equal(tx_commit(&tx), STATUS_PRECONDITION);
	assert_int_equal(hook_count, 0);
	assert_stored("0");
}

static void rolling_back_to_a_savepoint_drops_its_hooks(void **state)
{
	(void)state;
	static int before = 1, after = 2;
	struct tx tx CLEANUP(tx_rollback) = {0};
	hook_count = 0;
	begin(&tx);
	assert_int_equal(tx_before_commit(&tx, note, &before), STATUS_OK);
	assert_int_equal(tx_savepoint(&tx), STATUS_OK);
	assert_int_equal(insert(&tx, 1, "one"), STATUS_OK);
	assert_int_equal(tx_before_commit(&tx, note, &after), STATUS_OK);
	assert_int_equal(tx_after_commit(&tx, note, &after), STATUS_OK);
	assert_int_equal(tx_rollback_to(&tx), STATUS_OK);
	assert_int_equal(tx_commit(&tx), STATUS_OK);
	assert_int_equal(hook_count, 1);
	assert_int_equal(hook_log[0], 1);
}

static void a_script_runs_many_statements(void **state)
{
	(void)state;
	struct tx tx CLEANUP(tx_rollback) = {0};
	begin(&tx);
	assert_int_equal(
		tx_run_script(&tx, "INSERT INTO {schema}.items VALUES (1, 'a'); INSERT INTO {schema}.items VALUES (2, 'b');"),
		STATUS_OK);
	assert_int_equal(count_in(&tx), 2);
	assert_int_equal(tx_run_script(&tx, ""), STATUS_OK);
	assert_int_equal(tx_run_script(&tx, "SELECT 1; SELECT nonsense; SELECT 2"), STATUS_INTERNAL);
	assert_sqlstate("42703");
	assert_true(tx.broken);
	tx_rollback(&tx);
	assert_stored("0");
	begin(&tx);
	assert_int_equal(tx_run_script(&tx, "COPY {schema}.items FROM stdin"), STATUS_INTERNAL);
	tx_rollback(&tx);
	begin(&tx);
	assert_int_equal(count_in(&tx), 0);
}

static void a_changed_table_is_prepared_again(void **state)
{
	(void)state;
	static const struct statement all = {"all_columns", "SELECT * FROM {schema}.changing"};
	struct tx tx CLEANUP(tx_rollback) = {0};
	database_admin(&database, "CREATE TABLE test.changing (a int)");
	begin(&tx);
	assert_int_equal(tx_exec(&tx, &all, NULL, NULL), STATUS_OK);
	assert_int_equal(tx_commit(&tx), STATUS_OK);

	database_admin(&database, "ALTER TABLE test.changing ADD COLUMN b int");
	begin(&tx);
	assert_int_equal(tx_savepoint(&tx), STATUS_OK);
	assert_int_equal(tx_exec(&tx, &all, NULL, NULL), STATUS_OK);
	assert_int_equal(tx_rollback_to(&tx), STATUS_OK);
	assert_int_equal(tx_exec(&tx, &all, NULL, NULL), STATUS_OK);
	assert_int_equal(tx_commit(&tx), STATUS_OK);

	database_admin(&database, "ALTER TABLE test.changing ADD COLUMN c int");
	begin(&tx);
	assert_int_equal(insert(&tx, 1, "one"), STATUS_OK);
	assert_int_equal(tx_exec(&tx, &all, NULL, NULL), STATUS_AGAIN);
	tx_rollback(&tx);
	begin(&tx);
	assert_int_equal(insert(&tx, 1, "one"), STATUS_OK);
	assert_int_equal(tx_exec(&tx, &all, NULL, NULL), STATUS_OK);
	assert_int_equal(tx_commit(&tx), STATUS_OK);
	assert_stored("1");

	database_admin(&database, "ALTER TABLE test.changing ADD COLUMN d int");
	assert_int_equal(db_exec(&database.context, database.pool, &all, NULL, NULL), STATUS_OK);
}

static void a_vanished_statement_is_prepared_again(void **state)
{
	(void)state;
	struct tx tx CLEANUP(tx_rollback) = {0};
	begin(&tx);
	assert_int_equal(insert(&tx, 1, "one"), STATUS_OK);
	assert_int_equal(tx_run_script(&tx, "DEALLOCATE ALL"), STATUS_OK);
	assert_int_equal(tx_commit(&tx), STATUS_OK);
	begin(&tx);
	assert_int_equal(insert(&tx, 2, "two"), STATUS_OK);
	assert_int_equal(tx_commit(&tx), STATUS_OK);
	assert_stored("2");
}

static void the_id_is_that_of_the_transaction(void **state)
{
	(void)state;
	static const struct statement current = {"current", "SELECT pg_current_xact_id()"};
	struct db_result rows CLEANUP(db_result_done) = {0};
	struct tx tx CLEANUP(tx_rollback) = {0};
	begin(&tx);
	assert_int_equal(tx_learn_id(&tx), STATUS_OK);
	assert_int_equal(tx_savepoint(&tx), STATUS_OK);
	assert_int_equal(tx_exec(&tx, &current, NULL, &rows), STATUS_OK);
	assert_true(tx.transaction_id > 0);
	assert_int_equal(tx.transaction_id, db_get_i64(&rows, 0, 0));
}

static void a_slow_statement_times_out(void **state)
{
	(void)state;
	static const struct statement slow = {"slow", "SELECT pg_sleep(30)"};
	assert_int_equal(db_exec(&database.context, database.pool, &slow, NULL, NULL), STATUS_TIMEOUT);
	assert_sqlstate("57014");
	assert_int_equal(db_away_since_us(database.db), 0);
}

static const struct statement lock_row = {"lock_row", "UPDATE {schema}.items SET name = name || 'x' WHERE id = $1"};

static enum status lock(struct tx *tx, int64_t id)
{
	struct db_params params;
	db_params_init(&params, tx->context->arena);
	db_add_i64(&params, id);
	return tx_exec(tx, &lock_row, &params, NULL);
}

/* Locks row 2, then row 1. */
struct rival {
	pthread_barrier_t both_hold_one;
	enum status status;
};

static void *run_rival(void *data)
{
	struct rival *rival = data;
	struct arena arena;
	struct context context;
	struct tx tx;
	arena_init(&arena, 1 << 20);
	context_init(&context, &arena, NULL, NULL);
	rival->status = tx_begin(&tx, &context, database.pool, in_ms(3000));
	if (rival->status == STATUS_OK)
		rival->status = lock(&tx, 2);
	pthread_barrier_wait(&rival->both_hold_one);
	if (rival->status == STATUS_OK)
		rival->status = lock(&tx, 1);
	if (rival->status == STATUS_OK)
		rival->status = tx_commit(&tx);
	tx_rollback(&tx);
	arena_done(&arena);
	return NULL;
}

static void one_side_of_a_deadlock_runs_again(void **state)
{
	(void)state;
	struct rival rival;
	pthread_t thread;
	struct tx tx CLEANUP(tx_rollback) = {0};
	database_admin(&database, "INSERT INTO test.items VALUES (1, 'a'), (2, 'b')");
	pthread_barrier_init(&rival.both_hold_one, NULL, 2);
	pthread_create(&thread, NULL, run_rival, &rival);
	begin(&tx);
	assert_int_equal(lock(&tx, 1), STATUS_OK);
	pthread_barrier_wait(&rival.both_hold_one);
	enum status mine = lock(&tx, 2);
	if (mine == STATUS_OK)
		mine = tx_commit(&tx);
	tx_rollback(&tx);
	pthread_join(thread, NULL);
	pthread_barrier_destroy(&rival.both_hold_one);
	assert_true((mine == STATUS_AGAIN && rival.status == STATUS_OK) || (mine == STATUS_OK && rival.status == STATUS_AGAIN));
}

enum { CROWD = 8, ROUNDS = 50 };

static void *add_rows(void *data)
{
	struct arena arena;
	struct context context;
	int64_t first = *(int64_t *)data, done = 0;
	arena_init(&arena, 1 << 20);
	context_init(&context, &arena, NULL, NULL);
	for (int i = 0; i < ROUNDS; i++) {
		struct tx tx CLEANUP(tx_rollback) = {0};
		struct db_params params;
		db_params_init(&params, &arena);
		db_add_i64(&params, first + i);
		db_add_text(&params, TEXT("x"));
		if (tx_begin(&tx, &context, database.pool, in_ms(10000)) == STATUS_OK &&
		    tx_exec(&tx, &insert_one, &params, NULL) == STATUS_OK && tx_commit(&tx) == STATUS_OK)
			done++;
	}
	arena_done(&arena);
	*(int64_t *)data = done;
	return NULL;
}

static void more_threads_than_connections_all_get_through(void **state)
{
	(void)state;
	pthread_t threads[CROWD];
	int64_t numbers[CROWD];
	for (int i = 0; i < CROWD; i++) {
		numbers[i] = i * 1000;
		pthread_create(&threads[i], NULL, add_rows, &numbers[i]);
	}
	for (int i = 0; i < CROWD; i++) {
		pthread_join(threads[i], NULL);
		assert_int_equal(numbers[i], ROUNDS);
	}
	assert_stored("400");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(commit_keeps_and_rollback_drops, empty),
		cmocka_unit_test_setup(begin_travels_with_the_first_statement, empty),
		cmocka_unit_test_setup(nothing_done_commits_and_rolls_back, empty),
		cmocka_unit_test_setup(a_taken_id_conflicts, empty),
		cmocka_unit_test_setup(failures_keep_their_text_through_rollback, empty),
		cmocka_unit_test_setup(wrong_sql_is_internal, empty),
		cmocka_unit_test_setup(a_deferred_check_fails_the_commit, empty),
		cmocka_unit_test_setup(affected_rows_are_counted, empty),
		cmocka_unit_test_setup(a_savepoint_undoes_only_what_came_after, empty),
		cmocka_unit_test_setup(savepoints_without_statements_cost_nothing, empty),
		cmocka_unit_test_setup(hooks_run_in_order_around_the_commit, empty),
		cmocka_unit_test_setup(a_failing_hook_fails_the_commit, empty),
		cmocka_unit_test_setup(rolling_back_to_a_savepoint_drops_its_hooks, empty),
		cmocka_unit_test_setup(a_script_runs_many_statements, empty),
		cmocka_unit_test_setup(a_changed_table_is_prepared_again, empty),
		cmocka_unit_test_setup(a_vanished_statement_is_prepared_again, empty),
		cmocka_unit_test_setup(the_id_is_that_of_the_transaction, empty),
		cmocka_unit_test_setup(a_slow_statement_times_out, empty),
		cmocka_unit_test_setup(one_side_of_a_deadlock_runs_again, empty),
		cmocka_unit_test_setup(more_threads_than_connections_all_get_through, empty),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
