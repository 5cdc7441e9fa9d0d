#include "dev_sidecar/api.h"

typedef Dapr__Proto__Runtime__V1__GetMetadataResponse metadata_response;
typedef Dapr__Proto__Runtime__V1__PubsubSubscription live_subscription;

static enum status exhausted(struct context *context)
{
	return fail(context, STATUS_EXHAUSTED, "out of memory");
}

static enum status add_component(struct context *context, const struct sidecar *sidecar, metadata_response *response)
{
	Dapr__Proto__Runtime__V1__RegisteredComponents *components =
		arena_array(context->arena, Dapr__Proto__Runtime__V1__RegisteredComponents, 2);
	Dapr__Proto__Runtime__V1__RegisteredComponents **list =
		arena_array(context->arena, Dapr__Proto__Runtime__V1__RegisteredComponents *, 2);
	if (!components || !list)
		return exhausted(context);
	dapr__proto__runtime__v1__registered_components__init(&components[0]);
	components[0].name = (char *)sidecar->options.pubsub;
	components[0].type = (char *)sidecar->options.component_type;
	components[0].version = (char *)"v1";
	dapr__proto__runtime__v1__registered_components__init(&components[1]);
	components[1].name = (char *)"log";
	components[1].type = (char *)"bindings.log";
	components[1].version = (char *)"v1";
	list[0] = &components[0];
	list[1] = &components[1];
	response->registered_components = list;
	response->n_registered_components = 2;
	return STATUS_OK;
}

static enum status add_connection(struct context *context, const struct sidecar *sidecar, metadata_response *response)
{
	Dapr__Proto__Runtime__V1__AppConnectionProperties *app =
		arena_new(context->arena, Dapr__Proto__Runtime__V1__AppConnectionProperties);
	if (!app)
		return exhausted(context);
	dapr__proto__runtime__v1__app_connection_properties__init(app);
	app->port = sidecar->options.app_port;
	app->protocol = (char *)"grpc";
	app->channel_address = (char *)"127.0.0.1";
	response->app_connection_properties = app;
	return STATUS_OK;
}

static live_subscription *copy_subscription(struct context *context, const struct subscription *from)
{
	live_subscription *to = arena_new(context->arena, live_subscription);
	Dapr__Proto__Runtime__V1__PubsubSubscriptionRules *rules =
		arena_new(context->arena, Dapr__Proto__Runtime__V1__PubsubSubscriptionRules);
	Dapr__Proto__Runtime__V1__PubsubSubscriptionRule **list =
		arena_array(context->arena, Dapr__Proto__Runtime__V1__PubsubSubscriptionRule *, 1);
	Dapr__Proto__Runtime__V1__PubsubSubscriptionRule *rule =
		arena_new(context->arena, Dapr__Proto__Runtime__V1__PubsubSubscriptionRule);
	if (!to || !rules || !list || !rule)
		return NULL;
	dapr__proto__runtime__v1__pubsub_subscription__init(to);
	dapr__proto__runtime__v1__pubsub_subscription_rules__init(rules);
	dapr__proto__runtime__v1__pubsub_subscription_rule__init(rule);
	to->pubsub_name = text_dup_string(text_of(from->as_answered->pubsub_name), context->arena);
	to->topic = text_dup_string(from->topic, context->arena);
	to->dead_letter_topic = text_dup_string(text_of(from->as_answered->dead_letter_topic), context->arena);
	to->type = DAPR__PROTO__RUNTIME__V1__PUBSUB_SUBSCRIPTION_TYPE__PROGRAMMATIC;
	to->rules = rules;
	rule->path = text_dup_string(text_of(from->path), context->arena);
	list[0] = rule;
	rules->rules = list;
	rules->n_rules = 1;
	return to->pubsub_name && to->topic && to->dead_letter_topic && rule->path ? to : NULL;
}

/* Under the lock: the live subscriptions may be replaced at any time. */
static enum status add_subscriptions(struct context *context, const struct subscriptions *live, metadata_response *response)
{
	if (!live)
		return STATUS_OK;
	response->subscriptions = arena_array(context->arena, live_subscription *, live->count);
	if (!response->subscriptions)
		return exhausted(context);
	for (size_t i = 0; i < live->count; i++) {
		live_subscription *copy = copy_subscription(context, &live->items[i]);
		if (!copy)
			return exhausted(context);
		response->subscriptions[response->n_subscriptions++] = copy;
	}
	return STATUS_OK;
}

enum status api_metadata(struct context *context, struct sidecar *sidecar, metadata_response **ret_response)
{
	metadata_response *response = arena_new(context->arena, metadata_response);
	if (!response)
		return exhausted(context);
	dapr__proto__runtime__v1__get_metadata_response__init(response);
	response->id = (char *)sidecar->options.app_id;
	response->runtime_version = (char *)"hapax-sidecar";
	enum status s = add_component(context, sidecar, response);
	if (s == STATUS_OK)
		s = add_connection(context, sidecar, response);
	pthread_mutex_lock(&sidecar->lock);
	if (s == STATUS_OK)
		s = add_subscriptions(context, sidecar->live, response);
	pthread_mutex_unlock(&sidecar->lock);
	if (s == STATUS_OK)
		*ret_response = response;
	return s;
}
