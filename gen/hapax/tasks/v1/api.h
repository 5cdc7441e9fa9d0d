/* Written by protoc-gen-hapax from hapax/tasks/v1/api.proto; change that one, not this one. */
#ifndef HAPAX_TASKS_V1_API_H
#define HAPAX_TASKS_V1_API_H

#include "hapax/rpc.h"
#include "hapax/tasks/v1/api.pb-c.h"

HAPAX_BEGIN_C

#define tasks_task Hapax__Tasks__V1__Task
#define TASKS_TASK_INIT HAPAX__TASKS__V1__TASK__INIT
#define tasks_create_task_request Hapax__Tasks__V1__CreateTaskRequest
#define TASKS_CREATE_TASK_REQUEST_INIT HAPAX__TASKS__V1__CREATE_TASK_REQUEST__INIT
#define tasks_get_task_request Hapax__Tasks__V1__GetTaskRequest
#define TASKS_GET_TASK_REQUEST_INIT HAPAX__TASKS__V1__GET_TASK_REQUEST__INIT
#define tasks_list_tasks_request Hapax__Tasks__V1__ListTasksRequest
#define TASKS_LIST_TASKS_REQUEST_INIT HAPAX__TASKS__V1__LIST_TASKS_REQUEST__INIT
#define tasks_list_tasks_response Hapax__Tasks__V1__ListTasksResponse
#define TASKS_LIST_TASKS_RESPONSE_INIT HAPAX__TASKS__V1__LIST_TASKS_RESPONSE__INIT
#define tasks_update_task_request Hapax__Tasks__V1__UpdateTaskRequest
#define TASKS_UPDATE_TASK_REQUEST_INIT HAPAX__TASKS__V1__UPDATE_TASK_REQUEST__INIT
#define tasks_complete_task_request Hapax__Tasks__V1__CompleteTaskRequest
#define TASKS_COMPLETE_TASK_REQUEST_INIT HAPAX__TASKS__V1__COMPLETE_TASK_REQUEST__INIT
#define tasks_delete_task_request Hapax__Tasks__V1__DeleteTaskRequest
#define TASKS_DELETE_TASK_REQUEST_INIT HAPAX__TASKS__V1__DELETE_TASK_REQUEST__INIT

extern const struct message_rules tasks_create_task_request_rules;
extern const struct message_rules tasks_get_task_request_rules;
extern const struct message_rules tasks_list_tasks_request_rules;
extern const struct message_rules tasks_update_task_request_rules;
extern const struct message_rules tasks_complete_task_request_rules;
extern const struct message_rules tasks_delete_task_request_rules;

/* hapax.tasks.v1.TaskService: fill in what the program offers; the rest answers STATUS_UNIMPLEMENTED. */
struct tasks_task_service {
	enum status (*create_task)(struct call *call, const struct tasks_create_task_request *request, struct tasks_task *response);
	enum status (*get_task)(struct call *call, const struct tasks_get_task_request *request, struct tasks_task *response);
	enum status (*list_tasks)(struct call *call, const struct tasks_list_tasks_request *request, struct tasks_list_tasks_response *response);
	enum status (*update_task)(struct call *call, const struct tasks_update_task_request *request, struct tasks_task *response);
	enum status (*complete_task)(struct call *call, const struct tasks_complete_task_request *request, struct tasks_task *response);
	enum status (*delete_task)(struct call *call, const struct tasks_delete_task_request *request, struct tasks_task *response);
};

extern const struct rpc_service tasks_task_service_rpcs;

#define TASKS_TASK_SERVICE_CREATE_TASK "/hapax.tasks.v1.TaskService/CreateTask"
#define TASKS_TASK_SERVICE_GET_TASK "/hapax.tasks.v1.TaskService/GetTask"
#define TASKS_TASK_SERVICE_LIST_TASKS "/hapax.tasks.v1.TaskService/ListTasks"
#define TASKS_TASK_SERVICE_UPDATE_TASK "/hapax.tasks.v1.TaskService/UpdateTask"
#define TASKS_TASK_SERVICE_COMPLETE_TASK "/hapax.tasks.v1.TaskService/CompleteTask"
#define TASKS_TASK_SERVICE_DELETE_TASK "/hapax.tasks.v1.TaskService/DeleteTask"

HAPAX_END_C

#endif
