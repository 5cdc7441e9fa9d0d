#include "app/housekeeping.h"

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "command/idempotency.h"
#include "hapax/log.h"

enum { ROUND_SECONDS = 60, ARENA_BYTES = 1024 * 1024 };

struct housekeeping {
	struct db_pool *pool;
	const struct service *const *services;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t stop;
	bool stopping;
};

/* False when it is time to stop. */
static bool wait_for_round(struct housekeeping *housekeeping)
{
	struct timespec until;
	bool go_on;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += ROUND_SECONDS;
	pthread_mutex_lock(&housekeeping->lock);
	while (!housekeeping->stopping)
		if (pthread_cond_timedwait(&housekeeping->stop, &housekeeping->lock, &until) != 0)
			break;
	go_on = !housekeeping->stopping;
	pthread_mutex_unlock(&housekeeping->lock);
	return go_on;
}

static bool forget_keys(struct housekeeping *housekeeping, const struct service *service, struct context *context)
{
	bool more = false;

	if (idempotency_forget(context, housekeeping->pool, service->name, &more) != STATUS_OK)
		log_record(LOG_INFO, "housekeeping: old idempotency keys stay until the next round",
			   LOG_STR("service", service->name), LOG_TEXT(LOG_CAUSE, context->failure.message));
	return more;
}

static void clean_service(struct housekeeping *housekeeping, const struct service *service, struct arena *arena)
{
	bool more = service->rpcs != NULL;

	while (more) {
		struct context context;

		context_init(&context, arena, NULL, NULL);
		more = forget_keys(housekeeping, service, &context);
		arena_reset(arena);
	}
}

static void *run(void *data)
{
	struct housekeeping *housekeeping = data;
	struct arena arena;

	arena_init(&arena, ARENA_BYTES);
	while (wait_for_round(housekeeping))
		for (const struct service *const *service = housekeeping->services; *service; service++)
			clean_service(housekeeping, *service, &arena);
	arena_done(&arena);
	return NULL;
}

enum status housekeeping_open(struct context *context, struct db_pool *pool, const struct service *const *services,
			      struct housekeeping **ret_housekeeping)
{
	struct housekeeping *housekeeping = calloc(1, sizeof(*housekeeping));
	pthread_condattr_t monotonic;

	if (!housekeeping)
		return fail(context, STATUS_EXHAUSTED, "no memory left for housekeeping");
	housekeeping->pool = pool;
	housekeeping->services = services;
	pthread_mutex_init(&housekeeping->lock, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&housekeeping->stop, &monotonic);
	pthread_condattr_destroy(&monotonic);
	if (pthread_create(&housekeeping->thread, NULL, run, housekeeping) != 0) {
		free(housekeeping);
		return fail(context, STATUS_EXHAUSTED, "no thread left for housekeeping");
	}
	*ret_housekeeping = housekeeping;
	return STATUS_OK;
}

void housekeeping_close(struct housekeeping *housekeeping)
{
	if (!housekeeping)
		return;
	pthread_mutex_lock(&housekeeping->lock);
	housekeeping->stopping = true;
	pthread_cond_signal(&housekeeping->stop);
	pthread_mutex_unlock(&housekeeping->lock);
	pthread_join(housekeeping->thread, NULL);
	pthread_cond_destroy(&housekeeping->stop);
	pthread_mutex_destroy(&housekeeping->lock);
	free(housekeeping);
}
