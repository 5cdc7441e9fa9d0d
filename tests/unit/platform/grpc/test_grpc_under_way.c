/* Calls that are held: answers from other threads, cancellation, deadlines, bounds, many at once. */
#include "grpc_pair.h"

#include <pthread.h>

struct holder {
	struct incoming *_Atomic held;
	atomic_int count;
	int64_t deadline_us;
};

static void serve_hold(void *self, struct incoming *incoming)
{
	struct holder *holder = self;
	holder->deadline_us = incoming_deadline_us(incoming);
	atomic_fetch_add(&holder->count, 1);
	atomic_store(&holder->held, incoming);
}

struct outcome {
	atomic_int done;
	atomic_int code;
};

static void note_outcome(void *data, const struct grpc_reply *reply)
{
	struct outcome *outcome = data;
	atomic_store(&outcome->code, reply->grpc_code);
	atomic_fetch_add(&outcome->done, 1);
}

static void start_call(struct grpc_pair *pair, const char *path, size_t len, int timeout_ms, struct outcome *outcome)
{
	Google__Protobuf__BytesValue message = GOOGLE__PROTOBUF__BYTES_VALUE__INIT;
	message.value.len = len;
	message.value.data = calloc(1, len + 1);
	const struct grpc_request request = {.path = path, .message = &message.base, .timeout_ms = timeout_ms};
	grpc_call_start(pair->peer, &request, note_outcome, outcome);
	free(message.value.data);
}

static void another_thread_may_answer(void **state)
{
	(void)state;
	struct holder holder = {.held = NULL};
	const struct endpoint endpoint = {.path = "/t.T/Hold", .serve = serve_hold, .self = &holder};
	struct grpc_pair pair;
	struct outcome outcome = {0};
	pair_open(&pair, &endpoint, 1);
	start_call(&pair, "/t.T/Hold", 10, 0, &outcome);
	EVENTUALLY(atomic_load(&holder.held));
	assert_int_equal(grpc_front_inflight(pair.front), 1);
	assert_true(holder.deadline_us == INT64_MAX);
	assert_false(incoming_cancelled(holder.held));
	assert_string_equal(incoming_path(holder.held), "/t.T/Hold");
	incoming_answer_bytes(holder.held, TEXT(""));
	EVENTUALLY(atomic_load(&outcome.done));
	assert_int_equal(outcome.code, 0);
	assert_int_equal(grpc_front_inflight(pair.front), 0);
	pair_close(&pair);
}

static void deadline_is_visible_and_ends_the_call(void **state)
{
	(void)state;
	struct holder holder = {.held = NULL};
	const struct endpoint endpoint = {.path = "/t.T/Hold", .serve = serve_hold, .self = &holder};
	struct grpc_pair pair;
	struct outcome outcome = {0};
	pair_open(&pair, &endpoint, 1);
	const int64_t before_us = clock_monotonic_us();
	start_call(&pair, "/t.T/Hold", 10, 500, &outcome);
	EVENTUALLY(atomic_load(&holder.held));
	assert_true(holder.deadline_us > before_us);
	assert_true(holder.deadline_us < clock_monotonic_us() + 600000);
	EVENTUALLY(atomic_load(&outcome.done));
	assert_int_equal(status_of_grpc(outcome.code), STATUS_TIMEOUT);
	EVENTUALLY(incoming_cancelled(holder.held));
	incoming_answer_bytes(holder.held, TEXT("")); /* too late, and harmless */
	pair_close(&pair);
}

static void client_that_goes_away_is_noticed(void **state)
{
	(void)state;
	struct holder holder = {.held = NULL};
	const struct endpoint endpoint = {.path = "/t.T/Hold", .serve = serve_hold, .self = &holder};
	struct grpc_pair pair;
	struct outcome outcome = {0};
	pair_open(&pair, &endpoint, 1);
	start_call(&pair, "/t.T/Hold", 10, 0, &outcome);
	EVENTUALLY(atomic_load(&holder.held));
	grpc_peer_close(pair.peer);
	assert_int_equal(outcome.done, 1);
	assert_int_equal(status_of_grpc(outcome.code), STATUS_CANCELLED);
	EVENTUALLY(incoming_cancelled(holder.held));
	incoming_refuse(holder.held, &(struct failure){.status = STATUS_CANCELLED});
	pair.peer = NULL;
	pair_close(&pair);
}

