/* The .proto files of a project. Everything lives in the context's arena. */
#ifndef HAPAX_CLI_EVENTS_NEW_PROTO_TREE_H
#define HAPAX_CLI_EVENTS_NEW_PROTO_TREE_H

#include "cli/events_new/proto_scan.h"

enum { PROTO_FILES_MAX = 1000, PROTO_FILE_MAX_BYTES = 4 << 20 };

struct proto_tree {
	const char *folder;
	struct proto_file *files; /* by name */
	size_t count;
};

/* Reads every .proto below the folder; hidden folders and those that protoc's own files come in (google/) are left out.
 * STATUS_INVALID when there is no such folder, or a file can't be read as .proto. */
MUST_CHECK enum status proto_tree_read(struct context *context, const char *folder, struct proto_tree *ret_tree);

const struct proto_file *proto_tree_file(const struct proto_tree *tree, const char *name);
/* The first file that declares the topic; the first event with that spelling, and its file; NULL when there is none. */
const struct proto_file *proto_tree_topic(const struct proto_tree *tree, const char *topic);
const struct proto_name *proto_tree_event(const struct proto_tree *tree, const char *spelling, const struct proto_file **ret_file);

/* NULL when it isn't among them. */
const struct proto_name *proto_name_find(const struct proto_name *names, struct text name);

#endif
