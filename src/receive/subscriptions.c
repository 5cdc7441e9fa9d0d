/*
 * ListTopicSubscriptions: one subscription for every topic that some consumer listens to, never with a dead-letter topic. In bulk
 * on Kafka, where that pays; one event at a time elsewhere. Always raw: what the sidecar takes apart, it doesn't always hand over
 * whole.
 */
#include <string.h>
#include <time.h>

#include "contract/catalogue.h"
#include "dapr/proto/runtime/v1/appcallback.pb-c.h"
#include "hapax/log.h"
#include "platform/dapr/metadata.h"
#include "receive/callbacks.h"

typedef Dapr__Proto__Runtime__V1__TopicSubscription subscription;
typedef Dapr__Proto__Runtime__V1__TopicSubscription__MetadataEntry metadata_pair;

enum {
	TOPICS_MAX = 256,
	AWAIT_MS = 20,
	ASK_SIDECAR_MS = 3000,
	ASK_AGAIN_MS = 100,
	CALL_EVENTS_MAX = 2000, /* in one call, whose memory they share: see memory_share_take() */
};

/* The channel to a sidecar that has just come up may still be waiting before its next try: being told "unavailable" once doesn't
 * say that it is away, and the answer decides for the sidecar's lifetime. */
static enum status ask_for_type(struct receiver *receiver, struct context *context, struct text *ret_type)
{
	const struct timespec pause = {.tv_nsec = ASK_AGAIN_MS * 1000000L};
	int64_t until_us = clock_monotonic_us() + ASK_SIDECAR_MS * 1000;
	enum status status = STATUS_UNAVAILABLE;

	while (status_is_transient(status) && clock_monotonic_us() < until_us) {
		failure_clear(context);
		status = dapr_component_type(context, receiver->options.sidecar, receiver->options.config->pubsub, ASK_SIDECAR_MS,
					     ret_type);
		if (status_is_transient(status))
			nanosleep(&pause, NULL);
	}
	return status;
}

/* Kafka alone fetches in bulk by itself; elsewhere the sidecar would collect single messages and wait. */
static bool bulk_pays(struct receiver *receiver, struct context *context)
{
	const struct config *config = receiver->options.config;
	struct text type;

	if (config->delivery != DELIVERY_AUTO)
		return config->delivery == DELIVERY_BULK;
	if (ask_for_type(receiver, context, &type) != STATUS_OK) {
		log_record(LOG_WARN,
			   "subscriptions: the sidecar doesn't tell the type of the pub/sub component, asking for single events",
			   LOG_STR("component", config->pubsub), LOG_TEXT(LOG_CAUSE, context->failure.message));
		failure_clear(context);
		return false;
	}
	return text_equal_string(type, "pubsub.kafka");
}

static bool ask_for_raw(struct arena *arena, subscription *to)
{
	metadata_pair *raw = arena_new(arena, metadata_pair);

	to->metadata = arena_array(arena, metadata_pair *, 1);
	if (!raw || !to->metadata)
		return false;
	dapr__proto__runtime__v1__topic_subscription__metadata_entry__init(raw);
	raw->key = (char *)"rawPayload";
	raw->value = (char *)"true";
	to->metadata[0] = raw;
	to->n_metadata = 1;
	return true;
}

static bool ask_for_bulk(struct arena *arena, subscription *to, int batch_events)
{
	to->bulk_subscribe = arena_new(arena, Dapr__Proto__Runtime__V1__BulkSubscribeConfig);
	if (!to->bulk_subscribe)
		return false;
	dapr__proto__runtime__v1__bulk_subscribe_config__init(to->bulk_subscribe);
	to->bulk_subscribe->enabled = true;
	to->bulk_subscribe->max_messages_count = batch_events < CALL_EVENTS_MAX ? batch_events : CALL_EVENTS_MAX;
	to->bulk_subscribe->max_await_duration_ms = AWAIT_MS;
	return true;
}

