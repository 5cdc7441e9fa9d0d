/*
 * A real server with the receiver behind it, on a private Postgres, and a client that calls it as the sidecar would. The services
 * are the test's own. For the tests of this folder; one thread, beside those of the server.
 */
#ifndef TESTS_RECEIVER_RIG_H
#define TESTS_RECEIVER_RIG_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "contract/catalogue.h"
#include "dapr/proto/runtime/v1/appcallback.pb-c.h"
#include "google/protobuf/struct.pb-c.h"
#include "hapax/tasks/v1/events.h"
#include "harness/postgres/database.h"
#include "platform/db/migrate.h"
#include "receive/receiver.h"
#include "receive/receiver_state.h"

/* After ours: its macro fail() would hit our function of that name, which is (fail)() from here on. */
#include <cmocka.h>

#define CALLBACK_PATH(method) "/dapr.proto.runtime.v1.AppCallback/" method

typedef Dapr__Proto__Runtime__V1__TopicEventRequest topic_event;
typedef Dapr__Proto__Runtime__V1__TopicEventBulkRequest bulk_request;
typedef Dapr__Proto__Runtime__V1__TopicEventBulkRequestEntry bulk_entry;
typedef Dapr__Proto__Runtime__V1__TopicEventCERequest cloud_event;
typedef Dapr__Proto__Runtime__V1__TopicEventResponse topic_answer;
typedef Dapr__Proto__Runtime__V1__TopicEventBulkResponse bulk_answer;

enum { MEBI = 1024 * 1024, RIG_LANES = 2, CALL_TIMEOUT_MS = 20000, ANSWERED_SUCCESS = 0, ANSWERED_RETRY = 1, ENTRIES_MAX = 1000 };

struct rig {
	struct database database;
	struct arena arena; /* of one test */
	struct context context;
	struct config config;
	const struct service *const *services;
	struct topic_map *topics;
	struct command_desk *desk;
	struct receiver *receiver;
	struct grpc_front *front;
	struct grpc_peer *peer;
	struct metadata_entry metadata[8]; /* sent with every call */
	size_t metadata_count;
};

static struct rig rig;

/* What a handler of these tests leaves behind: one row for each time it ran. */
static const struct migration rig_effects[] = {
	{1, "effects",
	 "create table {schema}.effects (n bigint generated always as identity, id text not null, title text not null)"},
	{0},
};

static inline enum status rig_have_effect(struct tx *tx, const struct event *event)
{
	static const struct statement insert = {"insert_effect", "insert into {schema}.effects (id, title) values ($1, $2)"};
	const struct tasks_task_created *created = tasks_task_created_of(event);
	struct db_params params;

	db_params_init(&params, tx->context->arena);
	db_add_text(&params, event->id_text);
	db_add_text(&params, text_of(created ? created->title : ""));
	return tx_exec(tx, &insert, &params, NULL);
}

static inline void rig_ok(enum status status)
{
	if (status != STATUS_OK)
		fail_msg("%s: %s", status_name(status), failure_text(&rig.context));
}

static inline void rig_migrate(void)
{
	for (const struct service *const *service = rig.services; *service; service++) {
		const struct migration_set sets[] = {{(*service)->name, "inbox", inbox_migrations()},
						     {(*service)->name, "effects", rig_effects}};

		rig_ok(migrate(&rig.context, rig.database.db, sets, COUNT_OF(sets), NULL));
	}
}

/* Lets go of the server, the client and the receiver, in the order of the program. */
static inline void rig_stop(void)
{
	if (rig.peer)
		grpc_peer_close(rig.peer);
	if (rig.front)
		grpc_front_close(rig.front, 5000);
	receiver_close(rig.receiver);
	command_desk_close(rig.desk);
	rig.peer = NULL;
	rig.front = NULL;
	rig.receiver = NULL;
	rig.desk = NULL;
}

static inline void rig_start(void)
{
	static const struct service *const none[] = {NULL};
	const struct command_options commands = {.pool = rig.database.pool, .workers = 1, .services = none};
	struct receiver_options options = {
		.config = &rig.config, .db = rig.database.db, .topics = rig.topics, .services = rig.services, .lanes = RIG_LANES};
	const struct grpc_front_options server = {
		.bind = "127.0.0.1",
		.pollers = 2,
		.max_message_bytes = 8 * MEBI,
		.max_metadata_bytes = MEBI,
		.memory_bytes = 256 * MEBI,
		.inflight_bytes = 128 * MEBI,
		.max_streams = 1000,
	};
	char target[64];
	struct grpc_peer_options client = {.target = target, .max_message_bytes = 16 * MEBI, .max_metadata_bytes = MEBI};
	const struct endpoint *endpoints;
	size_t count;

	rig_ok(command_desk_open(&rig.context, &commands, &rig.desk));
	options.desk = rig.desk;
	rig_ok(receiver_open(&rig.context, &options, &rig.receiver));
	endpoints = receiver_endpoints(rig.receiver, &count);
	rig_ok(grpc_front_open(&rig.context, &server, endpoints, count, &rig.front));
	snprintf(target, sizeof(target), "127.0.0.1:%d", grpc_front_port(rig.front));
	rig_ok(grpc_peer_open(&rig.context, &client, &rig.peer));
}

