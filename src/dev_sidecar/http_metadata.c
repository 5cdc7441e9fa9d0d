/* GetMetadata's answer with the names that daprd's HTTP API gives it. */
#include "dev_sidecar/api.h"
#include "dev_sidecar/http_api.h"
#include "dev_sidecar/json.h"

enum { CALL_MAX_BYTES = 16 << 20 };

typedef Dapr__Proto__Runtime__V1__GetMetadataResponse metadata_response;

static json_t *components_json(const metadata_response *metadata)
{
	json_t *list = json_array();
	for (size_t i = 0; i < metadata->n_registered_components; i++) {
		const Dapr__Proto__Runtime__V1__RegisteredComponents *component = metadata->registered_components[i];
		json_array_append_new(list, json_pack("{s:s, s:s, s:s, s:[]}", "name", component->name, "type", component->type,
						      "version", component->version, "capabilities"));
	}
	return list;
}

static json_t *subscriptions_json(const metadata_response *metadata)
{
	json_t *list = json_array();
	for (size_t i = 0; i < metadata->n_subscriptions; i++) {
		const Dapr__Proto__Runtime__V1__PubsubSubscription *subscription = metadata->subscriptions[i];
		json_array_append_new(list, json_pack("{s:s, s:s, s:[{s:s, s:s}], s:s, s:s}", "pubsubname",
						      subscription->pubsub_name, "topic", subscription->topic, "rules", "match", "",
						      "path", subscription->rules->rules[0]->path, "deadLetterTopic",
						      subscription->dead_letter_topic, "type", "PROGRAMMATIC"));
	}
	return list;
}

static enum status write_metadata(struct context *context, struct sidecar *sidecar, struct buffer *body)
{
	metadata_response *metadata;
	enum status s = api_metadata(context, sidecar, &metadata);
	if (s != STATUS_OK)
		return s;
	const Dapr__Proto__Runtime__V1__AppConnectionProperties *app = metadata->app_connection_properties;
	json_t *document CLEANUP(json_release) =
		json_pack("{s:s, s:s, s:o, s:o, s:{}, s:{s:i, s:s, s:s}}", "id", metadata->id, "runtimeVersion",
			  metadata->runtime_version, "components", components_json(metadata), "subscriptions",
			  subscriptions_json(metadata), "extended", "appConnectionProperties", "port", (int)app->port, "protocol",
			  app->protocol, "channelAddress", app->channel_address);
	if (!document)
		return fail(context, STATUS_EXHAUSTED, "out of memory");
	struct text text;
	s = json_text(context, document, JSON_COMPACT, &text);
	if (s == STATUS_OK)
		buffer_add_text(body, text);
	return s;
}

int http_metadata(void *self, const struct http_request *request, struct buffer *body, const char **ret_content_type)
{
	struct sidecar *sidecar = self;
	if (!http_admitted(sidecar, request, body, ret_content_type))
		return 401;
	struct arena arena CLEANUP(arena_done);
	arena_init(&arena, CALL_MAX_BYTES);
	struct context context;
	context_init(&context, &arena, NULL, NULL);
	enum status s = write_metadata(&context, sidecar, body);
	if (s != STATUS_OK)
		return http_error(body, ret_content_type, status_http_code(s), "ERR_METADATA_GET", context.failure.message);
	*ret_content_type = "application/json";
	return 200;
}
