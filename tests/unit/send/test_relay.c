/* The relay between an outbox and a sidecar that does what sidecars do: order, partial failures, outages. */
#include "relay_rig.h"

#include "hapax/structs.h"

static void assert_sequences_rise(const char *key)
{
	int64_t last = 0;

	for (size_t i = 0; i < rig.sidecar.count; i++) {
		const struct taken *taken = &rig.sidecar.taken[i];

		if (!taken->accepted || strcmp(taken->key, key) != 0)
			continue;
		assert_int_equal(taken->sequence, last + 1);
		last = taken->sequence;
	}
}

static void a_committed_event_is_published_at_once(void **state)
{
	int64_t said_us;

	(void)state;
	relay_start();
	say("ada", "warm up", 0);
	EVENTUALLY(accepted_count() == 1);
	for (int i = 0; i < 10; i++) {
		usleep(20000);
		said_us = clock_monotonic_us();
		say("ada", "now", 0);
		EVENTUALLY(accepted_count() == (size_t)i + 2);
		/* Without being woken it would look every 200 ms. */
		assert_true(SIDECAR(rig.sidecar.taken[rig.sidecar.count - 1].at_us) - said_us < 150000);
	}
	EVENTUALLY(pending() == 0);
}

static void what_is_rolled_back_is_not_published(void **state)
{
	struct tx tx;

	(void)state;
	relay_start();
	rig_ok(begin(&tx));
	rig_ok(append(&tx, "ada", "never", 1));
	tx_rollback(&tx);
	say("ada", "said", 1);
	EVENTUALLY(accepted_count() == 1);
	assert_string_equal(rig.sidecar.taken[0].title, "said");
}

static void events_of_a_key_go_out_in_order_one_at_a_time(void **state)
{
	enum { EACH = 30 };

	(void)state;
	for (int n = 1; n <= EACH; n++) {
		say("ada", "a", n);
		say("ben", "b", n);
	}
	relay_start();
	EVENTUALLY(accepted_count() == 2 * EACH);
	assert_sequences_rise("ada");
	assert_sequences_rise("ben");
	for (size_t i = 0; i < rig.sidecar.count; i++)
		for (size_t k = 0; k < i; k++)
			assert_false(rig.sidecar.taken[i].call == rig.sidecar.taken[k].call &&
				     strcmp(rig.sidecar.taken[i].key, rig.sidecar.taken[k].key) == 0);
	EVENTUALLY(pending() == 0);
}

static void keys_are_percent_encoded(void **state)
{
	(void)state;
	relay_start();
	say("zo\xc3\xab k/1", "key", 1);
	EVENTUALLY(accepted_count() == 1);
	assert_string_equal(rig.sidecar.taken[0].key, "zo%C3%AB%20k%2F1");
}

static void the_event_says_when_it_was_published(void **state)
{
	(void)state;
	relay_start();
	say("ada", "stamped", 1);
	EVENTUALLY(accepted_count() == 1);
	assert_non_null(strstr(rig.sidecar.last_event, "\"publishedtime\":\"20"));
	assert_non_null(strstr(rig.sidecar.last_event, "\"correlationid\":\"corr\""));
	assert_int_equal(rig.sidecar.last_event[strlen(rig.sidecar.last_event) - 1], '}');
}

static void a_refused_entry_holds_back_its_key_only(void **state)
{
	(void)state;
	ORDER(refused_title, "bad");
	say("ada", "bad", 1);
	say("ada", "good", 2);
	say("ben", "good", 1);
	relay_start();
	EVENTUALLY(accepted_count() == 1);
	usleep(300000);
	assert_int_equal(accepted_count(), 1);
	assert_int_equal(pending(), 2);
	ORDER(refused_title, NULL);
	EVENTUALLY(pending() == 0);
	assert_sequences_rise("ada");
	/* The same id in every try. */
	for (size_t i = 0; i < rig.sidecar.count; i++)
		if (strcmp(rig.sidecar.taken[i].title, "bad") == 0)
			assert_string_equal(rig.sidecar.taken[i].id, rig.sidecar.taken[0].id);
}

/* An event that the broker never takes must not stop those of others, also when it has been the oldest for long. */
static void an_entry_refused_for_ever_does_not_stop_others(void **state)
{
	int64_t said_us;

	(void)state;
	ORDER(refused_title, "bad");
	say("ada", "bad", 1);
	relay_start();
	usleep(3000000);
	for (int i = 0; i < 5; i++) {
		said_us = clock_monotonic_us();
		say("ben", "good", i + 1);
		EVENTUALLY(accepted_count() == (size_t)i + 1);
		assert_true(clock_monotonic_us() - said_us < 1000000);
	}
	EVENTUALLY(pending() == 1); /* what was taken goes after the sidecar has it */
}

