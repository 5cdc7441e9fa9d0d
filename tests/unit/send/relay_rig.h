/*
 * An outbox on a private Postgres, a relay, and a sidecar made of a server of ours that notes what it is given and answers as told.
 * For the tests of this folder; one thread, beside those of relay and server.
 */
#ifndef TESTS_RELAY_RIG_H
#define TESTS_RELAY_RIG_H

#include <pthread.h>
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
#include "dapr/proto/runtime/v1/dapr.pb-c.h"
#include "google/protobuf/timestamp.pb-c.h"
#include "hapax/tasks/v1/events.h"
#include "harness/postgres/database.h"
#include "platform/db/migrate.h"
#include "platform/grpc/server.h"
#include "send/relay.h"
#include "send/send.h"

/* After ours: its macro fail() would hit our function of that name, which is (fail)() from here on. */
#include <cmocka.h>

enum { MEBI = 1024 * 1024, TAKEN_MAX = 4096, SHARED_CONNECTIONS = 3 };

#define SCHEMA "tasks"

/* An entry of a bulk call, as the sidecar was given it. */
struct taken {
	int call;
	bool accepted;
	char id[64];
	char key[256]; /* metadata partitionKey */
	char topic[64];
	char title[64];
	int64_t sequence;
	int64_t at_us;
	size_t bytes;
};

/* Under sidecar_lock, but for front and port. */
struct sidecar {
	struct grpc_front *front;
	int port;
	struct taken taken[TAKEN_MAX];
	size_t count;
	int calls;
	int alpha_calls;
	size_t largest_call_bytes;
	size_t largest_call_entries;
	char last_event[2048];
	/* orders */
	int pause_us;	/* before an answer */
	int fail_calls; /* so many calls are answered with fail_status */
	enum status fail_status;
	const char *refused_title;  /* entries whose task has this title go into failedEntries */
	const char *failing_topic;  /* calls for it fail */
	const char *spoiling_title; /* a call with such a task fails as a whole */
	bool no_bulk;		    /* only the method's first name is known */
	bool no_alpha;
};

static struct rig {
	struct database database;
	struct arena arena;
	struct context context;
	struct db_pool *pool;
	struct db_pool *relay_pool;
	struct grpc_peer *peer;
	struct relay *relay;
	struct sidecar sidecar;
	int batch_events;
} rig;

static pthread_mutex_t sidecar_lock = PTHREAD_MUTEX_INITIALIZER;

static inline void rig_ok(enum status status)
{
	if (status != STATUS_OK)
		fail_msg("%s: %s", status_name(status), failure_text(&rig.context));
}

/* The text between two others, of an event in JSON. */
static inline void pick(const char *event, const char *before, char end, char *ret_text, size_t size)
{
	const char *at = strstr(event, before);
	const char *stop = at ? strchr(at + strlen(before), end) : NULL;

	ret_text[0] = '\0';
	if (stop)
		snprintf(ret_text, size, "%.*s", (int)(stop - at - (ptrdiff_t)strlen(before)), at + strlen(before));
}

static inline struct taken read_entry(const Dapr__Proto__Runtime__V1__BulkPublishRequest *request,
				      const Dapr__Proto__Runtime__V1__BulkPublishRequestEntry *entry, char *text, size_t size)
{
	struct taken taken = {
		.call = rig.sidecar.calls, .accepted = true, .at_us = clock_monotonic_us(), .bytes = entry->event.len};
	char sequence[32];

	snprintf(text, size, "%.*s", (int)entry->event.len, (const char *)entry->event.data);
	pick(text, "\"id\":\"", '"', taken.id, sizeof(taken.id));
	pick(text, "\"title\":\"", '"', taken.title, sizeof(taken.title));
	pick(text, "\"sequence\":\"", '"', sequence, sizeof(sequence));
	taken.sequence = atoll(sequence);
	snprintf(taken.topic, sizeof(taken.topic), "%s", request->topic);
	for (size_t i = 0; i < entry->n_metadata; i++)
		if (strcmp(entry->metadata[i]->key, "partitionKey") == 0)
			snprintf(taken.key, sizeof(taken.key), "%s", entry->metadata[i]->value);
	return taken;
}

static inline void note_entries(const Dapr__Proto__Runtime__V1__BulkPublishRequest *request, bool accepted,
				Dapr__Proto__Runtime__V1__BulkPublishResponse *response)
{
	struct sidecar *sidecar = &rig.sidecar;
	static char text[MEBI];

	for (size_t i = 0; i < request->n_entries; i++) {
		struct taken taken = read_entry(request, request->entries[i], text, sizeof(text));

		taken.accepted = accepted && !(sidecar->refused_title && strcmp(taken.title, sidecar->refused_title) == 0);
		if (accepted && !taken.accepted) {
			Dapr__Proto__Runtime__V1__BulkPublishResponseFailedEntry *failed = calloc(1, sizeof(*failed));

			dapr__proto__runtime__v1__bulk_publish_response_failed_entry__init(failed);
			failed->entry_id = request->entries[i]->entry_id;
			failed->error = (char *)"the broker doesn't want it";
			response->failedentries[response->n_failedentries++] = failed;
		}
		snprintf(sidecar->last_event, sizeof(sidecar->last_event), "%.2000s", text);
		if (sidecar->count < TAKEN_MAX)
			sidecar->taken[sidecar->count++] = taken;
	}
}

