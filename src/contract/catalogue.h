/*
 * Which event types there are. Catalogues are registered before threads start; afterwards look-ups are lock-free.
 */
#ifndef HAPAX_CONTRACT_CATALOGUE_H
#define HAPAX_CONTRACT_CATALOGUE_H

#include "hapax/context.h"
#include "hapax/event.h"

/* STATUS_CONFLICT when a type or alias is there already with another definition; registering the same catalogue twice is fine. */
MUST_CHECK enum status catalogue_register(struct context *context, const struct catalogue *catalogue);
/* By name or alias; topic decides short aliases such as "created" on task-events, and may be empty. NULL: unknown. */
const struct event_type *catalogue_find(struct text name, struct text topic);
/* All types, in the order of their registration. */
size_t catalogue_count(void);
const struct event_type *catalogue_at(size_t index);
/* Registered descriptor sets, for reflection. */
size_t catalogue_set_count(void);
const struct catalogue *catalogue_set_at(size_t index);

#endif
