/*
 * The texts that the types of the catalogue answer to, and the hash table over them. Private to the catalogue. Pure.
 */
#ifndef HAPAX_CONTRACT_CATALOGUE_SPELLING_H
#define HAPAX_CONTRACT_CATALOGUE_SPELLING_H

#include "hapax/context.h"
#include "hapax/event.h"

/* One text that an event answers to. */
struct spelling {
	struct text name;
	struct text topic; /* empty: on every topic */
	const struct event_type *type;
	size_t newest, version_count; /* the type's part of registry.versions */
};

/* The type's name and aliases, into the array; with spellings NULL they are only counted. Returns how many. */
size_t spellings_of(struct spelling *spellings, const struct event_type *type);
/* STATUS_CONFLICT when one of spellings[from..count) means another event than one before it. */
MUST_CHECK enum status spellings_check(struct context *context, const struct spelling *spellings, size_t from, size_t count);

/* For qsort() over pointers to types: by name, the newest major version first. */
int versions_order(const void *a, const void *b);
/* Sets newest and version_count: where in the ordered types the versions of each spelling's type are. */
void spellings_link(struct spelling *spellings, size_t spelling_count, const struct event_type *const *versions,
		    size_t version_count);

/* How many slots a table of so many spellings has: a power of two. */
size_t spellings_slots(size_t count);
/* Into a zeroed table: 1 + index into spellings, by the hash of their names, the next free one where it is taken. */
void spellings_fill_slots(size_t *slots, size_t slot_count, const struct spelling *spellings, size_t count);

#endif
