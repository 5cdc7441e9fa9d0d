#include "dev_sidecar/publish.h"

#include <stdlib.h>

/* One call of publish_items(). */
struct job {
	struct journal_write write;
	struct sidecar *sidecar;
	struct publish_item *items;
	size_t count;
	struct publish_item **of_message; /* the item that each message of write was made of */
	void (*done)(void *data, struct publish_item *items, size_t count);
	void *data;
};

static void refuse(struct publish_item *item, enum status status, const char *error)
{
	item->status = status;
	item->error = error;
}

static void queue_one(struct sidecar *sidecar, struct message *message, struct publish_item *item)
{
	struct faults *faults = &sidecar->faults;
	bool again = faults_hit(faults, faults->rates.duplicate);
	bool at_once = again && faults_hit(faults, 50);
	message->due_us = clock_monotonic_us() + faults_delay_us(faults);
	message->twice = again && !at_once;
	if (!broker_put(sidecar->broker, message, faults_hit(faults, faults->rates.reorder))) {
		if (sidecar->journal)
			journal_delivered(sidecar->journal, &message->record);
		broker_message_free(sidecar->broker, message);
		refuse(item, STATUS_EXHAUSTED, "the sidecar is out of memory");
		return;
	}
	struct message *copy = at_once ? broker_message_new(sidecar->broker, &message->is) : NULL;
	if (copy && !broker_put(sidecar->broker, copy, false))
		broker_message_free(sidecar->broker, copy);
}

/* When the messages are safe, or could not be made so. */
static void finish(struct journal_write *write, enum status status)
{
	struct job *job = (struct job *)write;
	struct sidecar *sidecar = job->sidecar;
	pthread_mutex_lock(&sidecar->lock);
	for (size_t i = 0; i < write->count; i++) {
		if (status == STATUS_OK) {
			queue_one(sidecar, write->messages[i], job->of_message[i]);
			continue;
		}
		broker_message_free(sidecar->broker, write->messages[i]);
		refuse(job->of_message[i], status, "the sidecar can't write its journal");
	}
	pthread_cond_broadcast(&sidecar->wake);
	pthread_mutex_unlock(&sidecar->lock);
	job->done(job->data, job->items, job->count);
}

static enum publish_fault draw_fault(struct sidecar *sidecar, int percent)
{
	pthread_mutex_lock(&sidecar->lock);
	enum publish_fault fault = faults_publish(&sidecar->faults, percent);
	pthread_mutex_unlock(&sidecar->lock);
	return fault;
}

static enum status check(struct context *context, const struct sidecar *sidecar, const struct publish_input *input)
{
	if (!text_equal_string(input->pubsub, sidecar->options.pubsub))
		return fail(context, STATUS_INVALID, "pubsub %.*s is not found; this sidecar has %s", TEXT_ARG(input->pubsub),
			    sidecar->options.pubsub);
	if (text_empty(input->topic))
		return fail(context, STATUS_INVALID, "topic is empty in pubsub %s", sidecar->options.pubsub);
	return STATUS_OK;
}

static struct message *make_message(struct sidecar *sidecar, struct context *context, struct publish_item *item)
{
	const struct publish_input *input = &item->input;
	struct publication publication = {
		.topic = input->topic,
		.key = publish_metadata(input, "partitionKey"),
		.content_type = input->content_type,
	};
	enum status s = check(context, sidecar, input);
	if (s == STATUS_OK)
		s = cloud_event_wrap(context, input, &publication.data);
	if (s != STATUS_OK) {
		refuse(item, s, failure_text(context));
		failure_clear(context);
		return NULL;
	}
	pthread_mutex_lock(&sidecar->lock);
	struct message *message = broker_message_new(sidecar->broker, &publication);
	pthread_mutex_unlock(&sidecar->lock);
	if (!message)
		refuse(item, STATUS_EXHAUSTED, "the sidecar holds as many undelivered bytes as it may");
	return message;
}

static void prepare(struct job *job, struct context *context, bool bulk)
{
	struct sidecar *sidecar = job->sidecar;
	const struct fault_rates *rates = &sidecar->options.faults;
	enum publish_fault call_fault = draw_fault(sidecar, rates->fail_publish);
	for (size_t i = 0; i < job->count; i++) {
		struct publish_item *item = &job->items[i];
		enum publish_fault fault = call_fault;
		if (fault == PUBLISH_FINE && bulk)
			fault = draw_fault(sidecar, rates->fail_bulk_entries);
		*item = (struct publish_item){.input = item->input, .status = STATUS_OK};
		struct message *message = fault == PUBLISH_REFUSED ? NULL : make_message(sidecar, context, item);
		if (message) {
			job->of_message[job->write.count] = item;
			job->write.messages[job->write.count++] = message;
		}
		if (fault != PUBLISH_FINE && item->status == STATUS_OK)
			refuse(item, STATUS_UNAVAILABLE, "made to fail by the sidecar");
	}
}

void publish_items(struct sidecar *sidecar, struct context *context, struct publish_item *items, size_t count, bool bulk,
		   void (*done)(void *data, struct publish_item *items, size_t count), void *data)
{
	struct job *job = arena_new(context->arena, struct job);
	if (job) {
		job->write.messages = arena_array(context->arena, struct message *, count);
		job->of_message = arena_array(context->arena, struct publish_item *, count);
	}
	if (!job || !job->write.messages || !job->of_message) {
		for (size_t i = 0; i < count; i++)
			refuse(&items[i], STATUS_EXHAUSTED, "the call is too large");
		done(data, items, count);
		return;
	}
	job->write.done = finish;
	job->sidecar = sidecar;
	job->items = items;
	job->count = count;
	job->done = done;
	job->data = data;
	prepare(job, context, bulk);
	if (job->write.count && sidecar->journal)
		journal_submit(sidecar->journal, &job->write);
	else
		finish(&job->write, STATUS_OK);
}

struct waiter {
	pthread_mutex_t lock;
	pthread_cond_t wake;
	bool done;
};

static void wake_waiter(void *data, struct publish_item *items, size_t count)
{
	(void)items;
	(void)count;
	struct waiter *waiter = data;
	pthread_mutex_lock(&waiter->lock);
	waiter->done = true;
	pthread_cond_signal(&waiter->wake);
	pthread_mutex_unlock(&waiter->lock);
}

void publish_and_wait(struct sidecar *sidecar, struct context *context, struct publish_item *items, size_t count)
{
	struct waiter waiter = {.lock = PTHREAD_MUTEX_INITIALIZER, .wake = PTHREAD_COND_INITIALIZER};
	publish_items(sidecar, context, items, count, false, wake_waiter, &waiter);
	pthread_mutex_lock(&waiter.lock);
	while (!waiter.done)
		pthread_cond_wait(&waiter.wake, &waiter.lock);
	pthread_mutex_unlock(&waiter.lock);
	pthread_cond_destroy(&waiter.wake);
	pthread_mutex_destroy(&waiter.lock);
}
