/*
 * Inside of validate(): one function per kind of rule, in a table. Private to contract/validate. Pure but for the violations they
 * add.
 */
#ifndef HAPAX_CONTRACT_VALIDATE_RULES_H
#define HAPAX_CONTRACT_VALIDATE_RULES_H

#include "contract/json/path.h"
#include "hapax/event.h"

/* One value under one rule: the field's own, or with rule->each one item of it. */
struct subject {
	struct context *context;
	const struct rule *rule;
	const struct path *path;
	const ProtobufCFieldDescriptor *field; /* for a wrapper: its value field */
	const void *member;
	bool empty_is_absent; /* a plain string has no other way to be absent */
	int depth;	      /* messages inside one another */
};

/* A value that is there, looked at by the rule's kind. */
void rule_check(const struct subject *subject);
/* All rules of a message; path is where the message is. */
void rules_check(struct context *context, const struct message_rules *rules, const ProtobufCMessage *message,
		 const struct path *path, int depth);
/* Every string of the message, however deep, is UTF-8 without U+0000. */
void strings_check(struct context *context, const ProtobufCMessage *message, const struct path *path, int depth);

/* Beyond it a message is refused instead of walked. */
enum { VALIDATE_DEPTH_MAX = 200 };

#endif
