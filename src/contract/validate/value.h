/* Values of fields in the form that rules compare: reached through descriptors, unwrapped. Pure. Private to contract/validate. */
#ifndef HAPAX_CONTRACT_VALIDATE_VALUE_H
#define HAPAX_CONTRACT_VALIDATE_VALUE_H

#include "contract/json/member.h"
#include "hapax/rules.h"

/* What a field of this type is compared as; a wrapper as what it wraps. */
enum rule_type value_type(const ProtobufCFieldDescriptor *field);
/* The value at the member, which may lack its message: then it is zero. Messages without a form of their own give nothing. */
union rule_value value_read(enum rule_type type, const ProtobufCFieldDescriptor *field, const void *member);
/* Zero, empty, false, or a message with nothing in it. -0.0 isn't zero, as it is on the wire... */
bool value_is_zero(const ProtobufCFieldDescriptor *field, const void *member);
/* ... but it is as an item, key or value, where everything is on the wire. */
bool value_is_zero_item(const ProtobufCFieldDescriptor *field, const void *member);
/* Whether a field has one: it is set, or where that can't be told, it isn't zero; in a list or map there is something. */
bool value_is_there(const ProtobufCMessage *message, const ProtobufCFieldDescriptor *field);
/* Whether a singular field can be told to be absent. */
bool value_has_presence(const ProtobufCFieldDescriptor *field);

/* < 0, 0, > 0. NaN is below everything. */
int value_order(enum rule_type type, const union rule_value *a, const union rule_value *b);
/* NaN equals nothing. */
bool value_equal(enum rule_type type, const union rule_value *a, const union rule_value *b);
/* nanos within a second, seconds no further than they go. */
struct rule_time time_normal(int64_t seconds, int64_t nanos);
/* a + b, no further than seconds go. */
struct rule_time time_sum(struct rule_time a, struct rule_time b);
int time_order(struct rule_time a, struct rule_time b);

#endif
