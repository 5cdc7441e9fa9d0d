#include <string.h>

#include "contract/evolve/compare.h"
#include "contract/evolve/read.h"

static struct place option_place(const struct message *event)
{
	return place_below(&event->place, MESSAGE_OPTIONS, EXTENSION_EVENT);
}

/* Makes the event the subject: with the new side's name and the consumers of both. Either may be NULL. */
static void begin(struct compare *compare, const struct message *before, const struct message *after)
{
	static const struct Hapax__EventOptions none = HAPAX__EVENT_OPTIONS__INIT;
	const struct Hapax__EventOptions *old = before ? before->event : &none, *new = after ? after->event : &none;
	const struct Hapax__EventOptions *shown = before ? old : new;
	const char *const *consumers = compare_union(compare, old->consumers, old->n_consumers, new->consumers, new->n_consumers);
	compare_subject(compare, SUBJECT_EVENT, shown->type, after ? new->version : old->version, shown->owner, consumers);
}

static const char *consumers_text(struct compare *compare)
{
	const char *text = "heard by";
	for (size_t i = 0; compare->subject->consumers[i] && compare_work(compare, 1 + i); i++)
		text = compare_text(compare, "%s%s %s", text, i ? "," : "", compare->subject->consumers[i]);
	return compare->subject->consumers[0] ? text : "heard by nobody";
}

static void compare_versions(struct compare *compare, const struct message *before, const struct message *after)
{
	const struct trail trail = {NULL, "version", 1};
	const struct place place = option_place(after);
	const char *old = before->event->version, *new = after->event->version;
	enum evolve_rule rule = EVOLVE_RULE_COUNT_;
	if (after->major == 0)
		rule = VERSION_MALFORMED;
	else if (before->major == after->major && after->minor < before->minor)
		rule = VERSION_LOWERED;
	else if (before->major == after->major && after->minor > before->minor)
		rule = VERSION_RAISED;
	/* What breaks isn't mended by a higher minor version; for what is left of the changes it takes one. */
	else if (before->major == after->major && compare->data_changes > compare->data_breaks)
		rule = VERSION_NOT_RAISED;
	if (rule != EVOLVE_RULE_COUNT_ && (rule != VERSION_MALFORMED || strcmp(old, new) != 0))
		compare_note(compare, rule, &trail, old, new, &place);
}

static void compare_event(struct compare *compare, const struct message *before, const struct message *after)
{
	const struct place place = option_place(after);
	compare->reached[before - compare->before->messages] = true;
	compare->walk++;
	compare_fields(compare, before, after, NULL, true);
	compare_versions(compare, before, after);
	if (strcmp(before->name, after->name) != 0)
		compare_note(compare, MESSAGE_RENAMED, NULL, before->name, after->name, &place);
	compare_event_options(compare, before, after);
}

static bool has_word(char *const *words, size_t count, const char *word)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(words[i], word))
			return true;
	return false;
}

/* An event of the new side that answers to an old name. */
static const struct message *find_by_alias(struct compare *compare, const struct message *before)
{
	const struct message *found = NULL;
	for (size_t i = 0; i < compare->after->event_count && compare_work(compare, 1); i++) {
		const struct message *after = compare->after->events[i];
		(void)compare_work(compare, after->event->n_aliases);
		if (!has_word(after->event->aliases, after->event->n_aliases, before->event->type))
			continue;
		if (!found || after->major == before->major)
			found = after;
	}
	return found;
}

/* The type has other major versions only. */
static void note_other_majors(struct compare *compare, const struct message *before, const struct message *newest)
{
	const struct trail trail = {NULL, "version", 1};
	const struct place place = option_place(newest);
	enum evolve_rule rule = newest->major > before->major ? MAJOR_NOT_KEPT : VERSION_LOWERED;
	begin(compare, before, newest);
	compare_note(compare, newest->major == 0 ? VERSION_MALFORMED : rule, &trail, before->event->version, newest->event->version,
		     &place);
}

/* No event has the old type any more: it goes by another name now, or it is gone. Returns its heir; NULL: none. */
static const struct message *compare_missing(struct compare *compare, const struct message *before)
{
	const struct trail trail = {NULL, "type", 1};
	const struct message *heir = find_by_alias(compare, before), *same = contract_message(compare->after, before->name);
	size_t count;
	enum evolve_rule rule = EVENT_RENAMED_WITH_ALIAS;
	(void)contract_versions(compare->before, same && same->event ? same->event->type : "", &count);
	if (!heir && same && same->event && count == 0) {
		heir = same;
		rule = EVENT_RENAMED;
	}
	begin(compare, before, heir);
	if (!heir) {
		compare_note(compare, EVENT_REMOVED, NULL, before->event->type, NULL, same ? &same->place : NULL);
		return NULL;
	}
	const struct place place = option_place(heir);
	compare_note(compare, rule, &trail, before->event->type, heir->event->type, &place);
	compare_event(compare, before, heir);
	return heir;
}

static void compare_old_event(struct compare *compare, const struct message *before, bool *taken)
{
	size_t count;
	const struct message *const *versions = contract_versions(compare->after, before->event->type, &count);
	const struct message *same = contract_event(compare->after, before->event->type, before->major);
	if (same) {
		begin(compare, before, same);
		compare_event(compare, before, same);
	} else if (count) {
		note_other_majors(compare, before, versions[count - 1]);
	} else {
		const struct message *heir = compare_missing(compare, before);
		if (heir)
			taken[heir - compare->after->messages] = true;
	}
}

static void note_new_event(struct compare *compare, const struct message *after)
{
	size_t count;
	(void)contract_versions(compare->before, after->event->type, &count);
	begin(compare, NULL, after);
	const struct place place = option_place(after);
	const struct trail trail = {NULL, "version", 1};
	if (!count)
		compare_note(compare, EVENT_ADDED, NULL, NULL, consumers_text(compare), &place);
	else
		compare_note(compare, MAJOR_ADDED, &trail, NULL, after->event->version, &place);
}

/* Whether the new version of a type stands beside one that the old side had. */
static bool old_is_kept(const struct compare *compare, const struct message *after)
{
	size_t count;
	const struct message *const *versions = contract_versions(compare->before, after->event->type, &count);
	for (size_t i = 0; i < count; i++)
		if (contract_event(compare->after, after->event->type, versions[i]->major))
			return true;
	return count == 0;
}

void compare_events(struct compare *compare)
{
	bool *taken = arena_array(compare->context->arena, bool, compare->after->message_count);
	compare->exhausted |= !taken;
	for (size_t i = 0; i < compare->before->event_count && compare_work(compare, 1); i++)
		compare_old_event(compare, compare->before->events[i], taken);
	for (size_t i = 0; i < compare->after->event_count && compare_work(compare, 1); i++) {
		const struct message *after = compare->after->events[i];
		if (taken[after - compare->after->messages])
			continue;
		if (!contract_event(compare->before, after->event->type, after->major) && old_is_kept(compare, after))
			note_new_event(compare, after);
	}
}
