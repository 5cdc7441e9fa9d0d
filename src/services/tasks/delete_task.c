#include "tasks.h"
#include "tasks_sql.h"

static enum status tell(struct call *call, const struct task_row *task, struct text reason, Google__Protobuf__Struct *before)
{
	struct tasks_task_deleted deleted = TASKS_TASK_DELETED_INIT;

	deleted.task_id = task->task_id;
	deleted.user_id = task_string(call->context->arena, task->user_id);
	deleted.deleted_at = task_timestamp(call->context->arena, task->updated_us);
	deleted.reason = task_string_value(call->context->arena, reason);
	deleted.before = before;
	return tasks_task_deleted_append(call->tx, &call->cause, &deleted, task->version, NULL);
}

/* A soft delete: the row stays, but no command finds it any more. */
enum status delete_task(struct call *call, const struct tasks_delete_task_request *request, struct tasks_task *response)
{
	struct text reason = request->reason[0] ? text_of(request->reason) : TEXT("user_requested");
	struct task_row old_task, task;
	Google__Protobuf__Struct *before;
	struct db_params params;
	enum status status = task_lock(call, request->task_id, &old_task);

	if (status == STATUS_OK)
		status = task_snapshot(call->context, &old_task, &before);
	if (status != STATUS_OK)
		return status;
	db_params_init(&params, call->context->arena);
	db_add_i64(&params, old_task.task_id);
	db_add_time(&params, context_now_us(call->context));
	status = task_write(call, &tasks_sql_delete_task, &params, &task);
	if (status == STATUS_OK)
		status = tell(call, &task, reason, before);
	return status == STATUS_OK ? task_to_message(call->context, &task, response) : status;
}
