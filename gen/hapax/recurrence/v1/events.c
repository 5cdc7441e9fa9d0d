/* Written by protoc-gen-hapax from hapax/recurrence/v1/events.proto; change that one, not this one. */
#include "hapax/recurrence/v1/events.h"

static const struct rule recurrence_task_recurrence_triggered_f0_own_rules[] = {
	{.kind = RULE_RANGE, .id = "int64.gt", .lower_bound = RULE_BOUND_OPEN, .value = {.whole = 0}},
};
static const struct rule recurrence_task_recurrence_triggered_f1_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 128}},
};
static const struct rule recurrence_task_recurrence_triggered_f2_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 500}},
};
static const struct field_rules recurrence_task_recurrence_triggered_field_rules[] = {
	{.field = 0, .own = {.type = RULE_TYPE_SIGNED, .rules = recurrence_task_recurrence_triggered_f0_own_rules, .rule_count = 1}}, /* task_id */
	{.field = 1, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = recurrence_task_recurrence_triggered_f1_own_rules, .rule_count = 1}}, /* user_id */
	{.field = 2, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = recurrence_task_recurrence_triggered_f2_own_rules, .rule_count = 1}}, /* rule */
	{.field = 3, .required = true, .own = {.type = RULE_TYPE_TIMESTAMP}}, /* occurrence_at */
};
const struct message_rules recurrence_task_recurrence_triggered_rules = {.message = &hapax__recurrence__v1__task_recurrence_triggered__descriptor, .fields = recurrence_task_recurrence_triggered_field_rules, .field_count = 4};

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
