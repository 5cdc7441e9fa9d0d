/* Looking things up by name or number in a set that doesn't change any more. In an arena; one thread. */
#ifndef HAPAX_CONTRACT_EVOLVE_INDEX_H
#define HAPAX_CONTRACT_EVOLVE_INDEX_H

#include "hapax/context.h"

struct index_entry {
	const char *name; /* NULL in an index by number */
	int64_t number;
	size_t order; /* in which they were added */
	const void *item;
};

struct index {
	struct index_entry *entries;
	size_t count;
};

/* Room for that many entries, to be added and then put in order once. STATUS_EXHAUSTED when memory is out. */
MUST_CHECK enum status index_init(struct context *context, struct index *index, size_t room);
void index_add(struct index *index, const char *name, int64_t number, const void *item);
/* Equal ones stay in the order in which they were added. The first entry that equals the one before it; NULL: none does. */
const struct index_entry *index_order_by_name(struct index *index);
const struct index_entry *index_order_by_number(struct index *index);
/* The first item of that name or number; NULL: none. */
const void *index_find_name(const struct index *index, const char *name);
const void *index_find_number(const struct index *index, int64_t number);

#endif
