#include "command/workers.h"

#include <pthread.h>
#include <stdlib.h>

struct job {
	void (*run)(void *data);
	void *data;
};

struct workers {
	pthread_mutex_t lock;
	pthread_cond_t arrived;
	struct job *ring;
	int capacity;
	int head;
	int waiting;
	bool closing;
	int threads;
	pthread_t *thread;
};

static bool take(struct workers *workers, struct job *ret_job)
{
	bool found;

	pthread_mutex_lock(&workers->lock);
	while (workers->waiting == 0 && !workers->closing)
		pthread_cond_wait(&workers->arrived, &workers->lock);
	found = workers->waiting > 0;
	if (found) {
		*ret_job = workers->ring[workers->head];
		workers->head = (workers->head + 1) % workers->capacity;
		workers->waiting--;
	}
	pthread_mutex_unlock(&workers->lock);
	return found;
}

static void *work(void *data)
{
	struct job job;

	while (take(data, &job))
		job.run(job.data);
	return NULL;
}

enum status workers_open(struct context *context, int threads, int max_waiting, struct workers **ret_workers)
{
	struct workers *workers = calloc(1, sizeof(*workers));

	if (!workers)
		return fail(context, STATUS_EXHAUSTED, "no memory left for %d workers", threads);
	pthread_mutex_init(&workers->lock, NULL);
	pthread_cond_init(&workers->arrived, NULL);
	workers->capacity = max_waiting;
	workers->ring = calloc((size_t)max_waiting, sizeof(*workers->ring));
	workers->thread = calloc((size_t)threads, sizeof(*workers->thread));
	if (!workers->ring || !workers->thread) {
		workers_close(workers);
		return fail(context, STATUS_EXHAUSTED, "no memory left for %d workers", threads);
	}
	for (; workers->threads < threads; workers->threads++) {
		if (pthread_create(&workers->thread[workers->threads], NULL, work, workers) != 0) {
			workers_close(workers);
			return fail(context, STATUS_EXHAUSTED, "not all of %d worker threads could be started", threads);
		}
	}
	*ret_workers = workers;
	return STATUS_OK;
}

void workers_close(struct workers *workers)
{
	if (!workers)
		return;
	pthread_mutex_lock(&workers->lock);
	workers->closing = true;
	pthread_cond_broadcast(&workers->arrived);
	pthread_mutex_unlock(&workers->lock);
	for (int i = 0; i < workers->threads; i++)
		pthread_join(workers->thread[i], NULL);
	pthread_cond_destroy(&workers->arrived);
	pthread_mutex_destroy(&workers->lock);
	free(workers->thread);
	free(workers->ring);
	free(workers);
}

bool workers_submit(struct workers *workers, void (*run)(void *data), void *data)
{
	bool taken;

	pthread_mutex_lock(&workers->lock);
	taken = workers->waiting < workers->capacity && !workers->closing;
	if (taken) {
		workers->ring[(workers->head + workers->waiting) % workers->capacity] = (struct job){run, data};
		workers->waiting++;
		pthread_cond_signal(&workers->arrived);
	}
	pthread_mutex_unlock(&workers->lock);
	return taken;
}
