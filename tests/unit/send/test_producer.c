/* The producer against a sidecar made of a server of ours. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dapr/proto/runtime/v1/dapr.pb-c.h"
#include "google/protobuf/empty.pb-c.h"
#include "hapax/tasks/v1/events.h"
#include "platform/grpc/server.h"

/* After ours: its macro fail() would hit our function of that name, which is (fail)() from here on. */
#include <cmocka.h>

enum { MEBI = 1024 * 1024, THREADS = 8, EVENTS_A_THREAD = 50, TAKEN_MAX = THREADS * EVENTS_A_THREAD };

static struct {
	struct arena arena;
	struct context context;
	struct grpc_front *front;
	pthread_mutex_t lock; /* of what follows */
	int calls, refusals;  /* so many calls are refused */
	enum status refusal;
	size_t taken;
	char ids[TAKEN_MAX][64];
	char first[2048], last[2048]; /* events */
} rig = {.lock = PTHREAD_MUTEX_INITIALIZER};

static void note(const Dapr__Proto__Runtime__V1__PublishEventRequest *request)
{
	char *text = rig.calls++ ? rig.last : rig.first;

	snprintf(text, sizeof(rig.last), "%.*s", (int)request->data.len, (const char *)request->data.data);
	if (rig.refusals == 0 && rig.taken < TAKEN_MAX)
		sscanf(strstr(text, "\"id\":\"") + 6, "%63[^\"]", rig.ids[rig.taken++]);
}

static void serve(void *self, struct incoming *incoming)
{
	Google__Protobuf__Empty empty = GOOGLE__PROTOBUF__EMPTY__INIT;
	enum status status = STATUS_OK;
	struct context context;
	ProtobufCMessage *request;

	(void)self;
	context_init(&context, incoming_arena(incoming), NULL, NULL);
	if (incoming_unpack(&context, incoming, &dapr__proto__runtime__v1__publish_event_request__descriptor, &request) ==
	    STATUS_OK) {
		pthread_mutex_lock(&rig.lock);
		note((const void *)request);
		if (rig.refusals > 0)
			status = (fail)(&context, rig.refusal, "as the test wants it");
		rig.refusals -= rig.refusals > 0;
		pthread_mutex_unlock(&rig.lock);
	}
	if (status == STATUS_OK)
		incoming_answer(incoming, &empty.base);
	else
		incoming_refuse(incoming, &context.failure);
}

static int start(void **state)
{
	static const struct endpoint endpoints[] = {{"/dapr.proto.runtime.v1.Dapr/PublishEvent", serve, NULL, false}};
	const struct grpc_front_options options = {.bind = "127.0.0.1",
						   .pollers = 2,
						   .max_message_bytes = 4 * MEBI,
						   .max_metadata_bytes = MEBI,
						   .memory_bytes = 64 * MEBI,
						   .inflight_bytes = 16 * MEBI,
						   .max_streams = 100};
	char port[16];

	(void)state;
	arena_init(&rig.arena, 16 * MEBI);
	context_init(&rig.context, &rig.arena, NULL, NULL);
	rig.calls = rig.refusals = 0;
	rig.taken = 0;
	assert_int_equal(grpc_front_open(&rig.context, &options, endpoints, COUNT_OF(endpoints), &rig.front), STATUS_OK);
	snprintf(port, sizeof(port), "%d", grpc_front_port(rig.front));
	unsetenv("DAPR_GRPC_ENDPOINT");
	unsetenv("HAPAX_MAX_EVENT_BYTES");
	return setenv("DAPR_GRPC_PORT", port, 1);
}

static int stop(void **state)
{
	(void)state;
	grpc_front_close(rig.front, 2000);
	arena_done(&rig.arena);
	return 0;
}

static struct producer *opened(const struct producer_options *options)
{
	struct producer *producer = NULL;

	if (producer_open(&rig.context, options, &producer) != STATUS_OK)
		fail_msg("%s", failure_text(&rig.context));
	return producer;
}

static enum status say(struct producer *producer, struct context *context, const char *title, struct text *ret_id)
{
	struct tasks_task_created task = TASKS_TASK_CREATED_INIT;
	Google__Protobuf__Timestamp at = GOOGLE__PROTOBUF__TIMESTAMP__INIT;
	char user[] = "ada";

	at.seconds = 1;
	task.task_id = 1;
	task.user_id = user;
	task.title = (char *)(uintptr_t)title;
	task.created_at = &at;
	return tasks_task_created_publish(producer, context, &task, NULL, ret_id);
}

static void *say_many(void *producer)
{
	struct arena arena;
	struct context context;
	struct text id;
	long failed = 0;

	arena_init(&arena, MEBI);
	for (int i = 0; i < EVENTS_A_THREAD; i++) {
		arena_reset(&arena);
		context_init(&context, &arena, NULL, NULL);
		failed += say(producer, &context, "from a thread", &id) != STATUS_OK;
	}
	arena_done(&arena);
	return (void *)failed;
}

static void refuse_one(enum status status)
{
	pthread_mutex_lock(&rig.lock);
	rig.refusals = 1;
	rig.refusal = status;
	pthread_mutex_unlock(&rig.lock);
}

/* What the server noted can be read afterwards without the lock. */
static void finish(struct producer *producer)
{
	producer_close(producer);
	pthread_mutex_lock(&rig.lock);
	pthread_mutex_unlock(&rig.lock);
}

static int by_text(const void *a, const void *b)
{
	return strcmp(a, b);
}

