#include "command/desk.h"

#include <stdlib.h>
#include <string.h>

#include "command_sql.h"
#include "hapax/log.h"

enum { MAX_WAITING = 4096 };

struct method_port {
	struct command_desk *desk;
	const struct bound_method *bound;
};

/* A call on its way to a worker; lives in the call's arena. */
struct command_job {
	const struct method_port *port;
	struct incoming *incoming;
};

static bool is_our_fault(enum status status)
{
	return status == STATUS_INTERNAL || status == STATUS_CORRUPT || status == STATUS_UNAVAILABLE || status == STATUS_TIMEOUT;
}

static void run_job(void *data)
{
	struct command_job *job = data;
	struct incoming *incoming = job->incoming;
	const struct bound_method *bound = job->port->bound;
	struct caller caller = {0};
	struct context context;
	ProtobufCMessage *request = NULL;
	struct text answer;
	enum status status;

	context_init(&context, incoming_arena(incoming), NULL, NULL);
	if (clock_monotonic_us() > incoming_deadline_us(incoming))
		status = fail(&context, STATUS_TIMEOUT, "the deadline passed before a worker was free");
	else
		status = caller_read(&context, incoming, &caller);
	if (status == STATUS_OK)
		status = incoming_unpack(&context, incoming, bound->method->request, &request);
	if (status == STATUS_OK)
		status = execute(&context, job->port->desk->pool, bound, &caller, request, &answer);
	if (status == STATUS_OK) {
		incoming_answer_bytes(incoming, answer);
		return;
	}
	if (is_our_fault(status))
		log_record(LOG_ERROR, "command failed", LOG_STR("method", bound->method->path),
			   LOG_STR("status", status_name(status)), LOG_TEXT(LOG_CORRELATION, caller.correlation_id),
			   LOG_TEXT(LOG_CAUSE, context.failure.message));
	incoming_refuse(incoming, &context.failure);
}

static void serve(void *self, struct incoming *incoming)
{
	const struct method_port *port = self;
	struct command_job *job = arena_new(incoming_arena(incoming), struct command_job);
	struct context context;

	if (job) {
		*job = (struct command_job){port, incoming};
		if (workers_submit(port->desk->workers, run_job, job))
			return;
	}
	context_init(&context, incoming_arena(incoming), NULL, NULL);
	(void)fail(&context, STATUS_EXHAUSTED, "too many commands are waiting (%d); try again later", MAX_WAITING);
	incoming_refuse(incoming, &context.failure);
}

static size_t count_methods(const struct service *const *services)
{
	size_t count = 0;

	for (; *services; services++)
		for (const struct rpc_binding *binding = (*services)->rpcs; binding && binding->service; binding++)
			count += binding->service->method_count;
	return count;
}

static void bind_methods(struct command_desk *desk)
{
	for (const struct service *const *service = desk->services; *service; service++) {
		for (const struct rpc_binding *binding = (*service)->rpcs; binding && binding->service; binding++) {
			for (size_t i = 0; i < binding->service->method_count; i++) {
				size_t n = desk->method_count++;

				desk->methods[n] = (struct bound_method){&binding->service->methods[i], binding->methods, *service};
				desk->ports[n] = (struct method_port){desk, &desk->methods[n]};
				desk->endpoints[n] =
					(struct endpoint){desk->methods[n].method->path, serve, &desk->ports[n], false};
			}
		}
	}
}

enum status command_desk_open(struct context *context, const struct command_options *options, struct command_desk **ret_desk)
{
	size_t count = count_methods(options->services);
	struct command_desk *desk = calloc(1, sizeof(*desk));
	enum status status;

	if (!desk)
		return fail(context, STATUS_EXHAUSTED, "no memory left for the commands");
	desk->pool = options->pool;
	desk->services = options->services;
	desk->methods = calloc(count + 1, sizeof(*desk->methods));
	desk->ports = calloc(count + 1, sizeof(*desk->ports));
	desk->endpoints = calloc(count + 1, sizeof(*desk->endpoints));
	if (!desk->methods || !desk->ports || !desk->endpoints)
		status = fail(context, STATUS_EXHAUSTED, "no memory left for %zu methods", count);
	else
		status = workers_open(context, options->workers, MAX_WAITING, &desk->workers);
	if (status != STATUS_OK) {
		command_desk_close(desk);
		return status;
	}
	bind_methods(desk);
	*ret_desk = desk;
	return STATUS_OK;
}

void command_desk_close(struct command_desk *desk)
{
	if (!desk)
		return;
	workers_close(desk->workers);
	free(desk->endpoints);
	free(desk->ports);
	free(desk->methods);
	free(desk);
}

const struct endpoint *command_endpoints(const struct command_desk *desk, size_t *ret_count)
{
	*ret_count = desk->method_count;
	return desk->endpoints;
}

bool command_desk_submit(struct command_desk *desk, void (*run)(void *data), void *data)
{
	return workers_submit(desk->workers, run, data);
}

const struct bound_method *desk_find_method(const struct command_desk *desk, const char *path)
{
	for (size_t i = 0; i < desk->method_count; i++)
		if (strcmp(desk->methods[i].method->path, path) == 0)
			return &desk->methods[i];
	return NULL;
}

const struct migration *idempotency_migrations(void)
{
	return command_migrations;
}
