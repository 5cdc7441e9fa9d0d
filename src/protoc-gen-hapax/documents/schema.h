/*
 * JSON Schema of data as it stands on the wire: snake_case names, 64-bit integers as number or text, wrappers as bare values. Only
 * keywords that draft 2020-12 and AsyncAPI's own dialect share. One thread.
 */
#ifndef PROTOC_GEN_HAPAX_DOCUMENTS_SCHEMA_H
#define PROTOC_GEN_HAPAX_DOCUMENTS_SCHEMA_H

#include "protoc-gen-hapax/tree/tree.h"

/* The schemas of one document, and the messages that they refer to. */
struct schemas {
	struct model *model;
	const char *refs; /* where those messages are: "#/$defs/" */
	const struct message **needed;
	size_t count, room;
};

void schemas_init(struct schemas *schemas, struct model *model, const char *refs);
/* An object with the message's fields. What it refers to is added to the needed ones. */
json_t *schemas_message(struct schemas *schemas, const struct message *message);
/* The needed messages, and those that they need, as members of the object, by full name. */
void schemas_define(struct schemas *schemas, json_t *object);

/* One value under rules: of the field, of its items, of its keys or values. presence: it may be absent instead of zero. */
json_t *schemas_value(struct schemas *schemas, const struct message *message, const struct field *field,
		      const struct Buf__Validate__FieldRules *rules, bool presence);

/* What the rules say of the field itself: not of items, keys and values. */
void schemas_constrain(struct schemas *schemas, const struct message *message, const struct field *field,
		       const struct Buf__Validate__FieldRules *rules, json_t *schema);

/* null says the same as absence, where absence is allowed. Takes the schema. */
json_t *schema_or_null(json_t *schema);
/* Or the very value. Takes both. */
json_t *schema_or_const(json_t *schema, json_t *value);
/* Adds a keyword; when it is there already, as one more condition. Takes the value. */
void schema_constrain(json_t *schema, const char *keyword, json_t *value);
/* A rule's value as it stands on the wire: numbers of enums are their names. */
json_t *schema_value(const struct field *field, const json_t *value);
/* An array of such. */
json_t *schema_values(const struct field *field, const json_t *values);
json_t *schema_enum_names(const struct field *field);

#endif
