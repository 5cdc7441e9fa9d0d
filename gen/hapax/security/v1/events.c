/* Written by protoc-gen-hapax from hapax/security/v1/events.proto; change that one, not this one. */
#include "hapax/security/v1/events.h"

static const char *const security_security_alert_raised_severity_in[] = {"low", "medium", "high", "critical", NULL};
static const struct rule security_security_alert_raised_rule_list[] = {
	{.field = 0, .kind = RULE_REQUIRED}, /* alert_id */
	{.field = 0, .kind = RULE_STRING_MAX_LEN, .number = 128}, /* alert_id */
	{.field = 1, .kind = RULE_REQUIRED}, /* user_id */
	{.field = 1, .kind = RULE_STRING_MAX_LEN, .number = 128}, /* user_id */
	{.field = 2, .kind = RULE_REQUIRED}, /* kind */
	{.field = 2, .kind = RULE_STRING_MAX_LEN, .number = 64}, /* kind */
	{.field = 3, .kind = RULE_REQUIRED}, /* severity */
	{.field = 3, .kind = RULE_STRING_IN, .words = security_security_alert_raised_severity_in}, /* severity */
	{.field = 4, .kind = RULE_REPEATED_MIN_ITEMS, .number = 1}, /* evidence_event_ids */
	{.field = 4, .kind = RULE_REPEATED_MAX_ITEMS, .number = 1000}, /* evidence_event_ids */
	{.field = 4, .kind = RULE_STRING_MIN_LEN, .each = true, .number = 1}, /* evidence_event_ids */
	{.field = 4, .kind = RULE_STRING_MAX_LEN, .each = true, .number = 256}, /* evidence_event_ids */
};
const struct message_rules security_security_alert_raised_rules = {&hapax__security__v1__security_alert_raised__descriptor, security_security_alert_raised_rule_list, 12};

static const char *const security_security_alert_raised_aliases[] = {NULL};
static const char *const security_security_alert_raised_topic_aliases[] = {NULL};
static const char *const security_security_alert_raised_consumers[] = {"notification", "audit", NULL};
static const char *const security_security_alert_raised_pii[] = {NULL};
const struct event_type security_security_alert_raised_event = {
	.name = "security.alert.raised",
	.topic = "security-events",
	.major = 1,
	.minor = 0,
	.owner = "security",
	.aliases = security_security_alert_raised_aliases,
	.topic_aliases = security_security_alert_raised_topic_aliases,
	.consumers = security_security_alert_raised_consumers,
	.description = "Something suspicious happened around a user.",
	.message = &hapax__security__v1__security_alert_raised__descriptor,
	.key_field = 1,
	.subject_field = 0,
	.rules = &security_security_alert_raised_rules,
	.pii = security_security_alert_raised_pii,
	.example = "{\"alert_id\": \"alert-9\", \"user_id\": \"ada\", \"kind\": \"failed_login_storm\", \"severity\": \"high\", \"evidence_event_ids\": [\"019a2f10-5c00-7d02-8f31-6b0c114d8a2f\", \"019a2f10-5fe8-7a44-9b1e-0d2c4f6a8b1c\"]}",
};
