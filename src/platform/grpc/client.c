/* The channel: opening and closing. */
#include "platform/grpc/client.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include <grpc/grpc_security.h>
#include <grpc/slice.h>

#include "platform/grpc/peer.h"

struct setting {
	const char *key;
	int value;
};

static const struct setting settings[] = {
	/* daprd answers pings closer than 8 s with GOAWAY, and takes them without calls. */
	{GRPC_ARG_KEEPALIVE_TIME_MS, 15000},
	{GRPC_ARG_KEEPALIVE_TIMEOUT_MS, 10000},
	{GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1},
	{GRPC_ARG_HTTP2_MAX_PINGS_WITHOUT_DATA, 0},
	/* A sidecar that was restarted is found again within about a second. */
	{GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 100},
	{GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 1000},
	{GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, 5000}, /* in spite of its name: how long one attempt may take */
	{GRPC_ARG_DNS_MIN_TIME_BETWEEN_RESOLUTIONS_MS, 1000},
	/* Else channels to the same address share a connection, and its backoff. */
	{GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1},
	{GRPC_ARG_SERVICE_CONFIG_DISABLE_RESOLUTION, 1},
};

enum { LIMITS = 2, PROXY = 1 };

static bool is_loopback(const char *target)
{
	static const char *const starts[] = {
		"127.", "localhost", "[::1]", "unix:", "ipv4:127.", "ipv6:[::1]", "dns:///127.", "dns:///localhost"};
	for (size_t i = 0; i < COUNT_OF(starts); i++) {
		if (strncmp(target, starts[i], strlen(starts[i])) == 0)
			return true;
	}
	return false;
}

static grpc_arg integer(const char *key, size_t value)
{
	return (grpc_arg){.type = GRPC_ARG_INTEGER, .key = (char *)key, .value.integer = value > INT_MAX ? INT_MAX : (int)value};
}

static grpc_channel *create_channel(const struct grpc_peer_options *options)
{
	grpc_arg args[COUNT_OF(settings) + LIMITS + PROXY];
	size_t count = 0;
	for (; count < COUNT_OF(settings); count++)
		args[count] = integer(settings[count].key, (size_t)settings[count].value);
	args[count++] = integer(GRPC_ARG_MAX_RECEIVE_MESSAGE_LENGTH, options->max_message_bytes);
	args[count++] = integer(GRPC_ARG_MAX_METADATA_SIZE, options->max_metadata_bytes);
	/* A proxy for the way out of the house has no business between us and a sidecar. */
	if (is_loopback(options->target))
		args[count++] = integer(GRPC_ARG_ENABLE_HTTP_PROXY, 0);
	const grpc_channel_args channel_args = {.num_args = count, .args = args};
	grpc_channel_credentials *credentials =
		options->tls ? grpc_ssl_credentials_create(NULL, NULL, NULL, NULL) : grpc_insecure_credentials_create();
	if (!credentials)
		return NULL;
	grpc_channel *channel = grpc_channel_create(options->target, credentials, &channel_args);
	grpc_channel_credentials_release(credentials);
	return channel;
}

static void peer_free(struct grpc_peer *peer)
{
	while (peer->spare) {
		struct outgoing *call = peer->spare;
		peer->spare = call->next;
		outgoing_free(call);
	}
	if (peer->channel)
		grpc_channel_destroy(peer->channel);
	if (peer->queue)
		grpc_completion_queue_destroy(peer->queue);
	pthread_cond_destroy(&peer->none_left);
	pthread_mutex_destroy(&peer->mutex);
	free(peer->token);
	free(peer);
	grpc_shutdown();
}

/* Shuts down a queue that no thread runs, and frees the rest. */
static void abandon(struct grpc_peer *peer)
{
	if (peer->queue) {
		grpc_completion_queue_shutdown(peer->queue);
		queue_run(peer->queue);
	}
	peer_free(peer);
}

static enum status check_options(struct context *context, const struct grpc_peer_options *options)
{
	if (!options->target || !*options->target)
		return fail(context, STATUS_INVALID, "gRPC client: target is empty; it must be an address such as 127.0.0.1:50001");
	if (options->max_message_bytes == 0 || options->max_metadata_bytes == 0)
		return fail(context, STATUS_INVALID, "gRPC client: the limits for messages and metadata must be above 0");
	const grpc_slice token = grpc_slice_from_static_string(options->token ? options->token : "");
	if (!grpc_header_nonbin_value_is_legal(token))
		return fail(context, STATUS_INVALID, "gRPC client: the token must consist of printable ASCII characters");
	return STATUS_OK;
}

enum status grpc_peer_open(struct context *context, const struct grpc_peer_options *options, struct grpc_peer **ret_peer)
{
	const enum status status = check_options(context, options);
	if (status != STATUS_OK)
		return status;
	struct grpc_peer *peer = calloc(1, sizeof(*peer));
	if (!peer)
		return fail(context, STATUS_EXHAUSTED, "gRPC client: no memory");
	core_start();
	pthread_mutex_init(&peer->mutex, NULL);
	pthread_cond_init(&peer->none_left, NULL);
	peer->token = options->token ? strdup(options->token) : NULL;
	peer->queue = grpc_completion_queue_create_for_next(NULL);
	peer->channel = create_channel(options);
	if (!peer->channel || (options->token && !peer->token)) {
		abandon(peer);
		return fail(context, STATUS_EXHAUSTED, "gRPC client: cannot make a channel to %s", options->target);
	}
	const int error = pthread_create(&peer->thread, NULL, queue_thread, peer->queue);
	if (error) {
		abandon(peer);
		return fail(context, STATUS_EXHAUSTED, "gRPC client: cannot start a thread: %s", strerror(error));
	}
	*ret_peer = peer;
	return STATUS_OK;
}

void grpc_peer_close(struct grpc_peer *peer)
{
	if (!peer)
		return;
	pthread_mutex_lock(&peer->mutex);
	peer->closing = true;
	for (struct outgoing *call = peer->live; call; call = call->next)
		grpc_call_cancel(call->call, NULL);
	while (peer->live)
		pthread_cond_wait(&peer->none_left, &peer->mutex);
	pthread_mutex_unlock(&peer->mutex);
	grpc_completion_queue_shutdown(peer->queue);
	pthread_join(peer->thread, NULL);
	peer_free(peer);
}
