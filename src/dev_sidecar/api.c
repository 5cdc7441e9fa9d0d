#include "dev_sidecar/api.h"

#include <string.h>

#include "dev_sidecar/publish.h"
#include "hapax/log.h"

typedef Dapr__Proto__Runtime__V1__PublishEventRequest publish_request;
typedef Dapr__Proto__Runtime__V1__BulkPublishRequest bulk_request;
typedef Dapr__Proto__Runtime__V1__BulkPublishRequestEntry bulk_entry;
typedef Dapr__Proto__Runtime__V1__BulkPublishResponse bulk_response;
typedef Dapr__Proto__Runtime__V1__BulkPublishResponseFailedEntry failed_entry;

enum {
	MESSAGE_MAX_BYTES = 16 << 20, /* more than daprd's default of 4 MiB: its limit isn't what is tested here */
	METADATA_MAX_BYTES = 1 << 20,
	MEMORY_BYTES = 256 << 20,
	STREAMS_MAX = 1000,
};

static ProtobufCMessage *open_request(struct context *context, struct sidecar *sidecar, struct incoming *incoming,
				      const ProtobufCMessageDescriptor *descriptor)
{
	context_init(context, incoming_arena(incoming), NULL, NULL);
	const char *token = sidecar->options.api_token;
	ProtobufCMessage *request = NULL;
	enum status s;
	if (*token && !text_equal_string(incoming_metadata(incoming, "dapr-api-token", 0), token))
		s = fail(context, STATUS_UNAUTHENTICATED, "dapr-api-token is missing or wrong");
	else
		s = incoming_unpack(context, incoming, descriptor, &request);
	if (s == STATUS_OK)
		return request;
	incoming_refuse(incoming, &context->failure);
	return NULL;
}

/* Entries of protobuf maps are generated once per map, all alike. */
#define READ_PAIRS(context, count, entries) read_pairs((context), (count), (const struct map_entry *const *)(entries))
struct map_entry {
	ProtobufCMessage base;
	char *key;
	char *value;
};

static const struct pair *read_pairs(struct context *context, size_t count, const struct map_entry *const *entries)
{
	struct pair *pairs = arena_array(context->arena, struct pair, count);
	for (size_t i = 0; pairs && i < count; i++)
		pairs[i] = (struct pair){text_of(entries[i]->key), text_of(entries[i]->value)};
	return pairs;
}

static void answer_publish(void *data, struct publish_item *items, size_t count)
{
	(void)count;
	struct incoming *incoming = data;
	struct failure failure = {.status = items[0].status, .message = text_of(items[0].error)};
	if (failure.status == STATUS_OK)
		incoming_answer_bytes(incoming, (struct text){0});
	else
		incoming_refuse(incoming, &failure);
}

static void serve_publish(void *self, struct incoming *incoming)
{
	struct sidecar *sidecar = self;
	struct context context;
	const publish_request *request = (const publish_request *)open_request(
		&context, sidecar, incoming, &dapr__proto__runtime__v1__publish_event_request__descriptor);
	if (!request)
		return;
	struct publish_item *item = arena_new(context.arena, struct publish_item);
	const struct pair *metadata = READ_PAIRS(&context, request->n_metadata, request->metadata);
	if (!item || !metadata) {
		fail(&context, STATUS_EXHAUSTED, "the call is too large");
		incoming_refuse(incoming, &context.failure);
		return;
	}
	item->input = (struct publish_input){
		.pubsub = text_of(request->pubsub_name),
		.topic = text_of(request->topic),
		.content_type = text_of(request->data_content_type),
		.data = {(const char *)request->data.data, request->data.len},
		.metadata = metadata,
		.metadata_count = request->n_metadata,
		.app_id = sidecar->options.app_id,
	};
	publish_items(sidecar, &context, item, 1, false, answer_publish, incoming);
}

/* A bulk call, kept until its events are safe. */
struct bulk_call {
	struct incoming *incoming;
	const bulk_request *request;
};

static void answer_bulk(void *data, struct publish_item *items, size_t count)
{
	const struct bulk_call *call = data;
	struct incoming *incoming = call->incoming;
	struct arena *arena = incoming_arena(incoming);
	failed_entry *entries = arena_array(arena, failed_entry, count);
	failed_entry **failed = arena_array(arena, failed_entry *, count);
	if (!entries || !failed) {
		struct failure failure = {.status = STATUS_EXHAUSTED, .message = TEXT("the call is too large")};
		incoming_refuse(incoming, &failure);
		return;
	}
	bulk_response response;
	dapr__proto__runtime__v1__bulk_publish_response__init(&response);
	response.failedentries = failed;
	for (size_t i = 0; i < count; i++) {
		if (items[i].status == STATUS_OK)
			continue;
		failed_entry *entry = &entries[i];
		dapr__proto__runtime__v1__bulk_publish_response_failed_entry__init(entry);
		entry->entry_id = call->request->entries[i]->entry_id;
		entry->error = (char *)items[i].error;
		failed[response.n_failedentries++] = entry;
	}
	incoming_answer(incoming, &response.base);
}