static inline void refuse_with(struct incoming *incoming, enum status status)
{
	struct context context;

	context_init(&context, incoming_arena(incoming), NULL, NULL);
	(void)(fail)(&context, status, "as the test wants it");
	incoming_refuse(incoming, &context.failure);
}

static inline void bulk_publish(struct incoming *incoming, bool alpha)
{
	struct sidecar *sidecar = &rig.sidecar;
	Dapr__Proto__Runtime__V1__BulkPublishResponse response = DAPR__PROTO__RUNTIME__V1__BULK_PUBLISH_RESPONSE__INIT;
	const Dapr__Proto__Runtime__V1__BulkPublishRequest *request;
	struct text bytes = incoming_request(incoming);
	struct context context;
	ProtobufCMessage *message;
	enum status status = STATUS_OK;
	int pause_us;

	context_init(&context, incoming_arena(incoming), NULL, NULL);
	if (incoming_unpack(&context, incoming, &dapr__proto__runtime__v1__bulk_publish_request__descriptor, &message) !=
	    STATUS_OK) {
		incoming_refuse(incoming, &context.failure);
		return;
	}
	request = (const void *)message;
	response.failedentries = calloc(request->n_entries + 1, sizeof(*response.failedentries));
	pthread_mutex_lock(&sidecar_lock);
	pause_us = sidecar->pause_us;
	if (alpha ? sidecar->no_alpha : sidecar->no_bulk) {
		status = STATUS_UNIMPLEMENTED;
	} else {
		sidecar->calls++;
		sidecar->alpha_calls += alpha;
		sidecar->largest_call_bytes = bytes.len > sidecar->largest_call_bytes ? bytes.len : sidecar->largest_call_bytes;
		if (request->n_entries > sidecar->largest_call_entries)
			sidecar->largest_call_entries = request->n_entries;
		if (sidecar->fail_calls > 0 || (sidecar->failing_topic && strcmp(sidecar->failing_topic, request->topic) == 0))
			status = sidecar->fail_status;
		sidecar->fail_calls -= sidecar->fail_calls > 0;
		for (size_t i = 0; sidecar->spoiling_title && i < request->n_entries; i++)
			if (memmem(request->entries[i]->event.data, request->entries[i]->event.len, sidecar->spoiling_title,
				   strlen(sidecar->spoiling_title)))
				status = sidecar->fail_status;
		note_entries(request, status == STATUS_OK, &response);
	}
	pthread_mutex_unlock(&sidecar_lock);
	if (pause_us)
		usleep((useconds_t)pause_us);
	if (status == STATUS_OK)
		incoming_answer(incoming, &response.base);
	else
		refuse_with(incoming, status);
	for (size_t i = 0; i < response.n_failedentries; i++)
		free(response.failedentries[i]);
	free(response.failedentries);
}

static inline void serve_bulk(void *self, struct incoming *incoming)
{
	(void)self;
	bulk_publish(incoming, false);
}

static inline void serve_alpha(void *self, struct incoming *incoming)
{
	(void)self;
	bulk_publish(incoming, true);
}

static inline void sidecar_start(int port)
{
	static const struct endpoint endpoints[] = {
		{"/dapr.proto.runtime.v1.Dapr/BulkPublishEvent", serve_bulk, NULL, false},
		{"/dapr.proto.runtime.v1.Dapr/BulkPublishEventAlpha1", serve_alpha, NULL, false},
	};
	const struct grpc_front_options options = {
		.bind = "127.0.0.1",
		.port = port,
		.pollers = 2,
		.max_message_bytes = 4 * MEBI, /* as daprd's */
		.max_metadata_bytes = MEBI,
		.memory_bytes = 256 * MEBI,
		.inflight_bytes = 64 * MEBI,
		.max_streams = 100,
	};

	rig_ok(grpc_front_open(&rig.context, &options, endpoints, COUNT_OF(endpoints), &rig.sidecar.front));
	rig.sidecar.port = grpc_front_port(rig.sidecar.front);
}

static inline void sidecar_stop(void)
{
	if (rig.sidecar.front)
		grpc_front_close(rig.sidecar.front, 2000);
	rig.sidecar.front = NULL;
}

/* Reads what the sidecar noted, and gives it its orders, under its lock. */
#define SIDECAR(expression)                                                                                                        \
	({                                                                                                                         \
		pthread_mutex_lock(&sidecar_lock);                                                                                 \
		__typeof__(expression) value_ = (expression);                                                                      \
		pthread_mutex_unlock(&sidecar_lock);                                                                               \
		value_;                                                                                                            \
	})

#define ORDER(field, value) (void)SIDECAR(rig.sidecar.field = (value))

static inline size_t accepted_count(void)
{
	size_t count = 0;

	pthread_mutex_lock(&sidecar_lock);
	for (size_t i = 0; i < rig.sidecar.count; i++)
		count += rig.sidecar.taken[i].accepted;
	pthread_mutex_unlock(&sidecar_lock);
	return count;
}

