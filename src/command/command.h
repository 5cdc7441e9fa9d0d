/*
 * Commands: gRPC methods and Dapr invocations that change or read a service's state. Worker threads run them, each inside one
 * transaction with its idempotency key, so that a repeated command gives the first answer and has one effect.
 */
#ifndef HAPAX_COMMAND_COMMAND_H
#define HAPAX_COMMAND_COMMAND_H

#include "hapax/service.h"
#include "platform/db/pool.h"
#include "platform/grpc/server.h"

struct command_desk;

struct command_options {
	struct db_pool *pool;
	int workers;
	const struct service *const *services; /* ends with NULL */
};

MUST_CHECK enum status command_desk_open(struct context *context, const struct command_options *options,
					 struct command_desk **ret_desk);
/* Waits for commands under way. After the server is closed. */
void command_desk_close(struct command_desk *desk);

/* The gRPC endpoints of all methods, to be registered with the server; they live in the desk. */
const struct endpoint *command_endpoints(const struct command_desk *desk, size_t *ret_count);

/* Something to do on a worker thread, for callbacks that must not hold up a poller. False when too much waits already. */
MUST_CHECK bool command_desk_submit(struct command_desk *desk, void (*run)(void *data), void *data);

/* Who calls and what for, from metadata or HTTP headers. Texts are borrowed. */
struct caller {
	struct text user_id;
	struct text idempotency_key;
	struct text correlation_id;
	struct text traceparent;
};

/* The caller of a call, from its metadata. STATUS_INVALID when one of these says two different things: whoever put the first one in
 * front may not be who checked the second. */
MUST_CHECK enum status caller_read(struct context *context, const struct incoming *incoming, struct caller *ret_caller);

/* One request by Dapr invocation: finds the route, reads the JSON, runs the method. */
struct invocation {
	struct text verb; /* upper case */
	struct text path; /* "api/ada/tasks", without query, with or without a leading slash */
	struct text query;
	struct text body;
	struct caller caller;
};

/* Blocking, on a worker thread. Always writes one JSON document, the answer or {"error": ...}, and the HTTP status. */
void command_invoke(struct context *context, struct command_desk *desk, const struct invocation *invocation, struct buffer *body,
		    int *ret_http_status, enum status *ret_status);

/* The tables of a schema that takes commands. */
const struct migration *idempotency_migrations(void);

#endif
