/*
 * A service of the test's own on a private Postgres, with the methods' behaviour in the title of the task. For the tests of this
 * folder.
 */
#ifndef TESTS_COMMAND_RIG_H
#define TESTS_COMMAND_RIG_H

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command/desk.h"
#include "hapax/tasks/v1/api.h"
#include "hapax/tasks/v1/events.h"
#include "harness/postgres/database.h"
#include "platform/db/migrate.h"
#include "send/send.h"

/* After ours: its macro fail() would hit our function of that name, which is (fail)() from here on. */
#include <cmocka.h>

enum { MEBI = 1024 * 1024 };

static struct rig {
	struct database database;
	struct db_pool *pool;
	struct command_desk *desk;
	struct arena arena;
	struct context context;
} rig;

static atomic_int executions, conflicts_left, pause_us;
static char last_user[256], last_correlation[256], last_traceparent[256];

static inline void rig_ok(enum status status)
{
	if (status != STATUS_OK)
		fail_msg("%s: %s", status_name(status), failure_text(&rig.context));
}

static inline void assert_failure_says(const char *what)
{
	if (!strstr(failure_text(&rig.context), what))
		fail_msg("\"%s\" isn't in: %s", what, failure_text(&rig.context));
}

/* An event that breaks its contract in four ways. */
static inline enum status append_bad_event(struct call *call)
{
	struct tasks_task_created created = TASKS_TASK_CREATED_INIT;
	char *tags[] = {(char *)"good", (char *)""};

	created.user_id = (char *)"ada";
	created.tags = tags;
	created.n_tags = COUNT_OF(tags);
	return tasks_task_created_append(call->tx, &call->cause, &created, 1, NULL);
}

/* Makes a row, then does what the title says. */
static inline enum status create(struct call *call, const struct tasks_create_task_request *request, struct tasks_task *response)
{
	static const struct statement insert = {"insert_probe", "insert into {schema}.made (title) values ($1) returning n"};
	struct db_params params;
	struct db_result row CLEANUP(db_result_done) = {0};
	enum status status;

	atomic_fetch_add(&executions, 1);
	snprintf(last_user, sizeof(last_user), "%.*s", TEXT_ARG(call->user_id));
	snprintf(last_correlation, sizeof(last_correlation), "%.*s", TEXT_ARG(call->cause.correlation_id));
	snprintf(last_traceparent, sizeof(last_traceparent), "%.*s", TEXT_ARG(call->cause.traceparent));
	db_params_init(&params, call->context->arena);
	db_add_text(&params, text_of(request->title));
	status = tx_exec(call->tx, &insert, &params, &row);
	if (status != STATUS_OK)
		return status;
	if (atomic_load(&pause_us))
		usleep((useconds_t)atomic_load(&pause_us));
	if (strcmp(request->title, "fail") == 0)
		return (fail)(call->context, STATUS_PRECONDITION, "not in this state");
	if (strcmp(request->title, "bad event") == 0)
		return append_bad_event(call);
	if (atomic_fetch_sub(&conflicts_left, 1) > 0)
		return (fail)(call->context, STATUS_AGAIN, "lost against another");
	response->task_id = db_get_i64(&row, 0, 0);
	response->title = request->title;
	response->user_id = text_dup_string(call->user_id, call->context->arena);
	return STATUS_OK;
}

static inline enum status get(struct call *call, const struct tasks_get_task_request *request, struct tasks_task *response)
{
	(void)call;
	atomic_fetch_add(&executions, 1);
	response->task_id = request->task_id;
	response->user_id = text_dup_string(call->user_id, call->context->arena);
	return STATUS_OK;
}

static inline enum status list(struct call *call, const struct tasks_list_tasks_request *request,
			       struct tasks_list_tasks_response *response)
{
	response->next_page_token =
		arena_printf(call->context->arena, "%d %s %s", request->page_size, request->page_token, request->status);
	return STATUS_OK;
}

static inline enum status update(struct call *call, const struct tasks_update_task_request *request, struct tasks_task *response)
{
	(void)call;
	response->task_id = request->task_id;
	response->title = request->title ? request->title->value : response->title;
	return STATUS_OK;
}

static const struct tasks_task_service methods = {
	.create_task = create, .get_task = get, .list_tasks = list, .update_task = update};
static const struct rpc_binding rpcs[] = {{&tasks_task_service_rpcs, &methods}, {NULL, NULL}};
static const struct route routes[] = {
	{"POST", "api/{user_id}/tasks", TASKS_TASK_SERVICE_CREATE_TASK, 201},
	{"GET", "api/{user_id}/tasks", TASKS_TASK_SERVICE_LIST_TASKS, 200},
	{"GET", "api/{user_id}/tasks/{task_id}", TASKS_TASK_SERVICE_GET_TASK, 200},
	{"PATCH", "api/{user_id}/tasks/{task_id}", TASKS_TASK_SERVICE_UPDATE_TASK, 200},
	{NULL, NULL, NULL, 0},
};
static const struct service probe = {.name = "probe", .rpcs = rpcs, .routes = routes};
static const struct service *const services[] = {&probe, NULL};

static inline int64_t rig_count(const char *sql)
{
	return atoll(database_ask(&rig.database, sql));
}

static inline int set_up(void **state)
{
	static const struct migration made[] = {
		{1, "made", "create table {schema}.made (n bigint generated always as identity, title text not null)"}, {0}};
	const struct migration_set sets[] = {{"probe", "idempotency", idempotency_migrations()},
					     {"probe", "made", made},
					     {"probe", "outbox", outbox_migrations()}};
	const struct send_settings settings = {.max_event_bytes = MEBI, .form = EVENT_DATA_JSON};
	struct command_options options = {.workers = 2, .services = services};

	(void)state;
	database_create(&rig.database);
	arena_init(&rig.arena, 64 * MEBI);
	context_init(&rig.context, &rig.arena, NULL, NULL);
	rig_ok(migrate(&rig.context, rig.database.db, sets, COUNT_OF(sets), NULL));
	rig_ok(db_pool_open(&rig.context, rig.database.db, "probe", 5, &rig.pool));
	options.pool = rig.pool;
	send_setup(&settings);
	rig_ok(command_desk_open(&rig.context, &options, &rig.desk));
	return 0;
}

static inline int tear_down(void **state)
{
	(void)state;
	command_desk_close(rig.desk);
	db_pool_close(rig.pool);
	arena_done(&rig.arena);
	database_destroy(&rig.database);
	return 0;
}

static inline int clean(void **state)
{
	(void)state;
	arena_reset(&rig.arena);
	context_init(&rig.context, &rig.arena, NULL, NULL);
	atomic_store(&executions, 0);
	atomic_store(&conflicts_left, 0);
	atomic_store(&pause_us, 0);
	database_admin(&rig.database, "truncate probe.made restart identity; truncate probe.idempotency_keys");
	return 0;
}

#endif
