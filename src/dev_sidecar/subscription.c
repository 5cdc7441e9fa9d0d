#include "dev_sidecar/subscription.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/scan.h"

enum { BATCH_DEFAULT = 100, BATCH_MAX = 1000, ANSWER_MAX_BYTES = 16 << 20 };

static struct subscription read_one(const Dapr__Proto__Runtime__V1__TopicSubscription *from)
{
	struct subscription subscription = {.topic = text_of(from->topic), .path = "", .batch_max = 1, .as_answered = from};
	const Dapr__Proto__Runtime__V1__TopicRoutes *routes = from->routes;
	if (routes && *routes->default_)
		subscription.path = routes->default_;
	else if (routes && routes->n_rules)
		subscription.path = routes->rules[0]->path;
	for (size_t i = 0; i < from->n_metadata; i++)
		if (!strcmp(from->metadata[i]->key, "rawPayload"))
			subscription.raw = !strcasecmp(from->metadata[i]->value, "true");
	const Dapr__Proto__Runtime__V1__BulkSubscribeConfig *bulk = from->bulk_subscribe;
	if (bulk && bulk->enabled) {
		subscription.bulk = true;
		subscription.batch_max = bulk->max_messages_count > 0 ? (size_t)bulk->max_messages_count : BATCH_DEFAULT;
		if (subscription.batch_max > BATCH_MAX)
			subscription.batch_max = BATCH_MAX;
	}
	return subscription;
}

static enum status read_all(struct context *context, struct text answer, const char *pubsub, struct subscriptions *subscriptions)
{
	struct context inner;
	context_init(&inner, &subscriptions->arena, NULL, NULL);
	ProtobufCMessage *message;
	enum status s =
		message_unpack(&inner, answer, &dapr__proto__runtime__v1__list_topic_subscriptions_response__descriptor, &message);
	if (s != STATUS_OK)
		return fail(context, s, "%s", failure_text(&inner));
	const Dapr__Proto__Runtime__V1__ListTopicSubscriptionsResponse *list =
		(const Dapr__Proto__Runtime__V1__ListTopicSubscriptionsResponse *)message;
	subscriptions->items = arena_array(&subscriptions->arena, struct subscription, list->n_subscriptions + 1);
	if (!subscriptions->items)
		return fail(context, STATUS_EXHAUSTED, "too many subscriptions");
	for (size_t i = 0; i < list->n_subscriptions; i++)
		if (!strcmp(list->subscriptions[i]->pubsub_name, pubsub))
			subscriptions->items[subscriptions->count++] = read_one(list->subscriptions[i]);
	return STATUS_OK;
}

enum status subscriptions_new(struct context *context, struct text answer, const char *pubsub,
			      struct subscriptions **ret_subscriptions)
{
	struct subscriptions *subscriptions = calloc(1, sizeof(*subscriptions));
	if (!subscriptions)
		return fail(context, STATUS_EXHAUSTED, "out of memory");
	arena_init(&subscriptions->arena, ANSWER_MAX_BYTES);
	enum status s = read_all(context, answer, pubsub, subscriptions);
	if (s != STATUS_OK) {
		subscriptions_free(subscriptions);
		return s;
	}
	*ret_subscriptions = subscriptions;
	return STATUS_OK;
}

void subscriptions_free(struct subscriptions *subscriptions)
{
	if (!subscriptions)
		return;
	arena_done(&subscriptions->arena);
	free(subscriptions);
}

const struct subscription *subscriptions_find(const struct subscriptions *subscriptions, struct text topic)
{
	for (size_t i = 0; subscriptions && i < subscriptions->count; i++)
		if (text_equal(subscriptions->items[i].topic, topic))
			return &subscriptions->items[i];
	return NULL;
}