static void threads_share_a_producer_and_every_event_has_an_id_of_its_own(void **state)
{
	struct producer *producer = opened(NULL);
	pthread_t threads[THREADS];
	void *failed;

	(void)state;
	for (int i = 0; i < THREADS; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, say_many, producer), 0);
	for (int i = 0; i < THREADS; i++) {
		assert_int_equal(pthread_join(threads[i], &failed), 0);
		assert_null(failed);
	}
	finish(producer);
	assert_int_equal(rig.taken, TAKEN_MAX);
	qsort(rig.ids, TAKEN_MAX, sizeof(rig.ids[0]), by_text);
	for (size_t i = 1; i < TAKEN_MAX; i++)
		assert_string_not_equal(rig.ids[i - 1], rig.ids[i]);
}

static void another_attempt_sends_the_same_bytes(void **state)
{
	struct producer *producer = opened(NULL);
	struct text id;

	(void)state;
	refuse_one(STATUS_UNAVAILABLE);
	assert_int_equal(say(producer, &rig.context, "again", &id), STATUS_OK);
	finish(producer);
	assert_int_equal(rig.calls, 2);
	assert_string_equal(rig.first, rig.last);
	assert_true(text_equal_string(id, rig.ids[0]));
}

static void a_refusal_for_good_is_not_repeated_and_leaves_the_id_alone(void **state)
{
	struct producer *producer = opened(NULL);
	struct text id = TEXT("untouched");

	(void)state;
	refuse_one(STATUS_INVALID);
	assert_int_equal(say(producer, &rig.context, "no", &id), STATUS_PRECONDITION);
	finish(producer);
	assert_int_equal(rig.calls, 1);
	assert_non_null(strstr(failure_text(&rig.context), "as the test wants it"));
	assert_true(text_equal_string(id, "untouched"));
}

static void violations_of_the_event_before_are_forgotten(void **state)
{
	struct producer *producer = opened(NULL);

	(void)state;
	assert_int_equal(say(producer, &rig.context, "", NULL), STATUS_INVALID);
	assert_int_equal(rig.context.failure.violation_count, 1);
	assert_int_equal(say(producer, &rig.context, "", NULL), STATUS_INVALID);
	assert_int_equal(rig.context.failure.violation_count, 1);
	assert_int_equal(say(producer, &rig.context, "good", NULL), STATUS_OK);
	finish(producer);
	assert_int_equal(rig.calls, 1);
}

static void what_the_caller_gives_wins_over_the_environment(void **state)
{
	char endpoint[64];
	struct producer_options options = {.endpoint = endpoint, .form = PUBLISH_FORM_PROTOBUF};

	(void)state;
	snprintf(endpoint, sizeof(endpoint), "http://127.0.0.1:%s", getenv("DAPR_GRPC_PORT"));
	setenv("DAPR_GRPC_ENDPOINT", "http://127.0.0.1:1", 1);
	struct producer *producer = opened(&options);
	assert_int_equal(say(producer, &rig.context, "here", NULL), STATUS_OK);
	finish(producer);
	assert_non_null(strstr(rig.first, "\"datacontenttype\":\"application/protobuf\""));
}

static void an_event_beyond_the_limit_is_not_sent(void **state)
{
	(void)state;
	setenv("HAPAX_MAX_EVENT_BYTES", "1024", 1);
	struct producer *producer = opened(NULL);
	struct tasks_task_created task = TASKS_TASK_CREATED_INIT;
	Google__Protobuf__Timestamp at = GOOGLE__PROTOBUF__TIMESTAMP__INIT;
	Google__Protobuf__StringValue description = GOOGLE__PROTOBUF__STRING_VALUE__INIT;
	char text[2001], name[] = "ada";

	memset(text, 'x', sizeof(text));
	text[sizeof(text) - 1] = '\0';
	description.value = text;
	at.seconds = task.task_id = 1;
	task.user_id = task.title = name;
	task.created_at = &at;
	task.description = &description;
	assert_int_equal(tasks_task_created_publish(producer, &rig.context, &task, NULL, NULL), STATUS_EXHAUSTED);
	finish(producer);
	assert_int_equal(rig.calls, 0);
	assert_non_null(strstr(failure_text(&rig.context), "HAPAX_MAX_EVENT_BYTES"));
}

static void options_out_of_range_are_refused_all_at_once(void **state)
{
	const struct producer_options options = {.timeout_ms = -1, .attempts = -2, .topics = "a"};
	struct producer *producer = NULL;

	(void)state;
	assert_int_equal(producer_open(&rig.context, &options, &producer), STATUS_INVALID);
	assert_int_equal(rig.context.failure.violation_count, 2);
	assert_null(producer);
	producer_close(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(threads_share_a_producer_and_every_event_has_an_id_of_its_own, start, stop),
		cmocka_unit_test_setup_teardown(another_attempt_sends_the_same_bytes, start, stop),
		cmocka_unit_test_setup_teardown(a_refusal_for_good_is_not_repeated_and_leaves_the_id_alone, start, stop),
		cmocka_unit_test_setup_teardown(violations_of_the_event_before_are_forgotten, start, stop),
		cmocka_unit_test_setup_teardown(what_the_caller_gives_wins_over_the_environment, start, stop),
		cmocka_unit_test_setup_teardown(an_event_beyond_the_limit_is_not_sent, start, stop),
		cmocka_unit_test_setup_teardown(options_out_of_range_are_refused_all_at_once, start, stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