static void bytes_under_way_are_bounded(void **state)
{
	(void)state;
	struct holder holder = {.held = NULL};
	const struct endpoint endpoints[] = {{.path = "/t.T/Hold", .serve = serve_hold, .self = &holder},
					     {.path = "/t.T/Echo", .serve = serve_echo}};
	struct grpc_front_options options = pair_server_options();
	options.max_message_bytes = 2 * MEBI;
	options.inflight_bytes = 3 * MEBI;
	struct grpc_pair pair;
	struct outcome first = {0}, second = {0};
	pair_open_with(&pair, &options, endpoints, 2);
	start_call(&pair, "/t.T/Hold", 3 * MEBI / 2, 0, &first);
	EVENTUALLY(atomic_load(&holder.held));
	start_call(&pair, "/t.T/Hold", 3 * MEBI / 2, 0, &second);
	EVENTUALLY(atomic_load(&second.done));
	assert_int_equal(status_of_grpc(second.code), STATUS_EXHAUSTED);
	assert_int_equal(holder.count, 1);
	(void)pair_call(&pair, "/t.T/Echo", TEXT("small ones still fit"), STATUS_OK);
	incoming_answer_bytes(holder.held, TEXT(""));
	EVENTUALLY(atomic_load(&first.done));
	second.done = 0;
	holder.held = NULL;
	start_call(&pair, "/t.T/Hold", 3 * MEBI / 2, 0, &second);
	EVENTUALLY(atomic_load(&holder.held));
	incoming_answer_bytes(holder.held, TEXT(""));
	EVENTUALLY(atomic_load(&second.done));
	assert_int_equal(second.code, 0);
	pair_close(&pair);
}

/* Many at once: half are answered on the poller, half by a thread of the test's. */

enum { PARALLEL = 4000, QUEUE_MAX = 5000 };

struct workshop {
	pthread_mutex_t mutex;
	pthread_cond_t changed;
	struct incoming *queue[QUEUE_MAX];
	size_t head, tail;
	bool closed;
	atomic_int turn;
};

static void serve_workshop(void *self, struct incoming *incoming)
{
	struct workshop *workshop = self;
	if (atomic_fetch_add(&workshop->turn, 1) % 2) {
		incoming_answer_bytes(incoming, incoming_request(incoming));
		return;
	}
	pthread_mutex_lock(&workshop->mutex);
	workshop->queue[workshop->tail++] = incoming;
	pthread_cond_signal(&workshop->changed);
	pthread_mutex_unlock(&workshop->mutex);
}

static void *work(void *data)
{
	struct workshop *workshop = data;
	for (;;) {
		pthread_mutex_lock(&workshop->mutex);
		while (workshop->head == workshop->tail && !workshop->closed)
			pthread_cond_wait(&workshop->changed, &workshop->mutex);
		struct incoming *incoming = workshop->head < workshop->tail ? workshop->queue[workshop->head++] : NULL;
		pthread_mutex_unlock(&workshop->mutex);
		if (!incoming)
			return NULL;
		char *copy = text_dup_string(incoming_request(incoming), incoming_arena(incoming));
		incoming_answer_bytes(incoming, (struct text){copy, incoming_request(incoming).len});
	}
}

static void many_parallel_calls_are_each_answered_once(void **state)
{
	(void)state;
	struct workshop *workshop = calloc(1, sizeof(*workshop));
	pthread_mutex_init(&workshop->mutex, NULL);
	pthread_cond_init(&workshop->changed, NULL);
	const struct endpoint endpoint = {.path = "/t.T/Work", .serve = serve_workshop, .self = workshop};
	struct grpc_pair pair;
	pthread_t threads[2];
	struct outcome *outcomes = calloc(PARALLEL, sizeof(*outcomes));
	pair_open(&pair, &endpoint, 1);
	for (size_t i = 0; i < COUNT_OF(threads); i++)
		assert_int_equal(pthread_create(&threads[i], NULL, work, workshop), 0);
	for (int i = 0; i < PARALLEL; i++)
		start_call(&pair, "/t.T/Work", (size_t)i % 3000, 0, &outcomes[i]);
	for (int i = 0; i < PARALLEL; i++)
		EVENTUALLY(atomic_load(&outcomes[i].done));
	pthread_mutex_lock(&workshop->mutex);
	workshop->closed = true;
	pthread_cond_broadcast(&workshop->changed);
	pthread_mutex_unlock(&workshop->mutex);
	for (size_t i = 0; i < COUNT_OF(threads); i++)
		pthread_join(threads[i], NULL);
	pair_close(&pair);
	for (int i = 0; i < PARALLEL; i++) {
		assert_int_equal(outcomes[i].done, 1);
		assert_int_equal(outcomes[i].code, 0);
	}
	free(outcomes);
	free(workshop);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(another_thread_may_answer),
		cmocka_unit_test(deadline_is_visible_and_ends_the_call),
		cmocka_unit_test(client_that_goes_away_is_noticed),
		cmocka_unit_test(bytes_under_way_are_bounded),
		cmocka_unit_test(many_parallel_calls_are_each_answered_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
