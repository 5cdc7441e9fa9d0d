/* The .proto files of a folder as a git ref has them. Starts git; main thread only. */
#ifndef HAPAX_CLI_EVENTS_CHECK_GIT_TREE_H
#define HAPAX_CLI_EVENTS_CHECK_GIT_TREE_H

#include "cli/events_check/names.h"
#include "cli/scratch.h"

/* Writes them below scratch's "tree" and names them. STATUS_INVALID for an unknown ref, STATUS_NOT_FOUND when it has none there. */
MUST_CHECK enum status git_tree_read(struct context *context, const struct scratch *scratch, const char *ref, const char *folder,
				     struct names *ret_names);

#endif
