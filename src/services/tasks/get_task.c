#include "tasks.h"

enum status get_task(struct call *call, const struct tasks_get_task_request *request, struct tasks_task *response)
{
	struct task_row task;
	enum status status = task_find(call, request->task_id, &task);

	return status == STATUS_OK ? task_to_message(call->context, &task, response) : status;
}
