/* The tasks service, as the program sees it. */
#include "tasks.h"
#include "tasks_sql.h"

static const struct tasks_task_service methods = {
	.create_task = create_task,
	.get_task = get_task,
	.list_tasks = list_tasks,
	.update_task = update_task,
	.complete_task = complete_task,
	.delete_task = delete_task,
};

static const struct rpc_binding rpcs[] = {
	{&tasks_task_service_rpcs, &methods},
	{NULL, NULL},
};

static const struct route routes[] = {
	{"POST", "api/{user_id}/tasks", TASKS_TASK_SERVICE_CREATE_TASK, 201},
	{"GET", "api/{user_id}/tasks", TASKS_TASK_SERVICE_LIST_TASKS, 200},
	{"GET", "api/{user_id}/tasks/{task_id}", TASKS_TASK_SERVICE_GET_TASK, 200},
	{"PATCH", "api/{user_id}/tasks/{task_id}", TASKS_TASK_SERVICE_UPDATE_TASK, 200},
	{"DELETE", "api/{user_id}/tasks/{task_id}", TASKS_TASK_SERVICE_DELETE_TASK, 200},
	{"POST", "api/{user_id}/tasks/{task_id}/complete", TASKS_TASK_SERVICE_COMPLETE_TASK, 200},
	{NULL, NULL, NULL, 0},
};

const struct service tasks_service = {
	.name = "tasks",
	.about = "a user's to-do list",
	.migrations = tasks_migrations,
	.rpcs = rpcs,
	.routes = routes,
	.publishes = true,
	.example = "grpcurl -plaintext -H 'user-id: ada' -d '{\"title\":\"Buy milk\"}' localhost:$APP_PORT "
		   "hapax.tasks.v1.TaskService/CreateTask",
};
