/* Small helpers over jansson. Pure. */
#ifndef HAPAX_DEV_SIDECAR_JSON_H
#define HAPAX_DEV_SIDECAR_JSON_H

#include <jansson.h>

#include "hapax/context.h"

/* For CLEANUP(). */
void json_release(json_t **json);
/* The value as JSON in the arena; flags as for json_dumps(). */
MUST_CHECK enum status json_text(struct context *context, const json_t *json, size_t flags, struct text *ret_text);
/* A serialized google.protobuf.Struct of the members of an object, without those named in `without` (ends with NULL). */
MUST_CHECK enum status json_to_struct(struct context *context, const json_t *object, const char *const *without,
				      struct text *ret_bytes);

#endif
