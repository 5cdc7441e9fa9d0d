// Answers every task.created with an event of its own, greeting.said, and counts how often each user was greeted.
#include "hapax/service.h"
#include "hapax/tasks/v1/events.h"
#include "welcome/catalogue.h"
#include "welcome/v1/events.h"
#include "welcome_sql.h"

namespace
{

// Said if, and only if, this transaction commits: the event goes to the broker through the outbox.
status say(tx *tx, const event *event) noexcept
{
	const auto *task = tasks_task_created_of(event);
	const cause cause = cause_of_event(event);
	welcome_greeting_said said = WELCOME_GREETING_SAID_INIT;

	said.user_id = task->user_id;
	said.words = arena_printf(tx->context->arena, "Welcome, %s!", task->user_id);
	if (!said.words)
		return fail(tx->context, STATUS_EXHAUSTED, "no memory left for a greeting");
	return welcome_greeting_said_append(tx, &cause, &said, 0, nullptr);
}

status count(tx *tx, const event *event) noexcept
{
	const auto *said = welcome_greeting_said_of(event);
	db_params params;

	db_params_init(&params, tx->context->arena);
	db_add_text(&params, text_of(said->user_id));
	return tx_exec(tx, &welcome_sql_count_greeting, &params, nullptr);
}

const handler handlers[] = {
	{.type = &tasks_task_created_event, .one = say},
	{.type = &welcome_greeting_said_event, .one = count},
	{},
};

const service welcome = {
	.name = "welcome",
	.about = "says hello, and keeps count",
	.migrations = welcome_migrations,
	.handlers = handlers,
	.publishes = true,
	.catalogue = &welcome_catalogue,
};

} // namespace

int main(int argc, char **argv)
{
	const service *const services[] = {&welcome, nullptr};

	return hapax_main(argc, argv, services);
}
