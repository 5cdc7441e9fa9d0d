#include "dev_sidecar/deliver.h"

#include <stdlib.h>
#include <string.h>

#include "dev_sidecar/settle.h"
#include "hapax/log.h"

enum {
	BATCH_MAX_BYTES = 3 << 20, /* of data: with envelopes around it a call stays below gRPC's usual 4 MiB */
	CALL_TIMEOUT_MS = 60000,
	CALL_MAX_BYTES = 1 << 30,
	UNWANTED_US = 60000000, /* how long events on topics without a subscription are kept */
};

static struct delivery *delivery_new(struct sidecar *sidecar, const struct subscription *subscription, struct broker_topic *topic,
				     int partition)
{
	size_t max = subscription->bulk ? subscription->batch_max : 1;
	size_t path_bytes = strlen(subscription->path) + 1;
	struct delivery *delivery = calloc(1, sizeof(*delivery) + max * sizeof(struct message *) + path_bytes);
	if (!delivery)
		return NULL;
	delivery->count = broker_take(topic, partition, max, BATCH_MAX_BYTES, clock_monotonic_us(), delivery->messages);
	if (!delivery->count) {
		free(delivery);
		return NULL;
	}
	delivery->sidecar = sidecar;
	delivery->bulk = subscription->bulk;
	delivery->raw = subscription->raw;
	delivery->alpha = sidecar->alpha_bulk;
	delivery->topic = broker_topic_name(topic);
	delivery->path = memcpy((char *)(delivery->messages + max), subscription->path, path_bytes);
	return delivery;
}

static void collect_topic(struct sidecar *sidecar, const struct subscription *subscription, struct broker_topic *topic,
			  struct delivery **list)
{
	if (subscription->bulk && broker_topic_in_flight(topic))
		return;
	int first = subscription->bulk ? -1 : 0;
	int end = subscription->bulk ? 0 : broker_partitions(sidecar->broker);
	for (int partition = first; partition < end; partition++) {
		struct delivery *delivery = delivery_new(sidecar, subscription, topic, partition);
		if (!delivery)
			continue;
		delivery->next = *list;
		*list = delivery;
	}
}

/* Nobody listens to the topic: its events go nowhere, but not at once, because an app that is being restarted may want them.
 * Returns when the next one is to be dropped. */
static int64_t drop_unwanted(struct sidecar *sidecar, struct broker_topic *topic)
{
	struct message *messages[64];
	size_t count;
	do {
		count = broker_take(topic, -1, COUNT_OF(messages), SIZE_MAX, clock_monotonic_us() - UNWANTED_US, messages);
		for (size_t i = 0; i < count; i++) {
			messages[i]->twice = false;
			settle_one(sidecar, messages[i]);
		}
	} while (count);
	int64_t due_us = broker_next_due_us(topic);
	return due_us == INT64_MAX ? due_us : due_us + UNWANTED_US;
}

/* What can be started now, and when there will be more. Under the lock. */
static struct delivery *collect(struct sidecar *sidecar, int64_t *ret_next_us)
{
	struct delivery *list = NULL;
	int64_t next_us = INT64_MAX;
	struct broker_topic *topic;
	for (size_t i = 0; sidecar->app_ready && (topic = broker_topic_at(sidecar->broker, i)) != NULL; i++) {
		const struct subscription *subscription = subscriptions_find(sidecar->live, broker_topic_name(topic));
		int64_t due_us = INT64_MAX;
		if (subscription)
			collect_topic(sidecar, subscription, topic, &list);
		if (!subscription)
			due_us = drop_unwanted(sidecar, topic);
		else if (!subscription->bulk || !broker_topic_in_flight(topic))
			due_us = broker_next_due_us(topic);
		next_us = due_us < next_us ? due_us : next_us;
	}
	*ret_next_us = next_us;
	return list;
}

static const char *path_of(const struct delivery *delivery)
{
	if (!delivery->bulk)
		return "/dapr.proto.runtime.v1.AppCallback/OnTopicEvent";
	return delivery->alpha ? "/dapr.proto.runtime.v1.AppCallbackAlpha/OnBulkTopicEventAlpha1"
			       : "/dapr.proto.runtime.v1.AppCallback/OnBulkTopicEvent";
}

static void send_delivery(struct sidecar *sidecar, struct delivery *delivery)
{
	struct arena arena CLEANUP(arena_done);
	arena_init(&arena, CALL_MAX_BYTES);
	struct context context;
	context_init(&context, &arena, NULL, NULL);
	ProtobufCMessage *message;
	enum status s = delivery_pack(&context, delivery, sidecar->options.pubsub, &message);
	if (s != STATUS_OK) {
		struct grpc_reply reply = {.status = s, .grpc_code = status_grpc_code(s), .message = context.failure.message};
		settle_delivery(delivery, &reply);
		return;
	}
	struct grpc_request request = {.path = path_of(delivery), .message = message, .timeout_ms = CALL_TIMEOUT_MS};
	grpc_call_start(sidecar->app, &request, settle_delivery, delivery);
}

void *deliver_run(void *data)
{
	struct sidecar *sidecar = data;
	pthread_mutex_lock(&sidecar->lock);
	while (!sidecar->stopping) {
		int64_t next_us;
		struct delivery *list = collect(sidecar, &next_us);
		if (!list) {
			sidecar_wait(sidecar, next_us);
			continue;
		}
		pthread_mutex_unlock(&sidecar->lock);
		for (struct delivery *next; list; list = next) {
			next = list->next;
			send_delivery(sidecar, list);
		}
		pthread_mutex_lock(&sidecar->lock);
	}
	pthread_mutex_unlock(&sidecar->lock);
	return NULL;
}
