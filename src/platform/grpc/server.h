/*
 * gRPC server on the core C API: bytes in, bytes out, any thread may answer. Bounded in bytes: streams per connection, message
 * size, a resource quota, and a budget for requests that were received but not yet answered. Poller threads own one completion
 * queue each; they call `serve`, which must not block: it answers at once or hands the call to other threads.
 */
#ifndef HAPAX_PLATFORM_GRPC_SERVER_H
#define HAPAX_PLATFORM_GRPC_SERVER_H

#include <protobuf-c/protobuf-c.h>

#include "hapax/context.h"

struct grpc_front; /* the server */
struct incoming;   /* one call being served, until it is answered */

struct endpoint {
	const char *path; /* "/package.Service/Method" */
	void (*serve)(void *self, struct incoming *incoming);
	void *self;
	bool bidi; /* every message of the stream is served and answered in turn, each with an arena and a request of its own */
};

struct grpc_front_options {
	const char *bind; /* address, "127.0.0.1" */
	int port;	  /* 0: any free one */
	int pollers;	  /* threads and completion queues */
	size_t max_message_bytes;
	size_t max_metadata_bytes;
	size_t memory_bytes;	     /* core's resource quota */
	size_t inflight_bytes;	     /* requests held and not yet answered; beyond it calls get RESOURCE_EXHAUSTED */
	int max_streams;	     /* concurrent calls per connection */
	const char *tls_certificate; /* PEM file names; NULL: plaintext */
	const char *tls_key;
	const char *tls_client_ca; /* NULL: clients need no certificate */
};

/* Starts serving. Endpoints are copied. Unknown methods answer UNIMPLEMENTED. STATUS_UNAVAILABLE when the port is taken, also by
 * another instance of this program. */
MUST_CHECK enum status grpc_front_open(struct context *context, const struct grpc_front_options *options,
				       const struct endpoint *endpoints, size_t endpoint_count, struct grpc_front **ret_front);
int grpc_front_port(const struct grpc_front *front);
/* No new calls; those under way may finish for drain_ms, then they are cancelled. Returns when every call has ended: cancelled
 * ones, too, must be answered by whoever holds them. Not from `serve`. */
void grpc_front_close(struct grpc_front *front, int drain_ms);
/* Calls received and not yet answered. */
int64_t grpc_front_inflight(const struct grpc_front *front);

/* Memory that lives until the call is answered; used by one thread at a time, the one that holds the call. */
struct arena *incoming_arena(struct incoming *incoming);
const char *incoming_path(const struct incoming *incoming);
/* The request message's bytes, contiguous, borrowed until the answer. */
struct text incoming_request(const struct incoming *incoming);
/* The nth value of a metadata key (lower case), borrowed; the empty text when there are fewer. */
struct text incoming_metadata(const struct incoming *incoming, const char *key, size_t nth);
/* Monotonic; INT64_MAX without a deadline. */
int64_t incoming_deadline_us(const struct incoming *incoming);
/* The client went away. Work that is already durable still gets done. */
bool incoming_cancelled(const struct incoming *incoming);

/* message_unpack() of scan.h over the request, into the call's arena. */
MUST_CHECK enum status incoming_unpack(struct context *context, struct incoming *incoming,
				       const ProtobufCMessageDescriptor *descriptor, ProtobufCMessage **ret_message);
/* Exactly one of these ends the call (or, on a bidi stream, answers the message). Any thread. The call is gone afterwards. */
void incoming_answer(struct incoming *incoming, const ProtobufCMessage *message);
void incoming_answer_bytes(struct incoming *incoming, struct text message);
/* Ends the call, a bidi stream as well. The failure's message is sent, cut after 2 KiB, percent-encoded by core. A failure with
 * STATUS_OK counts as STATUS_INTERNAL. */
void incoming_refuse(struct incoming *incoming, const struct failure *failure);
/* Initial metadata to send with the (first) answer; both texts are copied. At most 8; what is no legal header is left out. */
void incoming_add_header(struct incoming *incoming, const char *key, struct text value);

#endif
