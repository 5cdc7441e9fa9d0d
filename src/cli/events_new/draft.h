/* The event that is asked for, checked against what is there. Everything lives in the context's arena or the command line. */
#ifndef HAPAX_CLI_EVENTS_NEW_DRAFT_H
#define HAPAX_CLI_EVENTS_NEW_DRAFT_H

#include "cli/events_new/field_spec.h"
#include "cli/events_new/proto_tree.h"
#include "platform/config/config.h"

/* As the command line says it; NULL or empty: it says nothing. */
struct draft_request {
	const char *type, *topic, *owner, *package, *key, *subject, *description;
	const char *topic_partitions;
	const struct config_many *fields, *consumers;
};

struct draft {
	const char *type;    /* "task.archived" */
	const char *message; /* "TaskArchived" */
	const char *topic, *owner, *package;
	const char *key, *subject; /* NULL: none */
	const char *description;   /* as given; NULL: none */
	const struct config_many *consumers;
	struct field_spec *fields; /* required ones first */
	size_t field_count;
	bool new_topic; /* its declaration belongs to the file */
	int partitions;
	const char *topic_import;	/* the file that declares the topic, where it is another one; NULL: none */
	const char *file;		/* relative to the folder */
	const struct proto_file *there; /* that file as it is; NULL: a new one */
};

/* STATUS_INVALID with a violation for everything that is wrong. own_tree: the folder has hapax's own events, else those that the
 * program knows are there as well. */
MUST_CHECK enum status draft_make(struct context *context, const struct draft_request *request, const struct proto_tree *tree,
				  bool own_tree, struct draft *ret_draft);

/* "hapax.tasks.v1" -> "tasks", "acme.shop.v2" -> "acme_shop_v2": what names in C start with. */
const char *draft_prefix(struct arena *arena, const char *package);

#endif