static inline void rig_create(const struct service *const *services)
{
	database_create(&rig.database);
	arena_init(&rig.arena, 256 * MEBI);
	context_init(&rig.context, &rig.arena, NULL, NULL);
	rig.services = services;
	rig.config =
		(struct config){.pubsub = "pubsub", .delivery = DELIVERY_BULK, .batch_events = ENTRIES_MAX, .app_api_token = ""};
	rig_ok(catalogue_register(&rig.context, &hapax_catalogue));
	rig_ok(topic_map_new(&rig.context, "", &rig.topics));
	rig_migrate();
	rig_start();
}

static inline void rig_destroy(void)
{
	rig_stop();
	topic_map_free(rig.topics);
	arena_done(&rig.arena);
	database_destroy(&rig.database);
}

/* Between tests: no rows, no memory, no metadata. */
static inline int rig_clean(void **state)
{
	char sql[512];

	(void)state;
	arena_reset(&rig.arena);
	context_init(&rig.context, &rig.arena, NULL, NULL);
	rig.metadata_count = 0;
	for (const struct service *const *service = rig.services; *service; service++) {
		const char *name = (*service)->name;

		snprintf(sql, sizeof(sql), "truncate %s.effects, %s.dead_letters, %s.processed_events restart identity cascade",
			 name, name, name);
		database_admin(&rig.database, sql);
	}
	return 0;
}

static inline int64_t rig_count(const char *sql)
{
	return atoll(database_ask(&rig.database, sql));
}

/* Calls a method of the callbacks. The answer lives in the rig's arena. */
static inline enum status rig_call(const char *path, const ProtobufCMessage *message, const ProtobufCMessageDescriptor *answer,
				   ProtobufCMessage **ret_answer)
{
	const struct grpc_request call = {
		.path = path,
		.message = message,
		.timeout_ms = CALL_TIMEOUT_MS,
		.metadata = rig.metadata,
		.metadata_count = rig.metadata_count,
	};

	failure_clear(&rig.context);
	return grpc_call_wait(&rig.context, rig.peer, &call, answer, ret_answer);
}

/* OnTopicEvent; what the sidecar is told: ANSWERED_... */
static inline int rig_deliver(const topic_event *request)
{
	ProtobufCMessage *answer;

	rig_ok(rig_call(CALLBACK_PATH("OnTopicEvent"), &request->base, &dapr__proto__runtime__v1__topic_event_response__descriptor,
			&answer));
	return (int)((const topic_answer *)answer)->status;
}

static inline const bulk_answer *rig_deliver_bulk(const bulk_request *request)
{
	ProtobufCMessage *answer;

	rig_ok(rig_call(CALLBACK_PATH("OnBulkTopicEvent"), &request->base,
			&dapr__proto__runtime__v1__topic_event_bulk_response__descriptor, &answer));
	return (const bulk_answer *)answer;
}

/* How many entries were answered so. */
static inline size_t rig_answered(const bulk_answer *answer, int status)
{
	size_t count = 0;

	for (size_t i = 0; i < answer->n_statuses; i++)
		count += (int)answer->statuses[i]->status == status;
	return count;
}

static inline char *rig_id(int n)
{
	char *id = arena_printf(&rig.arena, "018f0000-0000-7000-8000-%012d", n);

	assert_non_null(id);
	return id;
}

/* Data of a task.created. */
static inline char *rig_data(const char *title)
{
	char *data = arena_printf(
		&rig.arena, "{\"task_id\":1,\"user_id\":\"ada\",\"title\":\"%s\",\"created_at\":\"2026-01-31T17:00:00Z\"}", title);

	assert_non_null(data);
	return data;
}

/* A whole CloudEvent. */
static inline char *rig_event(const char *id, const char *type, const char *key, const char *data)
{
	char *event = arena_printf(&rig.arena,
				   "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/hapax/tasks\",\"type\":\"%s\","
				   "\"datacontenttype\":\"application/json\",\"partitionkey\":\"%s\",\"data\":%s}",
				   id, type, key, data);

	assert_non_null(event);
	return event;
}

static inline char *rig_created(int n, const char *title)
{
	return rig_event(rig_id(n), "task.created", "ada", rig_data(title));
}