static void an_event_that_spoils_its_call_does_not_stop_others(void **state)
{
	enum { OTHERS = 50 };
	int64_t said_us;

	(void)state;
	ORDER(spoiling_title, "\"bad\"");
	ORDER(fail_status, STATUS_EXHAUSTED);
	say("ada", "bad", 1);
	for (int i = 0; i < OTHERS; i++) {
		char user[16];

		snprintf(user, sizeof(user), "user-%d", i);
		say(user, "good", 1);
	}
	relay_start();
	EVENTUALLY(accepted_count() == OTHERS);
	for (int i = 0; i < 20; i++) {
		usleep(100000);
		said_us = clock_monotonic_us();
		say("ben", "good", i + 1);
		EVENTUALLY(accepted_count() == (size_t)i + 1 + OTHERS);
		assert_true(clock_monotonic_us() - said_us < 1000000);
	}
	EVENTUALLY(pending() == 1);
}

static void a_topic_that_fails_does_not_stop_others(void **state)
{
	struct tx tx;
	const struct cause cause = {.correlation_id = TEXT("corr")};
	struct tasks_task_changed changed = TASKS_TASK_CHANGED_INIT;
	Google__Protobuf__Struct changes = GOOGLE__PROTOBUF__STRUCT__INIT;
	const struct outgoing event = {.type = &tasks_task_changed_event, .data = &changed.base};

	(void)state;
	ORDER(failing_topic, "task-updates");
	ORDER(fail_status, STATUS_INTERNAL);
	changed.event_type = (char *)"task.updated";
	changed.task_id = 1;
	changed.changes = &changes;
	for (int i = 0; i < 3; i++) {
		char user[16];

		snprintf(user, sizeof(user), "user %d", i);
		changed.user_id = user;
		rig_ok(begin(&tx));
		rig_ok(outbox_append(&tx, &cause, &event, NULL));
		rig_ok(tx_commit(&tx));
	}
	relay_start();
	usleep(3000000);
	for (int i = 0; i < 3; i++)
		say("ben", "good", i + 1);
	EVENTUALLY(accepted_count() == 3);
	EVENTUALLY(pending() == 3);
	ORDER(failing_topic, NULL);
	EVENTUALLY(pending() == 0);
}

static void a_failed_call_is_sent_again_with_the_same_ids(void **state)
{
	enum { EVENTS = 5 };

	(void)state;
	ORDER(fail_calls, 2);
	for (int i = 0; i < EVENTS; i++) {
		char user[16];

		snprintf(user, sizeof(user), "user-%d", i);
		say(user, "again", 1);
	}
	relay_start();
	EVENTUALLY(accepted_count() == EVENTS);
	EVENTUALLY(pending() == 0);
	assert_int_equal(rig.sidecar.count, 3 * EVENTS);
	for (size_t i = EVENTS; i < rig.sidecar.count; i++) {
		size_t k = 0;

		while (k < EVENTS && strcmp(rig.sidecar.taken[k].id, rig.sidecar.taken[i].id) != 0)
			k++;
		assert_true(k < EVENTS);
	}
}

static void an_older_sidecar_is_asked_by_the_methods_first_name(void **state)
{
	(void)state;
	ORDER(no_bulk, true);
	say("ada", "alpha", 1);
	relay_start();
	EVENTUALLY(accepted_count() == 1);
	assert_int_equal(SIDECAR(rig.sidecar.alpha_calls), 1);
	/* And a newer one, started in its place, by the other again. */
	ORDER(no_bulk, false);
	ORDER(no_alpha, true);
	say("ada", "stable", 2);
	EVENTUALLY(accepted_count() == 2);
}

static void events_wait_for_an_absent_sidecar(void **state)
{
	enum { EVENTS = 100 };

	(void)state;
	sidecar_stop();
	for (int i = 0; i < EVENTS; i++)
		say("ada", "patient", i + 1);
	relay_start();
	usleep(2000000);
	assert_int_equal(pending(), EVENTS);
	sidecar_start(rig.sidecar.port);
	EVENTUALLY(accepted_count() == EVENTS);
	assert_sequences_rise("ada");
	EVENTUALLY(pending() == 0);
}

