/* Written by protoc-gen-hapax from hapax/notification/v1/events.proto; change that one, not this one. */
#include "hapax/notification/v1/events.h"

static const struct rule notification_notification_sent_rule_list[] = {
	{.field = 0, .kind = RULE_REQUIRED}, /* notification_id */
	{.field = 0, .kind = RULE_STRING_MAX_LEN, .number = 128}, /* notification_id */
	{.field = 1, .kind = RULE_REQUIRED}, /* user_id */
	{.field = 1, .kind = RULE_STRING_MAX_LEN, .number = 128}, /* user_id */
	{.field = 2, .kind = RULE_REQUIRED}, /* channel */
	{.field = 2, .kind = RULE_STRING_MAX_LEN, .number = 64}, /* channel */
	{.field = 3, .kind = RULE_REQUIRED}, /* template */
	{.field = 3, .kind = RULE_STRING_MAX_LEN, .number = 128}, /* template */
	{.field = 4, .kind = RULE_REQUIRED}, /* cause_event_id */
	{.field = 4, .kind = RULE_STRING_MAX_LEN, .number = 256}, /* cause_event_id */
	{.field = 5, .kind = RULE_STRING_MAX_LEN, .number = 1000}, /* error */
};
const struct message_rules notification_notification_sent_rules = {&hapax__notification__v1__notification_sent__descriptor, notification_notification_sent_rule_list, 11};

static const struct rule notification_notification_failed_rule_list[] = {
	{.field = 0, .kind = RULE_REQUIRED}, /* notification_id */
	{.field = 0, .kind = RULE_STRING_MAX_LEN, .number = 128}, /* notification_id */
	{.field = 1, .kind = RULE_REQUIRED}, /* user_id */
	{.field = 1, .kind = RULE_STRING_MAX_LEN, .number = 128}, /* user_id */
	{.field = 2, .kind = RULE_REQUIRED}, /* channel */
	{.field = 2, .kind = RULE_STRING_MAX_LEN, .number = 64}, /* channel */
	{.field = 3, .kind = RULE_REQUIRED}, /* template */
	{.field = 3, .kind = RULE_STRING_MAX_LEN, .number = 128}, /* template */
	{.field = 4, .kind = RULE_REQUIRED}, /* cause_event_id */
	{.field = 4, .kind = RULE_STRING_MAX_LEN, .number = 256}, /* cause_event_id */
	{.field = 5, .kind = RULE_STRING_MAX_LEN, .number = 1000}, /* error */
};
const struct message_rules notification_notification_failed_rules = {&hapax__notification__v1__notification_failed__descriptor, notification_notification_failed_rule_list, 11};

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
