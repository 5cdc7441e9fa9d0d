/* The database away, and the end of the process: nothing is acknowledged that isn't stored, and nothing hangs. */
#include "receiver_rig.h"

#include <pthread.h>

static atomic_int handler_pause_us;

static enum status work_slowly(struct tx *tx, const struct event *event)
{
	int pause_us = atomic_load(&handler_pause_us);

	if (pause_us)
		usleep((useconds_t)pause_us);
	return rig_have_effect(tx, event);
}

static const struct handler handlers[] = {{.type = &tasks_task_created_event, .one = work_slowly}, {0}};
static const struct service probe = {.name = "probe", .handlers = handlers};

static int clean(void **state)
{
	atomic_store(&handler_pause_us, 0);
	return rig_clean(state);
}

static void while_the_database_is_away_the_broker_keeps_the_event(void **state)
{
	const topic_event request = rig_fields(rig_id(1), "task.created", rig_data("x"));
	int answered = ANSWERED_RETRY;

	(void)state;
	postgres_stop(&rig.database.server);
	assert_int_equal(rig_deliver(&request), ANSWERED_RETRY);
	assert_true(postgres_start(&rig.database.server, NULL));
	for (int i = 0; i < 100 && answered == ANSWERED_RETRY; i++) {
		answered = rig_deliver(&request);
		usleep(50000);
	}
	assert_int_equal(answered, ANSWERED_SUCCESS);
	assert_int_equal(rig_count("select count(*) from probe.effects"), 1);
}

static void unreadable_events_stay_on_the_broker_too(void **state)
{
	struct rig_bulk *bulk = rig_bulk_new();
	size_t stored = 0;

	(void)state;
	rig_add_raw(bulk, "nonsense");
	postgres_stop(&rig.database.server);
	assert_int_equal(rig_answered(rig_deliver_bulk(&bulk->request), ANSWERED_RETRY), 1);
	assert_true(postgres_start(&rig.database.server, NULL));
	for (int i = 0; i < 100 && !stored; i++) {
		stored = rig_answered(rig_deliver_bulk(&bulk->request), ANSWERED_SUCCESS);
		usleep(50000);
	}
	assert_int_equal(rig_count("select count(*) from probe.dead_letters"), 1);
}

/* Delivers events until told to stop, and counts what was acknowledged. */
struct sender {
	pthread_t thread;
	struct grpc_peer *peer;
	int first_id;
	int acknowledged;
	int refused;
};

static const char *packed_event(struct arena *arena, int n)
{
	return arena_printf(arena,
			    "{\"specversion\":\"1.0\",\"id\":\"018f0000-0000-7000-8000-%012d\",\"source\":\"/hapax/"
			    "tasks\",\"type\":\"task.created\","
			    "\"partitionkey\":\"%d\",\"data\":{\"task_id\":1,\"user_id\":\"ada\",\"title\":\"t\",\"created_at\":"
			    "\"2026-01-31T17:00:00Z\"}}",
			    n, n % 7);
}

static void *send(void *data)
{
	struct sender *sender = data;
	struct arena arena;

	arena_init(&arena, MEBI);
	for (int i = 0; i < 1000 && sender->refused < 3; i++) {
		topic_event request = DAPR__PROTO__RUNTIME__V1__TOPIC_EVENT_REQUEST__INIT;
		const struct grpc_request call = {
			.path = CALLBACK_PATH("OnTopicEvent"), .message = &request.base, .timeout_ms = 10000};
		struct context context;
		const char *event = packed_event(&arena, sender->first_id + i);
		ProtobufCMessage *answer;

		context_init(&context, &arena, NULL, NULL);
		request.topic = (char *)"task-events";
		request.data_content_type = (char *)"application/cloudevents+json";
		request.data = (ProtobufCBinaryData){strlen(event), (uint8_t *)(uintptr_t)event};
		if (grpc_call_wait(&context, sender->peer, &call, &dapr__proto__runtime__v1__topic_event_response__descriptor,
				   &answer) != STATUS_OK)
			sender->refused++;
		else
			sender->acknowledged += (int)((const topic_answer *)answer)->status == ANSWERED_SUCCESS;
		arena_reset(&arena);
	}
	arena_done(&arena);
	return NULL;
}

enum { SENDERS = 8 };

static int64_t start_senders(struct sender senders[SENDERS], int run_ms, void (*then)(void))
{
	int64_t acknowledged = 0;

	for (int i = 0; i < SENDERS; i++) {
		senders[i] = (struct sender){.peer = rig.peer, .first_id = i * 1000};
		assert_int_equal(pthread_create(&senders[i].thread, NULL, send, &senders[i]), 0);
	}
	usleep((useconds_t)run_ms * 1000);
	then();
	for (int i = 0; i < SENDERS; i++) {
		pthread_join(senders[i].thread, NULL);
		acknowledged += senders[i].acknowledged;
	}
	return acknowledged;
}

/* In the order of the program: the server stops taking calls and waits for those under way, then the lanes finish. */
static void shut_down(void)
{
	int64_t started_us = clock_monotonic_us();

	grpc_front_close(rig.front, 5000);
	rig.front = NULL;
	receiver_close(rig.receiver);
	rig.receiver = NULL;
	assert_true(clock_monotonic_us() - started_us < 8000000);
}

static void shutting_down_loses_nothing_and_ends(void **state)
{
	struct sender senders[SENDERS];
	int64_t acknowledged;

	(void)state;
	atomic_store(&handler_pause_us, 2000);
	acknowledged = start_senders(senders, 300, shut_down);
	assert_true(acknowledged > 10);
	assert_true(rig_count("select count(*) from probe.effects") >= acknowledged);
	assert_int_equal(rig_count("select count(*) - count(distinct id) from probe.effects"), 0);
	rig_stop();
	rig_start();
}

static void crash_the_database(void)
{
	postgres_crash(&rig.database.server);
	usleep(200000);
	assert_true(postgres_start(&rig.database.server, NULL));
	usleep(2000000);
	shut_down();
}

static void what_was_acknowledged_survives_a_crash_of_the_database(void **state)
{
	struct sender senders[SENDERS];
	int64_t acknowledged;

	(void)state;
	atomic_store(&handler_pause_us, 1000);
	acknowledged = start_senders(senders, 300, crash_the_database);
	assert_true(acknowledged > 10);
	assert_true(rig_count("select count(*) from probe.effects") >= acknowledged);
	assert_int_equal(rig_count("select count(*) - count(distinct id) from probe.effects"), 0);
	rig_stop();
	rig_start();
}

static void shutting_down_ends_while_the_database_is_frozen(void **state)
{
	struct sender senders[SENDERS];

	(void)state;
	postgres_freeze(&rig.database.server);
	assert_int_equal(start_senders(senders, 100, shut_down), 0);
	postgres_thaw(&rig.database.server);
	rig_stop();
	rig_start();
}

static int set_up(void **state)
{
	static const struct service *const services[] = {&probe, NULL};

	(void)state;
	rig_create(services);
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
		cmocka_unit_test_setup(while_the_database_is_away_the_broker_keeps_the_event, clean),
		cmocka_unit_test_setup(unreadable_events_stay_on_the_broker_too, clean),
		cmocka_unit_test_setup(shutting_down_loses_nothing_and_ends, clean),
		cmocka_unit_test_setup(what_was_acknowledged_survives_a_crash_of_the_database, clean),
		cmocka_unit_test_setup(shutting_down_ends_while_the_database_is_frozen, clean),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
