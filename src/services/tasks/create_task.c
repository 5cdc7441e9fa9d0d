#include "tasks.h"
#include "tasks_sql.h"

static struct task_row task_of_request(struct call *call, const struct tasks_create_task_request *request)
{
	struct arena *arena = call->context->arena;
	struct task_row task = {
		.title = text_of(request->title),
		.description = task_text_of(request->description),
		.due_us = task_time_of(call->context, "due_date", request->due_date),
		.priority = task_text_of(request->priority),
		.recurrence = task_text_of(request->recurrence),
		.tags = arena_array(arena, struct text, request->n_tags + 1),
	};

	for (; task.tags && task.tag_count < request->n_tags; task.tag_count++)
		task.tags[task.tag_count] = text_of(request->tags[task.tag_count]);
	return task;
}

static enum status tell(struct call *call, const struct task_row *task)
{
	struct arena *arena = call->context->arena;
	struct tasks_task_created created = TASKS_TASK_CREATED_INIT;

	created.task_id = task->task_id;
	created.user_id = task_string(arena, task->user_id);
	created.title = task_string(arena, task->title);
	created.description = task_string_value(arena, task->description);
	created.due_date = task_timestamp(arena, task->due_us);
	created.priority = task_string_value(arena, task->priority);
	created.tags = task_strings(arena, task->tags, task->tag_count);
	created.n_tags = created.tags ? task->tag_count : 0;
	created.recurrence = task_string_value(arena, task->recurrence);
	created.created_at = task_timestamp(arena, task->created_us);
	return tasks_task_created_append(call->tx, &call->cause, &created, task->version, NULL);
}

enum status create_task(struct call *call, const struct tasks_create_task_request *request, struct tasks_task *response)
{
	struct task_row wanted = task_of_request(call, request), task;
	struct db_params params;
	enum status status;

	if (call->context->failure.violation_count)
		return fail_violations(call->context);
	db_params_init(&params, call->context->arena);
	db_add_text(&params, call->user_id);
	task_add_fields(&params, &wanted, call->context->arena);
	db_add_time(&params, context_now_us(call->context));
	status = task_write(call, &tasks_sql_insert_task, &params, &task);
	if (status == STATUS_OK)
		status = tell(call, &task);
	return status == STATUS_OK ? task_to_message(call->context, &task, response) : status;
}
