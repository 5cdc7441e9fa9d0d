/* OnInvoke: Dapr service invocation, JSON in and out, by the services' routes. */
#include "dapr/proto/common/v1/common.pb-c.h"
#include "google/protobuf/any.pb-c.h"
#include "receive/callbacks.h"

typedef Dapr__Proto__Common__V1__InvokeRequest invoke_request;
typedef Dapr__Proto__Common__V1__InvokeResponse invoke_response;

enum { ANSWER_MAX_BYTES = 4 * 1024 * 1024 };

static const char *verb_name(int verb)
{
	static const char *const names[] = {"", "GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"};

	return verb >= 0 && (size_t)verb < COUNT_OF(names) ? names[verb] : "";
}

static struct invocation invocation_of(const invoke_request *request)
{
	struct text query = {0}, path = text_of(request->method);
	struct invocation invocation = {0};

	/* The query comes apart, or still behind the method's name. */
	query = path;
	invocation.path = text_cut(&query, '?');
	invocation.query = query;
	if (request->http_extension && request->http_extension->querystring[0])
		invocation.query = text_of(request->http_extension->querystring);
	invocation.verb = text_of(verb_name(request->http_extension ? (int)request->http_extension->verb : 0));
	if (request->data)
		invocation.body = (struct text){(const char *)request->data->value.data, request->data->value.len};
	return invocation;
}

static void answer_json(struct incoming *incoming, struct context *context, struct buffer *body, int http_status)
{
	Google__Protobuf__Any data = GOOGLE__PROTOBUF__ANY__INIT;
	invoke_response response = DAPR__PROTO__COMMON__V1__INVOKE_RESPONSE__INIT;

	data.value.data = (uint8_t *)body->at;
	data.value.len = body->len;
	response.data = &data;
	response.content_type = (char *)"application/json";
	incoming_add_header(incoming, "dapr-http-status", text_of(arena_printf(context->arena, "%d", http_status)));
	incoming_answer(incoming, &response.base);
}

struct invoke_job {
	struct receiver *receiver;
	struct incoming *incoming;
};

static void run_job(void *data)
{
	struct invoke_job *job = data;
	struct context context;
	struct invocation invocation;
	struct caller caller;
	struct buffer body;
	ProtobufCMessage *message = NULL;
	enum status status;
	int http_status = 500;

	context_init(&context, incoming_arena(job->incoming), NULL, NULL);
	if (clock_monotonic_us() > incoming_deadline_us(job->incoming))
		status = fail(&context, STATUS_TIMEOUT, "the deadline passed before a worker was free");
	else
		status = incoming_unpack(&context, job->incoming, &dapr__proto__common__v1__invoke_request__descriptor, &message);
	if (status == STATUS_OK)
		status = caller_read(&context, job->incoming, &caller);
	if (status != STATUS_OK || !message) {
		callback_refuse(job->incoming, &context);
		return;
	}
	invocation = invocation_of((const invoke_request *)message);
	invocation.caller = caller;
	buffer_init(&body, context.arena, ANSWER_MAX_BYTES);
	command_invoke(&context, job->receiver->options.desk, &invocation, &body, &http_status, &status);
	if (status == STATUS_OK) {
		answer_json(job->incoming, &context, &body, http_status);
		return;
	}
	/* The sidecar turns a gRPC status into the HTTP one and shows its message: the JSON document goes there. */
	context.failure.violations = NULL;
	context.failure.violation_count = 0;
	context.failure.message = buffer_text(&body);
	incoming_refuse(job->incoming, &context.failure);
}

void callback_on_invoke(void *self, struct incoming *incoming)
{
	struct receiver *receiver = self;
	struct invoke_job *job = arena_new(incoming_arena(incoming), struct invoke_job);
	struct context context;

	if (!callback_admitted(receiver, incoming))
		return;
	if (job) {
		*job = (struct invoke_job){receiver, incoming};
		if (command_desk_submit(receiver->options.desk, run_job, job))
			return;
	}
	context_init(&context, incoming_arena(incoming), NULL, NULL);
	(void)fail(&context, STATUS_EXHAUSTED, "too many calls are waiting; try again later");
	callback_refuse(incoming, &context);
}
