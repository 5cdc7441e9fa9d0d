/* What becomes of transactions when the server goes away, freezes, or refuses. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "hapax/metrics.h"
#include "harness/postgres/database.h"

#include <cmocka.h> /* last: its macro fail() would break the declaration of ours */

static struct database database;

static const struct statement insert_one = {"insert_one", "INSERT INTO {schema}.items (id) VALUES ($1)"};
static const struct statement select_one = {"select_one", "SELECT 1"};

static int set_up(void **state)
{
	(void)state;
	database_create(&database);
	database_admin(&database, "CREATE TABLE test.items (id bigint PRIMARY KEY)");
	/* A commit that takes its time before it is durable. */
	database_admin(&database, "CREATE TABLE test.slow (id bigint PRIMARY KEY)");
	database_admin(
		&database,
		"CREATE FUNCTION test.wait() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(1.5); RETURN NULL; END'");
	database_admin(&database, "CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON test.slow DEFERRABLE INITIALLY DEFERRED "
				  "FOR EACH ROW EXECUTE FUNCTION test.wait()");
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
	postgres_thaw(&database.server); /* a test that failed may have left it frozen */
	database_reset(&database);
	database_admin(&database, "TRUNCATE test.items, test.slow");
	return 0;
}

static void sleep_ms(int ms)
{
	nanosleep(&(struct timespec){.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L}, NULL);
}

static void begin(struct tx *tx)
{
	if (tx_begin(tx, &database.context, database.pool, in_ms(5000)) != STATUS_OK)
		fail_msg("%s", failure_text(&database.context));
}

static enum status insert(struct tx *tx, const struct statement *statement, int64_t id)
{
	struct db_params params;
	db_params_init(&params, tx->context->arena);
	db_add_i64(&params, id);
	return tx_exec(tx, statement, &params, NULL);
}

static void assert_stored(const char *count)
{
	assert_string_equal(database_ask(&database, "SELECT count(*) FROM test.items"), count);
}

static void assert_says(const char *text)
{
	if (!strstr(failure_text(&database.context), text))
		fail_msg("\"%s\" doesn't say \"%s\"", failure_text(&database.context), text);
}

static void a_server_killed_in_a_transaction_comes_back(void **state)
{
	(void)state;
	struct tx tx CLEANUP(tx_rollback) = {0};
	begin(&tx);
	assert_int_equal(insert(&tx, &insert_one, 1), STATUS_OK);
	postgres_crash(&database.server);
	assert_int_equal(insert(&tx, &insert_one, 2), STATUS_UNAVAILABLE);
	assert_int_equal(tx_rollback_to(&tx), STATUS_INTERNAL);
	tx_rollback(&tx);
	assert_int_equal(tx_begin(&tx, &database.context, database.pool, in_ms(300)), STATUS_UNAVAILABLE);
	assert_says("connecting to /tmp/hapax-postgres-");
	assert_says("database postgres as user postgres: ");
	assert_true(db_away_since_us(database.db) > 0);
	assert_true(postgres_start(&database.server, NULL));
	begin(&tx);
	assert_int_equal(insert(&tx, &insert_one, 3), STATUS_OK);
	assert_int_equal(tx_commit(&tx), STATUS_OK);
	assert_int_equal(db_away_since_us(database.db), 0);
	assert_stored("1");
}

