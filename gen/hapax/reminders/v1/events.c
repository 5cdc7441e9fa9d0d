/* Written by protoc-gen-hapax from hapax/reminders/v1/events.proto; change that one, not this one. */
#include "hapax/reminders/v1/events.h"

static const struct rule reminders_reminder_scheduled_rule_list[] = {
	{.field = 0, .kind = RULE_INT_GT}, /* task_id */
	{.field = 1, .kind = RULE_REQUIRED}, /* user_id */
	{.field = 1, .kind = RULE_STRING_MAX_LEN, .number = 128}, /* user_id */
	{.field = 2, .kind = RULE_REQUIRED}, /* title */
	{.field = 2, .kind = RULE_STRING_MAX_LEN, .number = 200}, /* title */
	{.field = 3, .kind = RULE_REQUIRED}, /* due_at */
	{.field = 4, .kind = RULE_REQUIRED}, /* remind_at */
};
const struct message_rules reminders_reminder_scheduled_rules = {&hapax__reminders__v1__reminder_scheduled__descriptor, reminders_reminder_scheduled_rule_list, 7};

static const char *const reminders_reminder_triggered_reminder_type_in[] = {"overdue", "due_soon", "recurring", NULL};
static const struct rule reminders_reminder_triggered_rule_list[] = {
	{.field = 0, .kind = RULE_INT_GT}, /* task_id */
	{.field = 1, .kind = RULE_REQUIRED}, /* user_id */
	{.field = 1, .kind = RULE_STRING_MAX_LEN, .number = 128}, /* user_id */
	{.field = 2, .kind = RULE_REQUIRED}, /* title */
	{.field = 2, .kind = RULE_STRING_MAX_LEN, .number = 200}, /* title */
	{.field = 3, .kind = RULE_REQUIRED}, /* reminder_type */
	{.field = 3, .kind = RULE_STRING_IN, .words = reminders_reminder_triggered_reminder_type_in}, /* reminder_type */
	{.field = 4, .kind = RULE_REQUIRED}, /* due_date */
};
const struct message_rules reminders_reminder_triggered_rules = {&hapax__reminders__v1__reminder_triggered__descriptor, reminders_reminder_triggered_rule_list, 8};

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