static subscription *new_subscription(struct receiver *receiver, struct arena *arena, const char *topic, bool bulk)
{
	const struct config *config = receiver->options.config;
	subscription *made = arena_new(arena, subscription);
	Dapr__Proto__Runtime__V1__TopicRoutes *routes = arena_new(arena, Dapr__Proto__Runtime__V1__TopicRoutes);

	if (!made || !routes)
		return NULL;
	dapr__proto__runtime__v1__topic_subscription__init(made);
	dapr__proto__runtime__v1__topic_routes__init(routes);
	made->pubsub_name = (char *)(uintptr_t)config->pubsub;
	made->topic = (char *)(uintptr_t)topic_map_broker(receiver->options.topics, topic);
	routes->default_ = arena_printf(arena, "/events/%s", topic);
	made->routes = routes;
	if (!routes->default_ || !ask_for_raw(arena, made) || (bulk && !ask_for_bulk(arena, made, config->batch_events)))
		return NULL;
	return made;
}

/* The topics some consumer listens to, each once. */
static size_t collect_topics(const struct receiver *receiver, const char *ret_topics[TOPICS_MAX])
{
	size_t count = 0;

	for (size_t i = 0; i < catalogue_count() && count < TOPICS_MAX; i++) {
		const char *topic = catalogue_at(i)->topic;
		bool seen = false;

		for (size_t k = 0; k < count; k++)
			seen |= strcmp(ret_topics[k], topic) == 0;
		if (!seen && receiver_listens(receiver, topic))
			ret_topics[count++] = topic;
	}
	return count;
}

static void answer(struct receiver *receiver, struct incoming *incoming, struct context *context)
{
	Dapr__Proto__Runtime__V1__ListTopicSubscriptionsResponse response =
		DAPR__PROTO__RUNTIME__V1__LIST_TOPIC_SUBSCRIPTIONS_RESPONSE__INIT;
	const char *topics[TOPICS_MAX];
	size_t count = collect_topics(receiver, topics);
	bool bulk = bulk_pays(receiver, context);

	response.subscriptions = arena_array(context->arena, subscription *, count + 1);
	for (; response.subscriptions && response.n_subscriptions < count; response.n_subscriptions++) {
		subscription *made = new_subscription(receiver, context->arena, topics[response.n_subscriptions], bulk);

		if (!made)
			break;
		response.subscriptions[response.n_subscriptions] = made;
	}
	if (!response.subscriptions || response.n_subscriptions < count) {
		(void)fail(context, STATUS_EXHAUSTED, "no memory left for %zu subscriptions", count);
		callback_refuse(incoming, context);
		return;
	}
	log_record(LOG_INFO, "subscriptions: the sidecar asked", LOG_INT("topics", (int64_t)count),
		   LOG_STR("delivery", bulk ? "bulk" : "single"));
	incoming_answer(incoming, &response.base);
}

/* The call on its way to a worker: asking the sidecar blocks. */
struct subscription_job {
	struct receiver *receiver;
	struct incoming *incoming;
};

static void run_job(void *data)
{
	struct subscription_job *job = data;
	struct context context;

	context_init(&context, incoming_arena(job->incoming), NULL, NULL);
	answer(job->receiver, job->incoming, &context);
}

void callback_list_subscriptions(void *self, struct incoming *incoming)
{
	struct receiver *receiver = self;
	struct subscription_job *job = arena_new(incoming_arena(incoming), struct subscription_job);
	struct context context;

	if (!callback_admitted_tokenless(receiver, incoming))
		return;
	if (job) {
		*job = (struct subscription_job){receiver, incoming};
		if (command_desk_submit(receiver->options.desk, run_job, job))
			return;
	}
	context_init(&context, incoming_arena(incoming), NULL, NULL);
	(void)fail(&context, STATUS_EXHAUSTED, "too many calls are waiting; ask again");
	callback_refuse(incoming, &context);
}
