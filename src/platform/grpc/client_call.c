/* Calls on a channel. */
#include <stdlib.h>

#include <grpc/slice.h>

#include "base/scan.h"
#include "platform/grpc/peer.h"

enum { SPARE_MAX = 256 };

static void call_completed(struct tag *tag, bool ok);

static void outgoing_clear(struct outgoing *call)
{
	for (size_t i = 0; i < call->metadata_count; i++) {
		grpc_slice_unref(call->metadata[i].key);
		grpc_slice_unref(call->metadata[i].value);
	}
	call->metadata_count = 0;
	if (call->request)
		grpc_byte_buffer_destroy(call->request);
	if (call->response)
		grpc_byte_buffer_destroy(call->response);
	call->request = call->response = NULL;
	grpc_slice_unref(call->details);
	call->details = grpc_empty_slice();
	if (call->call)
		grpc_call_unref(call->call);
	call->call = NULL;
}

void outgoing_free(struct outgoing *call)
{
	grpc_metadata_array_destroy(&call->initial);
	grpc_metadata_array_destroy(&call->trailing);
	free(call);
}

static struct outgoing *take_spare(struct grpc_peer *peer)
{
	pthread_mutex_lock(&peer->mutex);
	struct outgoing *call = peer->spare;
	if (call) {
		peer->spare = call->next;
		peer->spare_count--;
	}
	pthread_mutex_unlock(&peer->mutex);
	return call;
}

static struct outgoing *outgoing_new(struct grpc_peer *peer)
{
	struct outgoing *call = take_spare(peer);
	if (call)
		return call;
	call = calloc(1, sizeof(*call));
	if (!call)
		return NULL;
	call->peer = peer;
	call->completed.run = call_completed;
	call->details = grpc_empty_slice();
	grpc_metadata_array_init(&call->initial);
	grpc_metadata_array_init(&call->trailing);
	return call;
}

/* Into the list of those to cancel at the end. False when that has begun. */
static bool make_live(struct outgoing *call)
{
	struct grpc_peer *peer = call->peer;
	pthread_mutex_lock(&peer->mutex);
	call->previous = NULL;
	call->next = peer->live;
	if (peer->live)
		peer->live->previous = call;
	peer->live = call;
	const bool welcome = !peer->closing;
	pthread_mutex_unlock(&peer->mutex);
	return welcome;
}

static void make_dead(struct outgoing *call)
{
	struct grpc_peer *peer = call->peer;
	pthread_mutex_lock(&peer->mutex);
	if (call->previous)
		call->previous->next = call->next;
	else
		peer->live = call->next;
	if (call->next)
		call->next->previous = call->previous;
	if (!peer->live)
		pthread_cond_broadcast(&peer->none_left);
	pthread_mutex_unlock(&peer->mutex);
}

static void make_spare(struct outgoing *call)
{
	struct grpc_peer *peer = call->peer;
	outgoing_clear(call);
	pthread_mutex_lock(&peer->mutex);
	const bool keep = peer->spare_count < SPARE_MAX;
	if (keep) {
		call->next = peer->spare;
		peer->spare = call;
		peer->spare_count++;
	}
	pthread_mutex_unlock(&peer->mutex);
	if (!keep)
		outgoing_free(call);
}

static void call_completed(struct tag *tag, bool ok)
{
	(void)ok;
	struct outgoing *call = TAG_OWNER(tag, struct outgoing, completed);
	struct grpc_reply reply = {
		.status = status_of_grpc((int)call->code), .grpc_code = (int)call->code, .message = slice_text(&call->details)};
	grpc_slice bytes = grpc_empty_slice();
	if (reply.status == STATUS_OK && call->response) {
		bytes = message_slice(call->response);
		reply.bytes = slice_text(&bytes);
	} else if (reply.status == STATUS_OK) {
		reply.status = STATUS_INTERNAL;
		reply.message = TEXT("the peer answered OK without a message");
	}
	call->done(call->data, &reply);
	grpc_slice_unref(bytes);
	/* Before it is cleared: what is live may be cancelled at any moment. */
	make_dead(call);
	make_spare(call);
}

static bool add_metadata(struct outgoing *call, const char *key, struct text value)
{
	if (call->metadata_count == METADATA_MAX)
		return false;
	grpc_metadata *entry = &call->metadata[call->metadata_count++];
	entry->key = grpc_slice_from_copied_string(key);
	entry->value = grpc_slice_from_copied_buffer(value.at ? value.at : "", value.len);
	return grpc_header_key_is_legal(entry->key) &&
	       (grpc_is_binary_header(entry->key) || grpc_header_nonbin_value_is_legal(entry->value));
}

/* NULL, or what is wrong with the request. */
static const char *fill_request(struct outgoing *call, const struct grpc_request *request)
{
	const size_t len = request->message ? protobuf_c_message_get_packed_size(request->message) : 0;
	grpc_slice slice = grpc_slice_malloc(len);
	if (request->message)
		protobuf_c_message_pack(request->message, GRPC_SLICE_START_PTR(slice));
	call->request = grpc_raw_byte_buffer_create(&slice, 1);
	grpc_slice_unref(slice);
	bool good = !call->peer->token || add_metadata(call, "dapr-api-token", text_of(call->peer->token));
	for (size_t i = 0; i < request->metadata_count; i++)
		good = good && add_metadata(call, request->metadata[i].key, request->metadata[i].value);
	return good ? NULL
		    : "metadata: at most 15 entries, with lower-case keys and printable ASCII values (any bytes under keys that "
		      "end in -bin)";
}

