/* Inbox and lanes against a real Postgres: what an event leaves behind, once, whatever happens to its batch. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "hapax/tasks/v1/events.h"
#include "harness/postgres/postgres.h"
#include "platform/db/migrate.h"
#include "receive/inbox.h"
#include "receive/receiver.h"

#include <cmocka.h>

#undef fail /* the name is taken by hapax/context.h */

enum { EVENTS_MAX = 200 };

static struct postgres server;
static struct db *db;
static struct db_pool *pool;
static struct arena arena;
static struct context context;

static const struct migration effect_migrations[] = {
	{1, "effects", "create table {schema}.effects (id text not null, n int not null)"},
	{0},
};
static const struct statement insert_effect = {"insert_effect", "insert into {schema}.effects values ($1, $2)"};
static const struct statement count_effects = {"count_effects", "select count(*), count(distinct id) from {schema}.effects"};
static const struct statement count_letters = {
	"count_letters", "select count(*), coalesce(min(reason), ''), coalesce(min(error), '') from {schema}.dead_letters"};
static const struct statement count_ids = {"count_ids",
					   "select count(*) from {schema}.processed_events where state = $1::text::\"char\""};
static const struct statement clean = {"clean",
				       "truncate {schema}.effects, {schema}.dead_letters, {schema}.processed_events cascade"};

/* Events whose subject starts with this fail. */
static const char *guilty;

static enum status have_effect(struct tx *tx, const struct event *event)
{
	struct db_params params;
	enum status status;

	db_params_init(&params, tx->context->arena);
	db_add_text(&params, event->id_text);
	db_add_i32(&params, 1);
	status = tx_exec(tx, &insert_effect, &params, NULL);
	if (status == STATUS_OK && guilty && text_starts_with(event->subject, text_of(guilty)))
		return fail(tx->context, STATUS_PRECONDITION, "this event can't be handled");
	return status;
}

static const struct handler handlers[] = {{.type = &tasks_task_created_event, .one = have_effect}, {0}};
static const struct service service = {.name = "probe", .handlers = handlers};

struct batch {
	struct delivery delivery;
	struct delivery_entry entries[EVENTS_MAX];
	struct event events[EVENTS_MAX];
	struct inbox_item items[EVENTS_MAX];
	struct inbox_item *list[EVENTS_MAX];
	size_t count;
};

static struct batch batch;

static void start(void)
{
	memset(&batch, 0, sizeof(batch));
	batch.delivery.topic = "task-events";
	guilty = NULL;
	arena_reset(&arena);
	context_init(&context, &arena, NULL, NULL);
}

static void add(int id, const char *subject, int64_t digest)
{
	size_t n = batch.count++;
	struct event *event = &batch.events[n];

	batch.entries[n].delivery = &batch.delivery;
	batch.entries[n].original = TEXT("{\"as\": \"it came\"}");
	event->type = &tasks_task_created_event;
	event->id.bytes[0] = (uint8_t)(id >> 8);
	event->id.bytes[15] = (uint8_t)id;
	event->id_text = uuid_text(event->id, &arena);
	event->subject = text_of(subject);
	event->key = text_of(subject);
	event->received_us = 1700000000000000;
	event->major = 1;
	batch.items[n] = (struct inbox_item){
		.entry = &batch.entries[n],
		.event = event,
		.type_name = TEXT("task.created"),
		.handler = &handlers[0],
		.digest = digest,
	};
	batch.list[n] = &batch.items[n];
}

static enum status store(void)
{
	return inbox_store(&context, pool, service.name, batch.list, batch.count);
}

static int64_t ask(const struct statement *statement, const char *argument, int column, char *ret_text)
{
	struct db_params params;
	struct db_result result CLEANUP(db_result_done) = {0};

	db_params_init(&params, &arena);
	if (argument)
		db_add_text(&params, text_of(argument));
	assert_int_equal(db_exec(&context, pool, statement, &params, &result), STATUS_OK);
	if (ret_text)
		snprintf(ret_text, 256, "%.*s", TEXT_ARG(db_get_text(&result, 0, column)));
	return ret_text ? 0 : db_get_i64(&result, 0, column);
}

static int clean_tables(void **state)
{
	struct db_params params;

	(void)state;
	start();
	db_params_init(&params, &arena);
	return db_exec(&context, pool, &clean, &params, NULL) == STATUS_OK ? 0 : -1;
}

