/*
 * resources/dapr/bulk/SERVICE.yaml and resources/dapr/single/SERVICE.yaml: what a consumer would ask its sidecar for by itself, as
 * declarative subscriptions. They say the same as src/receive/subscriptions.c: raw, because the sidecar loses parts of what it
 * takes apart; in bulk on Kafka only; and without a dead-letter topic, to which the sidecar would move whole batches.
 */
#include <string.h>

#include "protoc-gen-hapax/model/names.h"
#include "protoc-gen-hapax/resources/resources.h"

#define PUBSUB "pubsub"

enum { BATCH_EVENTS = 1000, AWAIT_MS = 20 };

static const struct delivery {
	const char *folder, *brokers;
	bool bulk;
} deliveries[] = {
	{"resources/dapr/bulk", "For Kafka.", true},
	{"resources/dapr/single", "For every broker but Kafka, where bulk pays.", false},
};

static json_t *subscription(struct model *model, const struct delivery *delivery, const char *consumer, const char *topic)
{
	const char *app = resource_name(model, consumer);
	const char *name = must_printf(model->arena, "%s-%s", app, resource_name(model, topic));
	json_t *resource = resource_new("dapr.io/v2alpha1", "Subscription", name), *spec = tree_object();
	tree_set_text(spec, "pubsubname", PUBSUB);
	tree_set_text(spec, "topic", topic);
	tree_set(tree_member(spec, "routes"), "default", tree_printf("/events/%s", topic));
	tree_set_text(tree_member(spec, "metadata"), "rawPayload", "true");
	if (delivery->bulk) {
		json_t *bulk = tree_member(spec, "bulkSubscribe");
		tree_set(bulk, "enabled", tree_bool(true));
		tree_set(bulk, "maxMessagesCount", tree_int(BATCH_EVENTS));
		tree_set(bulk, "maxAwaitDurationMs", tree_int(AWAIT_MS));
	}
	tree_set(resource, "spec", spec);
	tree_add(tree_list(resource, "scopes"), tree_text(app));
	return resource;
}

static bool has_word(const json_t *words, const char *word)
{
	for (size_t i = 0; i < json_array_size(words); i++) {
		if (strcmp(json_string_value(json_array_get(words, i)), word) == 0)
			return true;
	}
	return false;
}

static void add_word(json_t *words, const char *word)
{
	if (!has_word(words, word))
		tree_add(words, tree_text(word));
}

/* consumer -> its topics, each once, in the order of events. */
static json_t *topics_by_consumer(const struct model *model)
{
	json_t *consumers = tree_object();
	for (size_t i = 0; i < model->event_count; i++) {
		const struct Hapax__EventOptions *options = model->events[i]->event;
		for (size_t j = 0; j < options->n_consumers; j++)
			add_word(tree_list(consumers, options->consumers[j]), options->topic);
	}
	return consumers;
}

static void emit_consumer(struct model *model, struct outputs *outputs, const struct delivery *delivery, const char *consumer,
			  const json_t *topics)
{
	json_t *resources = tree_array();
	for (size_t i = 0; i < json_array_size(topics); i++)
		tree_add(resources, subscription(model, delivery, consumer, json_string_value(json_array_get(topics, i))));
	tree_write_yaml(
		outputs, must_printf(model->arena, "%s/%s.yaml", delivery->folder, resource_name(model, consumer)),
		must_printf(model->arena, "Written by protoc-gen-hapax. %s The app-id is the service's name.", delivery->brokers),
		resources);
}

void emit_subscriptions(struct model *model, struct outputs *outputs)
{
	json_t *consumers = topics_by_consumer(model), *topics;
	const char *consumer;
	for (size_t i = 0; i < COUNT_OF(deliveries) && json_object_size(consumers); i++) {
		json_t *files = tree_array();
		json_object_foreach(consumers, consumer, topics)
		{
			emit_consumer(model, outputs, &deliveries[i], consumer, topics);
			tree_add(files, tree_printf("%s.yaml", resource_name(model, consumer)));
		}
		resources_list(outputs, model, deliveries[i].folder, files);
	}
	json_decref(consumers);
}
