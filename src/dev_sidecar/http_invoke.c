#include <ctype.h>
#include <microhttpd.h>
#include <string.h>
#include <strings.h>

#include "base/scan.h"
#include "dapr/proto/common/v1/common.pb-c.h"
#include "dev_sidecar/app_call.h"
#include "dev_sidecar/http_api.h"

typedef Dapr__Proto__Common__V1__InvokeRequest invoke_request;
typedef Dapr__Proto__Common__V1__InvokeResponse invoke_response;

enum { CALL_MAX_BYTES = 128 << 20, CALL_TIMEOUT_MS = 60000, HEADERS_MAX = 64 };

static const struct text invoke_prefix = TEXT_INIT("/v1.0/invoke/");

struct verb {
	const char *name;
	Dapr__Proto__Common__V1__HTTPExtension__Verb verb;
};

static const struct verb verbs[] = {
	{"DELETE", DAPR__PROTO__COMMON__V1__HTTPEXTENSION__VERB__DELETE},
	{"GET", DAPR__PROTO__COMMON__V1__HTTPEXTENSION__VERB__GET},
	{"PATCH", DAPR__PROTO__COMMON__V1__HTTPEXTENSION__VERB__PATCH},
	{"POST", DAPR__PROTO__COMMON__V1__HTTPEXTENSION__VERB__POST},
	{"PUT", DAPR__PROTO__COMMON__V1__HTTPEXTENSION__VERB__PUT},
};

static Dapr__Proto__Common__V1__HTTPExtension__Verb verb_of(const char *method)
{
	for (size_t i = 0; i < COUNT_OF(verbs); i++)
		if (!strcmp(verbs[i].name, method))
			return verbs[i].verb;
	return DAPR__PROTO__COMMON__V1__HTTPEXTENSION__VERB__NONE;
}

/* Headers of the connection itself; the others go to the app as gRPC metadata. */
static bool is_own_header(const char *name)
{
	static const char *const own[] = {"connection", "content-length", "content-type", "dapr-api-token",    "expect",
					  "host",	"keep-alive",	  "te",		  "transfer-encoding", "upgrade",
					  "user-agent"};
	for (size_t i = 0; i < COUNT_OF(own); i++)
		if (!strcmp(own[i], name))
			return true;
	size_t len = strlen(name);
	return !strncmp(name, "grpc-", 5) || (len >= 4 && !strcmp(name + len - 4, "-bin"));
}

struct headers {
	struct arena *arena;
	struct metadata_entry entries[HEADERS_MAX];
	size_t count;
};

/* What gRPC allows in a metadata key, but for capitals. */
static bool is_key(const char *name)
{
	for (; *name; name++)
		if (!isalnum((unsigned char)*name) && !strchr("-_.", *name))
			return false;
	return true;
}

static char *lower_name(struct arena *arena, const char *name)
{
	char *copy = is_key(name) ? text_dup_string(text_of(name), arena) : NULL;
	for (char *at = copy; at && *at; at++)
		*at = (char)tolower((unsigned char)*at);
	return copy;
}

static bool is_printable(const char *value)
{
	for (; *value; value++)
		if (*value < ' ' || *value > '~')
			return false;
	return true;
}

static enum MHD_Result take_header(void *self, enum MHD_ValueKind kind, const char *name, const char *value)
{
	(void)kind;
	struct headers *headers = self;
	const char *key = lower_name(headers->arena, name);
	if (!key || is_own_header(key) || !value || !is_printable(value) || headers->count == HEADERS_MAX)
		return MHD_YES;
	headers->entries[headers->count++] = (struct metadata_entry){key, text_of(value)};
	return MHD_YES;
}

static void add_escaped(struct buffer *query, const char *value)
{
	for (; value && *value; value++) {
		if (isalnum((unsigned char)*value) || strchr("-._~", *value))
			buffer_add_char(query, *value);
		else
			buffer_printf(query, "%%%02X", (unsigned char)*value);
	}
}

static enum MHD_Result take_argument(void *self, enum MHD_ValueKind kind, const char *key, const char *value)
{
	(void)kind;
	struct buffer *query = self;
	if (query->len)
		buffer_add_char(query, '&');
	add_escaped(query, key);
	buffer_add_char(query, '=');
	add_escaped(query, value);
	return MHD_YES;
}

