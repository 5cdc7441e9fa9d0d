#include "receive/lane.h"

#include <pthread.h>
#include <stdlib.h>

#include "hapax/log.h"
#include "hapax/metrics.h"
#include "receive/inbox.h"

enum {
	ARENA_BYTES = 256 * 1024 * 1024,
	LETTER_BYTES = 1024 * 1024,
	TRIES = 10, /* of a batch that lost against another transaction */
};

static struct metric in_flight = {.name = "hapax_handlers_in_flight",
				  .help = "Events that wait for or are in a consumer's transaction",
				  .kind = METRIC_GAUGE,
				  .labels = {"consumer"}};
static struct metric consumed = {.name = "messaging_client_consumed_messages_total",
				 .help = "Events settled by a consumer, by outcome: stored or retry",
				 .kind = METRIC_COUNTER,
				 .labels = {"consumer", "outcome"}};
static struct metric duration = {.name = "messaging_process_duration_seconds",
				 .help = "Duration of a consumer's transaction, one batch each",
				 .kind = METRIC_HISTOGRAM,
				 .labels = {"consumer"}};

struct lane {
	struct lane_options options;
	struct arena arena;   /* of one try */
	struct arena letters; /* the error of the event that becomes a dead letter: outlives the try that found it */
	struct inbox_item **batch;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t arrived;
	struct inbox_item *first;
	struct inbox_item **end;
	bool closing;
	bool failing; /* so that an outage is logged once, not once a batch */
};

static size_t take_batch(struct lane *lane)
{
	size_t count = 0;

	pthread_mutex_lock(&lane->lock);
	while (!lane->first && !lane->closing)
		pthread_cond_wait(&lane->arrived, &lane->lock);
	while (lane->first && count < (size_t)lane->options.batch_events) {
		lane->batch[count++] = lane->first;
		lane->first = lane->first->next;
	}
	if (!lane->first)
		lane->end = &lane->first;
	pthread_mutex_unlock(&lane->lock);
	return count;
}

static void settle(struct lane *lane, struct inbox_item **items, size_t count, bool stored)
{
	metric_add(&consumed, (int64_t)count, lane->options.service->name, stored ? "stored" : "retry", NULL);
	metric_add(&in_flight, -(int64_t)count, lane->options.service->name, NULL, NULL);
	for (size_t i = 0; i < count; i++)
		delivery_settle(items[i]->entry, stored);
}

static enum status store(struct lane *lane, struct context *context, struct inbox_item **items, size_t count)
{
	enum status status = STATUS_AGAIN;

	for (int i = 0; i < TRIES && status == STATUS_AGAIN; i++) {
		arena_reset(&lane->arena);
		context_init(context, &lane->arena, NULL, NULL);
		status = inbox_store(context, lane->options.pool, lane->options.service->name, items, count);
	}
	return status;
}

static void note_outage(struct lane *lane, const struct context *context, enum status status, size_t count)
{
	if (!lane->failing)
		log_record(LOG_WARN, "inbox: nothing can be stored, the broker keeps the events",
			   LOG_STR(LOG_CONSUMER, lane->options.service->name), LOG_STR("status", status_name(status)),
			   LOG_INT("events", (int64_t)count), LOG_TEXT(LOG_CAUSE, context->failure.message));
	lane->failing = true;
}

/* The event has no effect and never will as things are: from now on it is a dead letter. */
static void make_letter(struct lane *lane, struct inbox_item *item, const struct context *context)
{
	arena_reset(&lane->letters);
	item->reason = LETTER_HANDLER_FAILED;
	item->error = text_dup(context->failure.message, &lane->letters);
}

/* Stores items in one transaction. When one of them can't be handled, the transaction is halved until the guilty ones stand alone;
 * they become dead letters, all others have their effect, in order. */
static void run(struct lane *lane, struct inbox_item **items, size_t count)
{
	struct context context;
	enum status status = store(lane, &context, items, count);

	if (status == STATUS_OK) {
		lane->failing = false;
		settle(lane, items, count, true);
	} else if (status_is_transient(status) || (count == 1 && items[0]->reason != LETTER_NONE)) {
		note_outage(lane, &context, status, count);
		settle(lane, items, count, false);
	} else if (count == 1) {
		make_letter(lane, items[0], &context);
		run(lane, items, 1);
	} else {
		run(lane, items, count / 2);
		run(lane, items + count / 2, count - count / 2);
	}
}

static void *work(void *data)
{
	struct lane *lane = data;
	size_t count;

	while ((count = take_batch(lane)) > 0) {
		int64_t started_us = clock_monotonic_us();

		run(lane, lane->batch, count);
		metric_observe_us(&duration, clock_monotonic_us() - started_us, lane->options.service->name, NULL, NULL);
		arena_reset(&lane->arena);
	}
	return NULL;
}

enum status lane_open(struct context *context, const struct lane_options *options, struct lane **ret_lane)
{
	struct lane *lane = calloc(1, sizeof(*lane));

	if (!lane)
		return fail(context, STATUS_EXHAUSTED, "no memory left for a lane of %s", options->service->name);
	lane->options = *options;
	lane->end = &lane->first;
	lane->batch = calloc((size_t)options->batch_events, sizeof(*lane->batch));
	arena_init(&lane->arena, ARENA_BYTES);
	arena_init(&lane->letters, LETTER_BYTES);
	pthread_mutex_init(&lane->lock, NULL);
	pthread_cond_init(&lane->arrived, NULL);
	if (!lane->batch || pthread_create(&lane->thread, NULL, work, lane) != 0) {
		free(lane->batch);
		free(lane);
		return fail(context, STATUS_EXHAUSTED, "no thread left for a lane of %s", options->service->name);
	}
	*ret_lane = lane;
	return STATUS_OK;
}

void lane_close(struct lane *lane)
{
	if (!lane)
		return;
	pthread_mutex_lock(&lane->lock);
	lane->closing = true;
	pthread_cond_signal(&lane->arrived);
	pthread_mutex_unlock(&lane->lock);
	pthread_join(lane->thread, NULL);
	pthread_cond_destroy(&lane->arrived);
	pthread_mutex_destroy(&lane->lock);
	arena_done(&lane->arena);
	arena_done(&lane->letters);
	free(lane->batch);
	free(lane);
}

void lane_put(struct lane *lane, struct inbox_item *item)
{
	metric_add(&in_flight, 1, lane->options.service->name, NULL, NULL);
	item->next = NULL;
	pthread_mutex_lock(&lane->lock);
	*lane->end = item;
	lane->end = &item->next;
	pthread_cond_signal(&lane->arrived);
	pthread_mutex_unlock(&lane->lock);
}
