/*
 * gRPC methods of a service as typed C functions. protoc-gen-hapax writes, for every `service` in a .proto, a struct of function
 * pointers and an rpc_service that knows how to call them; a service fills in the struct.
 *
 * A call runs on a worker thread, inside one transaction: opened before the function, committed after it returns STATUS_OK,
 * rolled back otherwise. The request has been validated. With metadata `idempotency-key`, the answer of a success is stored
 * in the same transaction and given again, byte-equal, for the same user, method and key.
 */
#ifndef HAPAX_RPC_H
#define HAPAX_RPC_H

#include "hapax/db.h"
#include "hapax/event.h"

HAPAX_BEGIN_C

/* One call, borrowed by the method until it returns. Allocate answers in call->context->arena. */
struct call {
	struct context *context;
	struct tx *tx;
	struct text user_id; /* who calls; never empty */
	struct cause cause;  /* for the events this call makes */
	struct text method;  /* "CreateTask" */
};

typedef enum status (*rpc_thunk_fn)(const void *methods, struct call *call, const ProtobufCMessage *request,
				    ProtobufCMessage *response);

struct rpc_method {
	const char *name; /* "CreateTask" */
	const char *path; /* "/hapax.tasks.v1.TaskService/CreateTask" */
	const ProtobufCMessageDescriptor *request;
	const ProtobufCMessageDescriptor *response;
	const struct message_rules *rules; /* of the request; NULL: none */
	bool reads_only;		   /* idempotency_level = NO_SIDE_EFFECTS */
	rpc_thunk_fn thunk;
};

struct rpc_service {
	const char *name; /* "hapax.tasks.v1.TaskService" */
	const struct rpc_method *methods;
	size_t method_count;
};

HAPAX_END_C

#endif
