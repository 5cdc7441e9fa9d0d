/*
 * Tasks: a user's to-do list. One use case per file; all of them see a task as `struct task_row` and tell what happened through the
 * outbox.
 */
#ifndef HAPAX_SERVICES_TASKS_TASKS_H
#define HAPAX_SERVICES_TASKS_TASKS_H

#include "hapax/service.h"
#include "hapax/structs.h"
#include "hapax/tasks/v1/api.h"
#include "hapax/tasks/v1/events.h"

/* A row of tasks.tasks, in the call's arena. Absent texts are empty, absent times 0. */
struct task_row {
	int64_t task_id;
	struct text user_id;
	struct text title;
	struct text description;
	int64_t due_us;
	struct text priority;
	struct text *tags;
	size_t tag_count;
	struct text recurrence;
	struct text status;
	int64_t version;
	int64_t created_us;
	int64_t updated_us;
	int64_t completed_us;
};

/* task_row.c: the row in SQL */
MUST_CHECK enum status task_row_read(struct context *context, const struct db_result *result, int row, struct task_row *ret_task);
/* Finds the caller's task, and locks it for a change; STATUS_NOT_FOUND also when it is somebody else's. */
MUST_CHECK enum status task_find(struct call *call, int64_t task_id, struct task_row *ret_task);
MUST_CHECK enum status task_lock(struct call *call, int64_t task_id, struct task_row *ret_task);
/* Runs an insert or update that returns the row. */
MUST_CHECK enum status task_write(struct call *call, const struct statement *statement, const struct db_params *params,
				  struct task_row *ret_task);
/* title, description, due_date, priority, tags, recurrence, in the order of the statements' parameters. */
void task_add_fields(struct db_params *params, const struct task_row *task, struct arena *arena);

/* task_message.c: the row in messages */
MUST_CHECK enum status task_to_message(struct context *context, const struct task_row *task, struct tasks_task *ret_message);
/* A time from outside; a violation when it is no valid Timestamp. 0 for NULL. */
int64_t task_time_of(struct context *context, const char *field, const Google__Protobuf__Timestamp *timestamp);
Google__Protobuf__Timestamp *task_timestamp(struct arena *arena, int64_t time_us);
Google__Protobuf__StringValue *task_string_value(struct arena *arena, struct text text);
struct text task_text_of(const Google__Protobuf__StringValue *value);
/* A C string in the arena; "" when it is exhausted. */
char *task_string(struct arena *arena, struct text text);
/* NULL-free array of C strings for a repeated field. */
char **task_strings(struct arena *arena, const struct text *texts, size_t count);

/* task_changes.c: what changed, as Structs with the changed fields only. *ret_count: how many. */
MUST_CHECK enum status task_changes(struct context *context, const struct task_row *old_task, const struct task_row *new_task,
				    Google__Protobuf__Struct **ret_before, Google__Protobuf__Struct **ret_after, size_t *ret_count);
/* Every field of a task. */
MUST_CHECK enum status task_snapshot(struct context *context, const struct task_row *task, Google__Protobuf__Struct **ret_fields);

/* One file each. */
enum status create_task(struct call *call, const struct tasks_create_task_request *request, struct tasks_task *response);
enum status get_task(struct call *call, const struct tasks_get_task_request *request, struct tasks_task *response);
enum status list_tasks(struct call *call, const struct tasks_list_tasks_request *request,
		       struct tasks_list_tasks_response *response);
enum status update_task(struct call *call, const struct tasks_update_task_request *request, struct tasks_task *response);
enum status complete_task(struct call *call, const struct tasks_complete_task_request *request, struct tasks_task *response);
enum status delete_task(struct call *call, const struct tasks_delete_task_request *request, struct tasks_task *response);

extern const struct service tasks_service;

#endif
