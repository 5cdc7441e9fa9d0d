/*
 * Where the sides of a comparison come from, each as the bytes of a FileDescriptorSet: a file, a folder of .proto files, the same
 * folder as a git ref has it, or this program. Starts git and protoc; main thread only.
 */
#ifndef HAPAX_CLI_EVENTS_CHECK_SIDE_H
#define HAPAX_CLI_EVENTS_CHECK_SIDE_H

#include "hapax/buffer.h"
#include "platform/config/config.h"

enum { SIDE_MAX_BYTES = 64 << 20 };

/* All of them append to *bytes. includes: further folders that imports are looked up in. */
MUST_CHECK enum status side_of_file(struct context *context, const char *path, struct buffer *bytes);
MUST_CHECK enum status side_of_folder(struct context *context, const char *folder, const struct config_many *includes,
				      struct buffer *bytes);
/* folder as it is below the current one; it needn't be there any more. */
MUST_CHECK enum status side_of_ref(struct context *context, const char *ref, const char *folder, const struct config_many *includes,
				   struct buffer *bytes);
/* The catalogues that are registered. */
MUST_CHECK enum status side_of_program(struct context *context, struct buffer *bytes);

#endif
