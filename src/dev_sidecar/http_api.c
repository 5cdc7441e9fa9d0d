#include "dev_sidecar/http_api.h"

#include <microhttpd.h>
#include <string.h>

#include "dev_sidecar/publish.h"
#include "hapax/json.h"

enum { BODY_MAX_BYTES = 16 << 20, CALL_MAX_BYTES = 128 << 20, METADATA_MAX = 32 };

static const struct text publish_prefix = TEXT_INIT("/v1.0/publish/");

int http_error(struct buffer *body, const char **ret_content_type, int http_status, const char *code, struct text message)
{
	buffer_printf(body, "{\"errorCode\":\"%s\",\"message\":", code);
	json_write_string(body, message);
	buffer_add_char(body, '}');
	*ret_content_type = "application/json";
	return http_status;
}

bool http_admitted(const struct sidecar *sidecar, const struct http_request *request, struct buffer *body,
		   const char **ret_content_type)
{
	const char *token = sidecar->options.api_token;
	if (!*token || text_equal_string(http_header(request, "dapr-api-token"), token))
		return true;
	http_error(body, ret_content_type, 401, "ERR_UNAUTHENTICATED", TEXT("dapr-api-token is missing or wrong"));
	return false;
}

/* metadata.NAME=VALUE of the query. */
struct query_metadata {
	struct pair pairs[METADATA_MAX];
	size_t count;
};

static enum MHD_Result take_metadata(void *self, enum MHD_ValueKind kind, const char *key, const char *value)
{
	(void)kind;
	struct query_metadata *metadata = self;
	static const char prefix[] = "metadata.";
	if (strncmp(key, prefix, sizeof(prefix) - 1) || metadata->count == METADATA_MAX)
		return MHD_YES;
	metadata->pairs[metadata->count++] = (struct pair){text_of(key + sizeof(prefix) - 1), text_of(value)};
	return MHD_YES;
}

static int answer_publish(struct sidecar *sidecar, const struct publish_item *item, struct buffer *body,
			  const char **ret_content_type)
{
	if (item->status == STATUS_OK)
		return 204;
	if (item->status == STATUS_INVALID && !text_equal_string(item->input.pubsub, sidecar->options.pubsub))
		return http_error(body, ret_content_type, 404, "ERR_PUBSUB_NOT_FOUND", text_of(item->error));
	return http_error(body, ret_content_type, status_http_code(item->status), "ERR_PUBSUB_PUBLISH_MESSAGE",
			  text_of(item->error));
}

/* POST /v1.0/publish/{pubsub}/{topic} */
static int http_publish(void *self, const struct http_request *request, struct buffer *body, const char **ret_content_type)
{
	struct sidecar *sidecar = self;
	if (!http_admitted(sidecar, request, body, ret_content_type))
		return 401;
	struct arena arena CLEANUP(arena_done);
	arena_init(&arena, CALL_MAX_BYTES);
	struct context context;
	context_init(&context, &arena, NULL, NULL);
	struct query_metadata metadata = {.count = 0};
	MHD_get_connection_values(request->connection, MHD_GET_ARGUMENT_KIND, take_metadata, &metadata);
	struct text topic = text_of(request->path + publish_prefix.len);
	struct text pubsub = text_cut(&topic, '/');
	struct publish_item item = {.input = {
					    .pubsub = pubsub,
					    .topic = topic,
					    .content_type = http_header(request, "content-type"),
					    .data = request->body,
					    .metadata = metadata.pairs,
					    .metadata_count = metadata.count,
					    .app_id = sidecar->options.app_id,
				    }};
	publish_and_wait(sidecar, &context, &item, 1);
	return answer_publish(sidecar, &item, body, ret_content_type);
}

static int http_healthz(void *self, const struct http_request *request, struct buffer *body, const char **ret_content_type)
{
	(void)self;
	(void)request;
	(void)body;
	(void)ret_content_type;
	return 204;
}

enum status http_api_open(struct context *context, struct sidecar *sidecar)
{
	static const char *const verbs[] = {"DELETE", "GET", "PATCH", "POST", "PUT"};
	struct http_route routes[4 + COUNT_OF(verbs)] = {
		{"GET", "/v1.0/healthz", http_healthz, sidecar},
		{"GET", "/v1.0/healthz/outbound", http_healthz, sidecar},
		{"GET", "/v1.0/metadata", http_metadata, sidecar},
		{"POST", "/v1.0/publish/*", http_publish, sidecar},
	};
	for (size_t i = 0; i < COUNT_OF(verbs); i++)
		routes[4 + i] = (struct http_route){verbs[i], "/v1.0/invoke/*", http_invoke, sidecar};
	return http_server_open(context, sidecar->options.bind, sidecar->options.http_port, BODY_MAX_BYTES, routes,
				COUNT_OF(routes), &sidecar->http);
}
