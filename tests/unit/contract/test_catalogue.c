#include "contract/catalogue.h"
#include "hapax/orders/v1/events.h"
#include "hapax/recurrence/v1/events.h"
#include "hapax/tasks/v1/api.h"
#include "hapax/tasks/v1/events.h"
#include "hapax/users/v1/events.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* After ours: it makes a macro of fail(). */
#include <cmocka.h>

#define NOWHERE ((struct text){0})

static struct arena arena;
static struct context context;

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena, 1 << 20);
	context_init(&context, &arena, NULL, NULL);
	return catalogue_register(&context, &hapax_catalogue) == STATUS_OK ? 0 : -1;
}

static int tear_down(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

static void every_type_is_found_by_its_name(void **state)
{
	(void)state;
	for (size_t i = 0; i < hapax_catalogue.event_count; i++) {
		const struct event_type *type = hapax_catalogue.events[i];
		assert_ptr_equal(catalogue_find(text_of(type->name), NOWHERE), type);
		assert_ptr_equal(catalogue_find(text_of(type->name), text_of(type->topic)), type);
	}
	assert_int_equal(hapax_catalogue.event_count, 28);
}

static void names_are_sorted_and_listed_in_that_order(void **state)
{
	(void)state;
	assert_true(catalogue_count() >= hapax_catalogue.event_count);
	for (size_t i = 0; i < hapax_catalogue.event_count; i++) {
		assert_ptr_equal(catalogue_at(i), hapax_catalogue.events[i]);
		if (i)
			assert_true(strcmp(catalogue_at(i - 1)->name, catalogue_at(i)->name) < 0);
	}
}

static void alias_means_the_type_on_any_topic(void **state)
{
	(void)state;
	assert_ptr_equal(catalogue_find(TEXT("tasks.created"), NOWHERE), &tasks_task_created_event);
	assert_ptr_equal(catalogue_find(TEXT("todos.task.created"), TEXT("elsewhere")), &tasks_task_created_event);
	assert_ptr_equal(catalogue_find(TEXT("task.update"), TEXT("task-updates")), &tasks_task_changed_event);
}

static void short_alias_means_the_type_on_its_topic_only(void **state)
{
	(void)state;
	assert_ptr_equal(catalogue_find(TEXT("created"), TEXT("task-events")), &tasks_task_created_event);
	assert_null(catalogue_find(TEXT("created"), TEXT("order-events")));
	assert_null(catalogue_find(TEXT("created"), NOWHERE));
}

static void unknown_names_are_not_found(void **state)
{
	(void)state;
	static const char *const unknown[] = {"", "task", "task.created ", "Task.created", "task.create", "task.createdd", "\xff"};
	for (size_t i = 0; i < COUNT_OF(unknown); i++)
		assert_null(catalogue_find(text_of(unknown[i]), TEXT("task-events")));
}

static void registering_again_changes_nothing(void **state)
{
	(void)state;
	size_t types = catalogue_count(), sets = catalogue_set_count();
	assert_int_equal(catalogue_register(&context, &hapax_catalogue), STATUS_OK);
	assert_int_equal(catalogue_count(), types);
	assert_int_equal(catalogue_set_count(), sets);
}

/* A catalogue of one event that answers to the given spellings. */
#define CATALOGUE_OF(variable, type_name, type_topic, alias, topic_alias)                                                          \
	static const char *const variable##_aliases[] = {alias, NULL};                                                             \
	static const char *const variable##_topic_aliases[] = {topic_alias, NULL};                                                 \
	static const struct event_type variable##_type = {.name = type_name,                                                       \
							  .topic = type_topic,                                                     \
							  .major = 1,                                                              \
							  .owner = "greeter",                                                      \
							  .aliases = variable##_aliases,                                           \
							  .topic_aliases = variable##_topic_aliases};                              \
	static const struct event_type *const variable##_types[] = {&variable##_type};                                             \
	static const struct catalogue variable = {variable##_types, 1, NULL, 0}

static void refuse(const struct catalogue *catalogue, const char *word)
{
	size_t types = catalogue_count();
	assert_int_equal(catalogue_register(&context, catalogue), STATUS_CONFLICT);
	assert_non_null(strstr(failure_text(&context), word));
	assert_int_equal(catalogue_count(), types);
	failure_clear(&context);
}

static void spelling_of_another_event_is_a_conflict_and_nothing_is_registered(void **state)
{
	(void)state;
	CATALOGUE_OF(same_type, "task.created", "greetings", NULL, NULL);
	CATALOGUE_OF(same_alias, "greeting.said", "greetings", "tasks.deleted", NULL);
	CATALOGUE_OF(same_short, "greeting.said", "task-events", NULL, "created");
	CATALOGUE_OF(global_for_short, "greeting.said", "greetings", "created", NULL);
	CATALOGUE_OF(twice_itself, "greeting.said", "greetings", "greeting.said", NULL);
	refuse(&same_type, "task.created");
	refuse(&same_alias, "tasks.deleted");
	refuse(&same_short, "created");
	refuse(&global_for_short, "created");
	refuse(&twice_itself, "greeting.said");
	assert_null(catalogue_find(TEXT("greeting.said"), NOWHERE));
	assert_ptr_equal(catalogue_find(TEXT("task.created"), NOWHERE), &tasks_task_created_event);
}

static void second_catalogue_adds_to_the_first(void **state)
{
	(void)state;
	CATALOGUE_OF(greeter, "greeting.said", "greetings", "said", "created");
	size_t types = catalogue_count();
	assert_int_equal(catalogue_register(&context, &greeter), STATUS_OK);
	assert_int_equal(catalogue_count(), types + 1);
	assert_ptr_equal(catalogue_at(types), &greeter_type);
	assert_ptr_equal(catalogue_find(TEXT("said"), NOWHERE), &greeter_type);
	assert_ptr_equal(catalogue_find(TEXT("created"), TEXT("greetings")), &greeter_type);
	assert_ptr_equal(catalogue_find(TEXT("created"), TEXT("task-events")), &tasks_task_created_event);
	assert_ptr_equal(catalogue_set_at(catalogue_set_count() - 1), &greeter);
}

static void key_and_subject_are_the_fields_that_the_contract_names(void **state)
{
	(void)state;
	const struct event_type *type = &tasks_task_created_event;
	assert_string_equal(type->message->fields[type->key_field].name, "user_id");
	assert_string_equal(type->message->fields[type->subject_field].name, "task_id");
	type = &users_user_login_failed_event; /* declared last */
	assert_string_equal(type->message->fields[type->key_field].name, "user_id");
	type = &orders_order_placed_event;
	assert_string_equal(type->message->fields[type->key_field].name, "order_id");
	assert_string_equal(recurrence_task_recurrence_triggered_event.owner, "recurrence");
	assert_string_equal(recurrence_task_recurrence_triggered_event.topic, "task-events");
}

static void typed_view_is_null_for_another_type(void **state)
{
	(void)state;
	struct tasks_task_deleted data = TASKS_TASK_DELETED_INIT;
	struct event event = {.type = &tasks_task_deleted_event, .data = &data.base};
	assert_ptr_equal(tasks_task_deleted_of(&event), &data);
	assert_null(tasks_task_created_of(&event));
}

static void rules_point_at_fields_of_their_message(void **state)
{
	(void)state;
	for (size_t i = 0; i < hapax_catalogue.event_count; i++) {
		const struct event_type *type = hapax_catalogue.events[i];
		assert_non_null(type->rules);
		assert_ptr_equal(type->rules->message, type->message);
		for (size_t j = 0; j < type->rules->field_count; j++)
			assert_true(type->rules->fields[j].field < type->message->n_fields);
	}
	const struct field_rules *lines = &orders_order_placed_rules.fields[orders_order_placed_rules.field_count - 2];
	assert_string_equal(orders_order_placed_rules.message->fields[lines->field].name, "lines");
	assert_int_equal(lines->own.type, RULE_TYPE_LIST);
	assert_ptr_equal(lines->items->message, &orders_order_line_rules);
}

static enum status answer_with_the_id(struct call *call, const struct tasks_get_task_request *request, struct tasks_task *response)
{
	(void)call;
	response->task_id = request->task_id;
	return STATUS_OK;
}

static const struct rpc_method *find_method(const struct rpc_service *service, const char *path)
{
	for (size_t i = 0; i < service->method_count; i++) {
		if (strcmp(service->methods[i].path, path) == 0)
			return &service->methods[i];
	}
	return NULL;
}

static void thunk_calls_the_typed_function(void **state)
{
	(void)state;
	const struct tasks_task_service service = {.get_task = answer_with_the_id};
	const struct rpc_method *method = find_method(&tasks_task_service_rpcs, TASKS_TASK_SERVICE_GET_TASK);
	struct tasks_get_task_request request = TASKS_GET_TASK_REQUEST_INIT;
	struct tasks_task response = TASKS_TASK_INIT;
	struct call call = {.context = &context};
	request.task_id = 7;
	assert_non_null(method);
	assert_true(method->reads_only);
	assert_int_equal(method->thunk(&service, &call, &request.base, &response.base), STATUS_OK);
	assert_int_equal(response.task_id, 7);
}

static void method_that_is_not_filled_in_is_unimplemented(void **state)
{
	(void)state;
	const struct tasks_task_service service = {.get_task = answer_with_the_id};
	const struct rpc_method *method = find_method(&tasks_task_service_rpcs, TASKS_TASK_SERVICE_CREATE_TASK);
	struct tasks_create_task_request request = TASKS_CREATE_TASK_REQUEST_INIT;
	struct tasks_task response = TASKS_TASK_INIT;
	struct call call = {.context = &context};
	assert_false(method->reads_only);
	assert_ptr_equal(method->rules, &tasks_create_task_request_rules);
	assert_int_equal(method->thunk(&service, &call, &request.base, &response.base), STATUS_UNIMPLEMENTED);
	assert_non_null(strstr(failure_text(&context), "CreateTask"));
	failure_clear(&context);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_type_is_found_by_its_name),
		cmocka_unit_test(names_are_sorted_and_listed_in_that_order),
		cmocka_unit_test(alias_means_the_type_on_any_topic),
		cmocka_unit_test(short_alias_means_the_type_on_its_topic_only),
		cmocka_unit_test(unknown_names_are_not_found),
		cmocka_unit_test(registering_again_changes_nothing),
		cmocka_unit_test(spelling_of_another_event_is_a_conflict_and_nothing_is_registered),
		cmocka_unit_test(second_catalogue_adds_to_the_first),
		cmocka_unit_test(key_and_subject_are_the_fields_that_the_contract_names),
		cmocka_unit_test(typed_view_is_null_for_another_type),
		cmocka_unit_test(rules_point_at_fields_of_their_message),
		cmocka_unit_test(thunk_calls_the_typed_function),
		cmocka_unit_test(method_that_is_not_filled_in_is_unimplemented),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
