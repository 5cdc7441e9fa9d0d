/* Spellings of event types in older envelopes. Private to contract/adapt. Pure. */
#ifndef HAPAX_CONTRACT_ADAPT_TYPE_NAME_H
#define HAPAX_CONTRACT_ADAPT_TYPE_NAME_H

#include "hapax/event.h"

/*
 * By the contract's name or an alias; else by the only type whose name or alias is the same but for case and for the separators
 * between words: TASK_CREATED, TaskCreated, task-created. NULL: none, or more than one.
 */
const struct event_type *older_type_find(struct text name, struct text topic);

#endif
