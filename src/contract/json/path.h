/*
 * Where in a message we are, as a chain of stack frames that is put into words only when something is wrong there. Pure.
 */
#ifndef HAPAX_CONTRACT_JSON_PATH_H
#define HAPAX_CONTRACT_JSON_PATH_H

#include <protobuf-c/protobuf-c.h>

#include "hapax/context.h"

struct path {
	const struct path *up; /* NULL: the outermost field */
	const char *field;     /* its name; NULL: `key` says it */
	struct text key;       /* of a map's entry, or as the input spells it */
	bool is_item;	       /* instead of both: the element `index` of what `up` names */
	size_t index;
	const ProtobufCFieldDescriptor *key_field; /* instead of all: the entry of a map whose key is at `key_at` */
	const void *key_at;
};

/* "lines[2].sku", "before.title", "labels.colour", "counts[5]", "labels[\"colour\"].name"; the empty text for NULL and for an
 * exhausted arena. Long names are cut. */
struct text path_text(const struct path *path, struct arena *arena);
/* Whether path_refuse() keeps what it is told: not beyond so many violations. */
bool path_tells(const struct context *context);
/* A violation at the path; nothing is put into words when its text wouldn't be kept anyway. */
void path_refuse(struct context *context, const struct path *path, const char *rule, const char *format, ...) PRINTF_LIKE(4, 5);

#endif
