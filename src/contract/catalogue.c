#include "contract/catalogue.h"

#include <stdlib.h>
#include <string.h>

/* One text that an event answers to. */
struct spelling {
	struct text name;
	struct text topic; /* empty: on every topic */
	const struct event_type *type;
};

/* Of the process. Written by catalogue_register() alone, before threads start. */
static struct {
	const struct catalogue **sets;
	size_t set_count;
	const struct event_type **types;
	size_t type_count;
	struct spelling *spellings;
	size_t spelling_count;
	size_t *slots; /* 1 + index into spellings, 0: free; open addressing over the name's hash, at most half full */
	size_t slot_count;
} registry;

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
		spellings[count] = (struct spelling){text_of(words[count]), topic, type};
	return count;
}

/* With spellings NULL only counts. */
static size_t spell(struct spelling *spellings, const struct event_type *type)
{
	if (!spellings)
		return 1 + count_words(type->aliases) + count_words(type->topic_aliases);
	size_t count = 0;
	spellings[count++] = (struct spelling){text_of(type->name), {0}, type};
	count += add_words(spellings + count, type->aliases, (struct text){0}, type);
	count += add_words(spellings + count, type->topic_aliases, text_of(type->topic), type);
	return count;
}

static bool overlap(const struct spelling *a, const struct spelling *b)
{
	return text_equal(a->name, b->name) && (text_empty(a->topic) || text_empty(b->topic) || text_equal(a->topic, b->topic));
}

static enum status check_spellings(struct context *context, const struct spelling *spellings, size_t from, size_t count)
{
	for (size_t i = from; i < count; i++) {
		for (size_t j = 0; j < i && spellings[i].type && spellings[j].type; j++) {
			if (overlap(&spellings[i], &spellings[j]))
				return fail(context, STATUS_CONFLICT,
					    "event type or alias \"%.*s\" means %s (owner %s) and %s (owner %s); it may mean one "
					    "event only",
					    TEXT_ARG(spellings[i].name), spellings[j].type->name, spellings[j].type->owner,
					    spellings[i].type->name, spellings[i].type->owner);
		}
	}
	return STATUS_OK;
}

static void fill_slots(size_t *slots, size_t slot_count, const struct spelling *spellings, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t at = text_hash(spellings[i].name) & (slot_count - 1);
		while (slots[at])
			at = (at + 1) & (slot_count - 1);
		slots[at] = i + 1;
	}
}

static size_t slots_for(size_t count)
{
	size_t slots = 64;
	while (slots < 2 * count)
		slots *= 2;
	return slots;
}

static bool is_registered(const struct catalogue *catalogue)
{
	for (size_t i = 0; i < registry.set_count; i++) {
		if (registry.sets[i] == catalogue)
			return true;
	}
	return false;
}

/* Larger copies of the registry's arrays; all or nothing. */
struct growth {
	const struct catalogue **sets;
	const struct event_type **types;
	struct spelling *spellings;
	size_t spelling_count;
	size_t *slots;
	size_t slot_count;
};

static void growth_done(struct growth *growth)
{
	free(growth->sets);
	free(growth->types);
	free(growth->spellings);
	free(growth->slots);
}

static enum status growth_init(struct context *context, struct growth *growth, const struct catalogue *catalogue)
{
	size_t spellings = registry.spelling_count;
	for (size_t i = 0; i < catalogue->event_count; i++)
		spellings += spell(NULL, catalogue->events[i]);
	*growth = (struct growth){.slot_count = slots_for(spellings)};
	growth->sets = calloc(registry.set_count + 1, sizeof(growth->sets[0]));
	growth->types = calloc(registry.type_count + catalogue->event_count + 1, sizeof(growth->types[0]));
	growth->spellings = calloc(spellings + 1, sizeof(growth->spellings[0]));
	growth->slots = calloc(growth->slot_count, sizeof(growth->slots[0]));
	if (!growth->sets || !growth->types || !growth->spellings || !growth->slots)
		return fail(context, STATUS_EXHAUSTED, "no memory for a catalogue of %zu events", catalogue->event_count);
	return STATUS_OK;
}

static void growth_fill(struct growth *growth, const struct catalogue *catalogue)
{
	if (registry.set_count) {
		memcpy(growth->sets, registry.sets, registry.set_count * sizeof(growth->sets[0]));
		memcpy(growth->types, registry.types, registry.type_count * sizeof(growth->types[0]));
		memcpy(growth->spellings, registry.spellings, registry.spelling_count * sizeof(growth->spellings[0]));
	}
	growth->sets[registry.set_count] = catalogue;
	growth->spelling_count = registry.spelling_count;
	for (size_t i = 0; i < catalogue->event_count; i++) {
		growth->types[registry.type_count + i] = catalogue->events[i];
		growth->spelling_count += spell(growth->spellings + growth->spelling_count, catalogue->events[i]);
	}
	fill_slots(growth->slots, growth->slot_count, growth->spellings, growth->spelling_count);
}

/* The registry takes the arrays over; its old ones go away with *growth. */
static void growth_swap(struct growth *growth, const struct catalogue *catalogue)
{
	struct growth old = {
		.sets = registry.sets, .types = registry.types, .spellings = registry.spellings, .slots = registry.slots};
	registry.sets = growth->sets;
	registry.set_count++;
	registry.types = growth->types;
	registry.type_count += catalogue->event_count;
	registry.spellings = growth->spellings;
	registry.spelling_count = growth->spelling_count;
	registry.slots = growth->slots;
	registry.slot_count = growth->slot_count;
	*growth = old;
}

static enum status grow(struct context *context, struct growth *growth, const struct catalogue *catalogue)
{
	enum status status = growth_init(context, growth, catalogue);
	if (status)
		return status;
	growth_fill(growth, catalogue);
	status = check_spellings(context, growth->spellings, registry.spelling_count, growth->spelling_count);
	if (!status)
		growth_swap(growth, catalogue);
	return status;
}

enum status catalogue_register(struct context *context, const struct catalogue *catalogue)
{
	struct growth growth = {0};
	if (is_registered(catalogue))
		return STATUS_OK;
	enum status status = grow(context, &growth, catalogue);
	growth_done(&growth);
	return status;
}

const struct event_type *catalogue_find(struct text name, struct text topic)
{
	if (registry.slot_count == 0)
		return NULL;
	size_t mask = registry.slot_count - 1;
	for (size_t at = text_hash(name) & mask; registry.slots[at]; at = (at + 1) & mask) {
		const struct spelling *spelling = &registry.spellings[registry.slots[at] - 1];
		if (text_equal(spelling->name, name) && (text_empty(spelling->topic) || text_equal(spelling->topic, topic)))
			return spelling->type;
	}
	return NULL;
}

size_t catalogue_count(void)
{
	return registry.type_count;
}

const struct event_type *catalogue_at(size_t index)
{
	return registry.types[index];
}

size_t catalogue_set_count(void)
{
	return registry.set_count;
}

const struct catalogue *catalogue_set_at(size_t index)
{
	return registry.sets[index];
}
