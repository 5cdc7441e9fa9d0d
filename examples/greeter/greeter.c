/* Greets everybody who makes a task: for every task.created one row, exactly once. */
#include "greeter_sql.h"
#include "hapax/service.h"
#include "hapax/tasks/v1/events.h"

static enum status greet(struct tx *tx, const struct event *event)
{
	const struct tasks_task_created *task = tasks_task_created_of(event);
	struct db_params params;

	db_params_init(&params, tx->context->arena);
	db_add_text(&params, text_of(task->user_id));
	db_add_i64(&params, task->task_id);
	db_add_text(&params, text_of(task->title));
	return tx_exec(tx, &greeter_sql_add_greeting, &params, NULL);
}

static const struct handler handlers[] = {
	{.type = &tasks_task_created_event, .one = greet},
	{0},
};

static const struct service greeter = {
	.name = "greeter",
	.about = "a kind word for every new task",
	.migrations = greeter_migrations,
	.handlers = handlers,
};

int main(int argc, char **argv)
{
	const struct service *const services[] = {&greeter, NULL};

	return hapax_main(argc, argv, services);
}
