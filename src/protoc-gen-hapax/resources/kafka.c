/* resources/kafka/TOPIC.yaml: a topic and the one of its dead letters, for Strimzi's topic operator. */
#include <string.h>

#include "protoc-gen-hapax/model/names.h"
#include "protoc-gen-hapax/resources/resources.h"

#define FOLDER	    "resources/kafka"
#define CLUSTER	    "kafka" /* Strimzi's name of the cluster; an overlay gives it the real one */
#define DEAD_SUFFIX "-dlq"
#define DAY_MS	    INT64_C(86400000)

enum { FILE_OPTIONS = 8, OPTION_TOPIC = 50102, DEAD_PARTITIONS = 1, DEAD_REPLICATION = 2, DEAD_DAYS = 30 };

struct topic_settings {
	const char *name;
	int32_t partitions, replication;
	int64_t retention_ms;
};

/* One replica may be away while events are still taken; a topic without a second one has nothing to lose. */
static int32_t in_sync(int32_t replication)
{
	return replication > 1 ? replication - 1 : 1;
}

static json_t *topic_resource(struct model *model, const struct topic_settings *settings)
{
	const char *name = resource_name(model, settings->name);
	json_t *resource = resource_new("kafka.strimzi.io/v1beta2", "KafkaTopic", name);
	json_t *spec = tree_object(), *config = tree_object();
	tree_set_text(tree_member(tree_member(resource, "metadata"), "labels"), "strimzi.io/cluster", CLUSTER);
	if (strcmp(name, settings->name) != 0)
		tree_set_text(spec, "topicName", settings->name);
	tree_set(spec, "partitions", tree_int(settings->partitions));
	tree_set(spec, "replicas", tree_int(settings->replication));
	tree_set_text(config, "cleanup.policy", "delete");
	tree_set(config, "retention.ms", tree_int(settings->retention_ms));
	tree_set(config, "min.insync.replicas", tree_int(in_sync(settings->replication)));
	tree_set(spec, "config", config);
	tree_set(resource, "spec", spec);
	return resource;
}

static void topic_mistake(struct model *model, const struct topic *topic, const char *text)
{
	struct path path = path_of(NULL, FILE_OPTIONS, OPTION_TOPIC);
	path.part[path.len++] = topic->index;
	model_error(model, topic->file, &path, "topic \"%s\": %s", topic->options->name, text);
}

/* Two topics that Kubernetes would call the same: a_b and a-b, or the dead letters of orders and a topic orders-dlq. */
static void check_name(struct model *model, const struct topic *topic)
{
	const char *name = resource_name(model, topic->options->name);
	if (strchr(".-", name[0]) || strchr(".-", name[strlen(name) - 1]))
		topic_mistake(model, topic, "Kubernetes wants names that begin and end with a letter or a digit; rename it");
	for (const struct topic *other = model->topics; other < model->topics + model->topic_count; other++) {
		const char *taken = resource_name(model, other->options->name);
		bool same = other < topic && strcmp(taken, name) == 0;
		if (same || strcmp(taken, must_printf(model->arena, "%s" DEAD_SUFFIX, name)) == 0)
			topic_mistake(model, topic,
				      must_printf(model->arena,
						  "on Kubernetes %s would be called %s, as topic \"%s\"; rename one of them",
						  same ? "it" : "its dead letters", taken, other->options->name));
	}
}

static void emit_topic(struct model *model, struct outputs *outputs, const struct topic *topic)
{
	const char *name = topic->options->name, *dead_name = must_printf(model->arena, "%s" DEAD_SUFFIX, name);
	const struct topic_settings live = {name, topic->partitions, topic->replication, topic->retention_ms};
	const struct topic_settings dead = {dead_name, DEAD_PARTITIONS,
					    topic->replication < DEAD_REPLICATION ? topic->replication : DEAD_REPLICATION,
					    DEAD_DAYS * DAY_MS};
	json_t *resources = tree_array();
	check_name(model, topic);
	tree_add(resources, topic_resource(model, &live));
	tree_add(resources, topic_resource(model, &dead));
	tree_write_yaml(outputs, must_printf(model->arena, FOLDER "/%s.yaml", name),
			must_printf(model->arena, "Written by protoc-gen-hapax from %s.%s%s", topic->file->proto->name,
				    topic->description[0] ? " " : "", name_one_line(model->arena, topic->description)),
			resources);
}

void emit_kafka_topics(struct model *model, struct outputs *outputs)
{
	json_t *files = tree_array();
	for (size_t i = 0; i < model->topic_count; i++) {
		if (!model->topics[i].file->wanted)
			continue;
		emit_topic(model, outputs, &model->topics[i]);
		tree_add(files, tree_printf("%s.yaml", model->topics[i].options->name));
	}
	if (json_array_size(files))
		resources_list(outputs, model, FOLDER, files);
	else
		json_decref(files);
}
