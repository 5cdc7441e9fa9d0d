#include "contract/topics.h"

#include <stdlib.h>
#include <string.h>

#include "contract/catalogue.h"

enum { PAIRS_MAX = 64 };

struct topic_pair {
	const char *contract;
	const char *broker;
};

struct topic_map {
	struct arena arena;
	struct topic_pair pairs[PAIRS_MAX];
	size_t count;
};

static bool topic_exists(const char *topic)
{
	for (size_t i = 0; i < catalogue_count(); i++)
		if (strcmp(catalogue_at(i)->topic, topic) == 0)
			return true;
	return false;
}

static enum status add_pair(struct context *context, struct topic_map *map, struct text pair)
{
	struct text broker = pair;
	struct text contract = text_cut(&broker, '=');
	struct topic_pair *entry = &map->pairs[map->count];

	if (text_empty(contract) || text_empty(broker))
		return fail(context, STATUS_INVALID, "HAPAX_TOPICS: '%.*s' is not of the form topic=name-on-the-broker",
			    TEXT_ARG(pair));
	if (map->count == PAIRS_MAX)
		return fail(context, STATUS_INVALID, "HAPAX_TOPICS: more than %d topics", PAIRS_MAX);
	/* Whoever knows a topic by another system's name for it may write that one. */
	const struct topic *declared = catalogue_topic(contract);
	if (declared)
		contract = text_of(declared->name);
	entry->contract = text_dup_string(contract, &map->arena);
	entry->broker = text_dup_string(broker, &map->arena);
	if (!entry->contract || !entry->broker)
		return fail(context, STATUS_EXHAUSTED, "HAPAX_TOPICS is too long");
	if (!topic_exists(entry->contract))
		return fail(context, STATUS_INVALID, "HAPAX_TOPICS: no event has the topic '%s'", entry->contract);
	for (size_t i = 0; i < map->count; i++)
		if (strcmp(map->pairs[i].contract, entry->contract) == 0 || strcmp(map->pairs[i].broker, entry->broker) == 0)
			return fail(context, STATUS_INVALID, "HAPAX_TOPICS: '%.*s' maps a topic or a name that is mapped before",
				    TEXT_ARG(pair));
	map->count++;
	return STATUS_OK;
}

enum status topic_map_new(struct context *context, const char *setting, struct topic_map **ret_map)
{
	struct topic_map *map = calloc(1, sizeof(*map));
	struct text rest = text_of(setting);
	enum status status = STATUS_OK;

	if (!map)
		return fail(context, STATUS_EXHAUSTED, "no memory left for the topic names");
	arena_init(&map->arena, 64 * 1024);
	while (status == STATUS_OK && !text_empty(rest))
		status = add_pair(context, map, text_cut(&rest, ','));
	if (status != STATUS_OK) {
		topic_map_free(map);
		return status;
	}
	*ret_map = map;
	return STATUS_OK;
}

void topic_map_free(struct topic_map *map)
{
	if (!map)
		return;
	arena_done(&map->arena);
	free(map);
}

const char *topic_map_broker(const struct topic_map *map, const char *topic)
{
	for (size_t i = 0; i < map->count; i++)
		if (strcmp(map->pairs[i].contract, topic) == 0)
			return map->pairs[i].broker;
	return topic;
}

const char *topic_map_contract(const struct topic_map *map, const char *topic)
{
	for (size_t i = 0; i < map->count; i++)
		if (strcmp(map->pairs[i].broker, topic) == 0)
			return map->pairs[i].contract;
	const struct topic *declared = catalogue_topic(text_of(topic));
	return declared ? declared->name : topic;
}
