/* Runs one method in one transaction: validation, idempotency key, the service's function, answer. Blocking; any worker thread. */
#ifndef HAPAX_COMMAND_EXECUTE_H
#define HAPAX_COMMAND_EXECUTE_H

#include "command/command.h"

/* A method of a running service. */
struct bound_method {
	const struct rpc_method *method;
	const void *methods;
	const struct service *service;
};

/* ret_answer: the packed response in the context's arena; for a repeated idempotency key the very bytes of the first answer. */
MUST_CHECK enum status execute(struct context *context, struct db_pool *pool, const struct bound_method *bound,
			       const struct caller *caller, const ProtobufCMessage *request, struct text *ret_answer);

#endif
