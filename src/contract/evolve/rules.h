/*
 * What may happen to a contract, and what follows from it: one row for each kind of change. Static and read-only.
 */
#ifndef HAPAX_CONTRACT_EVOLVE_RULES_H
#define HAPAX_CONTRACT_EVOLVE_RULES_H

#include <stdbool.h>
#include <stddef.h>

/* breaks: what is written, or stored, under one contract isn't read rightly under the other. touches: somebody has to know, or to
 * be deployed first. fine: everybody may go on. */
enum severity { SEVERITY_BREAKS, SEVERITY_TOUCHES, SEVERITY_FINE, SEVERITY_COUNT_ };

/* Who feels it. */
enum hurts {
	HURTS_PROTOBUF = 1 << 0,  /* readers of protobuf data */
	HURTS_JSON = 1 << 1,	  /* readers of JSON data */
	HURTS_ORDER = 1 << 2,	  /* the order of events with one key */
	HURTS_CONSUMERS = 1 << 3, /* services that run with the old contract */
	HURTS_PRODUCERS = 1 << 4, /* who writes by the old contract; events that are stored or under way */
	HURTS_CODE = 1 << 5,	  /* sources built on generated code */
	HURTS_PRIVACY = 1 << 6,
	HURTS_COUNT_ = 7,
};

enum evolve_rule {
	EVENT_REMOVED,
	EVENT_RENAMED,
	EVENT_RENAMED_WITH_ALIAS,
	EVENT_ADDED,
	MAJOR_NOT_KEPT,
	MAJOR_ADDED,
	VERSION_LOWERED,
	VERSION_NOT_RAISED,
	VERSION_RAISED,
	VERSION_MALFORMED,
	TOPIC_CHANGED,
	KEY_CHANGED,
	SUBJECT_CHANGED,
	ALIAS_REMOVED,
	ALIAS_ADDED,
	OWNER_CHANGED,
	CONSUMER_REMOVED,
	CONSUMER_ADDED,
	RETENTION_SHORTENED,
	RETENTION_LENGTHENED,
	RETRY_CHANGED,
	TEXT_CHANGED,
	OPTION_CHANGED,
	PII_REMOVED,
	PII_ADDED,
	FIELD_ADDED,
	FIELD_ADDED_REQUIRED,
	FIELD_REMOVED,
	FIELD_REMOVED_UNRESERVED,
	FIELD_RENAMED,
	FIELD_RENUMBERED,
	FIELD_NUMBER_REUSED,
	RESERVED_REUSED,
	RESERVED_REMOVED,
	FIELD_TYPE_CHANGED,
	FIELD_TYPE_CHANGED_IN_JSON,
	FIELD_TYPE_CHANGED_ON_WIRE,
	FIELD_RANGE_CHANGED,
	FIELD_MESSAGE_CHANGED,
	FIELD_ENUM_CHANGED,
	FIELD_WRAPPER_CHANGED,
	FIELD_LABEL_CHANGED,
	FIELD_ONEOF_CHANGED,
	FIELD_PRESENCE_CHANGED,
	FIELD_JSON_NAME_CHANGED,
	FIELD_DEFAULT_CHANGED,
	ENUM_VALUE_ADDED,
	ENUM_VALUE_ADDED_DEFINED_ONLY,
	ENUM_VALUE_REMOVED,
	ENUM_VALUE_RENUMBERED,
	ENUM_VALUE_RENAMED,
	REQUIRED_ADDED,
	REQUIRED_REMOVED,
	RULE_TIGHTENED,
	RULE_LOOSENED,
	RULE_CHANGED,
	MESSAGE_RENAMED,
	MESSAGE_MOVED,
	MESSAGE_REMOVED,
	ENUM_REMOVED,
	TOPIC_REMOVED,
	TOPIC_ADDED,
	TOPIC_NAME_REMOVED,
	TOPIC_PARTITIONS_CHANGED,
	TOPIC_REPLICATION_LOWERED,
	TOPIC_REPLICATION_RAISED,
	TOPIC_RETENTION_SHORTENED,
	TOPIC_RETENTION_LENGTHENED,
	SERVICE_REMOVED,
	SERVICE_ADDED,
	METHOD_REMOVED,
	METHOD_ADDED,
	METHOD_REQUEST_CHANGED,
	METHOD_RESPONSE_CHANGED,
	METHOD_STREAMING_CHANGED,
	METHOD_IDEMPOTENCY_CHANGED,
	EVOLVE_RULE_COUNT_,
};

struct evolve_rule_about {
	const char *name; /* "field_removed" */
	enum severity severity;
	unsigned hurts;	     /* of enum hurts */
	bool data;	     /* changes what the event's data may be: a new minor version at least */
	const char *what;    /* "field removed" */
	const char *why;     /* "" where there is nothing to explain */
	const char *instead; /* what to do; "" where nothing has to be done */
};

extern const struct evolve_rule_about evolve_rules[EVOLVE_RULE_COUNT_];

/* "breaks", "touches", "fine". Static. */
const char *severity_name(enum severity severity);
/* The name of one bit of enum hurts: "protobuf". Static. */
const char *hurts_name(unsigned bit);

#endif
