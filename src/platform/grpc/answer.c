/* Answering: from any thread, exactly once for each call, or for each message of a bidi stream. */
#include <string.h>

#include <grpc/slice.h>

#include "hapax/log.h"
#include "platform/grpc/front.h"

enum {
	/* Clients take 8 KiB of trailers unless told otherwise, and percent-encoding makes three bytes of one. */
	DETAILS_MAX_BYTES = 2048,
};

static void call_closed(struct tag *tag, bool ok)
{
	(void)ok;
	struct incoming *incoming = TAG_OWNER(tag, struct incoming, closed);
	if (incoming->close_cancelled)
		atomic_store_explicit(&incoming->cancelled, true, memory_order_release);
	incoming_drop(incoming);
}

static grpc_op close_op(struct incoming *incoming)
{
	return (grpc_op){.op = GRPC_OP_RECV_CLOSE_ON_SERVER, .data.recv_close_on_server.cancelled = &incoming->close_cancelled};
}

void incoming_watch_close(struct incoming *incoming)
{
	if (atomic_exchange_explicit(&incoming->close_watched, true, memory_order_acq_rel))
		return;
	const grpc_op op = close_op(incoming);
	incoming->closed.run = call_closed;
	incoming->holds++;
	if (!tag_start_batch(&incoming->closed, incoming->call, &op, 1))
		incoming->holds--;
}

static void call_answered(struct tag *tag, bool ok)
{
	(void)ok;
	incoming_drop(TAG_OWNER(tag, struct incoming, answered));
}

/* Nothing may touch the call after this: its end can come at once, on the poller's thread. */
static void start_answer(struct incoming *incoming, const grpc_op *ops, size_t count)
{
	if (tag_start_batch(&incoming->answered, incoming->call, ops, count))
		return;
	/* Only a call that is beyond answering gets here. The object still has to come back to its poller. */
	grpc_call_cancel(incoming->call, NULL);
	incoming->answered.run = call_answered;
	if (!tag_start_batch(&incoming->answered, incoming->call, NULL, 0))
		log_record(LOG_ERROR, "grpc: core refuses to end a call", LOG_STR("path", incoming_path(incoming)));
}

static size_t add_initial(struct incoming *incoming, grpc_op *ops, size_t count)
{
	if (incoming->initial_sent)
		return count;
	incoming->initial_sent = true;
	ops[count] = (grpc_op){
		.op = GRPC_OP_SEND_INITIAL_METADATA,
		.data.send_initial_metadata = {.count = incoming->header_count, .metadata = incoming->headers},
	};
	return count + 1;
}

static size_t add_message(struct incoming *incoming, grpc_op *ops, size_t count, grpc_byte_buffer *message)
{
	if (!message)
		return count;
	if (incoming->reply)
		grpc_byte_buffer_destroy(incoming->reply);
	incoming->reply = message;
	ops[count] = (grpc_op){.op = GRPC_OP_SEND_MESSAGE, .data.send_message.send_message = message};
	return count + 1;
}

void incoming_finish(struct incoming *incoming, grpc_byte_buffer *message, grpc_status_code code, struct text details)
{
	grpc_op ops[4];
	size_t count = add_initial(incoming, ops, 0);
	count = add_message(incoming, ops, count, message);
	/* Core copies the details while the batch starts. */
	grpc_slice details_slice = grpc_slice_from_static_buffer(details.at ? details.at : "", details.len);
	ops[count++] = (grpc_op){
		.op = GRPC_OP_SEND_STATUS_FROM_SERVER,
		.data.send_status_from_server = {.status = code, .status_details = details.len ? &details_slice : NULL},
	};
	if (!atomic_exchange_explicit(&incoming->close_watched, true, memory_order_acq_rel))
		ops[count++] = close_op(incoming);
	incoming->answered.run = call_answered;
	start_answer(incoming, ops, count);
}

/* The next message of a stream, or its end. */
static void stream_continues(struct tag *tag, bool ok)
{
	(void)ok;
	struct incoming *incoming = TAG_OWNER(tag, struct incoming, answered);
	if (!incoming->payload) {
		incoming_finish(incoming, NULL, GRPC_STATUS_OK, (struct text){0});
		return;
	}
	arena_reset(&incoming->arena);
	const enum status status = incoming_take_payload(incoming);
	if (status != STATUS_OK) {
		incoming_reject_payload(incoming, status);
		return;
	}
	incoming_serve(incoming);
}

static void answer_stream(struct incoming *incoming, grpc_byte_buffer *message)
{
	grpc_op ops[3];
	size_t count = add_initial(incoming, ops, 0);
	count = add_message(incoming, ops, count, message);
	ops[count++] = (grpc_op){.op = GRPC_OP_RECV_MESSAGE, .data.recv_message.recv_message = &incoming->payload};
	incoming->answered.run = stream_continues;
	start_answer(incoming, ops, count);
}

static void answer_slice(struct incoming *incoming, grpc_slice slice)
{
	grpc_byte_buffer *message = grpc_raw_byte_buffer_create(&slice, 1);
	grpc_slice_unref(slice);
	atomic_fetch_sub_explicit(&incoming->poller->front->unanswered, 1, memory_order_relaxed);
	if (incoming->method->endpoint.bidi) {
		incoming_forget_payload(incoming);
		answer_stream(incoming, message);
		return;
	}
	incoming_finish(incoming, message, GRPC_STATUS_OK, (struct text){0});
}

void incoming_answer(struct incoming *incoming, const ProtobufCMessage *message)
{
	grpc_slice slice = grpc_slice_malloc(protobuf_c_message_get_packed_size(message));
	protobuf_c_message_pack(message, GRPC_SLICE_START_PTR(slice));
	answer_slice(incoming, slice);
}

void incoming_answer_bytes(struct incoming *incoming, struct text message)
{
	answer_slice(incoming, grpc_slice_from_copied_buffer(message.at ? message.at : "", message.len));
}

/* At most DETAILS_MAX_BYTES, not cut inside a character. */
static struct text shorten(struct text text)
{
	if (text.len <= DETAILS_MAX_BYTES)
		return text;
	text.len = DETAILS_MAX_BYTES;
	while (text.len > 0 && ((unsigned char)text.at[text.len] & 0xc0) == 0x80)
		text.len--;
	return text;
}

void incoming_refuse(struct incoming *incoming, const struct failure *failure)
{
	/* A refusal must never look like success, whatever the caller forgot to say. */
	const enum status status = failure->status == STATUS_OK ? STATUS_INTERNAL : failure->status;
	atomic_fetch_sub_explicit(&incoming->poller->front->unanswered, 1, memory_order_relaxed);
	incoming_finish(incoming, NULL, (grpc_status_code)status_grpc_code(status), shorten(failure->message));
}

void incoming_add_header(struct incoming *incoming, const char *key, struct text value)
{
	if (incoming->header_count == HEADERS_MAX || incoming->initial_sent)
		return;
	grpc_metadata header = {
		.key = grpc_slice_from_copied_string(key),
		.value = grpc_slice_from_copied_buffer(value.at ? value.at : "", value.len),
	};
	const bool legal = grpc_header_key_is_legal(header.key) &&
			   (grpc_is_binary_header(header.key) || grpc_header_nonbin_value_is_legal(header.value));
	if (legal) {
		incoming->headers[incoming->header_count++] = header;
		return;
	}
	grpc_slice_unref(header.key);
	grpc_slice_unref(header.value);
}
