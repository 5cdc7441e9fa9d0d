/*
 * Which event types there are. Catalogues are registered before threads start; afterwards look-ups are lock-free.
 */
#ifndef HAPAX_CONTRACT_CATALOGUE_H
#define HAPAX_CONTRACT_CATALOGUE_H

#include "hapax/context.h"
#include "hapax/event.h"

/* STATUS_CONFLICT when a type, an alias or a topic is there already with another definition. Major versions of one type live side
 * by side; they share their aliases and have one owner. Registering the same catalogue twice is fine. */
MUST_CHECK enum status catalogue_register(struct context *context, const struct catalogue *catalogue);
/* The newest major version of a type, by name or alias; topic decides short aliases such as "created" on task-events, and may be
 * empty. An alias of any version means the type. NULL: unknown. */
const struct event_type *catalogue_find(struct text name, struct text topic);
/* That major version of it. NULL: the type or this version of it is unknown. */
const struct event_type *catalogue_find_major(struct text name, struct text topic, unsigned major);
/* All major versions of it, newest first. NULL, and 0 of them: unknown. */
const struct event_type *const *catalogue_versions(struct text name, struct text topic, size_t *ret_count);
/* All types, each in every major version, in the order of their registration. */
size_t catalogue_count(void);
const struct event_type *catalogue_at(size_t index);
/* The topic that a catalogue declares, by its own name or by another system's for it. NULL: none declares it. */
const struct topic *catalogue_topic(struct text name);
/* Registered descriptor sets, for reflection. */
size_t catalogue_set_count(void);
const struct catalogue *catalogue_set_at(size_t index);

#endif
