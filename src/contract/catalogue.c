#include "contract/catalogue.h"

#include <stdlib.h>
#include <string.h>

#include "contract/catalogue/spelling.h"
#include "contract/catalogue/topic.h"

/* Of the process. Written by catalogue_register() alone, before threads start. */
static struct {
	const struct catalogue **sets;
	size_t set_count;
	const struct event_type **types; /* in the order of their registration */
	size_t type_count;
	const struct event_type **versions; /* the same by name, newest major version first */
	struct spelling *spellings;
	size_t spelling_count;
	size_t *slots; /* 1 + index into spellings, 0: free; open addressing over the name's hash, at most half full */
	size_t slot_count;
} registry;

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
	size_t type_count;
	const struct event_type **versions;
	struct spelling *spellings;
	size_t spelling_count;
	size_t *slots;
	size_t slot_count;
};

static void growth_done(struct growth *growth)
{
	free(growth->sets);
	free(growth->types);
	free(growth->versions);
	free(growth->spellings);
	free(growth->slots);
}

static enum status growth_init(struct context *context, struct growth *growth, const struct catalogue *catalogue)
{
	size_t spellings = registry.spelling_count;
	for (size_t i = 0; i < catalogue->event_count; i++)
		spellings += spellings_of(NULL, catalogue->events[i]);
	*growth = (struct growth){.slot_count = spellings_slots(spellings),
				  .type_count = registry.type_count + catalogue->event_count};
	growth->sets = calloc(registry.set_count + 1, sizeof(growth->sets[0]));
	growth->types = calloc(growth->type_count + 1, sizeof(growth->types[0]));
	growth->versions = calloc(growth->type_count + 1, sizeof(growth->versions[0]));
	growth->spellings = calloc(spellings + 1, sizeof(growth->spellings[0]));
	growth->slots = calloc(growth->slot_count, sizeof(growth->slots[0]));
	if (!growth->sets || !growth->types || !growth->versions || !growth->spellings || !growth->slots)
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
		growth->spelling_count += spellings_of(growth->spellings + growth->spelling_count, catalogue->events[i]);
	}
	memcpy(growth->versions, growth->types, growth->type_count * sizeof(growth->versions[0]));
	qsort(growth->versions, growth->type_count, sizeof(growth->versions[0]), versions_order);
	spellings_link(growth->spellings, growth->spelling_count, growth->versions, growth->type_count);
	spellings_fill_slots(growth->slots, growth->slot_count, growth->spellings, growth->spelling_count);
}

/* The registry takes the arrays over; its old ones go away with *growth. */
static void growth_swap(struct growth *growth)
{
	struct growth old = {.sets = registry.sets,
			     .types = registry.types,
			     .versions = registry.versions,
			     .spellings = registry.spellings,
			     .slots = registry.slots};
	registry.sets = growth->sets;
	registry.set_count++;
	registry.types = growth->types;
	registry.type_count = growth->type_count;
	registry.versions = growth->versions;
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
	status = spellings_check(context, growth->spellings, registry.spelling_count, growth->spelling_count);
	if (!status)
		growth_swap(growth);
	return status;
}

enum status catalogue_register(struct context *context, const struct catalogue *catalogue)
{
	struct growth growth = {0};
	if (is_registered(catalogue))
		return STATUS_OK;
	enum status status = catalogue_topics_check(context, catalogue);
	if (status == STATUS_OK)
		status = grow(context, &growth, catalogue);
	growth_done(&growth);
	return status;
}

const struct event_type *const *catalogue_versions(struct text name, struct text topic, size_t *ret_count)
{
	*ret_count = 0;
	if (registry.slot_count == 0)
		return NULL;
	size_t mask = registry.slot_count - 1;
	for (size_t at = text_hash(name) & mask; registry.slots[at]; at = (at + 1) & mask) {
		const struct spelling *spelling = &registry.spellings[registry.slots[at] - 1];
		if (!text_equal(spelling->name, name) || !(text_empty(spelling->topic) || text_equal(spelling->topic, topic)))
			continue;
		*ret_count = spelling->version_count;
		return &registry.versions[spelling->newest];
	}
	return NULL;
}

const struct event_type *catalogue_find(struct text name, struct text topic)
{
	size_t count;
	const struct event_type *const *versions = catalogue_versions(name, topic, &count);
	return versions ? versions[0] : NULL;
}

const struct event_type *catalogue_find_major(struct text name, struct text topic, unsigned major)
{
	size_t count;
	const struct event_type *const *versions = catalogue_versions(name, topic, &count);
	for (size_t i = 0; i < count; i++) {
		if (versions[i]->major == major)
			return versions[i];
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
