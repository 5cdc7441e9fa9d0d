/* Two relays at one outbox: one publishes, and the other takes over when it is gone. */
#include "relay_rig.h"

static int64_t first_taken_us(const char *title)
{
	int64_t at_us = 0;

	pthread_mutex_lock(&sidecar_lock);
	for (size_t i = 0; i < rig.sidecar.count && !at_us; i++)
		if (strcmp(rig.sidecar.taken[i].title, title) == 0)
			at_us = rig.sidecar.taken[i].at_us;
	pthread_mutex_unlock(&sidecar_lock);
	return at_us;
}

/* As after a crash: rows of the lease table name an owner that runs no more. */
static void lease_to_somebody(int ms)
{
	char sql[256];

	snprintf(sql, sizeof(sql),
		 "update " SCHEMA ".outbox_leases set owner = '018f0000-0000-7000-8000-000000000001', epoch = epoch + 1, "
		 "expires_at = clock_timestamp() + interval '%d milliseconds'",
		 ms);
	database_admin(&rig.database, sql);
}

static void nothing_is_published_while_another_holds_the_lease(void **state)
{
	(void)state;
	lease_to_somebody(60000);
	relay_start();
	say("ada", "waiting", 1);
	usleep(1500000);
	assert_int_equal(accepted_count(), 0);
	assert_int_equal(pending(), 1);
}

static void a_dead_owners_lease_is_taken_over_within_two_seconds(void **state)
{
	int64_t died_us;

	(void)state;
	relay_start();
	usleep(100000);
	/* Just renewed, and then no more. */
	relay_stop();
	lease_to_somebody(1500);
	died_us = clock_monotonic_us();
	relay_start();
	say("ada", "inherited", 1);
	EVENTUALLY(accepted_count() == 1);
	assert_in_range(first_taken_us("inherited") - died_us, 1400000, 2000000);
}

static void a_lease_that_is_given_back_is_taken_at_once(void **state)
{
	struct relay *second;
	int64_t stopped_us;

	(void)state;
	relay_start();
	say("ada", "one", 1);
	EVENTUALLY(accepted_count() == 1);
	relay_start_with(&second);
	usleep(300000);
	relay_stop();
	stopped_us = clock_monotonic_us();
	rig.relay = second;
	say("ada", "two", 2);
	EVENTUALLY(accepted_count() == 2);
	assert_true(first_taken_us("two") - stopped_us < 1000000);
}

static void two_relays_publish_every_event_once(void **state)
{
	enum { EVENTS = 200 };
	struct relay *second;

	(void)state;
	relay_start();
	relay_start_with(&second);
	for (int i = 0; i < EVENTS; i++) {
		char user[16];

		snprintf(user, sizeof(user), "user-%d", i % 10);
		say(user, "once", i / 10 + 1);
	}
	EVENTUALLY(accepted_count() >= EVENTS);
	EVENTUALLY(pending() == 0);
	relay_close(second);
	assert_int_equal(SIDECAR(rig.sidecar.count), EVENTS);
}

static void the_epoch_rises_with_every_owner(void **state)
{
	int64_t before = rig_count("select min(epoch) from " SCHEMA ".outbox_leases");

	(void)state;
	relay_start();
	EVENTUALLY(rig_count("select min(epoch) from " SCHEMA ".outbox_leases") == before + 1);
	usleep(1200000);
	assert_int_equal(rig_count("select max(epoch) from " SCHEMA ".outbox_leases"), before + 1);
	relay_stop();
	relay_start();
	EVENTUALLY(rig_count("select min(epoch) from " SCHEMA ".outbox_leases") == before + 2);
}

/* Its call was under way when the lease ran out, and somebody else has the rows now: they are not the late one's to delete. */
static void an_owner_that_was_too_slow_deletes_nothing(void **state)
{
	(void)state;
	ORDER(pause_us, 1000000);
	relay_start();
	say("ada", "slow", 1);
	EVENTUALLY(SIDECAR(rig.sidecar.count) == 1);
	lease_to_somebody(60000);
	usleep(1800000);
	assert_int_equal(pending(), 1);
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
		cmocka_unit_test_setup_teardown(nothing_is_published_while_another_holds_the_lease, rig_clean, rig_end),
		cmocka_unit_test_setup_teardown(a_dead_owners_lease_is_taken_over_within_two_seconds, rig_clean, rig_end),
		cmocka_unit_test_setup_teardown(a_lease_that_is_given_back_is_taken_at_once, rig_clean, rig_end),
		cmocka_unit_test_setup_teardown(two_relays_publish_every_event_once, rig_clean, rig_end),
		cmocka_unit_test_setup_teardown(the_epoch_rises_with_every_owner, rig_clean, rig_end),
		cmocka_unit_test_setup_teardown(an_owner_that_was_too_slow_deletes_nothing, rig_clean, rig_end),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
