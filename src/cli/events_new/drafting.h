/* What the making of a draft shares between its two files. */
#ifndef HAPAX_CLI_EVENTS_NEW_DRAFTING_H
#define HAPAX_CLI_EVENTS_NEW_DRAFTING_H

#include "cli/events_new/draft.h"

struct drafting {
	struct context *context;
	const struct draft_request *request;
	const struct proto_tree *tree;
	bool own_tree;
	struct draft *draft;
};

#define wrong(drafting, where, ...) violation_add((drafting)->context, text_of(where), "new.event", __VA_ARGS__)

/* Words of small letters, digits and '_', joined by dots; at least so many. */
bool draft_is_dotted(const char *name, int least);

/* Owner and package, the file of that package, and the topic. The draft's message is there already. */
void draft_place(struct drafting *drafting);

#endif
