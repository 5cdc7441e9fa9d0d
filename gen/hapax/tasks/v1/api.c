/* Written by protoc-gen-hapax from hapax/tasks/v1/api.proto; change that one, not this one. */
#include "hapax/tasks/v1/api.h"

#include "hapax/context.h"

static const char *const tasks_create_task_request_priority_in[] = {"low", "medium", "high", NULL};
static const struct rule tasks_create_task_request_rule_list[] = {
	{.field = 0, .kind = RULE_REQUIRED}, /* title */
	{.field = 0, .kind = RULE_STRING_MAX_LEN, .number = 200}, /* title */
	{.field = 1, .kind = RULE_STRING_MAX_LEN, .number = 10000}, /* description */
	{.field = 3, .kind = RULE_STRING_IN, .words = tasks_create_task_request_priority_in}, /* priority */
	{.field = 4, .kind = RULE_REPEATED_MAX_ITEMS, .number = 50}, /* tags */
	{.field = 4, .kind = RULE_STRING_MIN_LEN, .each = true, .number = 1}, /* tags */
	{.field = 4, .kind = RULE_STRING_MAX_LEN, .each = true, .number = 50}, /* tags */
	{.field = 5, .kind = RULE_STRING_MAX_LEN, .number = 500}, /* recurrence */
};
const struct message_rules tasks_create_task_request_rules = {&hapax__tasks__v1__create_task_request__descriptor, tasks_create_task_request_rule_list, 8};

static const struct rule tasks_get_task_request_rule_list[] = {
	{.field = 0, .kind = RULE_INT_GT}, /* task_id */
};
const struct message_rules tasks_get_task_request_rules = {&hapax__tasks__v1__get_task_request__descriptor, tasks_get_task_request_rule_list, 1};

static const char *const tasks_list_tasks_request_status_in[] = {"pending", "completed", "overdue", "deleted", NULL};
static const struct rule tasks_list_tasks_request_rule_list[] = {
	{.field = 0, .kind = RULE_INT_GTE}, /* page_size */
	{.field = 0, .kind = RULE_INT_LTE, .number = 500}, /* page_size */
	{.field = 1, .kind = RULE_STRING_MAX_LEN, .number = 256}, /* page_token */
	{.field = 2, .kind = RULE_STRING_IN, .words = tasks_list_tasks_request_status_in}, /* status */
};
const struct message_rules tasks_list_tasks_request_rules = {&hapax__tasks__v1__list_tasks_request__descriptor, tasks_list_tasks_request_rule_list, 4};

static const char *const tasks_update_task_request_priority_in[] = {"low", "medium", "high", NULL};
static const char *const tasks_update_task_request_clear_in[] = {"description", "due_date", "priority", "tags", "recurrence", NULL};
static const struct rule tasks_update_task_request_rule_list[] = {
	{.field = 0, .kind = RULE_INT_GT}, /* task_id */
	{.field = 1, .kind = RULE_STRING_MIN_LEN, .number = 1}, /* title */
	{.field = 1, .kind = RULE_STRING_MAX_LEN, .number = 200}, /* title */
	{.field = 2, .kind = RULE_STRING_MAX_LEN, .number = 10000}, /* description */
	{.field = 4, .kind = RULE_STRING_IN, .words = tasks_update_task_request_priority_in}, /* priority */
	{.field = 5, .kind = RULE_REPEATED_MAX_ITEMS, .number = 50}, /* tags */
	{.field = 5, .kind = RULE_STRING_MIN_LEN, .each = true, .number = 1}, /* tags */
	{.field = 5, .kind = RULE_STRING_MAX_LEN, .each = true, .number = 50}, /* tags */
	{.field = 6, .kind = RULE_STRING_MAX_LEN, .number = 500}, /* recurrence */
	{.field = 7, .kind = RULE_REPEATED_MAX_ITEMS, .number = 5}, /* clear */
	{.field = 7, .kind = RULE_REQUIRED, .each = true}, /* clear */
	{.field = 7, .kind = RULE_STRING_IN, .each = true, .words = tasks_update_task_request_clear_in}, /* clear */
};
const struct message_rules tasks_update_task_request_rules = {&hapax__tasks__v1__update_task_request__descriptor, tasks_update_task_request_rule_list, 12};

static const struct rule tasks_complete_task_request_rule_list[] = {
	{.field = 0, .kind = RULE_INT_GT}, /* task_id */
};
const struct message_rules tasks_complete_task_request_rules = {&hapax__tasks__v1__complete_task_request__descriptor, tasks_complete_task_request_rule_list, 1};

static const char *const tasks_delete_task_request_reason_in[] = {"user_requested", "expired", NULL};
static const struct rule tasks_delete_task_request_rule_list[] = {
	{.field = 0, .kind = RULE_INT_GT}, /* task_id */
	{.field = 1, .kind = RULE_STRING_IN, .words = tasks_delete_task_request_reason_in}, /* reason */
};
const struct message_rules tasks_delete_task_request_rules = {&hapax__tasks__v1__delete_task_request__descriptor, tasks_delete_task_request_rule_list, 2};

