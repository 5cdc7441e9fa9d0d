/* Written by protoc-gen-hapax from hapax/tasks/v1/api.proto; change that one, not this one. */
#include "hapax/tasks/v1/api.h"

#include "hapax/context.h"

static const struct rule tasks_create_task_request_f0_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 200}},
};
static const struct rule tasks_create_task_request_f1_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 10000}},
};
static const union rule_value tasks_create_task_request_f3_own_in[] = {{.text = {"low", 3}}, {.text = {"medium", 6}}, {.text = {"high", 4}}};
static const struct rule tasks_create_task_request_f3_own_rules[] = {
	{.kind = RULE_IN, .id = "string.in", .list = tasks_create_task_request_f3_own_in, .list_count = 3},
};
static const struct rule tasks_create_task_request_f4_own_rules[] = {
	{.kind = RULE_MAX_COUNT, .id = "repeated.max_items", .value = {.whole = 50}},
};
static const struct rule tasks_create_task_request_f4_items_rules[] = {
	{.kind = RULE_MIN_LEN, .id = "string.min_len", .value = {.whole = 1}},
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 50}},
};
static const struct rule_set tasks_create_task_request_f4_items = {.type = RULE_TYPE_STRING, .rules = tasks_create_task_request_f4_items_rules, .rule_count = 2};
static const struct rule tasks_create_task_request_f5_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 500}},
};
static const struct field_rules tasks_create_task_request_field_rules[] = {
	{.field = 0, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = tasks_create_task_request_f0_own_rules, .rule_count = 1}}, /* title */
	{.field = 1, .own = {.type = RULE_TYPE_STRING, .rules = tasks_create_task_request_f1_own_rules, .rule_count = 1}}, /* description */
	{.field = 3, .own = {.type = RULE_TYPE_STRING, .rules = tasks_create_task_request_f3_own_rules, .rule_count = 1}}, /* priority */
	{.field = 4, .own = {.type = RULE_TYPE_LIST, .rules = tasks_create_task_request_f4_own_rules, .rule_count = 1}, .items = &tasks_create_task_request_f4_items}, /* tags */
	{.field = 5, .own = {.type = RULE_TYPE_STRING, .rules = tasks_create_task_request_f5_own_rules, .rule_count = 1}}, /* recurrence */
};
const struct message_rules tasks_create_task_request_rules = {.message = &hapax__tasks__v1__create_task_request__descriptor, .fields = tasks_create_task_request_field_rules, .field_count = 5};

static const struct rule tasks_get_task_request_f0_own_rules[] = {
	{.kind = RULE_RANGE, .id = "int64.gt", .lower_bound = RULE_BOUND_OPEN, .value = {.whole = 0}},
};
static const struct field_rules tasks_get_task_request_field_rules[] = {
	{.field = 0, .own = {.type = RULE_TYPE_SIGNED, .rules = tasks_get_task_request_f0_own_rules, .rule_count = 1}}, /* task_id */
};
const struct message_rules tasks_get_task_request_rules = {.message = &hapax__tasks__v1__get_task_request__descriptor, .fields = tasks_get_task_request_field_rules, .field_count = 1};

static const struct rule tasks_list_tasks_request_f0_own_rules[] = {
	{.kind = RULE_RANGE, .id = "int32.gte_lte", .lower_bound = RULE_BOUND_CLOSED, .value = {.whole = 0}, .upper_bound = RULE_BOUND_CLOSED, .upper = {.whole = 500}},
};
static const struct rule tasks_list_tasks_request_f1_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 256}},
};
static const union rule_value tasks_list_tasks_request_f2_own_in[] = {{.text = {"pending", 7}}, {.text = {"completed", 9}}, {.text = {"overdue", 7}}, {.text = {"deleted", 7}}};
static const struct rule tasks_list_tasks_request_f2_own_rules[] = {
	{.kind = RULE_IN, .id = "string.in", .list = tasks_list_tasks_request_f2_own_in, .list_count = 4},
};
static const struct field_rules tasks_list_tasks_request_field_rules[] = {
	{.field = 0, .own = {.type = RULE_TYPE_SIGNED, .rules = tasks_list_tasks_request_f0_own_rules, .rule_count = 1}}, /* page_size */
	{.field = 1, .own = {.type = RULE_TYPE_STRING, .rules = tasks_list_tasks_request_f1_own_rules, .rule_count = 1}}, /* page_token */
	{.field = 2, .own = {.type = RULE_TYPE_STRING, .ignore_zero = true, .rules = tasks_list_tasks_request_f2_own_rules, .rule_count = 1}}, /* status */
};
const struct message_rules tasks_list_tasks_request_rules = {.message = &hapax__tasks__v1__list_tasks_request__descriptor, .fields = tasks_list_tasks_request_field_rules, .field_count = 3};

