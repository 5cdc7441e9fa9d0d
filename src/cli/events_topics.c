#include "cli/events_topics.h"

#include <inttypes.h>
#include <stdio.h>

#include "cli/command.h"
#include "contract/catalogue.h"

enum { RETENTION_TEXT_MAX = 32 };

/* In the largest unit that it is a whole number of, as in the contract: "7d", "36h". */
static const char *retention_text(int64_t ms, char ret_text[RETENTION_TEXT_MAX])
{
	static const struct {
		const char *unit;
		int64_t ms;
	} units[] = {{"d", 86400000}, {"h", 3600000}, {"m", 60000}, {"s", 1000}, {"ms", 1}};
	size_t i = 0;
	while (ms % units[i].ms)
		i++;
	snprintf(ret_text, RETENTION_TEXT_MAX, "%" PRId64 "%s", ms / units[i].ms, units[i].unit);
	return ret_text;
}

static void print_topic(const struct topic *topic)
{
	char retention[RETENTION_TEXT_MAX];
	const char *const *other = topic->also_called;
	printf("%-24s %10d %11d %9s  ", topic->name, topic->partitions, topic->replication,
	       retention_text(topic->retention_ms, retention));
	if (!other || !*other)
		putchar('-');
	for (size_t i = 0; other && other[i]; i++)
		printf("%s%s", i ? ", " : "", other[i]);
	putchar('\n');
}

static void print_subscription(const struct subscription *subscription)
{
	printf("%-16s %-24s ", subscription->consumer, subscription->topic);
	for (size_t i = 0; subscription->events[i]; i++) {
		const struct event_type *type = subscription->events[i];
		size_t versions;
		(void)catalogue_versions(text_of(type->name), (struct text){0}, &versions);
		printf("%s%s", i ? ", " : "", type->name);
		if (versions > 1)
			printf("@%u", type->major);
	}
	putchar('\n');
}

int topics_print(void)
{
	printf("%-24s %10s %11s %9s  %s\n", "TOPIC", "PARTITIONS", "REPLICATION", "RETENTION", "ALSO CALLED");
	for (size_t i = 0; i < catalogue_set_count(); i++)
		for (size_t j = 0; j < catalogue_set_at(i)->topic_count; j++)
			print_topic(&catalogue_set_at(i)->topics[j]);
	printf("\n%-16s %-24s %s\n", "CONSUMER", "TOPIC", "EVENTS");
	for (size_t i = 0; i < catalogue_set_count(); i++)
		for (size_t j = 0; j < catalogue_set_at(i)->subscription_count; j++)
			print_subscription(&catalogue_set_at(i)->subscriptions[j]);
	return EXIT_DONE;
}

static json_t *topic_json(const struct topic *topic)
{
	json_t *also_called = json_array();
	for (const char *const *other = topic->also_called; other && *other; other++)
		json_array_append_new(also_called, json_string(*other));
	return json_pack("{s:s, s:s, s:i, s:i, s:I, s:o}", "topic", topic->name, "description",
			 topic->description ? topic->description : "", "partitions", topic->partitions, "replication",
			 topic->replication, "retention_ms", (json_int_t)topic->retention_ms, "also_called", also_called);
}

static json_t *subscription_json(const struct subscription *subscription)
{
	json_t *events = json_array();
	for (size_t i = 0; subscription->events[i]; i++)
		json_array_append_new(
			events, json_pack("{s:s, s:o}", "type", subscription->events[i]->name, "version",
					  json_sprintf("%u.%u", subscription->events[i]->major, subscription->events[i]->minor)));
	return json_pack("{s:s, s:s, s:o}", "consumer", subscription->consumer, "topic", subscription->topic, "events", events);
}

json_t *topics_json(void)
{
	json_t *topics = json_array(), *subscriptions = json_array();
	for (size_t i = 0; i < catalogue_set_count(); i++) {
		const struct catalogue *set = catalogue_set_at(i);
		for (size_t j = 0; j < set->topic_count; j++)
			json_array_append_new(topics, topic_json(&set->topics[j]));
		for (size_t j = 0; j < set->subscription_count; j++)
			json_array_append_new(subscriptions, subscription_json(&set->subscriptions[j]));
	}
	return json_pack("{s:o, s:o}", "topics", topics, "subscriptions", subscriptions);
}
