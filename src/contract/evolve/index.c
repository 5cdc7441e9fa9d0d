#include "contract/evolve/index.h"

#include <stdlib.h>
#include <string.h>

enum status index_init(struct context *context, struct index *index, size_t room)
{
	*index = (struct index){.entries = arena_array(context->arena, struct index_entry, room)};
	if (!index->entries)
		return fail(context, STATUS_EXHAUSTED, "no memory to look through %zu parts of a contract", room);
	return STATUS_OK;
}

void index_add(struct index *index, const char *name, int64_t number, const void *item)
{
	index->entries[index->count] = (struct index_entry){name, number, index->count, item};
	index->count++;
}

static int by_order(const struct index_entry *a, const struct index_entry *b)
{
	return (a->order > b->order) - (a->order < b->order);
}

static int compare_numbers(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int by_name(const void *a, const void *b)
{
	const struct index_entry *left = a, *right = b;
	int order = strcmp(left->name, right->name);
	return order ? order : by_order(left, right);
}

static int by_number(const void *a, const void *b)
{
	const struct index_entry *left = a, *right = b;
	int order = compare_numbers(left->number, right->number);
	return order ? order : by_order(left, right);
}

const struct index_entry *index_order_by_name(struct index *index)
{
	if (index->count)
		qsort(index->entries, index->count, sizeof(index->entries[0]), by_name);
	for (size_t i = 1; i < index->count; i++)
		if (!strcmp(index->entries[i].name, index->entries[i - 1].name))
			return &index->entries[i];
	return NULL;
}

const struct index_entry *index_order_by_number(struct index *index)
{
	if (index->count)
		qsort(index->entries, index->count, sizeof(index->entries[0]), by_number);
	for (size_t i = 1; i < index->count; i++)
		if (index->entries[i].number == index->entries[i - 1].number)
			return &index->entries[i];
	return NULL;
}

/* The first entry that isn't before what is looked for; name NULL: by number. */
static size_t lower_bound(const struct index *index, const char *name, int64_t number)
{
	size_t low = 0, high = index->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct index_entry *entry = &index->entries[middle];
		int order = name ? strcmp(entry->name, name) : compare_numbers(entry->number, number);
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const void *index_find_name(const struct index *index, const char *name)
{
	size_t at = lower_bound(index, name, 0);
	return at < index->count && !strcmp(index->entries[at].name, name) ? index->entries[at].item : NULL;
}

const void *index_find_number(const struct index *index, int64_t number)
{
	size_t at = lower_bound(index, NULL, number);
	return at < index->count && index->entries[at].number == number ? index->entries[at].item : NULL;
}