static void the_same_id_twice_in_one_call_has_one_effect(void **state)
{
	(void)state;
	start();
	add(1, "a", 7);
	add(1, "a", 7);
	add(2, "b", 8);
	assert_int_equal(store(), STATUS_OK);
	assert_int_equal(ask(&count_effects, NULL, 0, NULL), 2);
	assert_int_equal(ask(&count_letters, NULL, 0, NULL), 0);
}

static void a_redelivery_has_no_second_effect(void **state)
{
	(void)state;
	for (int i = 0; i < 3; i++) {
		start();
		for (int id = 0; id < 100; id++)
			add(id, "a", id);
		assert_int_equal(store(), STATUS_OK);
	}
	assert_int_equal(ask(&count_effects, NULL, 0, NULL), 100);
	assert_int_equal(ask(&count_ids, "d", 0, NULL), 100);
}

static void a_reused_id_is_one_dead_letter_however_often_it_comes(void **state)
{
	char reason[256];

	(void)state;
	for (int i = 0; i < 3; i++) {
		start();
		add(1, "a", 7);
		add(1, "a", 9); /* other content */
		assert_int_equal(store(), STATUS_OK);
	}
	assert_int_equal(ask(&count_effects, NULL, 0, NULL), 1);
	assert_int_equal(ask(&count_letters, NULL, 0, NULL), 1);
	(void)ask(&count_letters, NULL, 1, reason);
	assert_string_equal(reason, "id_reuse");
}

static void a_failing_handler_leaves_nothing_of_its_batch(void **state)
{
	(void)state;
	start();
	for (int id = 0; id < 10; id++)
		add(id, id == 5 ? "bad" : "good", id);
	guilty = "bad";
	assert_int_equal(store(), STATUS_PRECONDITION);
	assert_int_equal(ask(&count_effects, NULL, 0, NULL), 0);
	assert_int_equal(ask(&count_ids, "d", 0, NULL), 0);
}

static void letters_from_the_intake_are_stored_with_their_bytes(void **state)
{
	char text[256];

	(void)state;
	start();
	add(1, "a", 7);
	batch.items[0].reason = LETTER_INVALID;
	batch.items[0].error = TEXT("title: is required");
	assert_int_equal(store(), STATUS_OK);
	assert_int_equal(store(), STATUS_OK);
	assert_int_equal(ask(&count_effects, NULL, 0, NULL), 0);
	assert_int_equal(ask(&count_letters, NULL, 0, NULL), 1);
	(void)ask(&count_letters, NULL, 2, text);
	assert_string_equal(text, "title: is required");
	assert_int_equal(ask(&count_ids, "x", 0, NULL), 1);
}

static void nothing_is_stored_while_the_database_is_away(void **state)
{
	(void)state;
	start();
	add(1, "a", 7);
	postgres_stop(&server);
	assert_true(status_is_transient(store()));
	assert_true(postgres_start(&server, NULL));
	failure_clear(&context);
	/* The same items again: the connection comes back by itself, after its backoff. */
	for (int i = 0; i < 50 && store() != STATUS_OK; i++)
		usleep(100000);
	assert_int_equal(ask(&count_effects, NULL, 0, NULL), 1);
}

static int set_up(void **state)
{
	const struct migration_set sets[] = {{"probe", "inbox", inbox_migrations()}, {"probe", "probe", effect_migrations}};
	struct db_options options = {
		.max_connections = 4, .connect_timeout_ms = 5000, .statement_timeout_ms = 10000, .application_name = "test"};

	(void)state;
	arena_init(&arena, 64 << 20);
	context_init(&context, &arena, NULL, NULL);
	if (!postgres_create(&server))
		return -1;
	options.url = postgres_url(&server);
	if (db_open(&context, &options, &db) != STATUS_OK || migrate(&context, db, sets, COUNT_OF(sets), NULL) != STATUS_OK ||
	    db_pool_open(&context, db, "probe", 2, &pool) != STATUS_OK) {
		fprintf(stderr, "%s\n", failure_text(&context));
		return -1;
	}
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	db_pool_close(pool);
	db_close(db);
	postgres_destroy(&server);
	arena_done(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(the_same_id_twice_in_one_call_has_one_effect, clean_tables),
		cmocka_unit_test_setup(a_redelivery_has_no_second_effect, clean_tables),
		cmocka_unit_test_setup(a_reused_id_is_one_dead_letter_however_often_it_comes, clean_tables),
		cmocka_unit_test_setup(a_failing_handler_leaves_nothing_of_its_batch, clean_tables),
		cmocka_unit_test_setup(letters_from_the_intake_are_stored_with_their_bytes, clean_tables),
		cmocka_unit_test_setup(nothing_is_stored_while_the_database_is_away, clean_tables),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
