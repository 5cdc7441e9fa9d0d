#include "tasks.h"
#include "tasks_sql.h"

/* The columns of every statement that returns a task. */
enum column {
	TASK_ID,
	USER_ID,
	TITLE,
	DESCRIPTION,
	DUE_DATE,
	PRIORITY,
	TAGS,
	RECURRENCE,
	STATUS,
	VERSION,
	CREATED_AT,
	UPDATED_AT,
	COMPLETED_AT
};

enum status task_row_read(struct context *context, const struct db_result *result, int row, struct task_row *ret_task)
{
	struct arena *arena = context->arena;

	*ret_task = (struct task_row){
		.task_id = db_get_i64(result, row, TASK_ID),
		.user_id = text_dup(db_get_text(result, row, USER_ID), arena),
		.title = text_dup(db_get_text(result, row, TITLE), arena),
		.description = text_dup(db_get_text(result, row, DESCRIPTION), arena),
		.due_us = db_get_time(result, row, DUE_DATE),
		.priority = text_dup(db_get_text(result, row, PRIORITY), arena),
		.recurrence = text_dup(db_get_text(result, row, RECURRENCE), arena),
		.status = text_dup(db_get_text(result, row, STATUS), arena),
		.version = db_get_i64(result, row, VERSION),
		.created_us = db_get_time(result, row, CREATED_AT),
		.updated_us = db_get_time(result, row, UPDATED_AT),
		.completed_us = db_get_time(result, row, COMPLETED_AT),
	};
	ret_task->tag_count = db_get_text_array(result, row, TAGS, arena, &ret_task->tags);
	if (!ret_task->user_id.at || !ret_task->title.at || !ret_task->status.at)
		return fail(context, STATUS_EXHAUSTED, "no memory left for a task");
	return STATUS_OK;
}

static enum status read_one(struct call *call, const struct statement *statement, int64_t task_id, struct task_row *ret_task)
{
	struct db_params params;
	struct db_result result CLEANUP(db_result_done) = {0};
	enum status status;

	db_params_init(&params, call->context->arena);
	db_add_i64(&params, task_id);
	db_add_text(&params, call->user_id);
	status = tx_exec(call->tx, statement, &params, &result);
	if (status != STATUS_OK)
		return status;
	if (result.rows == 0)
		return fail(call->context, STATUS_NOT_FOUND, "no task %lld", (long long)task_id);
	return task_row_read(call->context, &result, 0, ret_task);
}

enum status task_find(struct call *call, int64_t task_id, struct task_row *ret_task)
{
	return read_one(call, &tasks_sql_find_task, task_id, ret_task);
}

enum status task_lock(struct call *call, int64_t task_id, struct task_row *ret_task)
{
	return read_one(call, &tasks_sql_lock_task, task_id, ret_task);
}

enum status task_write(struct call *call, const struct statement *statement, const struct db_params *params,
		       struct task_row *ret_task)
{
	struct db_result result CLEANUP(db_result_done) = {0};
	enum status status = tx_exec(call->tx, statement, params, &result);

	if (status != STATUS_OK)
		return status;
	if (result.rows != 1)
		return fail(call->context, STATUS_INTERNAL, "%s returned %d rows, not one", statement->name, result.rows);
	return task_row_read(call->context, &result, 0, ret_task);
}

void task_add_fields(struct db_params *params, const struct task_row *task, struct arena *arena)
{
	struct db_array tags;

	db_array_init(&tags, arena, DB_TEXT);
	for (size_t i = 0; i < task->tag_count; i++)
		db_array_text(&tags, task->tags[i]);
	db_add_text(params, task->title);
	db_add_text_or_null(params, task->description);
	if (task->due_us)
		db_add_time(params, task->due_us);
	else
		db_add_null(params, DB_TIME);
	db_add_text_or_null(params, task->priority);
	db_add_array(params, &tags);
	db_add_text_or_null(params, task->recurrence);
}
