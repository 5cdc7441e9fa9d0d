/* Written by protoc-gen-hapax from hapax/tasks/v1/events.proto; change that one, not this one. */
#include "hapax/tasks/v1/events.h"

static const struct rule tasks_task_created_f0_own_rules[] = {
	{.kind = RULE_RANGE, .id = "int64.gt", .lower_bound = RULE_BOUND_OPEN, .value = {.whole = 0}},
};
static const struct rule tasks_task_created_f1_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 128}},
};
static const struct rule tasks_task_created_f2_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 200}},
};
static const struct rule tasks_task_created_f4_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 10000}},
};
static const union rule_value tasks_task_created_f6_own_in[] = {{.text = {"low", 3}}, {.text = {"medium", 6}}, {.text = {"high", 4}}};
static const struct rule tasks_task_created_f6_own_rules[] = {
	{.kind = RULE_IN, .id = "string.in", .list = tasks_task_created_f6_own_in, .list_count = 3},
};
static const struct rule tasks_task_created_f7_own_rules[] = {
	{.kind = RULE_MAX_COUNT, .id = "repeated.max_items", .value = {.whole = 50}},
};
static const struct rule tasks_task_created_f7_items_rules[] = {
	{.kind = RULE_MIN_LEN, .id = "string.min_len", .value = {.whole = 1}},
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 50}},
};
static const struct rule_set tasks_task_created_f7_items = {.type = RULE_TYPE_STRING, .rules = tasks_task_created_f7_items_rules, .rule_count = 2};
static const struct rule tasks_task_created_f8_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 500}},
};
static const struct field_rules tasks_task_created_field_rules[] = {
	{.field = 0, .own = {.type = RULE_TYPE_SIGNED, .rules = tasks_task_created_f0_own_rules, .rule_count = 1}}, /* task_id */
	{.field = 1, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = tasks_task_created_f1_own_rules, .rule_count = 1}}, /* user_id */
	{.field = 2, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = tasks_task_created_f2_own_rules, .rule_count = 1}}, /* title */
	{.field = 3, .required = true, .own = {.type = RULE_TYPE_TIMESTAMP}}, /* created_at */
	{.field = 4, .own = {.type = RULE_TYPE_STRING, .rules = tasks_task_created_f4_own_rules, .rule_count = 1}}, /* description */
	{.field = 6, .own = {.type = RULE_TYPE_STRING, .rules = tasks_task_created_f6_own_rules, .rule_count = 1}}, /* priority */
	{.field = 7, .own = {.type = RULE_TYPE_LIST, .rules = tasks_task_created_f7_own_rules, .rule_count = 1}, .items = &tasks_task_created_f7_items}, /* tags */
	{.field = 8, .own = {.type = RULE_TYPE_STRING, .rules = tasks_task_created_f8_own_rules, .rule_count = 1}}, /* recurrence */
};
const struct message_rules tasks_task_created_rules = {.message = &hapax__tasks__v1__task_created__descriptor, .fields = tasks_task_created_field_rules, .field_count = 8};

static const struct rule tasks_task_updated_f0_own_rules[] = {
	{.kind = RULE_RANGE, .id = "int64.gt", .lower_bound = RULE_BOUND_OPEN, .value = {.whole = 0}},
};
static const struct rule tasks_task_updated_f1_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 128}},
};
static const struct field_rules tasks_task_updated_field_rules[] = {
	{.field = 0, .own = {.type = RULE_TYPE_SIGNED, .rules = tasks_task_updated_f0_own_rules, .rule_count = 1}}, /* task_id */
	{.field = 1, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = tasks_task_updated_f1_own_rules, .rule_count = 1}}, /* user_id */
	{.field = 2, .required = true, .own = {.type = RULE_TYPE_MESSAGE}}, /* before */
	{.field = 3, .required = true, .own = {.type = RULE_TYPE_MESSAGE}}, /* after */
	{.field = 4, .required = true, .own = {.type = RULE_TYPE_TIMESTAMP}}, /* updated_at */
};
const struct message_rules tasks_task_updated_rules = {.message = &hapax__tasks__v1__task_updated__descriptor, .fields = tasks_task_updated_field_rules, .field_count = 5};

