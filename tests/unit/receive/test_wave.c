/* How a batch is cut into calls of handlers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "hapax/buffer.h"
#include "receive/wave.h"

#include <cmocka.h>

#undef fail /* the name is taken by hapax/context.h */

enum { EVENTS_MAX = 64 };

/* What the handlers were called with: "a1 b1|a2" is two calls. */
static struct buffer calls;
static const char *failing_id;

static enum status note_batch(struct tx *tx, const struct event *const *events, size_t count)
{
	if (calls.len)
		buffer_add_char(&calls, '|');
	for (size_t i = 0; i < count; i++) {
		if (i)
			buffer_add_char(&calls, ' ');
		buffer_add_text(&calls, events[i]->id_text);
		if (failing_id && text_equal_string(events[i]->id_text, failing_id))
			return fail(tx->context, STATUS_INVALID, "told to fail");
	}
	return STATUS_OK;
}

static enum status note_one(struct tx *tx, const struct event *event)
{
	return note_batch(tx, &event, 1);
}

static const struct handler unique = {.batch = note_batch}, any = {.batch = note_batch, .any_key = true},
			    single = {.one = note_one};

struct fixture {
	struct arena arena;
	struct context context;
	struct tx tx;
	struct event events[EVENTS_MAX];
	struct inbox_item items[EVENTS_MAX];
	struct inbox_item *list[EVENTS_MAX];
	size_t count;
};

static void fixture_init(struct fixture *fixture)
{
	memset(fixture, 0, sizeof(*fixture));
	arena_init(&fixture->arena, 1 << 20);
	context_init(&fixture->context, &fixture->arena, NULL, NULL);
	fixture->tx.context = &fixture->context;
	buffer_clear(&calls);
	failing_id = NULL;
}

static void add(struct fixture *fixture, const char *id, const char *key, const struct handler *handler)
{
	struct event *event = &fixture->events[fixture->count];
	struct inbox_item *item = &fixture->items[fixture->count];

	event->id_text = text_of(id);
	event->key = text_of(key);
	item->event = event;
	item->handler = handler;
	item->fresh = true;
	fixture->list[fixture->count++] = item;
}

static enum status run(struct fixture *fixture)
{
	enum status status = waves_run(&fixture->tx, fixture->list, fixture->count);

	arena_done(&fixture->arena);
	return status;
}

static void a_call_holds_one_event_per_key(void **state)
{
	struct fixture fixture;

	(void)state;
	fixture_init(&fixture);
	add(&fixture, "a1", "a", &unique);
	add(&fixture, "b1", "b", &unique);
	add(&fixture, "a2", "a", &unique);
	add(&fixture, "a3", "a", &unique);
	add(&fixture, "b2", "b", &unique);
	assert_int_equal(run(&fixture), STATUS_OK);
	assert_string_equal(buffer_string(&calls), "a1 b1|a2 b2|a3");
}

static void a_handler_of_any_key_gets_all_at_once_in_order(void **state)
{
	struct fixture fixture;

	(void)state;
	fixture_init(&fixture);
	add(&fixture, "a1", "a", &any);
	add(&fixture, "a2", "a", &any);
	add(&fixture, "b1", "b", &any);
	add(&fixture, "a3", "a", &any);
	assert_int_equal(run(&fixture), STATUS_OK);
	assert_string_equal(buffer_string(&calls), "a1 a2 b1 a3");
}

static void events_of_one_key_keep_their_order_across_handlers(void **state)
{
	struct fixture fixture;

	(void)state;
	fixture_init(&fixture);
	add(&fixture, "a1", "a", &any);
	add(&fixture, "a2", "a", &single);
	add(&fixture, "a3", "a", &any);
	add(&fixture, "b1", "b", &any);
	assert_int_equal(run(&fixture), STATUS_OK);
	assert_string_equal(buffer_string(&calls), "a1 b1|a2|a3");
}

static void known_events_and_dead_letters_reach_no_handler(void **state)
{
	struct fixture fixture;

	(void)state;
	fixture_init(&fixture);
	add(&fixture, "a1", "a", &unique);
	add(&fixture, "a2", "a", &unique);
	add(&fixture, "a3", "a", &unique);
	fixture.items[0].fresh = false;
	fixture.items[2].reason = LETTER_INVALID;
	assert_int_equal(run(&fixture), STATUS_OK);
	assert_string_equal(buffer_string(&calls), "a2");
}

static void the_first_failure_ends_the_batch(void **state)
{
	struct fixture fixture;

	(void)state;
	fixture_init(&fixture);
	add(&fixture, "a1", "a", &single);
	add(&fixture, "a2", "a", &single);
	add(&fixture, "a3", "a", &single);
	failing_id = "a2";
	assert_int_equal(run(&fixture), STATUS_INVALID);
	assert_string_equal(buffer_string(&calls), "a1|a2");
}

static void many_keys_all_get_their_turn(void **state)
{
	static char names[EVENTS_MAX][8];
	struct fixture fixture;

	(void)state;
	fixture_init(&fixture);
	for (int i = 0; i < EVENTS_MAX; i++) {
		snprintf(names[i], sizeof(names[i]), "k%d", i % 32);
		add(&fixture, names[i], names[i], &unique);
	}
	assert_int_equal(run(&fixture), STATUS_OK);
	/* Two waves, each with every key in the order in which they came. */
	struct text second = buffer_text(&calls), first = text_cut(&second, '|');
	assert_int_equal(first.len, second.len);
	assert_true(text_starts_with(first, TEXT("k0 k1 k2 ")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_call_holds_one_event_per_key),
		cmocka_unit_test(a_handler_of_any_key_gets_all_at_once_in_order),
		cmocka_unit_test(events_of_one_key_keep_their_order_across_handlers),
		cmocka_unit_test(known_events_and_dead_letters_reach_no_handler),
		cmocka_unit_test(the_first_failure_ends_the_batch),
		cmocka_unit_test(many_keys_all_get_their_turn),
	};

	buffer_init(&calls, NULL, 4096);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	buffer_done(&calls);
	return failed;
}
