/*
 * A client on bare core, for what our own client has no need of: streams, calls without a message, compressed messages. One call at
 * a time, each batch waited for.
 */
#ifndef TESTS_GRPC_RAW_H
#define TESTS_GRPC_RAW_H

#include "grpc_pair.h"

#include <grpc/byte_buffer.h>
#include <grpc/byte_buffer_reader.h>
#include <grpc/grpc.h>
#include <grpc/grpc_security.h>
#include <grpc/slice.h>

struct grpc_raw {
	grpc_channel *channel;
	grpc_completion_queue *queue;
	grpc_call *call;
	grpc_metadata_array initial;
	bool has_initial;
	grpc_metadata_array trailing;
	grpc_status_code code;
	grpc_slice details;
};

static inline bool raw_batch(struct grpc_raw *raw, const grpc_op *ops, size_t count)
{
	assert_int_equal(grpc_call_start_batch(raw->call, ops, count, raw, NULL), GRPC_CALL_OK);
	const grpc_event event = grpc_completion_queue_pluck(
		raw->queue, raw, gpr_time_add(gpr_now(GPR_CLOCK_REALTIME), gpr_time_from_seconds(20, GPR_TIMESPAN)), NULL);
	assert_int_equal(event.type, GRPC_OP_COMPLETE);
	return event.success;
}

/* Opens a channel and a call on it. header may be NULL. */
static inline void raw_start(struct grpc_raw *raw, const struct grpc_front *front, const char *path, grpc_metadata *header)
{
	char target[64];
	*raw = (struct grpc_raw){0};
	grpc_init();
	snprintf(target, sizeof(target), "127.0.0.1:%d", grpc_front_port(front));
	grpc_channel_credentials *credentials = grpc_insecure_credentials_create();
	raw->channel = grpc_channel_create(target, credentials, NULL);
	grpc_channel_credentials_release(credentials);
	raw->queue = grpc_completion_queue_create_for_pluck(NULL);
	raw->call = grpc_channel_create_call(raw->channel, NULL, GRPC_PROPAGATE_DEFAULTS, raw->queue,
					     grpc_slice_from_static_string(path), NULL, gpr_inf_future(GPR_CLOCK_MONOTONIC), NULL);
	raw->details = grpc_empty_slice();
	const grpc_op op = {.op = GRPC_OP_SEND_INITIAL_METADATA,
			    .data.send_initial_metadata = {.count = header ? 1 : 0, .metadata = header}};
	assert_true(raw_batch(raw, &op, 1));
}

static inline void raw_send(struct grpc_raw *raw, grpc_byte_buffer *message)
{
	const grpc_op op = {.op = GRPC_OP_SEND_MESSAGE, .data.send_message.send_message = message};
	(void)raw_batch(raw, &op, 1);
	grpc_byte_buffer_destroy(message);
}

static inline void raw_send_text(struct grpc_raw *raw, struct text text)
{
	grpc_slice slice = grpc_slice_from_copied_buffer(text.at, text.len);
	grpc_byte_buffer *message = grpc_raw_byte_buffer_create(&slice, 1);
	grpc_slice_unref(slice);
	raw_send(raw, message);
}

static inline void raw_half_close(struct grpc_raw *raw)
{
	const grpc_op op = {.op = GRPC_OP_SEND_CLOSE_FROM_CLIENT};
	(void)raw_batch(raw, &op, 1);
}

/* Core doesn't hand out a status before the initial metadata was asked for. */
static inline size_t raw_ask_initial(struct grpc_raw *raw, grpc_op *ops, size_t count)
{
	if (raw->has_initial)
		return count;
	raw->has_initial = true;
	ops[count] =
		(grpc_op){.op = GRPC_OP_RECV_INITIAL_METADATA, .data.recv_initial_metadata.recv_initial_metadata = &raw->initial};
	return count + 1;
}

/* The next message in the arena; at is NULL when the stream has ended. */
static inline struct text raw_receive(struct grpc_raw *raw, struct arena *arena)
{
	grpc_byte_buffer *message = NULL;
	grpc_op ops[2] = {{.op = GRPC_OP_RECV_MESSAGE, .data.recv_message.recv_message = &message}};
	if (!raw_batch(raw, ops, raw_ask_initial(raw, ops, 1)) || !message)
		return (struct text){0};
	grpc_byte_buffer_reader reader;
	assert_true(grpc_byte_buffer_reader_init(&reader, message));
	grpc_slice slice = grpc_byte_buffer_reader_readall(&reader);
	char *copy = arena_alloc(arena, GRPC_SLICE_LENGTH(slice));
	assert_non_null(copy);
	memcpy(copy, GRPC_SLICE_START_PTR(slice), GRPC_SLICE_LENGTH(slice));
	const struct text text = {copy, GRPC_SLICE_LENGTH(slice)};
	grpc_slice_unref(slice);
	grpc_byte_buffer_reader_destroy(&reader);
	grpc_byte_buffer_destroy(message);
	return text;
}

/* Waits for the status, and closes everything. */
static inline enum status raw_finish(struct grpc_raw *raw)
{
	grpc_op ops[2] = {{.op = GRPC_OP_RECV_STATUS_ON_CLIENT,
			   .data.recv_status_on_client = {
				   .trailing_metadata = &raw->trailing, .status = &raw->code, .status_details = &raw->details}}};
	(void)raw_batch(raw, ops, raw_ask_initial(raw, ops, 1));
	grpc_slice_unref(raw->details);
	grpc_metadata_array_destroy(&raw->initial);
	grpc_metadata_array_destroy(&raw->trailing);
	grpc_call_unref(raw->call);
	grpc_channel_destroy(raw->channel);
	grpc_completion_queue_shutdown(raw->queue);
	while (grpc_completion_queue_pluck(raw->queue, NULL, gpr_inf_future(GPR_CLOCK_REALTIME), NULL).type != GRPC_QUEUE_SHUTDOWN)
		continue;
	grpc_completion_queue_destroy(raw->queue);
	grpc_shutdown();
	return status_of_grpc((int)raw->code);
}

#endif
