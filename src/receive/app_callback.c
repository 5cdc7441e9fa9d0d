#include "receive/app_callback.h"

#include "dapr/proto/runtime/v1/appcallback.pb-c.h"
#include "hapax/log.h"
#include "receive/callbacks.h"

/* What a callback is served by once its token was checked. */
struct callback {
	const char *path;
	void (*serve)(void *receiver, struct incoming *incoming);
};

enum { AWAY_BEFORE_UNHEALTHY_US = 30 * 1000 * 1000 };

void callback_refuse(struct incoming *incoming, struct context *context)
{
	log_record(LOG_WARN, "callback refused", LOG_STR("path", incoming_path(incoming)),
		   LOG_STR("status", status_name(context->failure.status)), LOG_TEXT(LOG_CAUSE, context->failure.message));
	incoming_refuse(incoming, &context->failure);
}

bool callback_admitted(struct receiver *receiver, struct incoming *incoming)
{
	struct context context;

	if (receiver_admits(receiver, incoming))
		return true;
	context_init(&context, incoming_arena(incoming), NULL, NULL);
	(void)fail(&context, STATUS_UNAUTHENTICATED, "callbacks need metadata dapr-api-token with the token of APP_API_TOKEN");
	callback_refuse(incoming, &context);
	return false;
}

bool callback_admitted_tokenless(struct receiver *receiver, struct incoming *incoming)
{
	return !incoming_metadata(incoming, "dapr-api-token", 0).at || callback_admitted(receiver, incoming);
}

/* False only while draining, or when the database has been away for long: the way back costs a rebalance. */
static void health_check(void *self, struct incoming *incoming)
{
	struct receiver *receiver = self;
	Dapr__Proto__Runtime__V1__HealthCheckResponse healthy = DAPR__PROTO__RUNTIME__V1__HEALTH_CHECK_RESPONSE__INIT;
	int64_t away_since_us = db_away_since_us(receiver->options.db);
	bool draining = atomic_load(&receiver->draining);
	struct context context;

	if (!callback_admitted_tokenless(receiver, incoming))
		return;
	if (!draining && (away_since_us == 0 || clock_monotonic_us() - away_since_us < AWAY_BEFORE_UNHEALTHY_US)) {
		incoming_answer(incoming, &healthy.base);
		return;
	}
	context_init(&context, incoming_arena(incoming), NULL, NULL);
	(void)fail(&context, STATUS_UNAVAILABLE, "%s",
		   draining ? "shutting down" : "the database has been away for more than 30 s");
	callback_refuse(incoming, &context);
}

static void list_input_bindings(void *self, struct incoming *incoming)
{
	Dapr__Proto__Runtime__V1__ListInputBindingsResponse none = DAPR__PROTO__RUNTIME__V1__LIST_INPUT_BINDINGS_RESPONSE__INIT;

	if (callback_admitted_tokenless(self, incoming))
		incoming_answer(incoming, &none.base);
}

static void on_binding_event(void *self, struct incoming *incoming)
{
	Dapr__Proto__Runtime__V1__BindingEventRequest *request;
	ProtobufCMessage *message;
	struct context context;

	if (!callback_admitted(self, incoming))
		return;
	context_init(&context, incoming_arena(incoming), NULL, NULL);
	if (incoming_unpack(&context, incoming, &dapr__proto__runtime__v1__binding_event_request__descriptor, &message) ==
	    STATUS_OK) {
		request = (void *)message;
		(void)fail(&context, STATUS_NOT_FOUND, "no service listens to binding '%s'", request->name);
	}
	callback_refuse(incoming, &context);
}

static void on_job_event(void *self, struct incoming *incoming)
{
	Dapr__Proto__Runtime__V1__JobEventRequest *request;
	ProtobufCMessage *message;
	struct context context;

	if (!callback_admitted(self, incoming))
		return;
	context_init(&context, incoming_arena(incoming), NULL, NULL);
	if (incoming_unpack(&context, incoming, &dapr__proto__runtime__v1__job_event_request__descriptor, &message) == STATUS_OK) {
		request = (void *)message;
		(void)fail(&context, STATUS_NOT_FOUND, "no service has a job '%s'", request->name);
	}
	callback_refuse(incoming, &context);
}

size_t app_callback_endpoints(struct receiver *receiver, struct endpoint ret_endpoints[RECEIVER_ENDPOINTS_MAX])
{
	static const struct callback callbacks[] = {
		{"/dapr.proto.runtime.v1.AppCallback/OnInvoke", callback_on_invoke},
		{"/dapr.proto.runtime.v1.AppCallback/ListTopicSubscriptions", callback_list_subscriptions},
		{"/dapr.proto.runtime.v1.AppCallback/OnTopicEvent", callback_on_topic_event},
		{"/dapr.proto.runtime.v1.AppCallback/OnBulkTopicEvent", callback_on_bulk_topic_event},
		{"/dapr.proto.runtime.v1.AppCallback/ListInputBindings", list_input_bindings},
		{"/dapr.proto.runtime.v1.AppCallback/OnBindingEvent", on_binding_event},
		{"/dapr.proto.runtime.v1.AppCallback/OnJobEvent", on_job_event},
		{"/dapr.proto.runtime.v1.AppCallbackHealthCheck/HealthCheck", health_check},
		{"/dapr.proto.runtime.v1.AppCallbackAlpha/OnBulkTopicEventAlpha1", callback_on_bulk_topic_event},
		{"/dapr.proto.runtime.v1.AppCallbackAlpha/OnJobEventAlpha1", on_job_event},
	};

	for (size_t i = 0; i < COUNT_OF(callbacks); i++)
		ret_endpoints[i] = (struct endpoint){callbacks[i].path, callbacks[i].serve, receiver, false};
	return COUNT_OF(callbacks);
}
