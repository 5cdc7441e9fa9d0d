/* Names of .proto files below a folder. In an arena. */
#ifndef HAPAX_CLI_EVENTS_CHECK_NAMES_H
#define HAPAX_CLI_EVENTS_CHECK_NAMES_H

#include "hapax/context.h"

enum { PROTO_NAMES_MAX = 10000 };

struct names {
	const char **at; /* relative, with slashes */
	size_t count;
};

/* Room for PROTO_NAMES_MAX of them. */
MUST_CHECK enum status names_init(struct context *context, struct names *names);
/* Copies it. Ignores what isn't called *.proto; STATUS_INVALID for a name that protoc can't be told. */
MUST_CHECK enum status names_add(struct context *context, struct names *names, const char *name);
/* Those in a folder of the file system, in order. Hidden folders are left out. STATUS_NOT_FOUND when there are none. */
MUST_CHECK enum status names_of_folder(struct context *context, const char *folder, struct names *ret_names);
bool names_has(const struct names *names, const char *name);

#endif