static enum status tasks_task_service_create_task_thunk(const void *methods, struct call *call, const ProtobufCMessage *request,
                   ProtobufCMessage *response)
{
	const struct tasks_task_service *service = methods;
	if (!service->create_task)
		return fail(call->context, STATUS_UNIMPLEMENTED, "CreateTask is not offered by this program");
	return service->create_task(call, (const struct tasks_create_task_request *)request, (struct tasks_task *)response);
}

static enum status tasks_task_service_get_task_thunk(const void *methods, struct call *call, const ProtobufCMessage *request,
                   ProtobufCMessage *response)
{
	const struct tasks_task_service *service = methods;
	if (!service->get_task)
		return fail(call->context, STATUS_UNIMPLEMENTED, "GetTask is not offered by this program");
	return service->get_task(call, (const struct tasks_get_task_request *)request, (struct tasks_task *)response);
}

static enum status tasks_task_service_list_tasks_thunk(const void *methods, struct call *call, const ProtobufCMessage *request,
                   ProtobufCMessage *response)
{
	const struct tasks_task_service *service = methods;
	if (!service->list_tasks)
		return fail(call->context, STATUS_UNIMPLEMENTED, "ListTasks is not offered by this program");
	return service->list_tasks(call, (const struct tasks_list_tasks_request *)request, (struct tasks_list_tasks_response *)response);
}

static enum status tasks_task_service_update_task_thunk(const void *methods, struct call *call, const ProtobufCMessage *request,
                   ProtobufCMessage *response)
{
	const struct tasks_task_service *service = methods;
	if (!service->update_task)
		return fail(call->context, STATUS_UNIMPLEMENTED, "UpdateTask is not offered by this program");
	return service->update_task(call, (const struct tasks_update_task_request *)request, (struct tasks_task *)response);
}

static enum status tasks_task_service_complete_task_thunk(const void *methods, struct call *call, const ProtobufCMessage *request,
                   ProtobufCMessage *response)
{
	const struct tasks_task_service *service = methods;
	if (!service->complete_task)
		return fail(call->context, STATUS_UNIMPLEMENTED, "CompleteTask is not offered by this program");
	return service->complete_task(call, (const struct tasks_complete_task_request *)request, (struct tasks_task *)response);
}

static enum status tasks_task_service_delete_task_thunk(const void *methods, struct call *call, const ProtobufCMessage *request,
                   ProtobufCMessage *response)
{
	const struct tasks_task_service *service = methods;
	if (!service->delete_task)
		return fail(call->context, STATUS_UNIMPLEMENTED, "DeleteTask is not offered by this program");
	return service->delete_task(call, (const struct tasks_delete_task_request *)request, (struct tasks_task *)response);
}

static const struct rpc_method tasks_task_service_methods[] = {
	{
		.name = "CreateTask",
		.path = "/hapax.tasks.v1.TaskService/CreateTask",
		.request = &hapax__tasks__v1__create_task_request__descriptor,
		.response = &hapax__tasks__v1__task__descriptor,
		.rules = &tasks_create_task_request_rules,
		.thunk = tasks_task_service_create_task_thunk,
	},
	{
		.name = "GetTask",
		.path = "/hapax.tasks.v1.TaskService/GetTask",
		.request = &hapax__tasks__v1__get_task_request__descriptor,
		.response = &hapax__tasks__v1__task__descriptor,
		.rules = &tasks_get_task_request_rules,
		.reads_only = true,
		.thunk = tasks_task_service_get_task_thunk,
	},
	{
		.name = "ListTasks",
		.path = "/hapax.tasks.v1.TaskService/ListTasks",
		.request = &hapax__tasks__v1__list_tasks_request__descriptor,
		.response = &hapax__tasks__v1__list_tasks_response__descriptor,
		.rules = &tasks_list_tasks_request_rules,
		.reads_only = true,
		.thunk = tasks_task_service_list_tasks_thunk,
	},
	{
		.name = "UpdateTask",
		.path = "/hapax.tasks.v1.TaskService/UpdateTask",
		.request = &hapax__tasks__v1__update_task_request__descriptor,
		.response = &hapax__tasks__v1__task__descriptor,
		.rules = &tasks_update_task_request_rules,
		.thunk = tasks_task_service_update_task_thunk,
	},
	{
		.name = "CompleteTask",
		.path = "/hapax.tasks.v1.TaskService/CompleteTask",
		.request = &hapax__tasks__v1__complete_task_request__descriptor,
		.response = &hapax__tasks__v1__task__descriptor,
		.rules = &tasks_complete_task_request_rules,
		.thunk = tasks_task_service_complete_task_thunk,
	},
	{
		.name = "DeleteTask",
		.path = "/hapax.tasks.v1.TaskService/DeleteTask",
		.request = &hapax__tasks__v1__delete_task_request__descriptor,
		.response = &hapax__tasks__v1__task__descriptor,
		.rules = &tasks_delete_task_request_rules,
		.thunk = tasks_task_service_delete_task_thunk,
	},
};

const struct rpc_service tasks_task_service_rpcs = {"hapax.tasks.v1.TaskService", tasks_task_service_methods, 6};
