/* The gRPC server: callbacks, the services' methods, health, reflection. */
#include "app/running.h"
#include "contract/catalogue.h"

enum { MAX_STREAMS = 1000, METADATA_MAX_BYTES = 1024 * 1024, SETS_MAX = 16 };

static const char *const dapr_services[] = {
	"dapr.proto.runtime.v1.AppCallback",	  "dapr.proto.runtime.v1.AppCallbackHealthCheck",
	"dapr.proto.runtime.v1.AppCallbackAlpha", "grpc.health.v1.Health",
	"grpc.reflection.v1.ServerReflection",	  "grpc.reflection.v1alpha.ServerReflection",
};

/* Full names of everything the server offers, in the running arena. */
static const char **list_services(struct running *running, size_t *ret_count)
{
	size_t count = COUNT_OF(dapr_services);
	const char **names;

	for (size_t i = 0; i < running->service_count; i++)
		for (const struct rpc_binding *rpc = running->services[i]->rpcs; rpc && rpc->service; rpc++)
			count++;
	names = arena_array(&running->arena, const char *, count);
	if (!names)
		return NULL;
	*ret_count = 0;
	for (size_t i = 0; i < running->service_count; i++)
		for (const struct rpc_binding *rpc = running->services[i]->rpcs; rpc && rpc->service; rpc++)
			names[(*ret_count)++] = rpc->service->name;
	for (size_t i = 0; i < COUNT_OF(dapr_services); i++)
		names[(*ret_count)++] = dapr_services[i];
	return names;
}

static enum status open_reflection(struct context *context, struct running *running, const char *const *names, size_t name_count)
{
	struct text sets[SETS_MAX];
	size_t count = 0;

	for (; count < catalogue_set_count() && count < SETS_MAX; count++) {
		const struct catalogue *set = catalogue_set_at(count);

		sets[count] = (struct text){(const char *)set->descriptor_set, set->descriptor_set_size};
	}
	return reflection_new(context, sets, count, names, name_count, &running->reflection);
}

static struct endpoint *collect_endpoints(struct running *running, size_t *ret_count)
{
	size_t callbacks, commands, count = 0;
	const struct endpoint *callback = receiver_endpoints(running->receiver, &callbacks);
	const struct endpoint *command = command_endpoints(running->desk, &commands);
	struct endpoint *endpoints = arena_array(&running->arena, struct endpoint, callbacks + commands + 1 + REFLECTION_ENDPOINTS);

	if (!endpoints)
		return NULL;
	for (size_t i = 0; i < callbacks; i++)
		endpoints[count++] = callback[i];
	for (size_t i = 0; i < commands; i++)
		endpoints[count++] = command[i];
	endpoints[count++] = health_endpoint(&running->health);
	reflection_endpoints(running->reflection, endpoints + count);
	*ret_count = count + REFLECTION_ENDPOINTS;
	return endpoints;
}

static const char *or_null(const char *text)
{
	return text[0] ? text : NULL;
}

enum status running_open_server(struct context *context, struct running *running)
{
	const struct config *config = running->config;
	const struct grpc_front_options options = {
		.bind = config->bind,
		.port = config->app_port,
		.pollers = config->pollers,
		.max_message_bytes = config->max_message_bytes,
		.max_metadata_bytes = METADATA_MAX_BYTES,
		.memory_bytes = config->memory_bytes,
		.inflight_bytes = config->memory_bytes / 2,
		.max_streams = MAX_STREAMS,
		.tls_certificate = or_null(config->tls_certificate),
		.tls_key = or_null(config->tls_key),
		.tls_client_ca = or_null(config->tls_client_ca),
	};
	size_t name_count, endpoint_count;
	const char **names = list_services(running, &name_count);
	struct endpoint *endpoints;
	enum status status;

	if (!names)
		return fail(context, STATUS_EXHAUSTED, "no memory left for the list of services");
	health_init(&running->health, names, name_count);
	status = open_reflection(context, running, names, name_count);
	if (status != STATUS_OK)
		return status;
	endpoints = collect_endpoints(running, &endpoint_count);
	if (!endpoints)
		return fail(context, STATUS_EXHAUSTED, "no memory left for the list of methods");
	status = grpc_front_open(context, &options, endpoints, endpoint_count, &running->front);
	if (status == STATUS_OK)
		health_set(&running->health, true);
	return status;
}
