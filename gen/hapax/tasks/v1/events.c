/* Written by protoc-gen-hapax from hapax/tasks/v1/events.proto; change that one, not this one. */
#include "hapax/tasks/v1/events.h"

static const char *const tasks_task_created_priority_in[] = {"low", "medium", "high", NULL};
static const struct rule tasks_task_created_rule_list[] = {
	{.field = 0, .kind = RULE_INT_GT}, /* task_id */
	{.field = 1, .kind = RULE_REQUIRED}, /* user_id */
	{.field = 1, .kind = RULE_STRING_MAX_LEN, .number = 128}, /* user_id */
	{.field = 2, .kind = RULE_REQUIRED}, /* title */
	{.field = 2, .kind = RULE_STRING_MAX_LEN, .number = 200}, /* title */
	{.field = 3, .kind = RULE_REQUIRED}, /* created_at */
	{.field = 4, .kind = RULE_STRING_MAX_LEN, .number = 10000}, /* description */
	{.field = 6, .kind = RULE_STRING_IN, .words = tasks_task_created_priority_in}, /* priority */
	{.field = 7, .kind = RULE_REPEATED_MAX_ITEMS, .number = 50}, /* tags */
	{.field = 7, .kind = RULE_STRING_MIN_LEN, .each = true, .number = 1}, /* tags */
	{.field = 7, .kind = RULE_STRING_MAX_LEN, .each = true, .number = 50}, /* tags */
	{.field = 8, .kind = RULE_STRING_MAX_LEN, .number = 500}, /* recurrence */
};
const struct message_rules tasks_task_created_rules = {&hapax__tasks__v1__task_created__descriptor, tasks_task_created_rule_list, 12};

static const struct rule tasks_task_updated_rule_list[] = {
	{.field = 0, .kind = RULE_INT_GT}, /* task_id */
	{.field = 1, .kind = RULE_REQUIRED}, /* user_id */
	{.field = 1, .kind = RULE_STRING_MAX_LEN, .number = 128}, /* user_id */
	{.field = 2, .kind = RULE_REQUIRED}, /* before */
	{.field = 3, .kind = RULE_REQUIRED}, /* after */
	{.field = 4, .kind = RULE_REQUIRED}, /* updated_at */
};
const struct message_rules tasks_task_updated_rules = {&hapax__tasks__v1__task_updated__descriptor, tasks_task_updated_rule_list, 6};

static const struct rule tasks_task_completed_rule_list[] = {
	{.field = 0, .kind = RULE_INT_GT}, /* task_id */
	{.field = 1, .kind = RULE_REQUIRED}, /* user_id */
	{.field = 1, .kind = RULE_STRING_MAX_LEN, .number = 128}, /* user_id */
	{.field = 2, .kind = RULE_INT_GTE}, /* duration_seconds */
	{.field = 3, .kind = RULE_REQUIRED}, /* completed_at */
	{.field = 4, .kind = RULE_REQUIRED}, /* before */
	{.field = 5, .kind = RULE_REQUIRED}, /* after */
};
const struct message_rules tasks_task_completed_rules = {&hapax__tasks__v1__task_completed__descriptor, tasks_task_completed_rule_list, 7};

static const char *const tasks_task_deleted_reason_in[] = {"user_requested", "expired", NULL};
static const struct rule tasks_task_deleted_rule_list[] = {
	{.field = 0, .kind = RULE_INT_GT}, /* task_id */
	{.field = 1, .kind = RULE_REQUIRED}, /* user_id */
	{.field = 1, .kind = RULE_STRING_MAX_LEN, .number = 128}, /* user_id */
	{.field = 2, .kind = RULE_REQUIRED}, /* deleted_at */
	{.field = 3, .kind = RULE_REQUIRED}, /* before */
	{.field = 4, .kind = RULE_STRING_IN, .words = tasks_task_deleted_reason_in}, /* reason */
};
const struct message_rules tasks_task_deleted_rules = {&hapax__tasks__v1__task_deleted__descriptor, tasks_task_deleted_rule_list, 6};

