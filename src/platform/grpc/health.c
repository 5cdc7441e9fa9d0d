#include "platform/grpc/health.h"

#include "grpc/health/v1/health.pb-c.h"

void health_init(struct health *health, const char *const *services, size_t service_count)
{
	*health = (struct health){.services = services, .service_count = service_count};
}

void health_set(struct health *health, bool serving)
{
	atomic_store_explicit(&health->serving, serving, memory_order_release);
}

static bool is_known(const struct health *health, struct text service)
{
	if (text_empty(service))
		return true;
	for (size_t i = 0; i < health->service_count; i++) {
		if (text_equal_string(service, health->services[i]))
			return true;
	}
	return false;
}

static void check(void *self, struct incoming *incoming)
{
	struct health *health = self;
	struct context context;
	ProtobufCMessage *message = NULL;
	context_init(&context, incoming_arena(incoming), NULL, NULL);
	enum status status = incoming_unpack(&context, incoming, &grpc__health__v1__health_check_request__descriptor, &message);
	if (status == STATUS_OK) {
		const char *service = ((const Grpc__Health__V1__HealthCheckRequest *)message)->service;
		if (!is_known(health, text_of(service)))
			status = fail(&context, STATUS_NOT_FOUND, "no service \"%s\" here", service);
	}
	if (status != STATUS_OK) {
		incoming_refuse(incoming, &context.failure);
		return;
	}
	Grpc__Health__V1__HealthCheckResponse response = GRPC__HEALTH__V1__HEALTH_CHECK_RESPONSE__INIT;
	response.status = atomic_load_explicit(&health->serving, memory_order_acquire)
				  ? GRPC__HEALTH__V1__HEALTH_CHECK_RESPONSE__SERVING_STATUS__SERVING
				  : GRPC__HEALTH__V1__HEALTH_CHECK_RESPONSE__SERVING_STATUS__NOT_SERVING;
	incoming_answer(incoming, &response.base);
}

struct endpoint health_endpoint(struct health *health)
{
	return (struct endpoint){.path = "/grpc.health.v1.Health/Check", .serve = check, .self = health};
}
