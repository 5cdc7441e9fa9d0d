/*
 * The rules of fields as documents tell them: for each of protovalidate's rules its keyword in JSON Schema and its words. Reads the
 * options by their own descriptors, so that a rule which proto/buf gains needs nothing but its row in rule_table.c; one without a
 * row is a mistake. One thread; values live in the given tree or in the plugin's arena.
 */
#ifndef PROTOC_GEN_HAPAX_DOCUMENTS_RULES_H
#define PROTOC_GEN_HAPAX_DOCUMENTS_RULES_H

#include "protoc-gen-hapax/tree/tree.h"

struct given_rule;

struct rule_row {
	const char *group; /* whose rule: "string", "number", ... */
	const char *name;  /* as protovalidate's */
	const char *words; /* '#' stands for the value, '~' for the s of its plural; empty: none */
	/* The first that is given wins: a function, a keyword with the rule's value, or nothing that JSON Schema could say. */
	void (*constrain)(json_t *schema, const struct given_rule *rule);
	const char *keyword;
	/* Whether the type's zero breaks it; NULL: never. */
	bool (*refuses_zero)(const struct given_rule *rule);
};

/* A row, and the value that a field gives it. */
struct given_rule {
	const struct rule_row *row;
	const json_t *value;
	const struct field *field;
};

/* NULL: there is none. */
const struct rule_row *rule_row_find(const char *group, const char *name);

/* Calls visit for every rule of the value itself: not for required, ignore, and the rules of items, keys and values. */
typedef void (*rule_visit_fn)(const struct given_rule *rule, void *data);
void rules_visit(struct model *model, const struct message *message, const struct field *field,
		 const struct Buf__Validate__FieldRules *rules, rule_visit_fn visit, void *data);

/* The rules of a list's items, of a map's keys or values ("items", "keys", "values"); NULL: none. */
const struct Buf__Validate__FieldRules *rules_inner(const struct Buf__Validate__FieldRules *rules, const char *name);

/* Whether an event without the field is refused: because it says so, or because the zero that stands for it breaks a rule. */
bool rules_require(struct model *model, const struct message *message, const struct field *field);
/* Nothing is asked of the field at all. */
bool rules_ignored(const struct Buf__Validate__FieldRules *rules);
/* Nothing is asked of what is zero or empty, but for being there where it is required. */
bool rules_ignore_zero(const struct Buf__Validate__FieldRules *rules);

/* "required", "at most 200 characters": an array of what a field must be. */
json_t *rules_words(struct model *model, const struct message *message, const struct field *field);

#endif