/* The request's metadata counts for entries that have some of their own, as with daprd. */
static const struct pair *entry_metadata(struct context *context, const bulk_request *request, const bulk_entry *entry,
					 size_t *ret_count)
{
	size_t own = entry->n_metadata, shared = own ? request->n_metadata : 0;
	struct pair *pairs = arena_array(context->arena, struct pair, own + shared);
	const struct pair *first = READ_PAIRS(context, own, entry->metadata);
	const struct pair *second = READ_PAIRS(context, shared, request->metadata);
	if (!pairs || !first || !second)
		return NULL;
	memcpy(pairs, first, own * sizeof(*pairs));
	memcpy(pairs + own, second, shared * sizeof(*pairs));
	*ret_count = own + shared;
	return pairs;
}

static enum status read_bulk(struct context *context, const struct sidecar *sidecar, const bulk_request *request,
			     struct publish_item *items)
{
	for (size_t i = 0; i < request->n_entries; i++) {
		const bulk_entry *entry = request->entries[i];
		size_t count = 0;
		const struct pair *metadata = entry_metadata(context, request, entry, &count);
		if (!metadata)
			return fail(context, STATUS_EXHAUSTED, "the call is too large");
		if (!*entry->entry_id)
			return fail(context, STATUS_INVALID, "entries[%zu].entry_id is empty: every entry needs an id of its own",
				    i);
		items[i].input = (struct publish_input){
			.pubsub = text_of(request->pubsub_name),
			.topic = text_of(request->topic),
			.content_type = text_of(entry->content_type),
			.data = {(const char *)entry->event.data, entry->event.len},
			.metadata = metadata,
			.metadata_count = count,
			.app_id = sidecar->options.app_id,
		};
	}
	return STATUS_OK;
}

static void serve_bulk(void *self, struct incoming *incoming)
{
	struct sidecar *sidecar = self;
	struct context context;
	const bulk_request *request = (const bulk_request *)open_request(
		&context, sidecar, incoming, &dapr__proto__runtime__v1__bulk_publish_request__descriptor);
	if (!request)
		return;
	struct publish_item *items = arena_array(context.arena, struct publish_item, request->n_entries);
	struct bulk_call *call = arena_new(context.arena, struct bulk_call);
	enum status s = items && call ? read_bulk(&context, sidecar, request, items)
				      : fail(&context, STATUS_EXHAUSTED, "the call is too large");
	if (s == STATUS_OK && !text_equal_string(text_of(request->pubsub_name), sidecar->options.pubsub))
		s = fail(&context, STATUS_INVALID, "pubsub %s is not found; this sidecar has %s", request->pubsub_name,
			 sidecar->options.pubsub);
	if (s != STATUS_OK) {
		incoming_refuse(incoming, &context.failure);
		return;
	}
	*call = (struct bulk_call){incoming, request};
	publish_items(sidecar, &context, items, request->n_entries, true, answer_bulk, call);
}

static void serve_metadata(void *self, struct incoming *incoming)
{
	struct context context;
	Dapr__Proto__Runtime__V1__GetMetadataResponse *response;
	if (!open_request(&context, self, incoming, &dapr__proto__runtime__v1__get_metadata_request__descriptor))
		return;
	if (api_metadata(&context, self, &response) == STATUS_OK)
		incoming_answer(incoming, &response->base);
	else
		incoming_refuse(incoming, &context.failure);
}

/* The one output binding: its data goes into the sidecar's log. */
static void serve_binding(void *self, struct incoming *incoming)
{
	struct context context;
	const Dapr__Proto__Runtime__V1__InvokeBindingRequest *request =
		(const Dapr__Proto__Runtime__V1__InvokeBindingRequest *)open_request(
			&context, self, incoming, &dapr__proto__runtime__v1__invoke_binding_request__descriptor);
	if (!request)
		return;
	if (strcmp(request->name, "log")) {
		fail(&context, STATUS_INVALID, "couldn't find output binding %s; this sidecar has log", request->name);
		incoming_refuse(incoming, &context.failure);
		return;
	}
	struct text data = {(const char *)request->data.data, request->data.len};
	log_record(LOG_INFO, "sidecar: output binding log", LOG_STR("operation", request->operation), LOG_TEXT("data", data));
	incoming_answer_bytes(incoming, (struct text){0});
}

enum status api_open(struct context *context, struct sidecar *sidecar)
{
	const struct endpoint endpoints[] = {
		{.path = "/dapr.proto.runtime.v1.Dapr/BulkPublishEvent", .serve = serve_bulk, .self = sidecar},
		{.path = "/dapr.proto.runtime.v1.Dapr/BulkPublishEventAlpha1", .serve = serve_bulk, .self = sidecar},
		{.path = "/dapr.proto.runtime.v1.Dapr/GetMetadata", .serve = serve_metadata, .self = sidecar},
		{.path = "/dapr.proto.runtime.v1.Dapr/InvokeBinding", .serve = serve_binding, .self = sidecar},
		{.path = "/dapr.proto.runtime.v1.Dapr/PublishEvent", .serve = serve_publish, .self = sidecar},
	};
	const struct grpc_front_options options = {
		.bind = sidecar->options.bind,
		.port = sidecar->options.grpc_port,
		.pollers = 1,
		.max_message_bytes = MESSAGE_MAX_BYTES,
		.max_metadata_bytes = METADATA_MAX_BYTES,
		.memory_bytes = MEMORY_BYTES,
		.inflight_bytes = MEMORY_BYTES,
		.max_streams = STREAMS_MAX,
	};
	return grpc_front_open(context, &options, endpoints, COUNT_OF(endpoints), &sidecar->front);
}
