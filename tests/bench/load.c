/*
 * bench_load: calls a gRPC server with events, a given number of calls at once, and tells as one line of JSON how long it took and
 * what the server answered. The same generator for every server that is compared.
 */
#include <getopt.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "calls.h"
#include "hapax/clock.h"
#include "platform/grpc/client.h"

enum { TIMEOUT_MS = 60000 };

struct options {
	const char *target;
	const struct call_kind *kind;
	int64_t calls;
	int events; /* a call */
	int in_flight;
	int64_t distinct; /* requests made beforehand, used in turn; 0: as many as calls */
	int users;
	uint64_t seed;
};

struct load {
	struct options options;
	struct grpc_peer *peer;
	ProtobufCMessage **requests;
	int64_t request_count;
	struct slot *slots;
	/* The peer's thread only, after the first calls: */
	int64_t started, ended, accepted, failed;
	int64_t *latency_us;
	char first_failure[256];
	pthread_mutex_t mutex;
	pthread_cond_t changed;
	bool done;
};

struct slot {
	struct load *load;
	int64_t began_us;
};

static void finish(struct load *load)
{
	pthread_mutex_lock(&load->mutex);
	load->done = true;
	pthread_cond_signal(&load->changed);
	pthread_mutex_unlock(&load->mutex);
}

static void answered(void *data, const struct grpc_reply *reply);

static void start_next(struct slot *slot)
{
	struct load *load = slot->load;
	const struct grpc_request request = {
		.path = load->options.kind->path,
		.message = load->requests[load->started++ % load->request_count],
		.timeout_ms = TIMEOUT_MS,
	};

	slot->began_us = clock_monotonic_us();
	grpc_call_start(load->peer, &request, answered, slot);
}

static void answered(void *data, const struct grpc_reply *reply)
{
	struct slot *slot = data;
	struct load *load = slot->load;

	load->latency_us[load->ended++] = clock_monotonic_us() - slot->began_us;
	if (reply->status == STATUS_OK)
		load->accepted += load->options.kind->accepted(reply->bytes, load->options.events);
	else if (load->failed++ == 0)
		snprintf(load->first_failure, sizeof(load->first_failure), "%s: %.*s", status_name(reply->status),
			 TEXT_ARG(reply->message));
	if (load->started < load->options.calls)
		start_next(slot);
	else if (load->ended == load->options.calls)
		finish(load);
}

/* Runs in done, on the peer's thread, so that everything after the first calls happens there. */
static void first_answered(void *data, const struct grpc_reply *reply)
{
	struct load *load = data;
	(void)reply;

	for (int i = 0; i < load->options.in_flight && load->started < load->options.calls; i++) {
		load->slots[i].load = load;
		start_next(&load->slots[i]);
	}
}

static bool make_requests(struct load *load, struct arena *arena)
{
	struct event_source source;

	event_source_init(&source, load->options.seed, load->options.users);
	load->request_count = load->options.distinct ? load->options.distinct : load->options.calls;
	load->requests = calloc((size_t)load->request_count, sizeof(ProtobufCMessage *));
	load->latency_us = calloc((size_t)load->options.calls, sizeof(int64_t));
	load->slots = calloc((size_t)load->options.in_flight, sizeof(struct slot));
	if (!load->requests || !load->latency_us || !load->slots)
		return false;
	for (int64_t i = 0; i < load->request_count; i++)
		if (!(load->requests[i] = load->options.kind->make(&source, arena, i, load->options.events)))
			return false;
	return true;
}

