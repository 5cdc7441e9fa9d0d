#include "contract/catalogue/spelling.h"

#include <string.h>

static size_t count_words(const char *const *words)
{
	size_t count = 0;
	while (words && words[count])
		count++;
	return count;
}

static size_t add_words(struct spelling *spellings, const char *const *words, struct text topic, const struct event_type *type)
{
	size_t count = 0;
	for (; words && words[count]; count++)
		spellings[count] = (struct spelling){.name = text_of(words[count]), .topic = topic, .type = type};
	return count;
}

size_t spellings_of(struct spelling *spellings, const struct event_type *type)
{
	if (!spellings)
		return 1 + count_words(type->aliases) + count_words(type->topic_aliases);
	size_t count = 0;
	spellings[count++] = (struct spelling){.name = text_of(type->name), .type = type};
	count += add_words(spellings + count, type->aliases, (struct text){0}, type);
	count += add_words(spellings + count, type->topic_aliases, text_of(type->topic), type);
	return count;
}

static bool overlap(const struct spelling *a, const struct spelling *b)
{
	return text_equal(a->name, b->name) && (text_empty(a->topic) || text_empty(b->topic) || text_equal(a->topic, b->topic));
}

/* Major versions of one type live side by side and answer to the same names. */
static bool are_versions(const struct event_type *a, const struct event_type *b)
{
	return strcmp(a->name, b->name) == 0 && a->major != b->major;
}

static enum status check_pair(struct context *context, const struct spelling *before, const struct spelling *spelling)
{
	const struct event_type *first = before->type, *second = spelling->type;
	if (!overlap(before, spelling))
		return STATUS_OK;
	if (!are_versions(first, second))
		return fail(context, STATUS_CONFLICT,
			    "event type or alias \"%.*s\" means %s %u.%u (owner %s) and %s %u.%u (owner %s); it may mean one event "
			    "only",
			    TEXT_ARG(spelling->name), first->name, first->major, first->minor, first->owner, second->name,
			    second->major, second->minor, second->owner);
	if (strcmp(first->owner, second->owner) != 0)
		return fail(context, STATUS_CONFLICT,
			    "%s %u.%u has the owner %s, and %s %u.%u the owner %s; all versions of a type have one owner",
			    first->name, first->major, first->minor, first->owner, second->name, second->major, second->minor,
			    second->owner);
	return STATUS_OK;
}

enum status spellings_check(struct context *context, const struct spelling *spellings, size_t from, size_t count)
{
	enum status status = STATUS_OK;
	for (size_t i = from; status == STATUS_OK && i < count; i++) {
		for (size_t j = 0; status == STATUS_OK && j < i; j++)
			status = check_pair(context, &spellings[j], &spellings[i]);
	}
	return status;
}

int versions_order(const void *a, const void *b)
{
	const struct event_type *left = *(const struct event_type *const *)a, *right = *(const struct event_type *const *)b;
	int order = strcmp(left->name, right->name);
	return order ? order : (left->major < right->major) - (left->major > right->major);
}

void spellings_link(struct spelling *spellings, size_t spelling_count, const struct event_type *const *versions,
		    size_t version_count)
{
	for (size_t i = 0; i < spelling_count; i++) {
		struct spelling *spelling = &spellings[i];
		spelling->newest = 0;
		while (strcmp(versions[spelling->newest]->name, spelling->type->name) != 0)
			spelling->newest++;
		size_t end = spelling->newest;
		while (end < version_count && strcmp(versions[end]->name, spelling->type->name) == 0)
			end++;
		spelling->version_count = end - spelling->newest;
	}
}

void spellings_fill_slots(size_t *slots, size_t slot_count, const struct spelling *spellings, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t at = text_hash(spellings[i].name) & (slot_count - 1);
		while (slots[at])
			at = (at + 1) & (slot_count - 1);
		slots[at] = i + 1;
	}
}

size_t spellings_slots(size_t count)
{
	size_t slots = 64;
	while (slots < 2 * count)
		slots *= 2;
	return slots;
}
