/* Calls coming in, and call objects going round: armed, under way, idle. Everything here runs on the poller's own thread. */
#include <stdlib.h>

#include "platform/grpc/front.h"
#include "platform/grpc/inflate.h"

/* What idle objects keep for the next call, per poller: 4 MiB. */
enum { IDLE_MAX = 256, IDLE_ARENA_MAX_BYTES = 16 * 1024 };

static void call_arrived(struct tag *tag, bool ok);

static struct incoming *incoming_new(struct poller *poller)
{
	struct incoming *incoming = poller->idle;
	if (incoming) {
		poller->idle = incoming->next;
		poller->idle_count--;
		return incoming;
	}
	incoming = calloc(1, sizeof(*incoming));
	if (!incoming)
		return NULL;
	incoming->poller = poller;
	incoming->arrived.run = call_arrived;
	incoming->request = grpc_empty_slice();
	arena_init(&incoming->arena, poller->front->arena_max_bytes);
	grpc_metadata_array_init(&incoming->metadata);
	grpc_call_details_init(&incoming->details);
	return incoming;
}

static void incoming_free(struct incoming *incoming)
{
	arena_done(&incoming->arena);
	grpc_metadata_array_destroy(&incoming->metadata);
	grpc_call_details_destroy(&incoming->details);
	free(incoming);
}

void poller_free_idle(struct poller *poller)
{
	while (poller->idle) {
		struct incoming *incoming = poller->idle;
		poller->idle = incoming->next;
		incoming_free(incoming);
	}
	poller->idle_count = 0;
}

static void make_idle(struct incoming *incoming)
{
	struct poller *poller = incoming->poller;
	if (poller->idle_count >= IDLE_MAX) {
		incoming_free(incoming);
		return;
	}
	incoming->next = poller->idle;
	poller->idle = incoming;
	poller->idle_count++;
}

static void offer(struct incoming *incoming)
{
	struct poller *poller = incoming->poller;
	grpc_server *server = poller->front->server;
	grpc_call_error error;
	incoming->metadata.count = 0;
	incoming->rearm = false;
	tag_publish(&incoming->arrived);
	if (incoming->method)
		error = grpc_server_request_registered_call(server, incoming->method->handle, &incoming->call, &incoming->deadline,
							    &incoming->metadata, &incoming->payload, poller->queue, poller->queue,
							    &incoming->arrived);
	else
		error = grpc_server_request_call(server, &incoming->call, &incoming->details, &incoming->metadata, poller->queue,
						 poller->queue, &incoming->arrived);
	if (error == GRPC_CALL_OK)
		poller->engaged++;
	else
		make_idle(incoming);
}

bool poller_arm(struct poller *poller, const struct method *method)
{
	struct incoming *incoming = incoming_new(poller);
	if (!incoming)
		return false;
	incoming->method = method;
	offer(incoming);
	return true;
}

void poller_drained(struct poller *poller)
{
	struct grpc_front *front = poller->front;
	pthread_mutex_lock(&front->mutex);
	front->drained_count++;
	pthread_cond_broadcast(&front->changed);
	pthread_mutex_unlock(&front->mutex);
}

/* Core has let go of the object. There is always one armed for each method, so that the last one goes only when core shuts down. */
static void disengage(struct incoming *incoming)
{
	struct poller *poller = incoming->poller;
	poller->engaged--;
	if (incoming->rearm)
		offer(incoming);
	else
		make_idle(incoming);
	if (poller->engaged == 0)
		poller_drained(poller);
}

void incoming_forget_payload(struct incoming *incoming)
{
	grpc_slice_unref(incoming->request);
	incoming->request = grpc_empty_slice();
	if (incoming->payload)
		grpc_byte_buffer_destroy(incoming->payload);
	incoming->payload = NULL;
	atomic_fetch_sub_explicit(&incoming->poller->front->held_bytes, incoming->counted_bytes, memory_order_relaxed);
	incoming->counted_bytes = 0;
}