static const struct rule tasks_task_corrected_rule_list[] = {
	{.field = 0, .kind = RULE_INT_GT}, /* task_id */
	{.field = 1, .kind = RULE_REQUIRED}, /* user_id */
	{.field = 1, .kind = RULE_STRING_MAX_LEN, .number = 128}, /* user_id */
	{.field = 2, .kind = RULE_REQUIRED}, /* corrects */
	{.field = 2, .kind = RULE_STRING_MAX_LEN, .number = 256}, /* corrects */
	{.field = 3, .kind = RULE_REQUIRED}, /* reason */
	{.field = 3, .kind = RULE_STRING_MAX_LEN, .number = 1000}, /* reason */
	{.field = 4, .kind = RULE_REQUIRED}, /* before */
	{.field = 5, .kind = RULE_REQUIRED}, /* after */
};
const struct message_rules tasks_task_corrected_rules = {&hapax__tasks__v1__task_corrected__descriptor, tasks_task_corrected_rule_list, 9};

static const struct rule tasks_task_changed_rule_list[] = {
	{.field = 0, .kind = RULE_REQUIRED}, /* event_type */
	{.field = 0, .kind = RULE_STRING_MAX_LEN, .number = 128}, /* event_type */
	{.field = 1, .kind = RULE_INT_GT}, /* task_id */
	{.field = 2, .kind = RULE_REQUIRED}, /* user_id */
	{.field = 2, .kind = RULE_STRING_MAX_LEN, .number = 128}, /* user_id */
	{.field = 3, .kind = RULE_REQUIRED}, /* changes */
};
const struct message_rules tasks_task_changed_rules = {&hapax__tasks__v1__task_changed__descriptor, tasks_task_changed_rule_list, 6};

static const char *const tasks_task_created_aliases[] = {"tasks.created", "todos.task.created", NULL};
static const char *const tasks_task_created_topic_aliases[] = {"created", NULL};
static const char *const tasks_task_created_consumers[] = {"analytics", "notification", "reminders", "recurrence", "audit", NULL};
static const char *const tasks_task_created_pii[] = {NULL};
const struct event_type tasks_task_created_event = {
	.name = "task.created",
	.topic = "task-events",
	.major = 1,
	.minor = 0,
	.owner = "tasks",
	.aliases = tasks_task_created_aliases,
	.topic_aliases = tasks_task_created_topic_aliases,
	.consumers = tasks_task_created_consumers,
	.description = "A user made a task.",
	.message = &hapax__tasks__v1__task_created__descriptor,
	.key_field = 1,
	.subject_field = 0,
	.rules = &tasks_task_created_rules,
	.pii = tasks_task_created_pii,
	.example = "{\"task_id\": 42, \"user_id\": \"ada\", \"title\": \"Buy milk\", \"created_at\": \"2026-03-01T10:00:00Z\", \"description\": \"Two litres\", \"due_date\": \"2026-03-02T17:00:00Z\", \"priority\": \"medium\", \"tags\": [\"home\", \"shopping\"], \"recurrence\": \"FREQ=WEEKLY;BYDAY=MO\"}",
};

static const char *const tasks_task_updated_aliases[] = {"tasks.updated", "todos.task.updated", NULL};
static const char *const tasks_task_updated_topic_aliases[] = {"updated", NULL};
static const char *const tasks_task_updated_consumers[] = {"reminders", "recurrence", "audit", "analytics", NULL};
static const char *const tasks_task_updated_pii[] = {NULL};
const struct event_type tasks_task_updated_event = {
	.name = "task.updated",
	.topic = "task-events",
	.major = 1,
	.minor = 0,
	.owner = "tasks",
	.aliases = tasks_task_updated_aliases,
	.topic_aliases = tasks_task_updated_topic_aliases,
	.consumers = tasks_task_updated_consumers,
	.description = "A user changed fields of a task.",
	.message = &hapax__tasks__v1__task_updated__descriptor,
	.key_field = 1,
	.subject_field = 0,
	.rules = &tasks_task_updated_rules,
	.pii = tasks_task_updated_pii,
	.example = "{\"task_id\": 42, \"user_id\": \"ada\", \"before\": {\"title\": \"Buy milk\", \"priority\": \"medium\"}, \"after\": {\"title\": \"Buy oat milk\", \"priority\": \"high\"}, \"updated_at\": \"2026-03-01T11:00:00Z\"}",
};

