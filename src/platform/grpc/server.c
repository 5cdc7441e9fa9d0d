/* Opening and closing the server. */
#include "platform/grpc/server.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "hapax/buffer.h"
#include "platform/grpc/front.h"

enum {
	ARGUMENTS_MAX = 16,
	/* Unpacked, a message takes more room than on the wire; the answer is built there as well. */
	ARENA_PER_MESSAGE_BYTE = 4,
	ARENA_BASE_BYTES = 1024 * 1024,
};

struct arguments {
	grpc_arg args[ARGUMENTS_MAX];
	size_t count;
};

static void add_integer(struct arguments *arguments, const char *key, size_t value)
{
	arguments->args[arguments->count++] = (grpc_arg){
		.type = GRPC_ARG_INTEGER,
		.key = (char *)key,
		.value.integer = value > INT_MAX ? INT_MAX : (int)value,
	};
}

static grpc_server *create_server(struct grpc_front *front, const struct grpc_front_options *options)
{
	struct arguments arguments = {.count = 0};
	/* Else a second server could share the port, and calls would go now here, now there. */
	add_integer(&arguments, GRPC_ARG_ALLOW_REUSEPORT, 0);
	add_integer(&arguments, GRPC_ARG_MAX_METADATA_SIZE, options->max_metadata_bytes);
	add_integer(&arguments, GRPC_ARG_MAX_RECEIVE_MESSAGE_LENGTH, options->max_message_bytes);
	add_integer(&arguments, GRPC_ARG_MAX_CONCURRENT_STREAMS, (size_t)options->max_streams);
	/* The probe grows windows with the bandwidth, and with them what a connection may make us buffer. */
	add_integer(&arguments, GRPC_ARG_HTTP2_BDP_PROBE, 0);
	/* We do it, with a bound: see inflate.h. */
	add_integer(&arguments, GRPC_ARG_ENABLE_PER_MESSAGE_DECOMPRESSION, 0);
	/* Clients' keep-alive pings every 10 s and more are welcome, also without calls. */
	add_integer(&arguments, GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, 5000);
	add_integer(&arguments, GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
	/* Ours find clients that vanished without closing. */
	add_integer(&arguments, GRPC_ARG_KEEPALIVE_TIME_MS, 60000);
	add_integer(&arguments, GRPC_ARG_KEEPALIVE_TIMEOUT_MS, 20000);
	arguments.args[arguments.count++] = (grpc_arg){
		.type = GRPC_ARG_POINTER,
		.key = (char *)GRPC_ARG_RESOURCE_QUOTA,
		.value.pointer = {.p = front->quota, .vtable = grpc_resource_quota_arg_vtable()},
	};
	const grpc_channel_args args = {.num_args = arguments.count, .args = arguments.args};
	return grpc_server_create(&args, NULL);
}

static enum status register_methods(struct context *context, struct grpc_front *front, const struct endpoint *endpoints,
				    size_t count)
{
	front->methods = calloc(count ? count : 1, sizeof(*front->methods));
	if (!front->methods)
		return fail(context, STATUS_EXHAUSTED, "gRPC server: no memory for %zu methods", count);
	for (size_t i = 0; i < count; i++) {
		struct method *method = &front->methods[front->method_count++];
		method->endpoint = endpoints[i];
		method->endpoint.path = strdup(endpoints[i].path);
		if (!method->endpoint.path)
			return fail(context, STATUS_EXHAUSTED, "gRPC server: no memory for %zu methods", count);
		method->handle = grpc_server_register_method(front->server, method->endpoint.path, NULL,
							     GRPC_SRM_PAYLOAD_READ_INITIAL_BYTE_BUFFER, 0);
		if (!method->handle)
			return fail(context, STATUS_INVALID, "gRPC server: method %s is given twice, or has no name",
				    endpoints[i].path);
	}
	return STATUS_OK;
}

static enum status start_serving(struct context *context, struct grpc_front *front)
{
	grpc_server_start(front->server);
	front_enter_stage(front, FRONT_SERVING);
	pthread_mutex_lock(&front->mutex);
	while (front->armed_count < front->poller_count)
		pthread_cond_wait(&front->changed, &front->mutex);
	const bool failed = front->arming_failed;
	pthread_mutex_unlock(&front->mutex);
	return failed ? fail(context, STATUS_EXHAUSTED, "gRPC server: no memory for calls") : STATUS_OK;
}

static void server_shut_down(struct tag *tag, bool ok)
{
	(void)ok;
	struct grpc_front *front = TAG_OWNER(tag, struct grpc_front, shut_down);
	pthread_mutex_lock(&front->mutex);
	front->is_shut_down = true;
	pthread_cond_broadcast(&front->changed);
	pthread_mutex_unlock(&front->mutex);
}

static bool has_ended(const struct grpc_front *front)
{
	return front->is_shut_down && front->drained_count == front->poller_count;
}

/* Until every call has ended, or the deadline (NULL: none). */
static void wait_until_ended(struct grpc_front *front, const struct timespec *deadline)
{
	int error = 0;
	pthread_mutex_lock(&front->mutex);
	while (!has_ended(front) && error == 0)
		error = deadline ? pthread_cond_timedwait(&front->changed, &front->mutex, deadline)
				 : pthread_cond_wait(&front->changed, &front->mutex);
	pthread_mutex_unlock(&front->mutex);
}

/* The calls under way have drain_ms; then they are cancelled, which their handlers may see, but they still have to answer. */
static void shut_down(struct grpc_front *front, int drain_ms)
{
	struct timespec deadline;
	clock_gettime(CLOCK_MONOTONIC, &deadline);
	const int64_t ns = deadline.tv_nsec + (int64_t)(drain_ms % 1000) * 1000000;
	deadline.tv_sec += drain_ms / 1000 + ns / 1000000000;
	deadline.tv_nsec = ns % 1000000000;
	front->shut_down.run = server_shut_down;
	tag_publish(&front->shut_down);
	grpc_server_shutdown_and_notify(front->server, front->pollers[0].queue, &front->shut_down);
	wait_until_ended(front, &deadline);
	grpc_server_cancel_all_calls(front->server);
	wait_until_ended(front, NULL);
}

static void front_free(struct grpc_front *front)
{
	if (front->server)
		grpc_server_destroy(front->server);
	front_close_pollers(front);
	for (size_t i = 0; i < front->method_count; i++)
		free((char *)front->methods[i].endpoint.path);
	free(front->methods);
	grpc_resource_quota_unref(front->quota);
	pthread_cond_destroy(&front->changed);
	pthread_mutex_destroy(&front->mutex);
	free(front);
	grpc_shutdown();
}

static struct grpc_front *front_new(const struct grpc_front_options *options)
{
	struct grpc_front *front = calloc(1, sizeof(*front));
	if (!front)
		return NULL;
	core_start();
	front->max_message_bytes = options->max_message_bytes;
	front->inflight_max_bytes = options->inflight_bytes;
	front->arena_max_bytes = options->max_message_bytes * ARENA_PER_MESSAGE_BYTE + ARENA_BASE_BYTES;
	front->quota = grpc_resource_quota_create("hapax");
	grpc_resource_quota_resize(front->quota, options->memory_bytes);
	front->server = create_server(front, options);
	pthread_mutex_init(&front->mutex, NULL);
	pthread_condattr_t monotonic;
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&front->changed, &monotonic);
	pthread_condattr_destroy(&monotonic);
	return front;
}