static void forget_call(struct incoming *incoming)
{
	incoming_forget_payload(incoming);
	if (incoming->reply)
		grpc_byte_buffer_destroy(incoming->reply);
	incoming->reply = NULL;
	for (size_t i = 0; i < incoming->header_count; i++) {
		grpc_slice_unref(incoming->headers[i].key);
		grpc_slice_unref(incoming->headers[i].value);
	}
	incoming->header_count = 0;
	if (!incoming->method) {
		grpc_call_details_destroy(&incoming->details);
		grpc_call_details_init(&incoming->details);
	}
	grpc_call_unref(incoming->call);
	incoming->call = NULL;
	arena_reset(&incoming->arena);
	if (incoming->arena.held_bytes > IDLE_ARENA_MAX_BYTES)
		arena_done(&incoming->arena);
}

void incoming_drop(struct incoming *incoming)
{
	if (--incoming->holds > 0)
		return;
	forget_call(incoming);
	disengage(incoming);
}

enum status incoming_take_payload(struct incoming *incoming)
{
	struct grpc_front *front = incoming->poller->front;
	grpc_slice request;
	const enum status status = message_inflate(incoming->payload, front->max_message_bytes, &request);
	if (status != STATUS_OK)
		return status;
	incoming->request = request;
	incoming->counted_bytes = GRPC_SLICE_LENGTH(request);
	const size_t held = atomic_fetch_add_explicit(&front->held_bytes, incoming->counted_bytes, memory_order_relaxed);
	return held + incoming->counted_bytes > front->inflight_max_bytes ? STATUS_EXHAUSTED : STATUS_OK;
}

void incoming_reject_payload(struct incoming *incoming, enum status status)
{
	incoming_forget_payload(incoming);
	if (status == STATUS_INVALID)
		incoming_finish(incoming, NULL, GRPC_STATUS_INVALID_ARGUMENT,
				TEXT("the message isn't in the encoding that its header names"));
	else
		incoming_finish(incoming, NULL, GRPC_STATUS_RESOURCE_EXHAUSTED,
				TEXT("the message is longer than allowed, or too many bytes are under way: then try again later"));
}

void incoming_serve(struct incoming *incoming)
{
	atomic_fetch_add_explicit(&incoming->poller->front->unanswered, 1, memory_order_relaxed);
	incoming->method->endpoint.serve(incoming->method->endpoint.self, incoming);
}

static void dispatch(struct incoming *incoming)
{
	if (!incoming->method) {
		incoming_finish(incoming, NULL, GRPC_STATUS_UNIMPLEMENTED, TEXT("no such method is served here"));
		return;
	}
	if (incoming->method->endpoint.bidi)
		incoming_watch_close(incoming);
	if (!incoming->payload && incoming->method->endpoint.bidi) {
		incoming_finish(incoming, NULL, GRPC_STATUS_OK, (struct text){0});
		return;
	}
	/* Also when core refused the message; then it has already given the call its status, and this one goes nowhere. */
	if (!incoming->payload) {
		incoming_finish(incoming, NULL, GRPC_STATUS_INVALID_ARGUMENT,
				TEXT("the call carries no message, it must carry one"));
		return;
	}
	const enum status status = incoming_take_payload(incoming);
	if (status != STATUS_OK) {
		incoming_reject_payload(incoming, status);
		return;
	}
	incoming_serve(incoming);
	incoming_watch_close(incoming);
}

static void call_arrived(struct tag *tag, bool ok)
{
	struct incoming *incoming = TAG_OWNER(tag, struct incoming, arrived);
	if (!ok) {
		disengage(incoming);
		return;
	}
	incoming->rearm = !poller_arm(incoming->poller, incoming->method);
	incoming->holds = 1; /* the answer's */
	incoming->initial_sent = false;
	atomic_store_explicit(&incoming->close_watched, false, memory_order_relaxed);
	atomic_store_explicit(&incoming->cancelled, false, memory_order_relaxed);
	dispatch(incoming);
}