/* OnTopicEvent as the sidecar fills it in for a CloudEvent. */
static inline topic_event rig_fields(const char *id, const char *type, const char *data)
{
	topic_event request = DAPR__PROTO__RUNTIME__V1__TOPIC_EVENT_REQUEST__INIT;

	request.id = (char *)(uintptr_t)id;
	request.source = (char *)"/hapax/tasks";
	request.type = (char *)(uintptr_t)type;
	request.spec_version = (char *)"1.0";
	request.data_content_type = (char *)"application/json";
	request.topic = (char *)"task-events";
	request.pubsub_name = (char *)"pubsub";
	request.path = (char *)"/events/task-events";
	request.data = (ProtobufCBinaryData){strlen(data), (uint8_t *)(uintptr_t)data};
	return request;
}

static inline topic_event rig_whole(const char *content_type, const char *type, struct text data)
{
	topic_event request = rig_fields("random", type, "");

	request.data_content_type = (char *)(uintptr_t)content_type;
	request.data = (ProtobufCBinaryData){data.len, (uint8_t *)(uintptr_t)data.at};
	return request;
}

/* A bulk call that is filled entry by entry. */
struct rig_bulk {
	bulk_request request;
	bulk_entry *entries[ENTRIES_MAX];
};

static inline struct rig_bulk *rig_bulk_new(void)
{
	struct rig_bulk *bulk = arena_new(&rig.arena, struct rig_bulk);

	assert_non_null(bulk);
	dapr__proto__runtime__v1__topic_event_bulk_request__init(&bulk->request);
	bulk->request.id = (char *)"call";
	bulk->request.topic = (char *)"task-events";
	bulk->request.pubsub_name = (char *)"pubsub";
	bulk->request.entries = bulk->entries;
	return bulk;
}

static inline bulk_entry *rig_bulk_entry(struct rig_bulk *bulk)
{
	bulk_entry *entry = arena_new(&rig.arena, bulk_entry);

	assert_non_null(entry);
	assert_true(bulk->request.n_entries < ENTRIES_MAX);
	dapr__proto__runtime__v1__topic_event_bulk_request_entry__init(entry);
	entry->entry_id = arena_printf(&rig.arena, "entry-%zu", bulk->request.n_entries);
	entry->content_type = (char *)"application/cloudevents+json";
	bulk->entries[bulk->request.n_entries++] = entry;
	return entry;
}

static inline bulk_entry *rig_add_bytes(struct rig_bulk *bulk, struct text bytes)
{
	bulk_entry *entry = rig_bulk_entry(bulk);

	entry->event_case = DAPR__PROTO__RUNTIME__V1__TOPIC_EVENT_BULK_REQUEST_ENTRY__EVENT_BYTES;
	entry->bytes = (ProtobufCBinaryData){bytes.len, (uint8_t *)(uintptr_t)bytes.at};
	return entry;
}

static inline bulk_entry *rig_add_raw(struct rig_bulk *bulk, const char *event)
{
	return rig_add_bytes(bulk, text_of(event));
}

static inline bulk_entry *rig_add_cloud_event(struct rig_bulk *bulk, const char *id, const char *data)
{
	bulk_entry *entry = rig_bulk_entry(bulk);
	cloud_event *event = arena_new(&rig.arena, cloud_event);

	assert_non_null(event);
	dapr__proto__runtime__v1__topic_event_cerequest__init(event);
	event->id = (char *)(uintptr_t)id;
	event->source = (char *)"/hapax/tasks";
	event->type = (char *)"task.created";
	event->spec_version = (char *)"1.0";
	event->data_content_type = (char *)"application/json";
	event->data = (ProtobufCBinaryData){strlen(data), (uint8_t *)(uintptr_t)data};
	entry->event_case = DAPR__PROTO__RUNTIME__V1__TOPIC_EVENT_BULK_REQUEST_ENTRY__EVENT_CLOUD_EVENT;
	entry->cloud_event = event;
	return entry;
}

/* Adds a field of any bytes to what is sent of a message, after its own: how a NUL gets into a string. */
static inline void rig_add_field(ProtobufCMessage *message, unsigned number, struct text bytes)
{
	ProtobufCMessageUnknownField *fields = arena_array(&rig.arena, ProtobufCMessageUnknownField, message->n_unknown_fields + 1);
	uint8_t *data = arena_alloc(&rig.arena, bytes.len + 1);

	assert_true(fields && data && bytes.len < 128);
	data[0] = (uint8_t)bytes.len;
	memcpy(data + 1, bytes.at, bytes.len);
	if (message->n_unknown_fields)
		memcpy(fields, message->unknown_fields, message->n_unknown_fields * sizeof(*fields));
	fields[message->n_unknown_fields++] =
		(ProtobufCMessageUnknownField){number, PROTOBUF_C_WIRE_TYPE_LENGTH_PREFIXED, bytes.len + 1, data};
	message->unknown_fields = fields;
}

/* Waits up to 10 s for something that other threads do. */
#define EVENTUALLY(condition)                                                                                                      \
	do {                                                                                                                       \
		for (int tries_ = 0; tries_ < 1000 && !(condition); tries_++)                                                      \
			usleep(10000);                                                                                             \
		assert_true(condition);                                                                                            \
	} while (0)

#endif
