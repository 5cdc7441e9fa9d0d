/* bench_null_server PORT: the platform's gRPC server with an OnTopicEvent that unpacks its request and answers at once. */
#include <signal.h>
#include <stdio.h>

#include "dapr/proto/runtime/v1/appcallback.pb-c.h"
#include "platform/grpc/server.h"

static void on_topic_event(void *self, struct incoming *incoming)
{
	Dapr__Proto__Runtime__V1__TopicEventResponse response = DAPR__PROTO__RUNTIME__V1__TOPIC_EVENT_RESPONSE__INIT;
	struct context context;
	ProtobufCMessage *request;

	(void)self;
	context_init(&context, incoming_arena(incoming), NULL, NULL);
	if (incoming_unpack(&context, incoming, &dapr__proto__runtime__v1__topic_event_request__descriptor, &request) != STATUS_OK)
		incoming_refuse(incoming, &context.failure);
	else
		incoming_answer(incoming, &response.base);
}

int main(int argc, char **argv)
{
	const struct endpoint endpoint = {.path = "/dapr.proto.runtime.v1.AppCallback/OnTopicEvent", .serve = on_topic_event};
	struct grpc_front_options options = {
		.bind = "127.0.0.1",
		.pollers = 2,
		.max_message_bytes = 8 << 20,
		.max_metadata_bytes = 1 << 20,
		.memory_bytes = 256 << 20,
		.inflight_bytes = 128 << 20,
		.max_streams = 1000,
	};
	struct arena arena;
	struct context context;
	struct grpc_front *front;
	sigset_t stop;
	int64_t port = 0;
	int number;

	if (argc != 2 || !text_to_i64(text_of(argv[1]), &port) || port < 0 || port > UINT16_MAX) {
		fprintf(stderr, "usage: bench_null_server PORT\n");
		return 2;
	}
	options.port = (int)port;
	sigemptyset(&stop);
	sigaddset(&stop, SIGTERM);
	pthread_sigmask(SIG_BLOCK, &stop, NULL);
	arena_init(&arena, 1 << 20);
	context_init(&context, &arena, NULL, NULL);
	if (grpc_front_open(&context, &options, &endpoint, 1, &front) != STATUS_OK) {
		fprintf(stderr, "bench_null_server: %s\n", failure_text(&context));
		return 1;
	}
	sigwait(&stop, &number);
	grpc_front_close(front, 1000);
	arena_done(&arena);
	return 0;
}