static const struct rule tasks_task_completed_f0_own_rules[] = {
	{.kind = RULE_RANGE, .id = "int64.gt", .lower_bound = RULE_BOUND_OPEN, .value = {.whole = 0}},
};
static const struct rule tasks_task_completed_f1_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 128}},
};
static const struct rule tasks_task_completed_f2_own_rules[] = {
	{.kind = RULE_RANGE, .id = "int64.gte", .lower_bound = RULE_BOUND_CLOSED, .value = {.whole = 0}},
};
static const struct field_rules tasks_task_completed_field_rules[] = {
	{.field = 0, .own = {.type = RULE_TYPE_SIGNED, .rules = tasks_task_completed_f0_own_rules, .rule_count = 1}}, /* task_id */
	{.field = 1, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = tasks_task_completed_f1_own_rules, .rule_count = 1}}, /* user_id */
	{.field = 2, .own = {.type = RULE_TYPE_SIGNED, .rules = tasks_task_completed_f2_own_rules, .rule_count = 1}}, /* duration_seconds */
	{.field = 3, .required = true, .own = {.type = RULE_TYPE_TIMESTAMP}}, /* completed_at */
	{.field = 4, .required = true, .own = {.type = RULE_TYPE_MESSAGE}}, /* before */
	{.field = 5, .required = true, .own = {.type = RULE_TYPE_MESSAGE}}, /* after */
};
const struct message_rules tasks_task_completed_rules = {.message = &hapax__tasks__v1__task_completed__descriptor, .fields = tasks_task_completed_field_rules, .field_count = 6};

static const struct rule tasks_task_deleted_f0_own_rules[] = {
	{.kind = RULE_RANGE, .id = "int64.gt", .lower_bound = RULE_BOUND_OPEN, .value = {.whole = 0}},
};
static const struct rule tasks_task_deleted_f1_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 128}},
};
static const union rule_value tasks_task_deleted_f4_own_in[] = {{.text = {"user_requested", 14}}, {.text = {"expired", 7}}};
static const struct rule tasks_task_deleted_f4_own_rules[] = {
	{.kind = RULE_IN, .id = "string.in", .list = tasks_task_deleted_f4_own_in, .list_count = 2},
};
static const struct field_rules tasks_task_deleted_field_rules[] = {
	{.field = 0, .own = {.type = RULE_TYPE_SIGNED, .rules = tasks_task_deleted_f0_own_rules, .rule_count = 1}}, /* task_id */
	{.field = 1, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = tasks_task_deleted_f1_own_rules, .rule_count = 1}}, /* user_id */
	{.field = 2, .required = true, .own = {.type = RULE_TYPE_TIMESTAMP}}, /* deleted_at */
	{.field = 3, .required = true, .own = {.type = RULE_TYPE_MESSAGE}}, /* before */
	{.field = 4, .own = {.type = RULE_TYPE_STRING, .rules = tasks_task_deleted_f4_own_rules, .rule_count = 1}}, /* reason */
};
const struct message_rules tasks_task_deleted_rules = {.message = &hapax__tasks__v1__task_deleted__descriptor, .fields = tasks_task_deleted_field_rules, .field_count = 5};

static const struct rule tasks_task_corrected_f0_own_rules[] = {
	{.kind = RULE_RANGE, .id = "int64.gt", .lower_bound = RULE_BOUND_OPEN, .value = {.whole = 0}},
};
static const struct rule tasks_task_corrected_f1_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 128}},
};
static const struct rule tasks_task_corrected_f2_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 256}},
};
static const struct rule tasks_task_corrected_f3_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 1000}},
};
static const struct field_rules tasks_task_corrected_field_rules[] = {
	{.field = 0, .own = {.type = RULE_TYPE_SIGNED, .rules = tasks_task_corrected_f0_own_rules, .rule_count = 1}}, /* task_id */
	{.field = 1, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = tasks_task_corrected_f1_own_rules, .rule_count = 1}}, /* user_id */
	{.field = 2, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = tasks_task_corrected_f2_own_rules, .rule_count = 1}}, /* corrects */
	{.field = 3, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = tasks_task_corrected_f3_own_rules, .rule_count = 1}}, /* reason */
	{.field = 4, .required = true, .own = {.type = RULE_TYPE_MESSAGE}}, /* before */
	{.field = 5, .required = true, .own = {.type = RULE_TYPE_MESSAGE}}, /* after */
};
const struct message_rules tasks_task_corrected_rules = {.message = &hapax__tasks__v1__task_corrected__descriptor, .fields = tasks_task_corrected_field_rules, .field_count = 6};

static const struct rule tasks_task_changed_f0_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 128}},
};
static const struct rule tasks_task_changed_f1_own_rules[] = {
	{.kind = RULE_RANGE, .id = "int64.gt", .lower_bound = RULE_BOUND_OPEN, .value = {.whole = 0}},
};
static const struct rule tasks_task_changed_f2_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 128}},
};
static const struct field_rules tasks_task_changed_field_rules[] = {
	{.field = 0, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = tasks_task_changed_f0_own_rules, .rule_count = 1}}, /* event_type */
	{.field = 1, .own = {.type = RULE_TYPE_SIGNED, .rules = tasks_task_changed_f1_own_rules, .rule_count = 1}}, /* task_id */
	{.field = 2, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = tasks_task_changed_f2_own_rules, .rule_count = 1}}, /* user_id */
	{.field = 3, .required = true, .own = {.type = RULE_TYPE_MESSAGE}}, /* changes */
};
const struct message_rules tasks_task_changed_rules = {.message = &hapax__tasks__v1__task_changed__descriptor, .fields = tasks_task_changed_field_rules, .field_count = 4};

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