/* {app}/method/{path}: the app's id is not looked at, there is one app. Empty when the path has another shape. */
static struct text method_of(const char *path)
{
	struct text rest = text_of(path + invoke_prefix.len);
	struct text app = text_cut(&rest, '/');
	struct text word = text_cut(&rest, '/');
	return text_empty(app) || !text_equal_string(word, "method") ? (struct text){0} : rest;
}

static enum status invoke(struct context *context, struct sidecar *sidecar, const struct http_request *request,
			  struct app_answer *ret_answer)
{
	struct headers headers = {.arena = context->arena};
	struct buffer query;
	buffer_init(&query, context->arena, 1 << 20);
	MHD_get_connection_values(request->connection, MHD_HEADER_KIND, take_header, &headers);
	MHD_get_connection_values(request->connection, MHD_GET_ARGUMENT_KIND, take_argument, &query);
	Dapr__Proto__Common__V1__HTTPExtension extension = DAPR__PROTO__COMMON__V1__HTTPEXTENSION__INIT;
	Google__Protobuf__Any data = GOOGLE__PROTOBUF__ANY__INIT;
	invoke_request message = DAPR__PROTO__COMMON__V1__INVOKE_REQUEST__INIT;
	extension.verb = verb_of(request->method);
	extension.querystring = (char *)buffer_string(&query);
	data.value = (ProtobufCBinaryData){request->body.len, (uint8_t *)request->body.at};
	message.method = text_dup_string(method_of(request->path), context->arena);
	message.content_type = text_dup_string(http_header(request, "content-type"), context->arena);
	message.data = &data;
	message.http_extension = &extension;
	if (!extension.querystring || !message.method || !message.content_type)
		return fail(context, STATUS_EXHAUSTED, "the request is too large");
	struct grpc_request call = {
		.path = "/dapr.proto.runtime.v1.AppCallback/OnInvoke",
		.message = &message.base,
		.timeout_ms = CALL_TIMEOUT_MS,
		.metadata = headers.entries,
		.metadata_count = headers.count,
	};
	return app_call(context, sidecar->app, &call, ret_answer);
}

static int answer_success(struct context *context, const struct app_answer *answer, struct buffer *body,
			  const char **ret_content_type)
{
	ProtobufCMessage *message;
	enum status s = message_unpack(context, answer->bytes, &dapr__proto__common__v1__invoke_response__descriptor, &message);
	if (s != STATUS_OK)
		return http_error(body, ret_content_type, 500, "ERR_DIRECT_INVOKE", context->failure.message);
	const invoke_response *response = (const invoke_response *)message;
	if (response->data)
		buffer_add(body, response->data->value.data, response->data->value.len);
	*ret_content_type = strstr(response->content_type, "json") ? "application/json" : "application/octet-stream";
	return 200;
}

/* An app's error text that is a JSON document is the body; others get one made. */
static int answer_failure(enum status status, const struct app_answer *answer, struct buffer *body, const char **ret_content_type)
{
	struct text message = answer->message;
	*ret_content_type = "application/json";
	if (message.len && message.at[0] == '{')
		buffer_add_text(body, message);
	else
		http_error(body, ret_content_type, 0, status == STATUS_UNAVAILABLE ? "ERR_DIRECT_INVOKE" : status_grpc_name(status),
			   message);
	return status_http_code(status);
}

int http_invoke(void *self, const struct http_request *request, struct buffer *body, const char **ret_content_type)
{
	struct sidecar *sidecar = self;
	if (!http_admitted(sidecar, request, body, ret_content_type))
		return 401;
	if (text_empty(method_of(request->path)))
		return http_error(body, ret_content_type, 404, "ERR_DIRECT_INVOKE",
				  TEXT("the path must be /v1.0/invoke/{app}/method/{path}"));
	if (!sidecar->app)
		return http_error(body, ret_content_type, 503, "ERR_DIRECT_INVOKE", TEXT("the sidecar was started without an app"));
	struct arena arena CLEANUP(arena_done);
	arena_init(&arena, CALL_MAX_BYTES);
	struct context context;
	context_init(&context, &arena, NULL, NULL);
	struct app_answer answer = {0};
	enum status s = invoke(&context, sidecar, request, &answer);
	return s == STATUS_OK ? answer_success(&context, &answer, body, ret_content_type)
			      : answer_failure(s, &answer, body, ret_content_type);
}
