/* protovalidate's rules of a message's fields, as the rows of our rule tables. */
#ifndef PROTOC_GEN_HAPAX_RULES_H
#define PROTOC_GEN_HAPAX_RULES_H

#include "protoc-gen-hapax/model/model.h"

/* Fills in message->planned. Rules that don't fit their field, that no value can keep, or that hapax doesn't enforce are mistakes.
 */
void rules_plan(struct model *model, struct message *message);

/* ---- between the files that do it ---- */

/* A type that rules can be about: one row for each of FieldRules' members. */
struct rules_type {
	const char *name; /* "int32": of the member, and what ids start with */
	enum rule_type type;
	int proto;		   /* the field's type, as google.protobuf.FieldDescriptorProto counts; 0: a message only */
	const char *message;	   /* or a message of this type; NULL: none */
	union rule_value min, max; /* of whole numbers */
};

/* Where rules are being gathered: of one field, or of each item, key or value in it. */
struct planner {
	struct model *model;
	const struct message *message;
	const struct field *field;
	bool plain;		       /* it can't be absent */
	const struct rules_type *type; /* NULL: rules about its value there are none */
	struct planned_set *set;
	bool required;
};

/* NULL: only messages' own rules, or none. */
const struct rules_type *rules_type_of(const struct field_proto *field);
/* The row called that, also "repeated" and "map"; NULL: none. */
const struct rules_type *rules_type_called(const char *name);
/* Whether the option's member is given. */
bool rules_given(const ProtobufCMessage *rules, const ProtobufCFieldDescriptor *member);

/* Appends what a message such as Int32Rules asks for to planner->set. */
void rules_plan_value(struct planner *planner, const ProtobufCMessage *rules);
/* The value at a member, or at an item of a repeated one. */
union rule_value rules_operand(struct planner *planner, const ProtobufCFieldDescriptor *member, const void *at);
/* Bytes from one item of a repeated member to the next. */
size_t rules_operand_size(const ProtobufCFieldDescriptor *member);
/* < 0, 0, > 0, as values of planner's type are compared. */
int rules_order(const struct planner *planner, const union rule_value *a, const union rule_value *b);
/* Rules that no value keeps are mistakes. */
void rules_check_conflicts(struct planner *planner);
/* A mistake in the field's rules. */
void rules_mistake(struct planner *planner, const char *format, ...) PRINTF_LIKE(2, 3);

#endif
