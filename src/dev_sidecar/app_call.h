/* A blocking call to the app that tells its gRPC code and message apart, as grpc_call_wait() doesn't. Any thread but the channel's.
 */
#ifndef HAPAX_DEV_SIDECAR_APP_CALL_H
#define HAPAX_DEV_SIDECAR_APP_CALL_H

#include "hapax/context.h"
#include "platform/grpc/client.h"

/* Everything lives in the context's arena. */
struct app_answer {
	int grpc_code;
	struct text message; /* the app's, of a failure */
	struct text bytes;   /* of a success */
};

/* Returns the answer's status; on failure the context has its text. */
MUST_CHECK enum status app_call(struct context *context, struct grpc_peer *app, const struct grpc_request *request,
				struct app_answer *ret_answer);

#endif
