#include "protoc-gen-hapax/model/topics.h"

#include <string.h>

#include "base/notation.h"
#include "protoc-gen-hapax/model/check.h"
#include "protoc-gen-hapax/model/names.h"
#include "protoc-gen-hapax/model/options.h"

enum { FILE_OPTIONS = 8, OPTION_TOPIC = 50102 };
enum { MAX_PARTITIONS = 100000, MAX_REPLICATION = 100 };

static void read_topic(struct model *model, const struct file *file, const struct Hapax__TopicOptions *options, size_t index)
{
	struct topic *topic = &model->topics[model->topic_count++];
	*topic = (struct topic){.options = options,
				.file = file,
				.index = (int32_t)index,
				.description = options->description,
				.partitions = options->partitions ? options->partitions : TOPIC_DEFAULT_PARTITIONS,
				.replication = options->replication ? options->replication : TOPIC_DEFAULT_REPLICATION};
	const char *retention = options->retention[0] ? options->retention : TOPIC_DEFAULT_RETENTION;
	if (!notation_duration(text_of(retention), &topic->retention_ms))
		topic->retention_ms = 0;
}

void model_read_topics(struct model *model)
{
	size_t room = 0;
	for (size_t i = 0; i < model->file_count; i++) {
		const struct file_proto *proto = model->files[i].proto;
		room += proto->options ? proto->options->base.n_unknown_fields : 0;
	}
	model->topics = must_array(model->arena, struct topic, room);
	for (size_t i = 0; i < model->file_count; i++) {
		size_t count;
		const struct Hapax__TopicOptions **options = option_topics(model, &model->files[i], &count);
		for (size_t j = 0; j < count; j++)
			read_topic(model, &model->files[i], options[j], j);
	}
}

const struct topic *model_find_topic(const struct model *model, const char *name)
{
	for (size_t i = 0; i < model->topic_count; i++) {
		if (strcmp(model->topics[i].options->name, name) == 0)
			return &model->topics[i];
	}
	return NULL;
}

static void topic_mistake(struct model *model, const struct topic *topic, const char *text)
{
	struct path path = path_of(NULL, FILE_OPTIONS, OPTION_TOPIC);
	path.part[path.len++] = topic->index;
	model_error(model, topic->file, &path, "topic \"%s\": %s", topic->options->name, text);
}

bool check_topic_name(const char *name)
{
	return name[0] && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789._-") == strlen(name);
}

/* Whether a name means the topic: its own or another system's for it. */
static bool answers_to(const struct topic *topic, const char *name)
{
	for (size_t i = 0; i < topic->options->n_also_called; i++) {
		if (strcmp(topic->options->also_called[i], name) == 0)
			return true;
	}
	return strcmp(topic->options->name, name) == 0;
}

static void check_unique(struct model *model, const struct topic *topic, const char *name)
{
	for (const struct topic *other = model->topics; other < topic; other++) {
		if (answers_to(other, name)) {
			topic_mistake(model, topic,
				      must_printf(model->arena, "\"%s\" is declared in %s already; declare every topic once", name,
						  other->file->proto->name));
			return;
		}
	}
}

static void check_topic(struct model *model, const struct topic *topic)
{
	const struct Hapax__TopicOptions *options = topic->options;
	if (!check_topic_name(options->name))
		topic_mistake(model, topic, "a topic's name has small letters, digits, '.', '_' and '-' only; rename it");
	if (topic->partitions < 1 || topic->partitions > MAX_PARTITIONS)
		topic_mistake(model, topic,
			      must_printf(model->arena, "partitions is %d; write 1 to %d", topic->partitions, MAX_PARTITIONS));
	if (topic->replication < 1 || topic->replication > MAX_REPLICATION)
		topic_mistake(model, topic,
			      must_printf(model->arena, "replication is %d; write 1 to %d", topic->replication, MAX_REPLICATION));
	if (topic->retention_ms == 0)
		topic_mistake(model, topic,
			      must_printf(model->arena,
					  "retention \"%s\" is no duration; write a whole number and ms, s, m, h or d, as \"7d\"",
					  options->retention));
	check_unique(model, topic, options->name);
	for (size_t i = 0; i < options->n_also_called; i++)
		check_unique(model, topic, options->also_called[i]);
}

void check_topics(struct model *model)
{
	for (size_t i = 0; i < model->topic_count; i++)
		check_topic(model, &model->topics[i]);
}
