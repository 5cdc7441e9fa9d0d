/* Migrations on a real Postgres. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "harness/postgres/database.h"
#include "platform/db/migrate.h"

#include <cmocka.h> /* last: its macro fail() would break the declaration of ours */

static struct database database;

static const struct migration orders[] = {
	{1, "orders", "CREATE TABLE {schema}.orders (id bigint PRIMARY KEY); INSERT INTO {schema}.orders VALUES (1)"},
	{2, "total", "ALTER TABLE {schema}.orders ADD COLUMN total bigint; SELECT pg_sleep(0.05)"},
	{3, "index", "CREATE INDEX ON {schema}.orders (total)"},
	{0},
};
static const struct migration inbox[] = {
	{1, "processed", "CREATE TABLE {schema}.processed_events (id uuid PRIMARY KEY)"},
	{0},
};
static const struct migration_set sets[] = {
	{"orders", "inbox", inbox},
	{"orders", "orders", orders},
	{"audit", "inbox", inbox},
};

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

static int empty(void **state)
{
	(void)state;
	database_reset(&database);
	database_admin(&database, "DROP SCHEMA IF EXISTS hapax, orders, audit CASCADE");
	return 0;
}

static enum status run(const struct migration_set *which, size_t count, int *ret_applied)
{
	return migrate(&database.context, database.db, which, count, ret_applied);
}

static void run_all(void)
{
	int applied = -1;
	if (run(sets, COUNT_OF(sets), &applied) != STATUS_OK)
		fail_msg("%s", failure_text(&database.context));
	assert_int_equal(applied, 5);
}

static void assert_says(const char *text)
{
	if (!strstr(failure_text(&database.context), text))
		fail_msg("\"%s\" doesn't say \"%s\"", failure_text(&database.context), text);
}

static void what_is_missing_runs_once(void **state)
{
	(void)state;
	int applied = -1;
	run_all();
	assert_string_equal(
		database_ask(&database, "SELECT string_agg(schema || '/' || set_name || '/' || number || '/' || name, ' ' ORDER BY "
					"schema, set_name, number) FROM hapax.migrations"),
		"audit/inbox/1/processed orders/inbox/1/processed orders/orders/1/orders orders/orders/2/total "
		"orders/orders/3/index");
	assert_string_equal(database_ask(&database, "SELECT count(*) FROM hapax.migrations WHERE length(checksum) = 32"), "5");
	assert_int_equal(run(sets, COUNT_OF(sets), &applied), STATUS_OK);
	assert_int_equal(applied, 0);
	assert_string_equal(database_ask(&database, "SELECT count(*) FROM orders.orders"), "1");
}

static void a_later_version_adds_its_own(void **state)
{
	(void)state;
	static const struct migration first_only[] = {
		{1, "orders", "CREATE TABLE {schema}.orders (id bigint PRIMARY KEY); INSERT INTO {schema}.orders VALUES (1)"},
		{0},
	};
	const struct migration_set older[] = {{"orders", "orders", first_only}};
	int applied = -1;
	assert_int_equal(run(older, 1, &applied), STATUS_OK);
	assert_int_equal(applied, 1);
	assert_int_equal(run(sets, COUNT_OF(sets), &applied), STATUS_OK);
	assert_int_equal(applied, 4);
}

static void a_schema_without_migrations_is_created(void **state)
{
	(void)state;
	static const struct migration none[] = {{0}};
	const struct migration_set empty_sets[] = {{"audit", "audit", none}, {"audit", "inbox", NULL}};
	assert_int_equal(run(empty_sets, 2, NULL), STATUS_OK);
	assert_string_equal(database_ask(&database, "SELECT count(*) FROM pg_namespace WHERE nspname = 'audit'"), "1");
}

static void the_check_names_what_is_missing(void **state)
{
	(void)state;
	assert_int_equal(migrate_check(&database.context, database.db, sets, COUNT_OF(sets)), STATUS_PRECONDITION);
	assert_says("migration 0001_processed (inbox) of schema orders has not run yet: run `hapax migrate`");
	assert_string_equal(database_ask(&database, "SELECT count(*) FROM pg_namespace WHERE nspname IN ('hapax', 'orders')"), "0");
	run_all();
	assert_int_equal(migrate_check(&database.context, database.db, sets, COUNT_OF(sets)), STATUS_OK);
}

static void a_newer_database_stops_the_start(void **state)
{
	(void)state;
	run_all();
	database_admin(&database, "INSERT INTO hapax.migrations VALUES ('orders', 'orders', 4, 'coupons', '\\x00')");
	assert_int_equal(run(sets, COUNT_OF(sets), NULL), STATUS_PRECONDITION);
	assert_says("the database is newer than this program");
	assert_says("0004_coupons");
	assert_says("knows them up to 3");
	assert_int_equal(migrate_check(&database.context, database.db, sets, COUNT_OF(sets)), STATUS_PRECONDITION);
}