static const struct rule tasks_update_task_request_f0_own_rules[] = {
	{.kind = RULE_RANGE, .id = "int64.gt", .lower_bound = RULE_BOUND_OPEN, .value = {.whole = 0}},
};
static const struct rule tasks_update_task_request_f1_own_rules[] = {
	{.kind = RULE_MIN_LEN, .id = "string.min_len", .value = {.whole = 1}},
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 200}},
};
static const struct rule tasks_update_task_request_f2_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 10000}},
};
static const union rule_value tasks_update_task_request_f4_own_in[] = {{.text = {"low", 3}}, {.text = {"medium", 6}}, {.text = {"high", 4}}};
static const struct rule tasks_update_task_request_f4_own_rules[] = {
	{.kind = RULE_IN, .id = "string.in", .list = tasks_update_task_request_f4_own_in, .list_count = 3},
};
static const struct rule tasks_update_task_request_f5_own_rules[] = {
	{.kind = RULE_MAX_COUNT, .id = "repeated.max_items", .value = {.whole = 50}},
};
static const struct rule tasks_update_task_request_f5_items_rules[] = {
	{.kind = RULE_MIN_LEN, .id = "string.min_len", .value = {.whole = 1}},
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 50}},
};
static const struct rule_set tasks_update_task_request_f5_items = {.type = RULE_TYPE_STRING, .rules = tasks_update_task_request_f5_items_rules, .rule_count = 2};
static const struct rule tasks_update_task_request_f6_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 500}},
};
static const struct rule tasks_update_task_request_f7_own_rules[] = {
	{.kind = RULE_MAX_COUNT, .id = "repeated.max_items", .value = {.whole = 5}},
};
static const union rule_value tasks_update_task_request_f7_items_in[] = {{.text = {"description", 11}}, {.text = {"due_date", 8}}, {.text = {"priority", 8}}, {.text = {"tags", 4}}, {.text = {"recurrence", 10}}};
static const struct rule tasks_update_task_request_f7_items_rules[] = {
	{.kind = RULE_IN, .id = "string.in", .list = tasks_update_task_request_f7_items_in, .list_count = 5},
};
static const struct rule_set tasks_update_task_request_f7_items = {.type = RULE_TYPE_STRING, .rules = tasks_update_task_request_f7_items_rules, .rule_count = 1};
static const struct field_rules tasks_update_task_request_field_rules[] = {
	{.field = 0, .own = {.type = RULE_TYPE_SIGNED, .rules = tasks_update_task_request_f0_own_rules, .rule_count = 1}}, /* task_id */
	{.field = 1, .own = {.type = RULE_TYPE_STRING, .rules = tasks_update_task_request_f1_own_rules, .rule_count = 2}}, /* title */
	{.field = 2, .own = {.type = RULE_TYPE_STRING, .rules = tasks_update_task_request_f2_own_rules, .rule_count = 1}}, /* description */
	{.field = 4, .own = {.type = RULE_TYPE_STRING, .rules = tasks_update_task_request_f4_own_rules, .rule_count = 1}}, /* priority */
	{.field = 5, .own = {.type = RULE_TYPE_LIST, .rules = tasks_update_task_request_f5_own_rules, .rule_count = 1}, .items = &tasks_update_task_request_f5_items}, /* tags */
	{.field = 6, .own = {.type = RULE_TYPE_STRING, .rules = tasks_update_task_request_f6_own_rules, .rule_count = 1}}, /* recurrence */
	{.field = 7, .own = {.type = RULE_TYPE_LIST, .rules = tasks_update_task_request_f7_own_rules, .rule_count = 1}, .items = &tasks_update_task_request_f7_items}, /* clear */
};
const struct message_rules tasks_update_task_request_rules = {.message = &hapax__tasks__v1__update_task_request__descriptor, .fields = tasks_update_task_request_field_rules, .field_count = 7};

static const struct rule tasks_complete_task_request_f0_own_rules[] = {
	{.kind = RULE_RANGE, .id = "int64.gt", .lower_bound = RULE_BOUND_OPEN, .value = {.whole = 0}},
};
static const struct field_rules tasks_complete_task_request_field_rules[] = {
	{.field = 0, .own = {.type = RULE_TYPE_SIGNED, .rules = tasks_complete_task_request_f0_own_rules, .rule_count = 1}}, /* task_id */
};
const struct message_rules tasks_complete_task_request_rules = {.message = &hapax__tasks__v1__complete_task_request__descriptor, .fields = tasks_complete_task_request_field_rules, .field_count = 1};

static const struct rule tasks_delete_task_request_f0_own_rules[] = {
	{.kind = RULE_RANGE, .id = "int64.gt", .lower_bound = RULE_BOUND_OPEN, .value = {.whole = 0}},
};
static const union rule_value tasks_delete_task_request_f1_own_in[] = {{.text = {"user_requested", 14}}, {.text = {"expired", 7}}};
static const struct rule tasks_delete_task_request_f1_own_rules[] = {
	{.kind = RULE_IN, .id = "string.in", .list = tasks_delete_task_request_f1_own_in, .list_count = 2},
};
static const struct field_rules tasks_delete_task_request_field_rules[] = {
	{.field = 0, .own = {.type = RULE_TYPE_SIGNED, .rules = tasks_delete_task_request_f0_own_rules, .rule_count = 1}}, /* task_id */
	{.field = 1, .own = {.type = RULE_TYPE_STRING, .ignore_zero = true, .rules = tasks_delete_task_request_f1_own_rules, .rule_count = 1}}, /* reason */
};
const struct message_rules tasks_delete_task_request_rules = {.message = &hapax__tasks__v1__delete_task_request__descriptor, .fields = tasks_delete_task_request_field_rules, .field_count = 2};

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
