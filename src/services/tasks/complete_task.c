#include "tasks.h"
#include "tasks_sql.h"

static enum status tell(struct call *call, const struct task_row *task, Google__Protobuf__Struct *before,
			Google__Protobuf__Struct *after)
{
	struct tasks_task_completed completed = TASKS_TASK_COMPLETED_INIT;
	int64_t duration_us = task->completed_us - task->created_us;

	completed.task_id = task->task_id;
	completed.user_id = task_string(call->context->arena, task->user_id);
	completed.completed_at = task_timestamp(call->context->arena, task->completed_us);
	completed.duration_seconds = duration_us > 0 ? duration_us / 1000000 : 0;
	completed.before = before;
	completed.after = after;
	return tasks_task_completed_append(call->tx, &call->cause, &completed, task->version, NULL);
}

/* Completing a completed task answers it as it is and tells nothing. */
enum status complete_task(struct call *call, const struct tasks_complete_task_request *request, struct tasks_task *response)
{
	struct task_row old_task, task;
	Google__Protobuf__Struct *before, *after;
	struct db_params params;
	size_t changes;
	enum status status = task_lock(call, request->task_id, &old_task);

	if (status != STATUS_OK)
		return status;
	if (text_equal_string(old_task.status, "completed"))
		return task_to_message(call->context, &old_task, response);
	db_params_init(&params, call->context->arena);
	db_add_i64(&params, old_task.task_id);
	db_add_time(&params, context_now_us(call->context));
	status = task_write(call, &tasks_sql_complete_task, &params, &task);
	if (status == STATUS_OK)
		status = task_changes(call->context, &old_task, &task, &before, &after, &changes);
	if (status == STATUS_OK)
		status = tell(call, &task, before, after);
	return status == STATUS_OK ? task_to_message(call->context, &task, response) : status;
}