static void a_restart_between_transactions_goes_unnoticed(void **state)
{
	(void)state;
	assert_int_equal(db_exec(&database.context, database.pool, &select_one, NULL, NULL), STATUS_OK);
	postgres_stop(&database.server);
	assert_true(postgres_start(&database.server, NULL));
	assert_int_equal(db_exec(&database.context, database.pool, &select_one, NULL, NULL), STATUS_OK);
	database_admin(&database, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'hapax-test'");
	sleep_ms(50);
	assert_int_equal(db_exec(&database.context, database.pool, &select_one, NULL, NULL), STATUS_OK);
}

static void starting_waits_for_the_database(void **state)
{
	(void)state;
	struct tx tx CLEANUP(tx_rollback) = {0};
	postgres_crash(&database.server);
	assert_int_equal(tx_begin(&tx, &database.context, database.pool, in_ms(100)), STATUS_UNAVAILABLE);
	assert_true(postgres_start(&database.server, NULL));
	begin(&tx);
	assert_int_equal(insert(&tx, &insert_one, 1), STATUS_OK);
}

/* A commit on a thread of its own, so that the test can interfere. */
struct committer {
	const struct statement *statement;
	pthread_t thread;
	enum status status;
	int64_t id;
	char text[512];
};

static void *run_committer(void *data)
{
	struct committer *committer = data;
	struct arena arena;
	struct context context;
	struct tx tx CLEANUP(tx_rollback) = {0};
	arena_init(&arena, 1 << 20);
	context_init(&context, &arena, NULL, NULL);
	committer->status = tx_begin(&tx, &context, database.pool, in_ms(5000));
	if (committer->status == STATUS_OK)
		committer->status = tx_learn_id(&tx);
	if (committer->status == STATUS_OK)
		committer->status = insert(&tx, committer->statement, 1);
	committer->id = tx.transaction_id;
	if (committer->status == STATUS_OK)
		committer->status = tx_commit(&tx);
	snprintf(committer->text, sizeof(committer->text), "%s", failure_text(&context));
	tx_rollback(&tx);
	arena_done(&arena);
	return NULL;
}

/* Starts it, and waits until the server is at the given place in its COMMIT. */
static void commit_until(struct committer *committer, const char *wait_event)
{
	char sql[160];
	snprintf(sql, sizeof(sql),
		 "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'hapax-test' AND wait_event = '%s'", wait_event);
	pthread_create(&committer->thread, NULL, run_committer, committer);
	for (int tries = 0; strcmp(database_ask(&database, sql), "1") != 0; tries++) {
		assert_true(tries < 1000);
		sleep_ms(2);
	}
}

/* With a standby that isn't there, COMMIT waits after the transaction is committed: nobody can write meanwhile. */
static void require_standby(bool required)
{
	database_admin(&database, required ? "ALTER SYSTEM SET synchronous_standby_names = 'nobody'"
					   : "ALTER SYSTEM RESET synchronous_standby_names");
	database_admin(&database, "SELECT pg_reload_conf()");
	while (strcmp(database_ask(&database, "SHOW synchronous_standby_names"), required ? "nobody" : "") != 0)
		sleep_ms(2);
	/* The checkpointer tells the others. */
	sleep_ms(200);
}

static const struct statement insert_slow = {"insert_slow", "INSERT INTO {schema}.slow (id) VALUES ($1)"};
static const char terminate[] = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'hapax-test'";

static void a_connection_lost_before_the_commit_is_a_failure(void **state)
{
	(void)state;
	struct committer committer = {.statement = &insert_slow};
	commit_until(&committer, "PgSleep");
	database_admin(&database, terminate);
	pthread_join(committer.thread, NULL);
	assert_true(committer.id > 0);
	assert_int_equal(committer.status, STATUS_UNAVAILABLE);
	assert_non_null(strstr(committer.text, "the transaction was rolled back"));
	assert_string_equal(database_ask(&database, "SELECT count(*) FROM test.slow"), "0");
}

static void a_connection_lost_after_the_commit_is_a_success(void **state)
{
	(void)state;
	struct committer committer = {.statement = &insert_one};
	require_standby(true);
	commit_until(&committer, "SyncRep");
	database_admin(&database, terminate);
	pthread_join(committer.thread, NULL);
	require_standby(false);
	assert_string_equal(committer.text, "ok");
	assert_int_equal(committer.status, STATUS_OK);
	assert_stored("1");
}

static void a_server_killed_after_the_commit_is_a_success(void **state)
{
	(void)state;
	struct committer committer = {.statement = &insert_one};
	require_standby(true);
	commit_until(&committer, "SyncRep");
	postgres_crash(&database.server);
	assert_true(postgres_start(&database.server, "-c synchronous_standby_names="));
	pthread_join(committer.thread, NULL);
	require_standby(false);
	assert_string_equal(committer.text, "ok");
	assert_int_equal(committer.status, STATUS_OK);
	assert_stored("1");
}

/* The id of a transaction that went down with a crash is given to the next one: its commit isn't ours. */
static void somebody_elses_commit_is_not_taken_for_ours(void **state)
{
	(void)state;
	struct tx tx CLEANUP(tx_rollback) = {0};
	postgres_stop(&database.server);
	assert_true(postgres_start(&database.server, "-c wal_writer_delay=10s"));
	begin(&tx);
	assert_int_equal(tx_learn_id(&tx), STATUS_OK);
	assert_int_equal(insert(&tx, &insert_one, 1), STATUS_OK);
	int64_t id = tx.transaction_id;
	postgres_crash(&database.server);
	assert_true(postgres_start(&database.server, NULL));
	char expected[32];
	snprintf(expected, sizeof(expected), "%lld", (long long)id);
	assert_string_equal(database_ask(&database, "INSERT INTO test.items VALUES (2) RETURNING pg_current_xact_id()::text"),
			    expected);
	assert_int_equal(tx_commit(&tx), STATUS_UNAVAILABLE);
	assert_says("the transaction was rolled back");
	assert_stored("1");
}

static void an_id_the_server_has_forgotten_was_not_committed(void **state)
{
	(void)state;
	struct tx tx CLEANUP(tx_rollback) = {0};
	postgres_stop(&database.server);
	assert_true(postgres_start(&database.server, "-c wal_writer_delay=10s"));
	begin(&tx);
	assert_int_equal(tx_learn_id(&tx), STATUS_OK);
	assert_int_equal(insert(&tx, &insert_one, 1), STATUS_OK);
	postgres_crash(&database.server);
	assert_true(postgres_start(&database.server, NULL));
	assert_int_equal(tx_commit(&tx), STATUS_UNAVAILABLE);
	assert_says("the transaction was rolled back");
	assert_stored("0");
}

static void without_the_id_the_outcome_is_called_unknown(void **state)
{
	(void)state;
	struct tx tx CLEANUP(tx_rollback) = {0};
	begin(&tx);
	assert_int_equal(insert(&tx, &insert_one, 1), STATUS_OK);
	database_admin(&database, terminate);
	assert_int_equal(tx_commit(&tx), STATUS_UNAVAILABLE);
	assert_says("the outcome is unknown");
}

static void a_frozen_server_holds_nobody_for_ever(void **state)
{
	(void)state;
	struct tx tx CLEANUP(tx_rollback) = {0};
	begin(&tx);
	assert_int_equal(insert(&tx, &insert_one, 1), STATUS_OK);
	postgres_freeze(&database.server);
	int64_t started_us = clock_monotonic_us();
	assert_int_equal(insert(&tx, &insert_one, 2), STATUS_UNAVAILABLE);
	int64_t took_us = clock_monotonic_us() - started_us;
	assert_in_range(took_us, TEST_STATEMENT_TIMEOUT_MS * 1000, (TEST_STATEMENT_TIMEOUT_MS + 10000) * 1000);
	assert_true(db_away_since_us(database.db) > 0);
	started_us = clock_monotonic_us();
	tx_rollback(&tx);
	assert_int_equal(tx_begin(&tx, &database.context, database.pool, in_ms(500)), STATUS_UNAVAILABLE);
	assert_in_range(clock_monotonic_us() - started_us, 400 * 1000, 5000 * 1000);
	assert_int_equal(db_ping(&database.context, database.db), STATUS_UNAVAILABLE);
	assert_says("no answer in time");
	postgres_thaw(&database.server);
	begin(&tx);
	assert_int_equal(insert(&tx, &insert_one, 3), STATUS_OK);
	assert_int_equal(tx_commit(&tx), STATUS_OK);
	assert_stored("1");
}

static enum status ping(const char *url)
{
	struct db *db;
	struct db_options options = database_options(url);
	assert_int_equal(db_open(&database.context, &options, &db), STATUS_OK);
	enum status status = db_ping(&database.context, db);
	db_close(db);
	return status;
}

static void a_wrong_password_is_told_without_the_secret(void **state)
{
	(void)state;
	char url[256];
	database_admin(&database, "DROP ROLE IF EXISTS guarded");
	database_admin(&database, "CREATE ROLE guarded LOGIN PASSWORD 'open-sesame'");
	snprintf(url, sizeof(url), "host=%s user=guarded password=wrong-sesame dbname=postgres", database.server.folder);
	assert_int_equal(ping(url), STATUS_UNAVAILABLE);
	assert_says("database postgres as user guarded: ");
	assert_says("password authentication failed");
	assert_null(strstr(failure_text(&database.context), "sesame"));
	snprintf(url, sizeof(url), "host=%s user=guarded password=open-sesame dbname=postgres", database.server.folder);
	assert_int_equal(ping(url), STATUS_OK);
}

static void a_missing_database_and_server_are_told(void **state)
{
	(void)state;
	char url[256];
	snprintf(url, sizeof(url), "host=%s user=postgres dbname=nowhere", database.server.folder);
	assert_int_equal(ping(url), STATUS_UNAVAILABLE);
	assert_says("database \"nowhere\" does not exist");
	assert_int_equal(ping("postgresql://someone:s3cret@127.0.0.1:1/db"), STATUS_UNAVAILABLE);
	assert_says("connecting to 127.0.0.1:1 database db as user someone: ");
	assert_says("Connection refused");
	assert_null(strstr(failure_text(&database.context), "s3cret"));
	assert_null(strchr(failure_text(&database.context), '\n'));
}

static void a_read_only_server_is_left(void **state)
{
	(void)state;
	struct tx tx CLEANUP(tx_rollback) = {0};
	assert_int_equal(db_exec(&database.context, database.pool, &select_one, NULL, NULL), STATUS_OK);
	database_admin(&database, "ALTER ROLE postgres SET default_transaction_read_only = on");
	begin(&tx);
	assert_int_equal(tx_run_script(&tx, "SET TRANSACTION READ ONLY"), STATUS_OK);
	assert_int_equal(insert(&tx, &insert_one, 1), STATUS_UNAVAILABLE);
	assert_string_equal(database.context.failure.sqlstate, "25006");
	tx_rollback(&tx);
	assert_int_equal(tx_begin(&tx, &database.context, database.pool, in_ms(300)), STATUS_UNAVAILABLE);
	assert_says("session is read-only");
	database_admin(&database, "SET default_transaction_read_only = off");
	database_admin(&database, "ALTER ROLE postgres RESET default_transaction_read_only");
	begin(&tx);
	assert_int_equal(insert(&tx, &insert_one, 1), STATUS_OK);
}

static void a_full_pool_makes_wait_until_the_deadline(void **state)
{
	(void)state;
	struct tx held[TEST_POOL_CONNECTIONS], late CLEANUP(tx_rollback) = {0};
	for (int i = 0; i < TEST_POOL_CONNECTIONS; i++)
		begin(&held[i]);
	int64_t started_us = clock_monotonic_us();
	assert_int_equal(tx_begin(&late, &database.context, database.pool, in_ms(200)), STATUS_EXHAUSTED);
	assert_in_range(clock_monotonic_us() - started_us, 199 * 1000, 5000 * 1000);
	assert_says("all 4 connections of schema test are in use");
	tx_rollback(&held[0]);
	assert_int_equal(tx_begin(&late, &database.context, database.pool, in_ms(200)), STATUS_OK);
	for (int i = 0; i < TEST_POOL_CONNECTIONS; i++)
		tx_rollback(&held[i]);
}

static void pools_share_one_budget(void **state)
{
	(void)state;
	struct db_pool *second, *third;
	assert_int_equal(db_pool_open(&database.context, database.db, "other", 13, &second), STATUS_EXHAUSTED);
	assert_says("asks for 13 connections, but of 16 in all 4 are shared out");
	assert_says("at least 17");
	assert_int_equal(db_pool_open(&database.context, database.db, "other", 12, &second), STATUS_OK);
	assert_int_equal(db_pool_open(&database.context, database.db, "third", 1, &third), STATUS_EXHAUSTED);
	db_pool_close(second);
	assert_int_equal(db_pool_open(&database.context, database.db, "third", 1, &third), STATUS_OK);
	db_pool_close(third);
	assert_int_equal(db_pool_open(&database.context, database.db, "No", 1, &third), STATUS_INVALID);
	assert_int_equal(db_pool_open(&database.context, database.db, "no", 0, &third), STATUS_INVALID);
}

static void options_out_of_range_are_refused(void **state)
{
	(void)state;
	struct db *db;
	struct db_options options = database_options("");
	options.max_connections = 0;
	assert_int_equal(db_open(&database.context, &options, &db), STATUS_INVALID);
	options = database_options("postgresql://u:s3cret%zz@h/d");
	assert_int_equal(db_open(&database.context, &options, &db), STATUS_INVALID);
	options = database_options("");
	options.statement_timeout_ms = 0;
	assert_int_equal(db_open(&database.context, &options, &db), STATUS_INVALID);
}

static void connections_and_durations_are_measured(void **state)
{
	(void)state;
	struct buffer page;
	struct tx tx CLEANUP(tx_rollback) = {0};
	begin(&tx);
	assert_int_equal(insert(&tx, &insert_one, 1), STATUS_OK);
	buffer_init(&page, &database.arena, 1 << 20);
	metrics_write(&page);
	assert_non_null(strstr(buffer_string(&page), "hapax_db_connections{state=\"used\"} 1\n"));
	assert_non_null(strstr(buffer_string(&page), "db_client_operation_duration_seconds_count{operation=\"insert_one\"} "));
	tx_rollback(&tx);
	buffer_clear(&page);
	metrics_write(&page);
	assert_non_null(strstr(buffer_string(&page), "hapax_db_connections{state=\"used\"} 0\n"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_server_killed_in_a_transaction_comes_back, empty),
		cmocka_unit_test_setup(a_restart_between_transactions_goes_unnoticed, empty),
		cmocka_unit_test_setup(starting_waits_for_the_database, empty),
		cmocka_unit_test_setup(a_connection_lost_before_the_commit_is_a_failure, empty),
		cmocka_unit_test_setup(a_connection_lost_after_the_commit_is_a_success, empty),
		cmocka_unit_test_setup(a_server_killed_after_the_commit_is_a_success, empty),
		cmocka_unit_test_setup(somebody_elses_commit_is_not_taken_for_ours, empty),
		cmocka_unit_test_setup(an_id_the_server_has_forgotten_was_not_committed, empty),
		cmocka_unit_test_setup(without_the_id_the_outcome_is_called_unknown, empty),
		cmocka_unit_test_setup(a_frozen_server_holds_nobody_for_ever, empty),
		cmocka_unit_test_setup(a_wrong_password_is_told_without_the_secret, empty),
		cmocka_unit_test_setup(a_missing_database_and_server_are_told, empty),
		cmocka_unit_test_setup(a_read_only_server_is_left, empty),
		cmocka_unit_test_setup(a_full_pool_makes_wait_until_the_deadline, empty),
		cmocka_unit_test_setup(pools_share_one_budget, empty),
		cmocka_unit_test_setup(options_out_of_range_are_refused, empty),
		cmocka_unit_test_setup(connections_and_durations_are_measured, empty),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
