/* Written by protoc-gen-hapax from hapax/notification/v1/events.proto; change that one, not this one. */
#include "hapax/notification/v1/events.h"

static const struct rule notification_notification_sent_f0_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 128}},
};
static const struct rule notification_notification_sent_f1_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 128}},
};
static const struct rule notification_notification_sent_f2_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 64}},
};
static const struct rule notification_notification_sent_f3_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 128}},
};
static const struct rule notification_notification_sent_f4_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 256}},
};
static const struct rule notification_notification_sent_f5_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 1000}},
};
static const struct field_rules notification_notification_sent_field_rules[] = {
	{.field = 0, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = notification_notification_sent_f0_own_rules, .rule_count = 1}}, /* notification_id */
	{.field = 1, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = notification_notification_sent_f1_own_rules, .rule_count = 1}}, /* user_id */
	{.field = 2, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = notification_notification_sent_f2_own_rules, .rule_count = 1}}, /* channel */
	{.field = 3, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = notification_notification_sent_f3_own_rules, .rule_count = 1}}, /* template */
	{.field = 4, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = notification_notification_sent_f4_own_rules, .rule_count = 1}}, /* cause_event_id */
	{.field = 5, .own = {.type = RULE_TYPE_STRING, .rules = notification_notification_sent_f5_own_rules, .rule_count = 1}}, /* error */
};
const struct message_rules notification_notification_sent_rules = {.message = &hapax__notification__v1__notification_sent__descriptor, .fields = notification_notification_sent_field_rules, .field_count = 6};

static const struct rule notification_notification_failed_f0_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 128}},
};
static const struct rule notification_notification_failed_f1_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 128}},
};
static const struct rule notification_notification_failed_f2_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 64}},
};
static const struct rule notification_notification_failed_f3_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 128}},
};
static const struct rule notification_notification_failed_f4_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 256}},
};
static const struct rule notification_notification_failed_f5_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 1000}},
};
static const struct field_rules notification_notification_failed_field_rules[] = {
	{.field = 0, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = notification_notification_failed_f0_own_rules, .rule_count = 1}}, /* notification_id */
	{.field = 1, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = notification_notification_failed_f1_own_rules, .rule_count = 1}}, /* user_id */
	{.field = 2, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = notification_notification_failed_f2_own_rules, .rule_count = 1}}, /* channel */
	{.field = 3, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = notification_notification_failed_f3_own_rules, .rule_count = 1}}, /* template */
	{.field = 4, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = notification_notification_failed_f4_own_rules, .rule_count = 1}}, /* cause_event_id */
	{.field = 5, .own = {.type = RULE_TYPE_STRING, .rules = notification_notification_failed_f5_own_rules, .rule_count = 1}}, /* error */
};
const struct message_rules notification_notification_failed_rules = {.message = &hapax__notification__v1__notification_failed__descriptor, .fields = notification_notification_failed_field_rules, .field_count = 6};

static const char *const notification_notification_sent_aliases[] = {NULL};
static const char *const notification_notification_sent_topic_aliases[] = {NULL};
static const char *const notification_notification_sent_consumers[] = {"audit", "analytics", NULL};
static const char *const notification_notification_sent_pii[] = {NULL};
const struct event_type notification_notification_sent_event = {
	.name = "notification.sent",
	.topic = "notification-events",
	.major = 1,
	.minor = 0,
	.owner = "notification",
	.aliases = notification_notification_sent_aliases,
	.topic_aliases = notification_notification_sent_topic_aliases,
	.consumers = notification_notification_sent_consumers,
	.description = "A notification went out.",
	.message = &hapax__notification__v1__notification_sent__descriptor,
	.key_field = 1,
	.subject_field = 0,
	.rules = &notification_notification_sent_rules,
	.pii = notification_notification_sent_pii,
	.example = "{\"notification_id\": \"notification-77\", \"user_id\": \"ada\", \"channel\": \"email\", \"template\": \"reminder_due_soon\", \"cause_event_id\": \"019a2f10-5c00-7d02-8f31-6b0c114d8a2f\"}",
};

static const char *const notification_notification_failed_aliases[] = {NULL};
static const char *const notification_notification_failed_topic_aliases[] = {NULL};
static const char *const notification_notification_failed_consumers[] = {"audit", "analytics", NULL};
static const char *const notification_notification_failed_pii[] = {NULL};
const struct event_type notification_notification_failed_event = {
	.name = "notification.failed",
	.topic = "notification-events",
	.major = 1,
	.minor = 0,
	.owner = "notification",
	.aliases = notification_notification_failed_aliases,
	.topic_aliases = notification_notification_failed_topic_aliases,
	.consumers = notification_notification_failed_consumers,
	.description = "A notification could not be sent.",
	.message = &hapax__notification__v1__notification_failed__descriptor,
	.key_field = 1,
	.subject_field = 0,
	.rules = &notification_notification_failed_rules,
	.pii = notification_notification_failed_pii,
	.example = "{\"notification_id\": \"notification-77\", \"user_id\": \"ada\", \"channel\": \"email\", \"template\": \"reminder_due_soon\", \"cause_event_id\": \"019a2f10-5c00-7d02-8f31-6b0c114d8a2f\", \"error\": \"550 no such mailbox\"}",
};
