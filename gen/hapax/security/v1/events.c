/* Written by protoc-gen-hapax from hapax/security/v1/events.proto; change that one, not this one. */
#include "hapax/security/v1/events.h"

static const struct rule security_security_alert_raised_f0_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 128}},
};
static const struct rule security_security_alert_raised_f1_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 128}},
};
static const struct rule security_security_alert_raised_f2_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 64}},
};
static const union rule_value security_security_alert_raised_f3_own_in[] = {{.text = {"low", 3}}, {.text = {"medium", 6}}, {.text = {"high", 4}}, {.text = {"critical", 8}}};
static const struct rule security_security_alert_raised_f3_own_rules[] = {
	{.kind = RULE_IN, .id = "string.in", .list = security_security_alert_raised_f3_own_in, .list_count = 4},
};
static const struct rule security_security_alert_raised_f4_own_rules[] = {
	{.kind = RULE_MIN_COUNT, .id = "repeated.min_items", .value = {.whole = 1}},
	{.kind = RULE_MAX_COUNT, .id = "repeated.max_items", .value = {.whole = 1000}},
};
static const struct rule security_security_alert_raised_f4_items_rules[] = {
	{.kind = RULE_MIN_LEN, .id = "string.min_len", .value = {.whole = 1}},
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 256}},
};
static const struct rule_set security_security_alert_raised_f4_items = {.type = RULE_TYPE_STRING, .rules = security_security_alert_raised_f4_items_rules, .rule_count = 2};
static const struct field_rules security_security_alert_raised_field_rules[] = {
	{.field = 0, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = security_security_alert_raised_f0_own_rules, .rule_count = 1}}, /* alert_id */
	{.field = 1, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = security_security_alert_raised_f1_own_rules, .rule_count = 1}}, /* user_id */
	{.field = 2, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = security_security_alert_raised_f2_own_rules, .rule_count = 1}}, /* kind */
	{.field = 3, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = security_security_alert_raised_f3_own_rules, .rule_count = 1}}, /* severity */
	{.field = 4, .own = {.type = RULE_TYPE_LIST, .rules = security_security_alert_raised_f4_own_rules, .rule_count = 2}, .items = &security_security_alert_raised_f4_items}, /* evidence_event_ids */
};
const struct message_rules security_security_alert_raised_rules = {.message = &hapax__security__v1__security_alert_raised__descriptor, .fields = security_security_alert_raised_field_rules, .field_count = 5};

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