static inline int64_t rig_count(const char *sql)
{
	return atoll(database_ask(&rig.database, sql));
}

static inline int64_t pending(void)
{
	return rig_count("select count(*) from " SCHEMA ".outbox");
}

static inline void wake_relay(void *data, const char *schema)
{
	(void)data;
	(void)schema;
	if (rig.relay)
		relay_wake(rig.relay);
}

static inline enum status begin(struct tx *tx)
{
	*tx = (struct tx){0};
	return tx_begin(tx, &rig.context, rig.pool, in_ms(5000));
}

/* Appends a task.created to the transaction's outbox. */
static inline enum status append(struct tx *tx, const char *user, const char *title, int64_t sequence)
{
	const struct cause cause = {.correlation_id = TEXT("corr"), .causation_id = TEXT("command"), .user_id = text_of(user)};
	struct tasks_task_created created = TASKS_TASK_CREATED_INIT;
	const struct outgoing event = {.type = &tasks_task_created_event, .data = &created.base, .sequence = sequence};
	Google__Protobuf__Timestamp when = GOOGLE__PROTOBUF__TIMESTAMP__INIT;

	when.seconds = 1767200000;
	created.task_id = 1;
	created.user_id = (char *)(uintptr_t)user;
	created.title = (char *)(uintptr_t)title;
	created.created_at = &when;
	return outbox_append(tx, &cause, &event, NULL);
}

/* One committed transaction with one event. */
static inline void say(const char *user, const char *title, int64_t sequence)
{
	struct tx tx;

	rig_ok(begin(&tx));
	rig_ok(append(&tx, user, title, sequence));
	rig_ok(tx_commit(&tx));
}

static inline void relay_start_with(struct relay **ret_relay)
{
	const struct relay_options options = {
		.pool = rig.relay_pool, .sidecar = rig.peer, .pubsub = "pubsub", .batch_events = rig.batch_events};

	rig_ok(relay_open(&rig.context, &options, SCHEMA, ret_relay));
}

static inline void relay_start(void)
{
	relay_start_with(&rig.relay);
}

static inline void relay_stop(void)
{
	struct relay *relay = rig.relay;

	rig.relay = NULL;
	relay_close(relay);
}

static inline void rig_create(void)
{
	const struct migration_set sets[] = {{SCHEMA, "outbox", outbox_migrations()}};
	char target[64];
	struct grpc_peer_options client = {.target = target, .max_message_bytes = 16 * MEBI, .max_metadata_bytes = MEBI};
	const struct send_settings settings = {.max_event_bytes = 512 * 1024, .form = EVENT_DATA_JSON, .committed = wake_relay};

	database_create(&rig.database);
	arena_init(&rig.arena, 256 * MEBI);
	context_init(&rig.context, &rig.arena, NULL, NULL);
	rig_ok(catalogue_register(&rig.context, &hapax_catalogue));
	rig_ok(migrate(&rig.context, rig.database.db, sets, COUNT_OF(sets), NULL));
	rig_ok(db_pool_open(&rig.context, rig.database.db, SCHEMA, 1, &rig.pool));
	rig_ok(db_pool_open(&rig.context, rig.database.db, SCHEMA, SHARED_CONNECTIONS, &rig.relay_pool));
	send_setup(&settings);
	sidecar_start(0);
	snprintf(target, sizeof(target), "127.0.0.1:%d", rig.sidecar.port);
	rig_ok(grpc_peer_open(&rig.context, &client, &rig.peer));
}

static inline void rig_destroy(void)
{
	grpc_peer_close(rig.peer);
	sidecar_stop();
	db_pool_close(rig.pool);
	db_pool_close(rig.relay_pool);
	arena_done(&rig.arena);
	database_destroy(&rig.database);
}

/* Before a test: nothing in the outbox, no lease, an obliging sidecar. */
static inline int rig_clean(void **state)
{
	struct grpc_front *front = rig.sidecar.front;
	int port = rig.sidecar.port;

	(void)state;
	arena_reset(&rig.arena);
	context_init(&rig.context, &rig.arena, NULL, NULL);
	database_admin(&rig.database,
		       "truncate " SCHEMA ".outbox; update " SCHEMA ".outbox_leases set owner = null, expires_at = '-infinity'");
	pthread_mutex_lock(&sidecar_lock);
	rig.sidecar = (struct sidecar){.front = front, .port = port, .fail_status = STATUS_UNAVAILABLE};
	pthread_mutex_unlock(&sidecar_lock);
	rig.batch_events = 500;
	return 0;
}

/* After a test: no relay. */
static inline int rig_end(void **state)
{
	(void)state;
	relay_stop();
	if (!rig.sidecar.front)
		sidecar_start(rig.sidecar.port);
	return 0;
}

#define EVENTUALLY(condition)                                                                                                      \
	do {                                                                                                                       \
		for (int tries_ = 0; tries_ < 1500 && !(condition); tries_++)                                                      \
			usleep(10000);                                                                                             \
		assert_true(condition);                                                                                            \
	} while (0)

#endif