static void a_changed_migration_stops_the_start(void **state)
{
	(void)state;
	static const struct migration changed[] = {
		{1, "processed", "CREATE TABLE {schema}.processed_events (id uuid PRIMARY KEY, more int)"},
		{2, "next", "CREATE TABLE {schema}.next ()"},
		{0},
	};
	const struct migration_set changed_sets[] = {{"audit", "inbox", changed}};
	run_all();
	assert_int_equal(run(changed_sets, 1, NULL), STATUS_PRECONDITION);
	assert_says("migration 0001_processed (inbox) of schema audit was changed after it ran");
	assert_string_equal(database_ask(&database, "SELECT count(*) FROM hapax.migrations"), "5");
}

static void a_hole_in_the_table_is_found(void **state)
{
	(void)state;
	run_all();
	database_admin(&database, "DELETE FROM hapax.migrations WHERE set_name = 'orders' AND number = 2");
	assert_int_equal(run(sets, COUNT_OF(sets), NULL), STATUS_CORRUPT);
	assert_says("number 2 is missing");
}

static void sets_that_are_built_wrong_are_refused(void **state)
{
	(void)state;
	static const struct migration hole[] = {{1, "a", ""}, {3, "c", ""}, {0}};
	const struct migration_set with_hole[] = {{"orders", "x", hole}};
	const struct migration_set twice[] = {{"orders", "x", inbox}, {"orders", "x", inbox}};
	const struct migration_set bad_name[] = {{"Orders", "x", inbox}};
	assert_int_equal(run(with_hole, 1, NULL), STATUS_CORRUPT);
	assert_says("0003_c stands where number 2 is due");
	assert_int_equal(run(twice, 2, NULL), STATUS_CORRUPT);
	assert_int_equal(run(bad_name, 1, NULL), STATUS_CORRUPT);
	assert_string_equal(database_ask(&database, "SELECT count(*) FROM pg_namespace WHERE nspname IN ('hapax', 'orders')"), "0");
}

static void a_failing_migration_leaves_nothing_of_itself(void **state)
{
	(void)state;
	static const struct migration failing[] = {
		{1, "good", "CREATE TABLE {schema}.good ()"},
		{2, "bad", "CREATE TABLE {schema}.half (); SELECT nonsense"},
		{0},
	};
	const struct migration_set failing_sets[] = {{"orders", "x", failing}};
	assert_int_equal(run(failing_sets, 1, NULL), STATUS_INTERNAL);
	assert_says("migration 0002_bad (x) of schema orders: ");
	assert_says("nonsense");
	assert_string_equal(database_ask(&database, "SELECT string_agg(tablename, ',') FROM pg_tables WHERE schemaname = 'orders'"),
			    "good");
	assert_string_equal(database_ask(&database, "SELECT count(*) FROM hapax.migrations"), "1");
}

struct instance {
	pthread_t thread;
	pthread_barrier_t *start;
	enum status status;
	int applied;
	char text[512];
};

static void *run_instance(void *data)
{
	struct instance *instance = data;
	struct arena arena;
	struct context context;
	arena_init(&arena, 1 << 20);
	context_init(&context, &arena, NULL, NULL);
	pthread_barrier_wait(instance->start);
	instance->status = migrate(&context, database.db, sets, COUNT_OF(sets), &instance->applied);
	snprintf(instance->text, sizeof(instance->text), "%s", failure_text(&context));
	arena_done(&arena);
	return NULL;
}

enum { INSTANCES = 4, START_ROUNDS = 10 };

static void start_together(struct instance instances[INSTANCES])
{
	pthread_barrier_t start;
	pthread_barrier_init(&start, NULL, INSTANCES);
	for (int i = 0; i < INSTANCES; i++) {
		instances[i] = (struct instance){.start = &start};
		pthread_create(&instances[i].thread, NULL, run_instance, &instances[i]);
	}
	for (int i = 0; i < INSTANCES; i++)
		pthread_join(instances[i].thread, NULL);
	pthread_barrier_destroy(&start);
}

static void several_instances_may_start_at_once(void **state)
{
	for (int round = 0; round < START_ROUNDS; round++) {
		struct instance instances[INSTANCES];
		int applied = 0;
		empty(state);
		start_together(instances);
		for (int i = 0; i < INSTANCES; i++) {
			assert_string_equal(instances[i].text, "ok");
			assert_int_equal(instances[i].status, STATUS_OK);
			applied += instances[i].applied;
		}
		assert_int_equal(applied, 5);
		assert_string_equal(database_ask(&database, "SELECT count(*) FROM hapax.migrations"), "5");
		assert_string_equal(database_ask(&database, "SELECT count(*) FROM orders.orders"), "1");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(what_is_missing_runs_once, empty),
		cmocka_unit_test_setup(a_later_version_adds_its_own, empty),
		cmocka_unit_test_setup(a_schema_without_migrations_is_created, empty),
		cmocka_unit_test_setup(the_check_names_what_is_missing, empty),
		cmocka_unit_test_setup(a_newer_database_stops_the_start, empty),
		cmocka_unit_test_setup(a_changed_migration_stops_the_start, empty),
		cmocka_unit_test_setup(a_hole_in_the_table_is_found, empty),
		cmocka_unit_test_setup(sets_that_are_built_wrong_are_refused, empty),
		cmocka_unit_test_setup(a_failing_migration_leaves_nothing_of_itself, empty),
		cmocka_unit_test_setup(several_instances_may_start_at_once, empty),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
