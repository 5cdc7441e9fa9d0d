/* The threads that serve, one completion queue each. */
#include <stdlib.h>
#include <string.h>

#include "platform/grpc/front.h"

enum {
	ARMED_PER_METHOD = 4, /* and poller; core queues what comes while they are being replaced */
	ARMED_UNKNOWN = 2,
};

enum status front_create_pollers(struct context *context, struct grpc_front *front, size_t count)
{
	front->pollers = calloc(count, sizeof(*front->pollers));
	if (!front->pollers)
		return fail(context, STATUS_EXHAUSTED, "gRPC server: no memory for %zu pollers", count);
	for (; front->poller_count < count; front->poller_count++) {
		struct poller *poller = &front->pollers[front->poller_count];
		poller->front = front;
		poller->queue = grpc_completion_queue_create_for_next(NULL);
		grpc_server_register_completion_queue(front->server, poller->queue, NULL);
	}
	return STATUS_OK;
}

static bool arm_poller(struct poller *poller)
{
	const struct grpc_front *front = poller->front;
	bool armed = true;
	for (size_t i = 0; i < front->method_count * ARMED_PER_METHOD; i++)
		armed = armed && poller_arm(poller, &front->methods[i / ARMED_PER_METHOD]);
	for (size_t i = 0; i < ARMED_UNKNOWN; i++)
		armed = armed && poller_arm(poller, NULL);
	return armed;
}

static void *run_poller(void *data)
{
	struct poller *poller = data;
	struct grpc_front *front = poller->front;
	pthread_mutex_lock(&front->mutex);
	while (front->stage == FRONT_PREPARING)
		pthread_cond_wait(&front->changed, &front->mutex);
	const enum front_stage stage = front->stage;
	pthread_mutex_unlock(&front->mutex);

	if (stage == FRONT_SERVING) {
		const bool armed = arm_poller(poller);
		pthread_mutex_lock(&front->mutex);
		front->armed_count++;
		front->arming_failed = front->arming_failed || !armed;
		pthread_cond_broadcast(&front->changed);
		pthread_mutex_unlock(&front->mutex);
		if (poller->engaged == 0)
			poller_drained(poller);
	}
	queue_run(poller->queue);
	return NULL;
}

enum status front_start_threads(struct context *context, struct grpc_front *front)
{
	for (; front->thread_count < front->poller_count; front->thread_count++) {
		struct poller *poller = &front->pollers[front->thread_count];
		const int error = pthread_create(&poller->thread, NULL, run_poller, poller);
		if (error)
			return fail(context, STATUS_EXHAUSTED, "gRPC server: cannot start thread %zu of %zu: %s",
				    front->thread_count + 1, front->poller_count, strerror(error));
	}
	return STATUS_OK;
}

void front_enter_stage(struct grpc_front *front, enum front_stage stage)
{
	pthread_mutex_lock(&front->mutex);
	front->stage = stage;
	pthread_cond_broadcast(&front->changed);
	pthread_mutex_unlock(&front->mutex);
}

void front_close_pollers(struct grpc_front *front)
{
	for (size_t i = 0; i < front->poller_count; i++) {
		struct poller *poller = &front->pollers[i];
		grpc_completion_queue_shutdown(poller->queue);
		if (i < front->thread_count)
			pthread_join(poller->thread, NULL);
		else
			queue_run(poller->queue);
		grpc_completion_queue_destroy(poller->queue);
		poller_free_idle(poller);
	}
	free(front->pollers);
}
