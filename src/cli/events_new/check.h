/* What protoc and the plugin say about a file before it is put in its place. Starts programs; main thread only. */
#ifndef HAPAX_CLI_EVENTS_NEW_CHECK_H
#define HAPAX_CLI_EVENTS_NEW_CHECK_H

#include "platform/config/config.h"

/* protoc, and protoc-gen-hapax where it is beside this program or in PATH, over a copy of the file. *ret_by says by whom it was
 * checked, or, when by nobody, is NULL and *ret_why says why. STATUS_INVALID with what they say is wrong. */
MUST_CHECK enum status check_file(struct context *context, const char *folder, const struct config_many *includes, const char *file,
				  struct text content, const char **ret_by, const char **ret_why);

#endif