static enum status check_options(struct context *context, const struct grpc_front_options *options)
{
	const struct {
		const char *name;
		size_t value;
	} required[] = {
		{"pollers", options->pollers > 0 ? (size_t)options->pollers : 0},
		{"max_message_bytes", options->max_message_bytes},
		{"max_metadata_bytes", options->max_metadata_bytes},
		{"memory_bytes", options->memory_bytes},
		{"inflight_bytes", options->inflight_bytes},
		{"max_streams", options->max_streams > 0 ? (size_t)options->max_streams : 0},
	};
	for (size_t i = 0; i < COUNT_OF(required); i++) {
		if (required[i].value == 0)
			return fail(context, STATUS_INVALID, "gRPC server: %s must be above 0", required[i].name);
	}
	if (options->inflight_bytes < options->max_message_bytes)
		return fail(context, STATUS_INVALID, "gRPC server: inflight_bytes (%zu) must be at least max_message_bytes (%zu)",
			    options->inflight_bytes, options->max_message_bytes);
	return STATUS_OK;
}

enum status grpc_front_open(struct context *context, const struct grpc_front_options *options, const struct endpoint *endpoints,
			    size_t endpoint_count, struct grpc_front **ret_front)
{
	enum status status = check_options(context, options);
	if (status != STATUS_OK)
		return status;
	struct grpc_front *front = front_new(options);
	if (!front)
		return fail(context, STATUS_EXHAUSTED, "gRPC server: no memory");
	status = register_methods(context, front, endpoints, endpoint_count);
	if (status == STATUS_OK)
		status = front_create_pollers(context, front, (size_t)options->pollers);
	if (status == STATUS_OK)
		status = front_start_threads(context, front);
	if (status == STATUS_OK)
		status = front_listen(context, front, options);
	/* Once it listens, core can't be taken down without having been started; so that comes first even when something failed. */
	if (front->port > 0) {
		const enum status started = start_serving(context, front);
		status = status == STATUS_OK ? started : status;
	}
	if (status != STATUS_OK) {
		grpc_front_close(front, 0);
		return status;
	}
	*ret_front = front;
	return STATUS_OK;
}

int grpc_front_port(const struct grpc_front *front)
{
	return front->port;
}

void grpc_front_close(struct grpc_front *front, int drain_ms)
{
	if (!front)
		return;
	if (front->stage == FRONT_SERVING)
		shut_down(front, drain_ms < 0 ? 0 : drain_ms);
	else
		front_enter_stage(front, FRONT_ABANDONED);
	front_free(front);
}

int64_t grpc_front_inflight(const struct grpc_front *front)
{
	return atomic_load_explicit(&front->unanswered, memory_order_relaxed);
}
