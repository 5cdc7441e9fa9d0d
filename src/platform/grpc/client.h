/*
 * gRPC client on the core C API: one channel with keep-alive and reconnection, used by any number of threads.
 */
#ifndef HAPAX_PLATFORM_GRPC_CLIENT_H
#define HAPAX_PLATFORM_GRPC_CLIENT_H

#include <protobuf-c/protobuf-c.h>

#include "hapax/context.h"

struct grpc_peer; /* a channel to one server */

struct grpc_peer_options {
	const char *target; /* "127.0.0.1:50001", "dns:///host:port", "unix:..." */
	bool tls;
	const char *token; /* sent as dapr-api-token; NULL: none */
	size_t max_message_bytes;
	size_t max_metadata_bytes;
};

struct metadata_entry {
	const char *key;
	struct text value;
};

struct grpc_request {
	const char *path;
	const ProtobufCMessage *message; /* packed before grpc_call_start() returns */
	int timeout_ms;			 /* 0: no deadline */
	const struct metadata_entry *metadata;
	size_t metadata_count; /* at most 15 */
};

/* What a call came to. Borrowed by `done` until it returns. */
struct grpc_reply {
	enum status status;
	int grpc_code; /* as the peer said it */
	struct text message;
	struct text bytes; /* the response, when status is STATUS_OK */
};

MUST_CHECK enum status grpc_peer_open(struct context *context, const struct grpc_peer_options *options,
				      struct grpc_peer **ret_peer);
/* Cancels what is under way and waits for it. Not from `done`; no thread may start another call. */
void grpc_peer_close(struct grpc_peer *peer);

/* Blocking call: the response is unpacked in the context's arena; ret_response may be NULL. The failure carries the peer's code and
 * message. An unreachable peer fails at once with STATUS_UNAVAILABLE (no wait-for-ready). Not from `done`. */
MUST_CHECK enum status grpc_call_wait(struct context *context, struct grpc_peer *peer, const struct grpc_request *request,
				      const ProtobufCMessageDescriptor *response, ProtobufCMessage **ret_response);
/* Asynchronous: done runs once, on the peer's own thread, also when the call could not be started; it must not block. Only when
 * there is no memory for a call, done runs inside grpc_call_start(). */
void grpc_call_start(struct grpc_peer *peer, const struct grpc_request *request,
		     void (*done)(void *data, const struct grpc_reply *reply), void *data);

#endif
