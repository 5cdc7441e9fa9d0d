#include "tasks.h"
#include "tasks_sql.h"

enum { PAGE_DEFAULT = 50 };

/* A page token is the last task id of the page before. */
static enum status read_token(struct call *call, struct text token, int64_t *ret_after)
{
	*ret_after = 0;
	if (text_empty(token) || (text_to_i64(token, ret_after) && *ret_after > 0))
		return STATUS_OK;
	violation_add(call->context, TEXT("page_token"), "page_token", "must be empty or the next_page_token of an earlier answer");
	return fail_violations(call->context);
}

/* One row more than the page was asked for: it tells whether there is a next page. */
static enum status fill(struct call *call, const struct db_result *rows, int page_size, struct tasks_list_tasks_response *response)
{
	struct arena *arena = call->context->arena;
	int count = rows->rows < page_size ? rows->rows : page_size;
	struct task_row task = {0};

	response->tasks = arena_array(arena, struct tasks_task *, (size_t)count + 1);
	if (!response->tasks)
		return fail(call->context, STATUS_EXHAUSTED, "no memory left for %d tasks", count);
	for (int i = 0; i < count; i++) {
		struct tasks_task *message = arena_new(arena, struct tasks_task);
		enum status status;

		if (!message)
			return fail(call->context, STATUS_EXHAUSTED, "no memory left for %d tasks", count);
		*message = (struct tasks_task)TASKS_TASK_INIT;
		status = task_row_read(call->context, rows, i, &task);
		if (status == STATUS_OK)
			status = task_to_message(call->context, &task, message);
		if (status != STATUS_OK)
			return status;
		response->tasks[response->n_tasks++] = message;
	}
	if (rows->rows > page_size)
		response->next_page_token = arena_printf(arena, "%lld", (long long)task.task_id);
	return response->next_page_token ? STATUS_OK : fail(call->context, STATUS_EXHAUSTED, "no memory left for a page token");
}

enum status list_tasks(struct call *call, const struct tasks_list_tasks_request *request,
		       struct tasks_list_tasks_response *response)
{
	int page_size = request->page_size > 0 ? request->page_size : PAGE_DEFAULT;
	struct db_params params;
	struct db_result rows CLEANUP(db_result_done) = {0};
	int64_t after;
	enum status status = read_token(call, text_of(request->page_token), &after);

	if (status != STATUS_OK)
		return status;
	db_params_init(&params, call->context->arena);
	db_add_text(&params, call->user_id);
	db_add_i64(&params, after);
	db_add_text(&params, text_of(request->status));
	db_add_i32(&params, page_size + 1);
	status = tx_exec(call->tx, &tasks_sql_list_tasks, &params, &rows);
	return status == STATUS_OK ? fill(call, &rows, page_size, response) : status;
}
