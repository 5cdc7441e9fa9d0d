/* The rule tables of a message before they are written: as include/hapax/rules.h has them, with names where C needs some. */
#ifndef PROTOC_GEN_HAPAX_PLANNED_H
#define PROTOC_GEN_HAPAX_PLANNED_H

#include "hapax/rules.h"

struct field;
struct message;

struct planned_rule {
	struct rule is;
	const char *name;	/* the rule's in the .proto: "min_len" */
	const char *constant;	/* of RULE_FORMAT: "RULE_FORMAT_EMAIL" */
	const char *regex;	/* of RULE_PATTERN */
	union rule_value *list; /* what is.list points to */
};

struct planned_set {
	bool there; /* there is anything to check */
	enum rule_type type;
	bool ignore_zero;
	struct planned_rule *rules;
	size_t rule_count;
	const struct message *message; /* NULL: the value is no message with rules */
};

struct planned_field {
	const struct field *field;
	bool required;
	struct planned_set own, items, keys, values;
};

struct planned_oneof {
	const char *name;
	unsigned field; /* the index of one of its fields */
};

struct planned_rules {
	struct planned_field *fields;
	size_t field_count;
	struct planned_oneof *oneofs;
	size_t oneof_count;
};

#endif
