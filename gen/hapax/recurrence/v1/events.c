/* Written by protoc-gen-hapax from hapax/recurrence/v1/events.proto; change that one, not this one. */
#include "hapax/recurrence/v1/events.h"

static const struct rule recurrence_task_recurrence_triggered_rule_list[] = {
	{.field = 0, .kind = RULE_INT_GT}, /* task_id */
	{.field = 1, .kind = RULE_REQUIRED}, /* user_id */
	{.field = 1, .kind = RULE_STRING_MAX_LEN, .number = 128}, /* user_id */
	{.field = 2, .kind = RULE_REQUIRED}, /* rule */
	{.field = 2, .kind = RULE_STRING_MAX_LEN, .number = 500}, /* rule */
	{.field = 3, .kind = RULE_REQUIRED}, /* occurrence_at */
};
const struct message_rules recurrence_task_recurrence_triggered_rules = {&hapax__recurrence__v1__task_recurrence_triggered__descriptor, recurrence_task_recurrence_triggered_rule_list, 6};

static const char *const recurrence_task_recurrence_triggered_aliases[] = {"tasks.recurrence.triggered", "todos.task.recurrence.triggered", NULL};
static const char *const recurrence_task_recurrence_triggered_topic_aliases[] = {"recurrence.triggered", NULL};
static const char *const recurrence_task_recurrence_triggered_consumers[] = {"tasks", NULL};
static const char *const recurrence_task_recurrence_triggered_pii[] = {NULL};
const struct event_type recurrence_task_recurrence_triggered_event = {
	.name = "task.recurrence.triggered",
	.topic = "task-events",
	.major = 1,
	.minor = 0,
	.owner = "recurrence",
	.aliases = recurrence_task_recurrence_triggered_aliases,
	.topic_aliases = recurrence_task_recurrence_triggered_topic_aliases,
	.consumers = recurrence_task_recurrence_triggered_consumers,
	.description = "A repeating task is due for its next instance.",
	.message = &hapax__recurrence__v1__task_recurrence_triggered__descriptor,
	.key_field = 1,
	.subject_field = 0,
	.rules = &recurrence_task_recurrence_triggered_rules,
	.pii = recurrence_task_recurrence_triggered_pii,
	.example = "{\"task_id\": 7, \"user_id\": \"ada\", \"rule\": \"FREQ=WEEKLY;BYDAY=MO\", \"occurrence_at\": \"2026-03-02T08:00:00Z\"}",
};