static void calls_are_split_by_count(void **state)
{
	enum { EVENTS = 25 };

	(void)state;
	rig.batch_events = 10;
	for (int i = 0; i < EVENTS; i++) {
		char user[16];

		snprintf(user, sizeof(user), "user-%d", i);
		say(user, "many", 1);
	}
	relay_start();
	EVENTUALLY(accepted_count() == EVENTS);
	assert_int_equal(SIDECAR(rig.sidecar.calls), 3);
	assert_int_equal(SIDECAR(rig.sidecar.largest_call_entries), 10);
}

static void calls_are_split_by_bytes(void **state)
{
	enum { EVENTS = 30, TITLE_BYTES = 200 };
	const struct cause cause = {.correlation_id = TEXT("corr")};
	struct tasks_task_changed changed = TASKS_TASK_CHANGED_INIT;
	const struct outgoing event = {.type = &tasks_task_changed_event, .data = &changed.base};
	struct struct_builder changes;
	static char large[300 * 1024];

	(void)state;
	memset(large, 'x', sizeof(large));
	struct_builder_init(&changes, &rig.arena, 1);
	struct_add_text(&changes, "description", (struct text){large, sizeof(large)});
	changed.event_type = (char *)"task.updated";
	changed.task_id = 1;
	changed.changes = changes.value;
	for (int i = 0; i < EVENTS; i++) {
		struct tx tx;
		char user[16];

		snprintf(user, sizeof(user), "user-%d", i);
		changed.user_id = user;
		rig_ok(begin(&tx));
		rig_ok(outbox_append(&tx, &cause, &event, NULL));
		rig_ok(tx_commit(&tx));
	}
	relay_start();
	EVENTUALLY(accepted_count() == EVENTS);
	assert_true(SIDECAR(rig.sidecar.largest_call_bytes) < 4 * MEBI);
	assert_true(SIDECAR(rig.sidecar.calls) < EVENTS);
}

static void the_database_away_and_back(void **state)
{
	(void)state;
	relay_start();
	say("ada", "before", 1);
	EVENTUALLY(accepted_count() == 1);
	EVENTUALLY(pending() == 0);
	postgres_crash(&rig.database.server);
	usleep(500000);
	assert_true(postgres_start(&rig.database.server, NULL));
	for (int i = 0; i < 50; i++) {
		struct tx tx;

		failure_clear(&rig.context);
		if (begin(&tx) == STATUS_OK && append(&tx, "ada", "after", 2) == STATUS_OK && tx_commit(&tx) == STATUS_OK)
			break;
		tx_rollback(&tx);
		usleep(100000);
	}
	EVENTUALLY(accepted_count() == 2);
	assert_sequences_rise("ada");
}

static int set_up(void **state)
{
	(void)state;
	rig_create();
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	rig_destroy();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_committed_event_is_published_at_once, rig_clean, rig_end),
		cmocka_unit_test_setup_teardown(what_is_rolled_back_is_not_published, rig_clean, rig_end),
		cmocka_unit_test_setup_teardown(events_of_a_key_go_out_in_order_one_at_a_time, rig_clean, rig_end),
		cmocka_unit_test_setup_teardown(keys_are_percent_encoded, rig_clean, rig_end),
		cmocka_unit_test_setup_teardown(the_event_says_when_it_was_published, rig_clean, rig_end),
		cmocka_unit_test_setup_teardown(a_refused_entry_holds_back_its_key_only, rig_clean, rig_end),
		cmocka_unit_test_setup_teardown(an_entry_refused_for_ever_does_not_stop_others, rig_clean, rig_end),
		cmocka_unit_test_setup_teardown(an_event_that_spoils_its_call_does_not_stop_others, rig_clean, rig_end),
		cmocka_unit_test_setup_teardown(a_topic_that_fails_does_not_stop_others, rig_clean, rig_end),
		cmocka_unit_test_setup_teardown(a_failed_call_is_sent_again_with_the_same_ids, rig_clean, rig_end),
		cmocka_unit_test_setup_teardown(an_older_sidecar_is_asked_by_the_methods_first_name, rig_clean, rig_end),
		cmocka_unit_test_setup_teardown(events_wait_for_an_absent_sidecar, rig_clean, rig_end),
		cmocka_unit_test_setup_teardown(calls_are_split_by_count, rig_clean, rig_end),
		cmocka_unit_test_setup_teardown(calls_are_split_by_bytes, rig_clean, rig_end),
		cmocka_unit_test_setup_teardown(the_database_away_and_back, rig_clean, rig_end),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