static bool start_batch(struct outgoing *call)
{
	const grpc_op ops[] = {
		{.op = GRPC_OP_SEND_INITIAL_METADATA,
		 .data.send_initial_metadata = {.count = call->metadata_count, .metadata = call->metadata}},
		{.op = GRPC_OP_SEND_MESSAGE, .data.send_message.send_message = call->request},
		{.op = GRPC_OP_SEND_CLOSE_FROM_CLIENT},
		{.op = GRPC_OP_RECV_INITIAL_METADATA, .data.recv_initial_metadata.recv_initial_metadata = &call->initial},
		{.op = GRPC_OP_RECV_MESSAGE, .data.recv_message.recv_message = &call->response},
		{.op = GRPC_OP_RECV_STATUS_ON_CLIENT,
		 .data.recv_status_on_client = {.trailing_metadata = &call->trailing,
						.status = &call->code,
						.status_details = &call->details}},
	};
	return tag_start_batch(&call->completed, call->call, ops, COUNT_OF(ops));
}

/* A call that can't be made still ends on the peer's thread, with the given status. */
static void start_refused(struct outgoing *call, grpc_status_code code, const char *why)
{
	call->code = code;
	grpc_slice_unref(call->details);
	call->details = grpc_slice_from_copied_string(why);
	grpc_call_cancel(call->call, NULL);
	if (!tag_start_batch(&call->completed, call->call, NULL, 0))
		call_completed(&call->completed, false);
}

static gpr_timespec deadline_in(int timeout_ms)
{
	if (timeout_ms <= 0)
		return gpr_inf_future(GPR_CLOCK_MONOTONIC);
	return gpr_time_add(gpr_now(GPR_CLOCK_MONOTONIC), gpr_time_from_millis(timeout_ms, GPR_TIMESPAN));
}

void grpc_call_start(struct grpc_peer *peer, const struct grpc_request *request,
		     void (*done)(void *data, const struct grpc_reply *reply), void *data)
{
	struct outgoing *call = outgoing_new(peer);
	if (!call) {
		const struct grpc_reply none = {
			.status = STATUS_EXHAUSTED, .grpc_code = GRPC_STATUS_RESOURCE_EXHAUSTED, .message = TEXT("no memory")};
		done(data, &none);
		return;
	}
	call->done = done;
	call->data = data;
	call->initial.count = call->trailing.count = 0;
	const grpc_slice path = grpc_slice_from_copied_string(request->path);
	call->call = grpc_channel_create_call(peer->channel, NULL, GRPC_PROPAGATE_DEFAULTS, peer->queue, path, NULL,
					      deadline_in(request->timeout_ms), NULL);
	grpc_slice_unref(path);
	const char *wrong = fill_request(call, request);
	if (!make_live(call))
		start_refused(call, GRPC_STATUS_CANCELLED, "the channel is being closed");
	else if (wrong)
		start_refused(call, GRPC_STATUS_INVALID_ARGUMENT, wrong);
	else if (!start_batch(call))
		start_refused(call, GRPC_STATUS_INTERNAL, "core refused the call");
}

struct waiter {
	struct context *context;
	const struct grpc_request *request;
	const ProtobufCMessageDescriptor *response;
	ProtobufCMessage *message;
	enum status status;
	pthread_mutex_t mutex;
	pthread_cond_t changed;
	bool done;
};

/* On the peer's thread, while the caller waits: its context is ours. */
static void wake(void *data, const struct grpc_reply *reply)
{
	struct waiter *waiter = data;
	enum status status = reply->status;
	if (status != STATUS_OK)
		status = fail(waiter->context, status, "%s: %s: %.*s", waiter->request->path, status_grpc_name(status),
			      TEXT_ARG(reply->message));
	else if (waiter->response)
		status = message_unpack(waiter->context, reply->bytes, waiter->response, &waiter->message);
	pthread_mutex_lock(&waiter->mutex);
	waiter->status = status;
	waiter->done = true;
	pthread_cond_signal(&waiter->changed);
	pthread_mutex_unlock(&waiter->mutex);
}

enum status grpc_call_wait(struct context *context, struct grpc_peer *peer, const struct grpc_request *request,
			   const ProtobufCMessageDescriptor *response, ProtobufCMessage **ret_response)
{
	struct waiter waiter = {.context = context, .request = request, .response = ret_response ? response : NULL};
	pthread_mutex_init(&waiter.mutex, NULL);
	pthread_cond_init(&waiter.changed, NULL);
	grpc_call_start(peer, request, wake, &waiter);
	pthread_mutex_lock(&waiter.mutex);
	while (!waiter.done)
		pthread_cond_wait(&waiter.changed, &waiter.mutex);
	pthread_mutex_unlock(&waiter.mutex);
	pthread_cond_destroy(&waiter.changed);
	pthread_mutex_destroy(&waiter.mutex);
	if (waiter.status == STATUS_OK && ret_response)
		*ret_response = waiter.message;
	return waiter.status;
}
