/* Written by protoc-gen-hapax from hapax/reminders/v1/events.proto; change that one, not this one. */
#include "hapax/reminders/v1/events.h"

static const struct rule reminders_reminder_scheduled_f0_own_rules[] = {
	{.kind = RULE_RANGE, .id = "int64.gt", .lower_bound = RULE_BOUND_OPEN, .value = {.whole = 0}},
};
static const struct rule reminders_reminder_scheduled_f1_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 128}},
};
static const struct rule reminders_reminder_scheduled_f2_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 200}},
};
static const struct field_rules reminders_reminder_scheduled_field_rules[] = {
	{.field = 0, .own = {.type = RULE_TYPE_SIGNED, .rules = reminders_reminder_scheduled_f0_own_rules, .rule_count = 1}}, /* task_id */
	{.field = 1, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = reminders_reminder_scheduled_f1_own_rules, .rule_count = 1}}, /* user_id */
	{.field = 2, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = reminders_reminder_scheduled_f2_own_rules, .rule_count = 1}}, /* title */
	{.field = 3, .required = true, .own = {.type = RULE_TYPE_TIMESTAMP}}, /* due_at */
	{.field = 4, .required = true, .own = {.type = RULE_TYPE_TIMESTAMP}}, /* remind_at */
};
const struct message_rules reminders_reminder_scheduled_rules = {.message = &hapax__reminders__v1__reminder_scheduled__descriptor, .fields = reminders_reminder_scheduled_field_rules, .field_count = 5};

static const struct rule reminders_reminder_triggered_f0_own_rules[] = {
	{.kind = RULE_RANGE, .id = "int64.gt", .lower_bound = RULE_BOUND_OPEN, .value = {.whole = 0}},
};
static const struct rule reminders_reminder_triggered_f1_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 128}},
};
static const struct rule reminders_reminder_triggered_f2_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 200}},
};
static const union rule_value reminders_reminder_triggered_f3_own_in[] = {{.text = {"overdue", 7}}, {.text = {"due_soon", 8}}, {.text = {"recurring", 9}}};
static const struct rule reminders_reminder_triggered_f3_own_rules[] = {
	{.kind = RULE_IN, .id = "string.in", .list = reminders_reminder_triggered_f3_own_in, .list_count = 3},
};
static const struct field_rules reminders_reminder_triggered_field_rules[] = {
	{.field = 0, .own = {.type = RULE_TYPE_SIGNED, .rules = reminders_reminder_triggered_f0_own_rules, .rule_count = 1}}, /* task_id */
	{.field = 1, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = reminders_reminder_triggered_f1_own_rules, .rule_count = 1}}, /* user_id */
	{.field = 2, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = reminders_reminder_triggered_f2_own_rules, .rule_count = 1}}, /* title */
	{.field = 3, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = reminders_reminder_triggered_f3_own_rules, .rule_count = 1}}, /* reminder_type */
	{.field = 4, .required = true, .own = {.type = RULE_TYPE_TIMESTAMP}}, /* due_date */
};
const struct message_rules reminders_reminder_triggered_rules = {.message = &hapax__reminders__v1__reminder_triggered__descriptor, .fields = reminders_reminder_triggered_field_rules, .field_count = 5};

static const char *const reminders_reminder_scheduled_aliases[] = {NULL};
static const char *const reminders_reminder_scheduled_topic_aliases[] = {NULL};
static const char *const reminders_reminder_scheduled_consumers[] = {"audit", NULL};
static const char *const reminders_reminder_scheduled_pii[] = {NULL};
const struct event_type reminders_reminder_scheduled_event = {
	.name = "reminder.scheduled",
	.topic = "reminder-events",
	.major = 1,
	.minor = 0,
	.owner = "reminders",
	.aliases = reminders_reminder_scheduled_aliases,
	.topic_aliases = reminders_reminder_scheduled_topic_aliases,
	.consumers = reminders_reminder_scheduled_consumers,
	.description = "A reminder was set for a task.",
	.message = &hapax__reminders__v1__reminder_scheduled__descriptor,
	.key_field = 1,
	.subject_field = 0,
	.rules = &reminders_reminder_scheduled_rules,
	.pii = reminders_reminder_scheduled_pii,
	.example = "{\"task_id\": 42, \"user_id\": \"ada\", \"title\": \"Buy milk\", \"due_at\": \"2026-03-02T17:00:00Z\", \"remind_at\": \"2026-03-01T17:00:00Z\"}",
};

static const char *const reminders_reminder_triggered_aliases[] = {NULL};
static const char *const reminders_reminder_triggered_topic_aliases[] = {NULL};
static const char *const reminders_reminder_triggered_consumers[] = {"notification", "tasks", "audit", NULL};
static const char *const reminders_reminder_triggered_pii[] = {NULL};
const struct event_type reminders_reminder_triggered_event = {
	.name = "reminder.triggered",
	.topic = "reminder-events",
	.major = 1,
	.minor = 0,
	.owner = "reminders",
	.aliases = reminders_reminder_triggered_aliases,
	.topic_aliases = reminders_reminder_triggered_topic_aliases,
	.consumers = reminders_reminder_triggered_consumers,
	.description = "It is time to remind a user of a task.",
	.message = &hapax__reminders__v1__reminder_triggered__descriptor,
	.key_field = 1,
	.subject_field = 0,
	.rules = &reminders_reminder_triggered_rules,
	.pii = reminders_reminder_triggered_pii,
	.example = "{\"task_id\": 42, \"user_id\": \"ada\", \"title\": \"Buy milk\", \"reminder_type\": \"due_soon\", \"due_date\": \"2026-03-02T17:00:00Z\"}",
};
