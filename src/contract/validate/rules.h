/*
 * Inside of validate(): one function for each kind of rule, in a table. Private to contract/validate. Pure but for the violations
 * they add. One thread each.
 */
#ifndef HAPAX_CONTRACT_VALIDATE_RULES_H
#define HAPAX_CONTRACT_VALIDATE_RULES_H

#include "contract/json/path.h"
#include "hapax/rules.h"

/* One run of validate(). */
struct checker {
	struct context *context;
	struct rule_time now; /* of RULE_LT_NOW and its like: one time for the whole message */
	bool has_now;
	bool exhausted; /* memory ran out, so that a rule couldn't be looked at */
};

/* One value under one rule. */
struct subject {
	struct checker *checker;
	const struct path *path;
	const struct rule_set *set;
	const struct rule *rule;
	union rule_value value;		       /* of a list or map: whole is how many are in it */
	const ProtobufCFieldDescriptor *field; /* it is in, also for an item, key or value of it */
	const ProtobufCMessage *message;       /* that has the field */
};

/* All rules of a message; path is where the message is, depth how many messages it is in. */
void rules_check(struct checker *checker, const struct message_rules *rules, const ProtobufCMessage *message,
		 const struct path *path, int depth);
/* A value under all rules of its set; a message in it isn't looked into. */
void rule_set_check(struct subject *subject);
/* Every string of the message, however deep, is UTF-8 without U+0000. */
void strings_check(struct context *context, const ProtobufCMessage *message, const struct path *path, int depth);

/* Whether the value fits the rule, by the rule's kind. */
bool rule_const_holds(const struct subject *subject);
bool rule_in_holds(const struct subject *subject);
bool rule_not_in_holds(const struct subject *subject);
bool rule_range_holds(const struct subject *subject);
bool rule_outside_holds(const struct subject *subject);
bool rule_finite_holds(const struct subject *subject);
bool rule_defined_only_holds(const struct subject *subject);
bool rule_len_holds(const struct subject *subject);
bool rule_min_len_holds(const struct subject *subject);
bool rule_max_len_holds(const struct subject *subject);
bool rule_len_bytes_holds(const struct subject *subject);
bool rule_min_bytes_holds(const struct subject *subject);
bool rule_max_bytes_holds(const struct subject *subject);
bool rule_min_count_holds(const struct subject *subject);
bool rule_max_count_holds(const struct subject *subject);
bool rule_unique_holds(const struct subject *subject);
bool rule_pattern_holds(const struct subject *subject);
bool rule_prefix_holds(const struct subject *subject);
bool rule_suffix_holds(const struct subject *subject);
bool rule_contains_holds(const struct subject *subject);
bool rule_not_contains_holds(const struct subject *subject);
bool rule_format_holds(const struct subject *subject);
bool rule_lt_now_holds(const struct subject *subject);
bool rule_gt_now_holds(const struct subject *subject);
bool rule_within_holds(const struct subject *subject);

/* Beyond it a message is refused instead of walked. */
enum { VALIDATE_DEPTH_MAX = 200 };

#endif
