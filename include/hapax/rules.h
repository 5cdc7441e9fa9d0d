/*
 * What the fields of a message have to be: rules with protovalidate's names and meaning (docs/rules.md has them all), as tables
 * that protoc-gen-hapax writes. Static, never changed but for compiled patterns; any thread may read them.
 */
#ifndef HAPAX_RULES_H
#define HAPAX_RULES_H

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>
#include <stdint.h>

#include "hapax/pattern.h"

HAPAX_BEGIN_C

/* What a rule is about, and how its operands are compared. */
enum rule_type {
	RULE_TYPE_SIGNED,
	RULE_TYPE_UNSIGNED,
	RULE_TYPE_REAL, /* float, double */
	RULE_TYPE_BOOL,
	RULE_TYPE_ENUM,
	RULE_TYPE_STRING,
	RULE_TYPE_BYTES,
	RULE_TYPE_TIMESTAMP,
	RULE_TYPE_DURATION,
	RULE_TYPE_ANY,
	RULE_TYPE_MESSAGE,
	RULE_TYPE_LIST,
	RULE_TYPE_MAP,
};

/* A Timestamp or Duration; nanos from 0 to 999,999,999. */
struct rule_time {
	int64_t seconds;
	int32_t nanos;
};

/* By the type: a value, or what a rule compares it with. */
union rule_value {
	int64_t whole; /* signed, bool, enum; sizes; what RULE_FORMAT asks for */
	uint64_t natural;
	double real;
	struct text text; /* string, bytes, an Any's type_url */
	struct rule_time time;
};

enum rule_kind {
	RULE_CONST,
	RULE_IN,
	RULE_NOT_IN,
	RULE_RANGE,   /* between lower and upper */
	RULE_OUTSIDE, /* not between upper and lower: the upper bound is the smaller one */
	RULE_FINITE,  /* neither infinite nor NaN */
	RULE_LEN,     /* of a string, in code points */
	RULE_MIN_LEN,
	RULE_MAX_LEN,
	RULE_LEN_BYTES, /* of a string or of bytes */
	RULE_MIN_BYTES,
	RULE_MAX_BYTES,
	RULE_PATTERN,
	RULE_PREFIX,
	RULE_SUFFIX,
	RULE_CONTAINS,
	RULE_NOT_CONTAINS,
	RULE_FORMAT,
	RULE_DEFINED_ONLY,
	RULE_MIN_COUNT, /* of a list's items or a map's pairs */
	RULE_MAX_COUNT,
	RULE_UNIQUE,
	RULE_LT_NOW,
	RULE_GT_NOW,
	RULE_WITHIN, /* of now */
};

/* What RULE_FORMAT asks for. */
enum rule_format {
	RULE_FORMAT_EMAIL,
	RULE_FORMAT_HOSTNAME,
	RULE_FORMAT_IP,
	RULE_FORMAT_IPV4,
	RULE_FORMAT_IPV6,
	RULE_FORMAT_URI,
	RULE_FORMAT_URI_REF,
	RULE_FORMAT_ADDRESS,
	RULE_FORMAT_UUID,
	RULE_FORMAT_TUUID,
	RULE_FORMAT_ULID,
	RULE_FORMAT_IP_WITH_PREFIXLEN,
	RULE_FORMAT_IPV4_WITH_PREFIXLEN,
	RULE_FORMAT_IPV6_WITH_PREFIXLEN,
	RULE_FORMAT_IP_PREFIX,
	RULE_FORMAT_IPV4_PREFIX,
	RULE_FORMAT_IPV6_PREFIX,
	RULE_FORMAT_HOST_AND_PORT,
	RULE_FORMAT_PROTOBUF_FQN,
	RULE_FORMAT_PROTOBUF_DOT_FQN,
	RULE_FORMAT_HEADER_NAME,
	RULE_FORMAT_HEADER_NAME_LOOSE,
	RULE_FORMAT_HEADER_VALUE,
	RULE_FORMAT_HEADER_VALUE_LOOSE,
	RULE_FORMAT_BYTES_IP,
	RULE_FORMAT_BYTES_IPV4,
	RULE_FORMAT_BYTES_IPV6,
	RULE_FORMAT_BYTES_UUID,
};

enum rule_bound { RULE_BOUND_NONE, RULE_BOUND_OPEN, RULE_BOUND_CLOSED };

/* One rule. */
struct rule {
	enum rule_kind kind;
	const char *id;		 /* protovalidate's: "int64.gt_lte" */
	const char *id_if_empty; /* of RULE_FORMAT, when the value is empty: "string.email_empty" */
	union rule_value value;	 /* what it asks for; the lower bound of a range */
	union rule_value upper;	 /* the upper bound of a range */
	enum rule_bound lower_bound, upper_bound;
	const union rule_value *list; /* of RULE_IN and RULE_NOT_IN */
	size_t list_count;
	struct pattern *pattern; /* of RULE_PATTERN */
};

/* The rules of one value: a field's own, or what each item, key or value in it has to be. A wrapper (StringValue, ...) counts as
 * the value in it. */
struct rule_set {
	enum rule_type type;
	bool ignore_zero; /* they hold only for what isn't zero or empty */
	const struct rule *rules;
	size_t rule_count;
	const struct message_rules *message; /* the value is a message that has rules of its own; NULL: none */
};

struct field_rules {
	unsigned field; /* index into message->fields */
	bool required;	/* there, where it can be absent; else neither zero nor empty */
	struct rule_set own;
	const struct rule_set *items;	      /* of a list, NULL: none */
	const struct rule_set *keys, *values; /* of a map, NULL: none */
};

/* One of its fields has to be there. */
struct oneof_rules {
	const char *name;
	unsigned field; /* one of its fields: index into message->fields */
};

struct message_rules {
	const ProtobufCMessageDescriptor *message;
	const struct field_rules *fields;
	size_t field_count;
	const struct oneof_rules *oneofs;
	size_t oneof_count;
};

HAPAX_END_C

#endif
