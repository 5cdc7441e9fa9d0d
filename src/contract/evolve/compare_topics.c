#include <string.h>

#include "contract/evolve/compare.h"

/* Who hears something on the topic, on either side. */
static const char *const *listeners(struct compare *compare, const char *topic)
{
	const struct contract *const sides[] = {compare->before, compare->after};
	const char *const *consumers = NULL;
	for (size_t i = 0; i < COUNT_OF(sides); i++) {
		for (size_t j = 0; j < sides[i]->event_count && compare_work(compare, 1); j++) {
			const struct Hapax__EventOptions *event = sides[i]->events[j]->event;
			size_t known = 0;
			while (consumers && consumers[known])
				known++;
			if (!strcmp(event->topic, topic))
				consumers = compare_union(compare, (char *const *)consumers, known, event->consumers,
							  event->n_consumers);
		}
	}
	return consumers;
}

static const char *number(struct compare *compare, int32_t value)
{
	return compare_text(compare, "%d", value);
}

static void compare_topic(struct compare *compare, const struct topic_side *before, const struct topic_side *after)
{
	const struct trail partitions = {NULL, "partitions", 1}, replication = {NULL, "replication", 1};
	const struct trail retention = {NULL, "retention", 1}, names = {NULL, "also_called", 1};
	if (before->partitions != after->partitions)
		compare_note(compare, TOPIC_PARTITIONS_CHANGED, &partitions, number(compare, before->partitions),
			     number(compare, after->partitions), &after->place);
	if (before->replication != after->replication)
		compare_note(
			compare, after->replication < before->replication ? TOPIC_REPLICATION_LOWERED : TOPIC_REPLICATION_RAISED,
			&replication, number(compare, before->replication), number(compare, after->replication), &after->place);
	if (before->retention_ms != after->retention_ms)
		compare_note(compare,
			     after->retention_ms < before->retention_ms ? TOPIC_RETENTION_SHORTENED : TOPIC_RETENTION_LENGTHENED,
			     &retention, before->retention, after->retention, &after->place);
	for (size_t i = 0; i < before->options->n_also_called; i++) {
		bool kept = !strcmp(before->options->also_called[i], after->options->name);
		(void)compare_work(compare, after->options->n_also_called);
		for (size_t j = 0; j < after->options->n_also_called && !kept; j++)
			kept = !strcmp(before->options->also_called[i], after->options->also_called[j]);
		if (!kept)
			compare_note(compare, TOPIC_NAME_REMOVED, &names, before->options->also_called[i], NULL, &after->place);
	}
}

void compare_topics(struct compare *compare)
{
	for (size_t i = 0; i < compare->before->topic_count && compare_work(compare, 1); i++) {
		const struct topic_side *before = &compare->before->topics[i];
		const struct topic_side *after = contract_topic(compare->after, before->options->name);
		compare_subject(compare, SUBJECT_TOPIC, before->options->name, NULL, NULL,
				listeners(compare, before->options->name));
		if (after)
			compare_topic(compare, before, after);
		else
			compare_note(compare, TOPIC_REMOVED, NULL, before->options->name, NULL, NULL);
	}
	for (size_t i = 0; i < compare->after->topic_count && compare_work(compare, 1); i++) {
		const struct topic_side *after = &compare->after->topics[i];
		if (contract_topic(compare->before, after->options->name))
			continue;
		compare_subject(compare, SUBJECT_TOPIC, after->options->name, NULL, NULL, listeners(compare, after->options->name));
		compare_note(compare, TOPIC_ADDED, NULL, NULL,
			     compare_text(compare, "%d partitions, %s", after->partitions, after->retention), &after->place);
	}
}
