#include <string.h>

#include "base/notation.h"
#include "contract/evolve/compare.h"
#include "contract/evolve/read.h"

/* A comparison of one event's options. */
struct pair {
	struct compare *compare;
	const struct message *before, *after;
	struct place place;
};

static const char *or_null(const char *text)
{
	return text[0] ? text : NULL;
}

static void note(const struct pair *pair, enum evolve_rule rule, const char *option, const char *before, const char *after)
{
	const struct trail trail = {NULL, option, 1};
	compare_note(pair->compare, rule, &trail, before, after, &pair->place);
}

static void note_text(const struct pair *pair, enum evolve_rule rule, const char *option, const char *before, const char *after)
{
	if (strcmp(before, after) != 0)
		note(pair, rule, option, or_null(before), or_null(after));
}

static bool has_word(struct compare *compare, char *const *words, size_t count, const char *word)
{
	(void)compare_work(compare, count + 1);
	for (size_t i = 0; i < count; i++)
		if (!strcmp(words[i], word))
			return true;
	return false;
}

/* Whether the type answers to a spelling on the new side: by any of its major versions, everywhere or on the topic. */
static bool answers(const struct pair *pair, const struct contract *contract, const struct Hapax__EventOptions *event,
		    const char *spelling, const char *topic)
{
	size_t count;
	const struct message *const *versions = contract_versions(contract, event->type, &count);
	if (!strcmp(spelling, event->type))
		return true;
	for (size_t i = 0; i < count; i++) {
		const struct Hapax__EventOptions *version = versions[i]->event;
		if (has_word(pair->compare, version->aliases, version->n_aliases, spelling))
			return true;
		if (topic && !strcmp(topic, version->topic) &&
		    has_word(pair->compare, version->topic_aliases, version->n_topic_aliases, spelling))
			return true;
	}
	return false;
}

static void compare_aliases(const struct pair *pair)
{
	const struct Hapax__EventOptions *old = pair->before->event, *new = pair->after->event;
	const struct contract *before = pair->compare->before, *after = pair->compare->after;
	for (size_t i = 0; i < old->n_aliases; i++)
		if (!answers(pair, after, new, old->aliases[i], NULL))
			note(pair, ALIAS_REMOVED, "aliases", old->aliases[i], NULL);
	for (size_t i = 0; i < old->n_topic_aliases; i++)
		if (!answers(pair, after, new, old->topic_aliases[i], old->topic))
			note(pair, ALIAS_REMOVED, "topic_aliases", old->topic_aliases[i], NULL);
	for (size_t i = 0; i < new->n_aliases; i++)
		if (!answers(pair, before, old, new->aliases[i], NULL))
			note(pair, ALIAS_ADDED, "aliases", NULL, new->aliases[i]);
	for (size_t i = 0; i < new->n_topic_aliases; i++)
		if (!answers(pair, before, old, new->topic_aliases[i], new->topic))
			note(pair, ALIAS_ADDED, "topic_aliases", NULL, new->topic_aliases[i]);
}

static void compare_consumers(const struct pair *pair)
{
	const struct Hapax__EventOptions *old = pair->before->event, *new = pair->after->event;
	for (size_t i = 0; i < old->n_consumers; i++)
		if (!has_word(pair->compare, new->consumers, new->n_consumers, old->consumers[i]))
			note(pair, CONSUMER_REMOVED, "consumers", old->consumers[i], NULL);
	for (size_t i = 0; i < new->n_consumers; i++)
		if (!has_word(pair->compare, old->consumers, old->n_consumers, new->consumers[i]))
			note(pair, CONSUMER_ADDED, "consumers", NULL, new->consumers[i]);
}

/* Its own, or its topic's; 0: unknown. */
static int64_t retention_of(const struct contract *contract, const struct Hapax__EventOptions *event)
{
	int64_t ms = 0;
	const struct topic_side *topic = contract_topic(contract, event->topic);
	if (notation_duration(text_of(event->retention), &ms))
		return ms;
	return topic ? topic->retention_ms : 0;
}

static const char *retention_text(struct compare *compare, const struct contract *contract, const struct Hapax__EventOptions *event)
{
	const struct topic_side *topic = contract_topic(contract, event->topic);
	if (event->retention[0] || !topic)
		return or_null(event->retention);
	return compare_text(compare, "%s, as its topic", topic->retention);
}

/* What changed with the topic is told of the topic. */
static void compare_retention(const struct pair *pair)
{
	const struct Hapax__EventOptions *old = pair->before->event, *new = pair->after->event;
	if (!strcmp(old->retention, new->retention))
		return;
	int64_t before = retention_of(pair->compare->before, old), after = retention_of(pair->compare->after, new);
	if (before != after)
		note(pair, after < before ? RETENTION_SHORTENED : RETENTION_LENGTHENED, "retention",
		     retention_text(pair->compare, pair->compare->before, old),
		     retention_text(pair->compare, pair->compare->after, new));
}

static const char *retry_text(struct compare *compare, const struct Hapax__RetryOptions *retry)
{
	static const char *const on_dead[] = {"", ", on_dead: continue", ", on_dead: hold"};
	if (!retry)
		return "";
	const char *dead = (unsigned)retry->on_dead < COUNT_OF(on_dead) ? on_dead[retry->on_dead] : ", on_dead: ?";
	return compare_text(compare, "%d attempts, %s to %s%s", retry->max_attempts, retry->initial_interval, retry->max_interval,
			    dead);
}

/* The same field by another name: what that breaks is told of the field. */
static bool same_field(const struct message *before, const char *old, const struct message *after, const char *new)
{
	const struct field *was = index_find_name(&before->by_name, old), *is = index_find_name(&after->by_name, new);
	return was && is && was->proto->number == is->proto->number && !index_find_name(&after->by_name, old);
}

void compare_event_options(struct compare *compare, const struct message *before, const struct message *after)
{
	const struct pair pair = {compare, before, after, place_below(&after->place, MESSAGE_OPTIONS, EXTENSION_EVENT)};
	const struct Hapax__EventOptions *old = before->event, *new = after->event;
	note_text(&pair, TOPIC_CHANGED, "topic", old->topic, new->topic);
	if (!same_field(before, old->key, after, new->key))
		note_text(&pair, KEY_CHANGED, "key", old->key, new->key);
	if (!same_field(before, old->subject, after, new->subject))
		note_text(&pair, SUBJECT_CHANGED, "subject", old->subject, new->subject);
	note_text(&pair, OWNER_CHANGED, "owner", old->owner, new->owner);
	compare_aliases(&pair);
	compare_consumers(&pair);
	compare_retention(&pair);
	note_text(&pair, RETRY_CHANGED, "retry", retry_text(compare, old->retry), retry_text(compare, new->retry));
	note_text(&pair, TEXT_CHANGED, "description", old->description, new->description);
	note_text(&pair, TEXT_CHANGED, "example", old->example, new->example);
	if (!text_equal(before->unknown_options, after->unknown_options))
		note(&pair, OPTION_CHANGED, "(hapax.event)", NULL, NULL);
}
