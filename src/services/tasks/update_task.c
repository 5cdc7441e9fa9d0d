#include <string.h>

#include "tasks.h"
#include "tasks_sql.h"

static void clear_field(struct task_row *task, const char *name)
{
	const struct {
		const char *name;
		struct text *text;
	} texts[] = {{"description", &task->description}, {"priority", &task->priority}, {"recurrence", &task->recurrence}};

	for (size_t i = 0; i < COUNT_OF(texts); i++)
		if (strcmp(texts[i].name, name) == 0)
			*texts[i].text = (struct text){0};
	if (strcmp(name, "due_date") == 0)
		task->due_us = 0;
	if (strcmp(name, "tags") == 0)
		task->tag_count = 0;
}

static void set_text(struct text *text, const Google__Protobuf__StringValue *value)
{
	if (value)
		*text = text_of(value->value);
}

/* The task as it shall be: first what is cleared, then what is set. */
static enum status apply(struct call *call, const struct tasks_update_task_request *request, struct task_row *task)
{
	for (size_t i = 0; i < request->n_clear; i++)
		clear_field(task, request->clear[i]);
	set_text(&task->title, request->title);
	set_text(&task->description, request->description);
	set_text(&task->priority, request->priority);
	set_text(&task->recurrence, request->recurrence);
	if (request->due_date)
		task->due_us = task_time_of(call->context, "due_date", request->due_date);
	if (request->n_tags) {
		task->tags = arena_array(call->context->arena, struct text, request->n_tags);
		if (!task->tags)
			return fail(call->context, STATUS_EXHAUSTED, "no memory left for %zu tags", request->n_tags);
		for (task->tag_count = 0; task->tag_count < request->n_tags; task->tag_count++)
			task->tags[task->tag_count] = text_of(request->tags[task->tag_count]);
	}
	return call->context->failure.violation_count ? fail_violations(call->context) : STATUS_OK;
}

static enum status tell(struct call *call, const struct task_row *task, Google__Protobuf__Struct *before,
			Google__Protobuf__Struct *after)
{
	struct tasks_task_updated updated = TASKS_TASK_UPDATED_INIT;

	updated.task_id = task->task_id;
	updated.user_id = task_string(call->context->arena, task->user_id);
	updated.before = before;
	updated.after = after;
	updated.updated_at = task_timestamp(call->context->arena, task->updated_us);
	return tasks_task_updated_append(call->tx, &call->cause, &updated, task->version, NULL);
}

/* An update that changes nothing has no effect and tells nothing. */
enum status update_task(struct call *call, const struct tasks_update_task_request *request, struct tasks_task *response)
{
	struct task_row old_task, task;
	Google__Protobuf__Struct *before, *after;
	struct db_params params;
	size_t changes;
	enum status status = task_lock(call, request->task_id, &old_task);

	task = old_task;
	if (status == STATUS_OK)
		status = apply(call, request, &task);
	if (status == STATUS_OK)
		status = task_changes(call->context, &old_task, &task, &before, &after, &changes);
	if (status != STATUS_OK)
		return status;
	if (changes == 0)
		return task_to_message(call->context, &old_task, response);
	db_params_init(&params, call->context->arena);
	db_add_i64(&params, task.task_id);
	task_add_fields(&params, &task, call->context->arena);
	db_add_time(&params, context_now_us(call->context));
	status = task_write(call, &tasks_sql_update_task, &params, &task);
	/* Once more, for what the database changed along: a new due date ends being overdue. */
	if (status == STATUS_OK)
		status = task_changes(call->context, &old_task, &task, &before, &after, &changes);
	if (status == STATUS_OK)
		status = tell(call, &task, before, after);
	return status == STATUS_OK ? task_to_message(call->context, &task, response) : status;
}
