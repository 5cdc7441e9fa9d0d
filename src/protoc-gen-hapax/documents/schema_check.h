/*
 * Whether a value fits one of our schemas: those keywords that schemas.h writes, without formats. For examples, which must not lie.
 * One thread.
 */
#ifndef PROTOC_GEN_HAPAX_DOCUMENTS_SCHEMA_CHECK_H
#define PROTOC_GEN_HAPAX_DOCUMENTS_SCHEMA_CHECK_H

#include "protoc-gen-hapax/tree/tree.h"

/* The first thing that doesn't fit: "lines[0].quantity: ..."; NULL: all fits. Members that an object's schema doesn't name don't
 * fit either. The schema's $defs resolve its references. In the arena. */
const char *schema_check(struct arena *arena, const json_t *schema, const json_t *value);

/* What a $ref of the root points at. */
const json_t *schema_resolve(const json_t *root, const json_t *schema);

#endif
