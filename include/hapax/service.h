/*
 * A service is one const struct: what it stores, hears, answers. The framework does the rest. Adding one to a program is a line in
 * its list of services.
 */
#ifndef HAPAX_SERVICE_H
#define HAPAX_SERVICE_H

#include "hapax/db.h"
#include "hapax/event.h"
#include "hapax/outbox.h"
#include "hapax/rpc.h"
#include "hapax/upcaster.h"

HAPAX_BEGIN_C

/*
 * A handler gives an event its effect, inside the transaction that also records the event as processed: both happen, exactly once,
 * or neither. It must not call out of the process. Returns STATUS_OK; a transient status (unavailable, again) makes the event come
 * again; anything else stores it as a dead letter with the context's failure.
 *
 * Set `one`, or `batch` where one statement can take many. A batch holds at most one event per key, unless `any_key` says that
 * the handler copes with several (in order).
 *
 * A handler for one major version of a type also gets events of older ones, lifted (upcaster.h), unless there is a handler of
 * theirs. One for `every` type gets each event in the version in which it came.
 */
struct handler {
	const struct event_type *type; /* NULL with `every`: all types whose contract names the service as a consumer */
	bool every;
	bool any_key;
	enum status (*one)(struct tx *tx, const struct event *event);
	enum status (*batch)(struct tx *tx, const struct event *const *events, size_t count);
};

/* Methods of one gRPC service: the generated description and the filled-in struct of functions. */
struct rpc_binding {
	const struct rpc_service *service;
	const void *methods;
};

/* The same methods by Dapr invocation: "api/{user_id}/tasks/{task_id}". Names in braces are fields of the request, or user_id for
 * the caller; the JSON body gives the other fields. A list ends with verb NULL. */
struct route {
	const char *verb;
	const char *pattern;
	const char *method; /* full path, "/hapax.tasks.v1.TaskService/CreateTask" */
	int http_status;    /* of a success: 200 or 201 */
};

struct service {
	const char *name;  /* also its schema, its consumer name and the last part of its events' source */
	const char *about; /* one line for listings */
	const struct migration *migrations;
	const struct handler *handlers; /* ends with neither type nor every */
	const struct rpc_binding *rpcs; /* ends with service NULL */
	const struct route *routes;
	bool publishes;			   /* appends to the outbox */
	const char *example;		   /* a command line to try it, with the variables of hapax.env; NULL: none */
	const struct catalogue *catalogue; /* events beyond hapax's own; NULL: none */
	const struct upcaster *upcasters;  /* ends with from NULL; NULL: none */
};

/* A whole program around the services: commands, flags, configuration, start and stop. The list ends with NULL. Returns the exit
 * code. */
int hapax_main(int argc, char **argv, const struct service *const *services);

HAPAX_END_C

#endif
