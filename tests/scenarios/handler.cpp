// What a service in C++17 does with hapax's headers, macros included. Compiled, not run: see test_examples.py.
#include "hapax/json.h"
#include "hapax/log.h"
#include "hapax/metrics.h"
#include "hapax/service.h"
#include "hapax/structs.h"
#include "hapax/tasks/v1/api.h"
#include "hapax/tasks/v1/events.h"

static const text greeting = TEXT("hello");
static metric heard = {"example_heard_total", "events heard", METRIC_COUNTER, {"type"}, nullptr, nullptr, 0};
static const statement find = {"find", "select 1 where $1 = ''"};

static status hear(tx *tx, const event *event) noexcept
{
	const tasks_task_created *task = tasks_task_created_of(event);
	db_result rows CLEANUP(db_result_done) = {};
	char id[UUID_TEXT_LEN + 1];
	db_params params;

	metric_add(&heard, 1, event->type->name, nullptr, nullptr);
	uuid_format(event->id, id);
	log_record(LOG_INFO, "heard");
	log_record(LOG_DEBUG, "heard of a task", LOG_STR(LOG_EVENT, id), LOG_TEXT("greeting", greeting), LOG_INT("tags", task->n_tags));
	db_params_init(&params, tx->context->arena);
	db_add_text(&params, text_equal(greeting, TEXT("hello")) ? TEXT("") : text_of(task->title));
	const status status = tx_exec(tx, &find, &params, &rows);
	return status == STATUS_OK ? status : fail_while(tx->context, "hearing of task %.*s", TEXT_ARG(event->subject));
}

static status answer(call *call, const tasks_get_task_request *request, tasks_task *response) noexcept
{
	text *tags = arena_array(call->context->arena, text, 2);

	if (!tags)
		return fail(call->context, STATUS_EXHAUSTED, "no memory left");
	response->task_id = request->task_id;
	return STATUS_OK;
}

extern const handler handlers[];
const handler handlers[] = {{&tasks_task_created_event, false, false, hear, nullptr}, {}};
extern const tasks_task_service methods;
const tasks_task_service methods = {nullptr, answer, nullptr, nullptr, nullptr, nullptr};
