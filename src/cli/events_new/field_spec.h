/*
 * A field as it is asked for on the command line, "NAME:TYPE" and what follows, and the line of .proto that it becomes:
 *     task_id:int64!        required
 *     note:string?          may be absent: a wrapper
 *     tags:string(50)[]     a list, of strings of at most 50 characters
 *     done:bool             absent and false are the same
 * Pure; texts in the context's arena.
 */
#ifndef HAPAX_CLI_EVENTS_NEW_FIELD_SPEC_H
#define HAPAX_CLI_EVENTS_NEW_FIELD_SPEC_H

#include "hapax/buffer.h"
#include "hapax/context.h"

struct field_type;

struct field_spec {
	const char *name;
	const struct field_type *type;
	int max_len; /* of a string; 0: by its name */
	bool required, optional, list;
};

/* Adds a violation and returns false when it can't be: what is wrong with it and what is allowed. */
bool field_spec_read(struct context *context, const char *given, struct field_spec *ret_spec);
/* Whether partition key and subject can be made of it. */
bool field_spec_fits_attribute(const struct field_spec *spec);
/* "google/protobuf/timestamp.proto"; NULL: none. */
const char *field_spec_import(const struct field_spec *spec);
/* Whether it has rules, and needs buf/validate/validate.proto. */
bool field_spec_has_rules(struct context *context, const struct field_spec *spec);
/* A line (or two, when it would be long) of a message's body. */
void field_spec_write(struct context *context, const struct field_spec *spec, int number, struct buffer *out);

#endif
