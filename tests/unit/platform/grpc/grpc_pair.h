/*
 * A server of ours with a client of ours connected to it, and raw frames for what our own client would never send. For the tests of
 * this folder; one thread.
 */
#ifndef TESTS_GRPC_PAIR_H
#define TESTS_GRPC_PAIR_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "google/protobuf/wrappers.pb-c.h"
#include "platform/grpc/client.h"
#include "platform/grpc/server.h"

/* After ours: its macro fail() would hit our function of that name. */
#include <cmocka.h>

enum { MEBI = 1024 * 1024 };

struct grpc_pair {
	struct arena arena;
	struct context context;
	struct grpc_front *front;
	struct grpc_peer *peer;
};

static inline struct grpc_front_options pair_server_options(void)
{
	return (struct grpc_front_options){
		.bind = "127.0.0.1",
		.pollers = 2,
		.max_message_bytes = 8 * MEBI,
		.max_metadata_bytes = MEBI,
		.memory_bytes = 256 * MEBI,
		.inflight_bytes = 64 * MEBI,
		.max_streams = 1000,
	};
}

static inline struct grpc_peer_options pair_client_options(char *target, size_t size, const struct grpc_front *front)
{
	snprintf(target, size, "127.0.0.1:%d", grpc_front_port(front));
	return (struct grpc_peer_options){.target = target, .max_message_bytes = 16 * MEBI, .max_metadata_bytes = MEBI};
}

static inline void pair_connect(struct grpc_pair *pair, const char *token)
{
	char target[64];
	struct grpc_peer_options options = pair_client_options(target, sizeof(target), pair->front);
	options.token = token;
	assert_int_equal(grpc_peer_open(&pair->context, &options, &pair->peer), STATUS_OK);
}

static inline void pair_open_with(struct grpc_pair *pair, const struct grpc_front_options *options,
				  const struct endpoint *endpoints, size_t count)
{
	*pair = (struct grpc_pair){0};
	arena_init(&pair->arena, 64 * MEBI);
	context_init(&pair->context, &pair->arena, NULL, NULL);
	if (grpc_front_open(&pair->context, options, endpoints, count, &pair->front) != STATUS_OK)
		fail_msg("%s", failure_text(&pair->context));
	pair_connect(pair, NULL);
}

static inline void pair_open(struct grpc_pair *pair, const struct endpoint *endpoints, size_t count)
{
	const struct grpc_front_options options = pair_server_options();
	pair_open_with(pair, &options, endpoints, count);
}

static inline void pair_close(struct grpc_pair *pair)
{
	grpc_peer_close(pair->peer);
	grpc_front_close(pair->front, 1000);
	arena_done(&pair->arena);
}

/* Calls a method with a BytesValue and expects the status; the answer, a BytesValue as well, is in the pair's arena. */
static inline struct text pair_call(struct grpc_pair *pair, const char *path, struct text value, enum status expected)
{
	Google__Protobuf__BytesValue request = GOOGLE__PROTOBUF__BYTES_VALUE__INIT;
	request.value = (ProtobufCBinaryData){.len = value.len, .data = (uint8_t *)value.at};
	const struct grpc_request call = {.path = path, .message = &request.base, .timeout_ms = 20000};
	ProtobufCMessage *response = NULL;
	failure_clear(&pair->context);
	const enum status status =
		grpc_call_wait(&pair->context, pair->peer, &call, &google__protobuf__bytes_value__descriptor, &response);
	if (status != expected)
		fail_msg("%s: got %s (%s), expected %s", path, status_name(status), failure_text(&pair->context),
			 status_name(expected));
	if (!response)
		return (struct text){0};
	const Google__Protobuf__BytesValue *bytes = (void *)response;
	return (struct text){(const char *)bytes->value.data, bytes->value.len};
}

/* An endpoint that gives the request back. */
static inline void serve_echo(void *self, struct incoming *incoming)
{
	(void)self;
	incoming_answer_bytes(incoming, incoming_request(incoming));
}

/* Waits up to 10 s for something another thread does. */
#define EVENTUALLY(condition)                                                                                                      \
	do {                                                                                                                       \
		for (int tries_ = 0; tries_ < 1000 && !(condition); tries_++)                                                      \
			usleep(10000);                                                                                             \
		assert_true(condition);                                                                                            \
	} while (0)

#endif