static int by_size(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static void report(struct load *load, int64_t took_us)
{
	const struct options *options = &load->options;

	qsort(load->latency_us, (size_t)options->calls, sizeof(int64_t), by_size);
	printf("{\"calls\": %" PRId64 ", \"events\": %" PRId64 ", \"accepted\": %" PRId64 ", \"failed_calls\": %" PRId64
	       ", \"seconds\": %.6f, \"p50_us\": %" PRId64 ", \"p99_us\": %" PRId64 "}\n",
	       options->calls, options->calls * options->events, load->accepted, load->failed, (double)took_us / 1e6,
	       load->latency_us[options->calls / 2], load->latency_us[options->calls * 99 / 100]);
	if (load->failed)
		fprintf(stderr, "bench_load: %" PRId64 " calls failed, the first with %s\n", load->failed, load->first_failure);
}

static int64_t run(struct load *load)
{
	/* A method that nobody has, to get the connection up before the clock starts. */
	const struct grpc_request warm = {.path = "/bench.Warm/Up", .timeout_ms = TIMEOUT_MS};
	int64_t began_us;
	struct arena arena;
	struct context context;

	arena_init(&arena, 1 << 20);
	context_init(&context, &arena, NULL, NULL);
	for (int i = 0; i < 100 && grpc_call_wait(&context, load->peer, &warm, NULL, NULL) == STATUS_UNAVAILABLE; i++)
		failure_clear(&context);
	arena_done(&arena);
	began_us = clock_monotonic_us();
	grpc_call_start(load->peer, &warm, first_answered, load);
	pthread_mutex_lock(&load->mutex);
	while (!load->done)
		pthread_cond_wait(&load->changed, &load->mutex);
	pthread_mutex_unlock(&load->mutex);
	return clock_monotonic_us() - began_us;
}

static int refuse(const char *what)
{
	fprintf(stderr,
		"bench_load: %s\nusage: bench_load --target HOST:PORT --kind {%s} --calls N [--events N] [--in-flight N] "
		"[--distinct N] [--users N] "
		"[--seed N]\n",
		what, call_kind_names());
	return 2;
}

static bool parse(int argc, char **argv, struct options *options)
{
	static const struct option flags[] = {
		{"target", required_argument, NULL, 't'},
		{"kind", required_argument, NULL, 'k'},
		{"calls", required_argument, NULL, 'c'},
		{"events", required_argument, NULL, 'e'},
		{"in-flight", required_argument, NULL, 'f'},
		{"distinct", required_argument, NULL, 'd'},
		{"users", required_argument, NULL, 'u'},
		{"seed", required_argument, NULL, 's'},
		{NULL, 0, NULL, 0},
	};
	int64_t number = 0;
	int flag;

	while ((flag = getopt_long(argc, argv, "", flags, NULL)) != -1) {
		if (flag == '?' || (!strchr("tk", flag) && (!text_to_i64(text_of(optarg), &number) || number < 0)))
			return false;
		switch (flag) {
		case 't':
			options->target = optarg;
			break;
		case 'k':
			options->kind = call_kind_find(optarg);
			break;
		case 'c':
			options->calls = number;
			break;
		case 'e':
			options->events = (int)number;
			break;
		case 'f':
			options->in_flight = (int)number;
			break;
		case 'd':
			options->distinct = number;
			break;
		case 'u':
			options->users = (int)number;
			break;
		default:
			options->seed = (uint64_t)number;
			break;
		}
	}
	return options->target && options->kind && options->calls > 0 && options->events > 0 && options->in_flight > 0 &&
	       options->users > 0;
}

int main(int argc, char **argv)
{
	static struct load load = {.options = {.events = 1, .in_flight = 1, .users = 10000, .seed = 1}};
	struct grpc_peer_options peer = {.max_message_bytes = 64 << 20, .max_metadata_bytes = 1 << 20};
	struct arena requests;
	struct context context;
	int64_t took_us;

	if (!parse(argc, argv, &load.options))
		return refuse("a flag is missing or has a value that isn't allowed");
	arena_init(&requests, SIZE_MAX);
	context_init(&context, &requests, NULL, NULL);
	pthread_mutex_init(&load.mutex, NULL);
	pthread_cond_init(&load.changed, NULL);
	peer.target = load.options.target;
	if (!make_requests(&load, &requests))
		return refuse("no memory for so many requests");
	if (grpc_peer_open(&context, &peer, &load.peer) != STATUS_OK) {
		fprintf(stderr, "bench_load: %s\n", failure_text(&context));
		return 1;
	}
	took_us = run(&load);
	report(&load, took_us);
	grpc_peer_close(load.peer);
	arena_done(&requests);
	free(load.requests);
	free(load.latency_us);
	free(load.slots);
	return load.failed ? 1 : 0;
}
