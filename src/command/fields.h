/* Sets message fields from texts of a path or query. */
#ifndef HAPAX_COMMAND_FIELDS_H
#define HAPAX_COMMAND_FIELDS_H

#include <protobuf-c/protobuf-c.h>

#include "hapax/context.h"

/* The field called name becomes the value; a violation when there is no such field or the value isn't of its type. */
void field_set_text(struct context *context, ProtobufCMessage *message, struct text name, struct text value);
/* %XX decoded, and + where it means a space (in queries), in the arena; what is no valid escape stays as it is. */
struct text percent_decode(struct context *context, struct text text, bool plus_is_space);

#endif
