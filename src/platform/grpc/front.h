/*
 * The server's inside, shared by its few files only: a front has pollers, a poller owns one completion queue and the call objects
 * bound to it.
 *
 * A call object lives as long as something holds it: `holds` counts the answer that is still owed (then its batch), and the batch
 * that waits for the client's close. Holds are taken and dropped on the poller's thread only, also when another thread answers: the
 * answer's hold passes to its batch, whose completion comes back to the poller. So neither the count nor the list of idle objects
 * needs a lock, and while the poller is inside serve() the object can't go away under it.
 */
#ifndef HAPAX_PLATFORM_GRPC_FRONT_H
#define HAPAX_PLATFORM_GRPC_FRONT_H

#include <grpc/byte_buffer.h>
#include <grpc/grpc.h>
#include <pthread.h>
#include <stdatomic.h>

#include "platform/grpc/completion.h"
#include "platform/grpc/server.h"

enum { HEADERS_MAX = 8 };

/* The pollers' threads wait while the server is being prepared, since core can't be undone once it listens, and threads may fail.
 */
enum front_stage { FRONT_PREPARING, FRONT_SERVING, FRONT_ABANDONED };

struct method {
	struct endpoint endpoint; /* the path is our copy */
	void *handle;		  /* core's */
};

struct poller {
	struct grpc_front *front;
	grpc_completion_queue *queue;
	pthread_t thread;
	/* The poller's thread only: */
	struct incoming *idle;
	size_t idle_count;
	size_t engaged; /* call objects that core knows: armed or under way */
};

struct grpc_front {
	grpc_server *server;
	grpc_resource_quota *quota;
	struct method *methods;
	size_t method_count;
	struct poller *pollers;
	size_t poller_count;
	size_t thread_count; /* of the pollers, from the first */
	int port;
	size_t arena_max_bytes;
	size_t max_message_bytes;
	size_t inflight_max_bytes;

	atomic_int_fast64_t unanswered;
	atomic_size_t held_bytes; /* of request messages */

	struct tag shut_down;
	pthread_mutex_t mutex;
	pthread_cond_t changed;
	/* Under the mutex: */
	enum front_stage stage;
	bool is_shut_down;    /* core serves no more calls */
	bool arming_failed;   /* a poller had no memory for its call objects */
	size_t armed_count;   /* pollers that are ready for calls */
	size_t drained_count; /* pollers that have no call object with core any more */
};

struct incoming {
	struct incoming *next; /* among the idle ones */
	struct poller *poller;
	const struct method *method; /* NULL: one that nobody serves */
	struct arena arena;

	/* Filled by core. */
	grpc_call *call;
	gpr_timespec deadline;
	grpc_call_details details; /* of unknown methods */
	grpc_metadata_array metadata;
	grpc_byte_buffer *payload;
	int close_cancelled;

	struct tag arrived;
	struct tag answered;
	struct tag closed;
	int holds;
	bool rearm; /* no memory for a successor: takes its own place again */
	atomic_bool close_watched;
	atomic_bool cancelled;

	grpc_slice request;
	size_t counted_bytes; /* in front->held_bytes */
	grpc_byte_buffer *reply;
	bool initial_sent;
	size_t header_count;
	grpc_metadata headers[HEADERS_MAX];
};

/* poller.c: queues, then threads that wait for FRONT_SERVING and then arm their calls. */
MUST_CHECK enum status front_create_pollers(struct context *context, struct grpc_front *front, size_t count);
MUST_CHECK enum status front_start_threads(struct context *context, struct grpc_front *front);
void front_enter_stage(struct grpc_front *front, enum front_stage stage);
/* Once core has nothing left for the queues. */
void front_close_pollers(struct grpc_front *front);
/* listen.c: binds. front->port is set as soon as one address is bound, also when another one fails then. */
MUST_CHECK enum status front_listen(struct context *context, struct grpc_front *front, const struct grpc_front_options *options);
/* credentials.c: NULL with the failure recorded. */
MUST_CHECK grpc_server_credentials *front_credentials(struct context *context, const struct grpc_front_options *options);

/* arrival.c, on the poller's thread or before it runs: offers core a call object for the next call of a method (NULL: of any
 * unknown one). False when memory is short. */
MUST_CHECK bool poller_arm(struct poller *poller, const struct method *method);
/* Nothing of this poller's is with core any more. */
void poller_drained(struct poller *poller);
/* Gives the idle objects back to the heap. */
void poller_free_idle(struct poller *poller);
/* Drops a hold; the last one makes the object idle. */
void incoming_drop(struct incoming *incoming);
/* The request message in incoming->payload becomes readable, within the bounds. */
MUST_CHECK enum status incoming_take_payload(struct incoming *incoming);
/* Ends the call when that failed. */
void incoming_reject_payload(struct incoming *incoming, enum status status);
void incoming_forget_payload(struct incoming *incoming);
/* Runs the endpoint. */
void incoming_serve(struct incoming *incoming);

/* answer.c: ends the call; message may be NULL and is taken. */
void incoming_finish(struct incoming *incoming, grpc_byte_buffer *message, grpc_status_code code, struct text details);
/* Tells incoming->cancelled when the client goes away, unless the answer's batch does it already. */
void incoming_watch_close(struct incoming *incoming);

#endif