static const char *const tasks_task_completed_aliases[] = {"tasks.completed", "todos.task.completed", NULL};
static const char *const tasks_task_completed_topic_aliases[] = {"completed", NULL};
static const char *const tasks_task_completed_consumers[] = {"analytics", "gamification", "recurrence", "reminders", "audit", NULL};
static const char *const tasks_task_completed_pii[] = {NULL};
const struct event_type tasks_task_completed_event = {
	.name = "task.completed",
	.topic = "task-events",
	.major = 1,
	.minor = 0,
	.owner = "tasks",
	.aliases = tasks_task_completed_aliases,
	.topic_aliases = tasks_task_completed_topic_aliases,
	.consumers = tasks_task_completed_consumers,
	.description = "A user finished a task.",
	.message = &hapax__tasks__v1__task_completed__descriptor,
	.key_field = 1,
	.subject_field = 0,
	.rules = &tasks_task_completed_rules,
	.pii = tasks_task_completed_pii,
	.example = "{\"task_id\": 42, \"user_id\": \"ada\", \"duration_seconds\": 93600, \"completed_at\": \"2026-03-02T12:00:00Z\", \"before\": {\"status\": \"open\"}, \"after\": {\"status\": \"completed\"}}",
};

static const char *const tasks_task_deleted_aliases[] = {"tasks.deleted", "todos.task.deleted", NULL};
static const char *const tasks_task_deleted_topic_aliases[] = {"deleted", NULL};
static const char *const tasks_task_deleted_consumers[] = {"reminders", "recurrence", "audit", NULL};
static const char *const tasks_task_deleted_pii[] = {NULL};
const struct event_type tasks_task_deleted_event = {
	.name = "task.deleted",
	.topic = "task-events",
	.major = 1,
	.minor = 0,
	.owner = "tasks",
	.aliases = tasks_task_deleted_aliases,
	.topic_aliases = tasks_task_deleted_topic_aliases,
	.consumers = tasks_task_deleted_consumers,
	.description = "A task was deleted.",
	.message = &hapax__tasks__v1__task_deleted__descriptor,
	.key_field = 1,
	.subject_field = 0,
	.rules = &tasks_task_deleted_rules,
	.pii = tasks_task_deleted_pii,
	.example = "{\"task_id\": 42, \"user_id\": \"ada\", \"deleted_at\": \"2026-03-03T09:00:00Z\", \"before\": {\"title\": \"Buy milk\", \"status\": \"open\"}, \"reason\": \"user_requested\"}",
};

static const char *const tasks_task_corrected_aliases[] = {"tasks.corrected", "todos.task.corrected", NULL};
static const char *const tasks_task_corrected_topic_aliases[] = {"corrected", NULL};
static const char *const tasks_task_corrected_consumers[] = {"audit", "analytics", NULL};
static const char *const tasks_task_corrected_pii[] = {NULL};
const struct event_type tasks_task_corrected_event = {
	.name = "task.corrected",
	.topic = "task-events",
	.major = 1,
	.minor = 0,
	.owner = "tasks",
	.aliases = tasks_task_corrected_aliases,
	.topic_aliases = tasks_task_corrected_topic_aliases,
	.consumers = tasks_task_corrected_consumers,
	.description = "An earlier event of a task was wrong; this says how it should have been.",
	.message = &hapax__tasks__v1__task_corrected__descriptor,
	.key_field = 1,
	.subject_field = 0,
	.rules = &tasks_task_corrected_rules,
	.pii = tasks_task_corrected_pii,
	.example = "{\"task_id\": 42, \"user_id\": \"ada\", \"corrects\": \"019a2f10-5c00-7d02-8f31-6b0c114d8a2f\", \"reason\": \"the clock of the client was wrong\", \"before\": {\"due_date\": \"2062-03-02T17:00:00Z\"}, \"after\": {\"due_date\": \"2026-03-02T17:00:00Z\"}}",
};

static const char *const tasks_task_changed_aliases[] = {"task.update", NULL};
static const char *const tasks_task_changed_topic_aliases[] = {NULL};
static const char *const tasks_task_changed_consumers[] = {"realtime", NULL};
static const char *const tasks_task_changed_pii[] = {NULL};
const struct event_type tasks_task_changed_event = {
	.name = "task.changed",
	.topic = "task-updates",
	.major = 1,
	.minor = 0,
	.owner = "tasks",
	.aliases = tasks_task_changed_aliases,
	.topic_aliases = tasks_task_changed_topic_aliases,
	.consumers = tasks_task_changed_consumers,
	.description = "Something about a task changed; carries the difference only.",
	.message = &hapax__tasks__v1__task_changed__descriptor,
	.key_field = 2,
	.subject_field = 1,
	.rules = &tasks_task_changed_rules,
	.pii = tasks_task_changed_pii,
	.example = "{\"event_type\": \"task.updated\", \"task_id\": 42, \"user_id\": \"ada\", \"changes\": {\"title\": \"Buy oat milk\"}}",
};
