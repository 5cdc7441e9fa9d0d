#include "calls.h"

#include <string.h>

#include "dapr/proto/runtime/v1/appcallback.pb-c.h"
#include "dapr/proto/runtime/v1/dapr.pb-c.h"

typedef Dapr__Proto__Runtime__V1__TopicEventRequest topic_event;
typedef Dapr__Proto__Runtime__V1__TopicEventResponse topic_answer;
typedef Dapr__Proto__Runtime__V1__TopicEventBulkRequest bulk_request;
typedef Dapr__Proto__Runtime__V1__TopicEventBulkRequestEntry bulk_entry;
typedef Dapr__Proto__Runtime__V1__TopicEventBulkResponse bulk_answer;
typedef Dapr__Proto__Runtime__V1__BulkPublishRequest publish_request;
typedef Dapr__Proto__Runtime__V1__BulkPublishRequestEntry publish_entry;
typedef Dapr__Proto__Runtime__V1__BulkPublishRequestEntry__MetadataEntry publish_metadata;
typedef Dapr__Proto__Runtime__V1__BulkPublishResponse publish_answer;

static char pubsub[] = "pubsub", cloud_event[] = "application/cloudevents+json", octets[] = "application/octet-stream";

static ProtobufCBinaryData binary(struct text text)
{
	return (ProtobufCBinaryData){text.len, (uint8_t *)(uintptr_t)text.at};
}

/* Calls take turns: every other one is of the other topic. */
static enum event_kind kind_of(int64_t n)
{
	return n % 2 ? EVENT_USER_LOGGED_IN : EVENT_TASK_CREATED;
}

static char *topic_of(int64_t n, struct arena *arena)
{
	return text_dup_string(text_of(event_kind_topic(kind_of(n))), arena);
}

static ProtobufCMessage *make_single(struct event_source *source, struct arena *arena, int64_t n, int events)
{
	topic_event *request = arena_new(arena, topic_event);
	char *user;

	(void)events;
	if (!request)
		return NULL;
	dapr__proto__runtime__v1__topic_event_request__init(request);
	request->topic = topic_of(n, arena);
	request->pubsub_name = pubsub;
	request->data = binary(event_source_next(source, kind_of(n), arena, &user));
	request->data_content_type = octets;
	return request->data.data ? &request->base : NULL;
}

static ProtobufCMessage *make_bulk(struct event_source *source, struct arena *arena, int64_t n, int events)
{
	bulk_request *request = arena_new(arena, bulk_request);
	bulk_entry *entries = arena_array(arena, bulk_entry, (size_t)events);
	bulk_entry **list = arena_array(arena, bulk_entry *, (size_t)events);
	char *user;

	if (!request || !entries || !list)
		return NULL;
	dapr__proto__runtime__v1__topic_event_bulk_request__init(request);
	request->topic = topic_of(n, arena);
	request->pubsub_name = pubsub;
	request->n_entries = (size_t)events;
	request->entries = list;
	for (int i = 0; i < events; i++) {
		dapr__proto__runtime__v1__topic_event_bulk_request_entry__init(&entries[i]);
		entries[i].entry_id = arena_printf(arena, "%d", i);
		entries[i].content_type = octets;
		entries[i].event_case = DAPR__PROTO__RUNTIME__V1__TOPIC_EVENT_BULK_REQUEST_ENTRY__EVENT_BYTES;
		entries[i].bytes = binary(event_source_next(source, kind_of(n), arena, &user));
		list[i] = &entries[i];
		if (!entries[i].entry_id || !entries[i].bytes.data)
			return NULL;
	}
	return &request->base;
}

static ProtobufCMessage *make_publish(struct event_source *source, struct arena *arena, int64_t n, int events)
{
	static char partition_key[] = "partitionKey";
	publish_request *request = arena_new(arena, publish_request);
	publish_entry *entries = arena_array(arena, publish_entry, (size_t)events);
	publish_metadata *keys = arena_array(arena, publish_metadata, (size_t)events);
	publish_entry **list = arena_array(arena, publish_entry *, (size_t)events);
	publish_metadata **key_list = arena_array(arena, publish_metadata *, (size_t)events);

	if (!request || !entries || !keys || !list || !key_list)
		return NULL;
	dapr__proto__runtime__v1__bulk_publish_request__init(request);
	request->topic = topic_of(n, arena);
	request->pubsub_name = pubsub;
	request->n_entries = (size_t)events;
	request->entries = list;
	for (int i = 0; i < events; i++) {
		dapr__proto__runtime__v1__bulk_publish_request_entry__init(&entries[i]);
		dapr__proto__runtime__v1__bulk_publish_request_entry__metadata_entry__init(&keys[i]);
		keys[i].key = partition_key;
		entries[i].entry_id = arena_printf(arena, "%d", i);
		entries[i].event = binary(event_source_next(source, kind_of(n), arena, &keys[i].value));
		entries[i].content_type = cloud_event;
		entries[i].n_metadata = 1;
		entries[i].metadata = &key_list[i];
		key_list[i] = &keys[i];
		list[i] = &entries[i];
		if (!entries[i].entry_id || !entries[i].event.data)
			return NULL;
	}
	return &request->base;
}

static int accepted_single(struct text response, int events)
{
	topic_answer *answer =
		dapr__proto__runtime__v1__topic_event_response__unpack(NULL, response.len, (const uint8_t *)response.at);
	bool good =
		answer && answer->status == DAPR__PROTO__RUNTIME__V1__TOPIC_EVENT_RESPONSE__TOPIC_EVENT_RESPONSE_STATUS__SUCCESS;

	if (answer)
		dapr__proto__runtime__v1__topic_event_response__free_unpacked(answer, NULL);
	return good ? events : 0;
}

static int accepted_bulk(struct text response, int events)
{
	bulk_answer *answer =
		dapr__proto__runtime__v1__topic_event_bulk_response__unpack(NULL, response.len, (const uint8_t *)response.at);
	int good = 0;

	(void)events;
	for (size_t i = 0; answer && i < answer->n_statuses; i++)
		good += answer->statuses[i]->status ==
			DAPR__PROTO__RUNTIME__V1__TOPIC_EVENT_RESPONSE__TOPIC_EVENT_RESPONSE_STATUS__SUCCESS;
	if (answer)
		dapr__proto__runtime__v1__topic_event_bulk_response__free_unpacked(answer, NULL);
	return good;
}

static int accepted_publish(struct text response, int events)
{
	publish_answer *answer =
		dapr__proto__runtime__v1__bulk_publish_response__unpack(NULL, response.len, (const uint8_t *)response.at);
	int good = answer ? events - (int)answer->n_failedentries : 0;

	if (answer)
		dapr__proto__runtime__v1__bulk_publish_response__free_unpacked(answer, NULL);
	return good;
}

static const struct call_kind kinds[] = {
	{"bulk", "/dapr.proto.runtime.v1.AppCallback/OnBulkTopicEvent", make_bulk, accepted_bulk},
	{"publish", "/dapr.proto.runtime.v1.Dapr/BulkPublishEvent", make_publish, accepted_publish},
	{"single", "/dapr.proto.runtime.v1.AppCallback/OnTopicEvent", make_single, accepted_single},
};

const struct call_kind *call_kind_find(const char *name)
{
	for (size_t i = 0; i < COUNT_OF(kinds); i++)
		if (strcmp(kinds[i].name, name) == 0)
			return &kinds[i];
	return NULL;
}

const char *call_kind_names(void)
{
	return "bulk, publish, single";
}
