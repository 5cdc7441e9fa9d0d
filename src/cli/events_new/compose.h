/* The text of the file with the new event in it, formatted as the others are. Pure; in the context's arena. */
#ifndef HAPAX_CLI_EVENTS_NEW_COMPOSE_H
#define HAPAX_CLI_EVENTS_NEW_COMPOSE_H

#include "cli/events_new/draft.h"

/* *ret_file is all of the file, *ret_added the message (and the topic's declaration in front of it) for people to see. */
MUST_CHECK enum status compose(struct context *context, const struct draft *draft, struct text *ret_file, struct text *ret_added);

#endif
