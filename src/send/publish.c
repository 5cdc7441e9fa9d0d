#include "send/publish.h"

#include <pthread.h>
#include <string.h>

#include "contract/envelope.h"
#include "dapr/proto/runtime/v1/dapr.pb-c.h"
#include "hapax/metrics.h"

enum {
	CALL_MAX_BYTES = 3 * 1024 * 1024, /* daprd takes 4 MiB in one call, its default max-body-size */
	CALL_TIMEOUT_MS = 10000,
};

typedef Dapr__Proto__Runtime__V1__BulkPublishRequest bulk_request;
typedef Dapr__Proto__Runtime__V1__BulkPublishRequestEntry bulk_entry;
typedef Dapr__Proto__Runtime__V1__BulkPublishResponse bulk_response;

static struct metric published = {.name = "hapax_outbox_publish_attempts_total",
				  .help = "Events handed to the sidecar, by result",
				  .kind = METRIC_COUNTER,
				  .labels = {"result"}};
static struct metric sent = {.name = "messaging_client_sent_messages_total",
			     .help = "Events that the sidecar took, by topic",
			     .kind = METRIC_COUNTER,
			     .labels = {"messaging_destination_name"}};
static struct metric duration = {.name = "messaging_client_operation_duration_seconds",
				 .help = "Duration of publishing calls",
				 .kind = METRIC_HISTOGRAM,
				 .labels = {"messaging_operation_name"}};

/* How many calls of the round are still out. */
struct round {
	pthread_mutex_t lock;
	pthread_cond_t done;
	int waiting;
};

/* One bulk call. Filled by the publishing thread, finished by the client's. */
struct bulk_call {
	struct bulk_call *next;
	struct round *round;
	const char *topic;
	struct claimed_row **rows;
	size_t count;
	size_t bytes;
	int64_t started_us;
	/* outcome, copied by the client's thread into memory of its own */
	enum status status;
	int grpc_code;
	char message[512];
	bulk_response *response;
};

static void call_done(void *data, const struct grpc_reply *reply)
{
	struct bulk_call *call = data;
	struct round *round = call->round;
	size_t len = reply->message.len < sizeof(call->message) - 1 ? reply->message.len : sizeof(call->message) - 1;

	call->status = reply->status;
	call->grpc_code = reply->grpc_code;
	if (len)
		memcpy(call->message, reply->message.at, len);
	call->message[len] = '\0';
	if (reply->status == STATUS_OK) {
		call->response = dapr__proto__runtime__v1__bulk_publish_response__unpack(NULL, reply->bytes.len,
											 (const uint8_t *)reply->bytes.at);
		if (!call->response)
			call->status = STATUS_CORRUPT;
	}
	pthread_mutex_lock(&round->lock);
	if (--round->waiting == 0)
		pthread_cond_signal(&round->done);
	pthread_mutex_unlock(&round->lock);
}

/* The event as stored, with the time of this attempt as one more attribute before its last brace. */
static struct text stamp(struct context *context, struct text event)
{
	char now[TIME_TEXT_MAX];
	size_t now_len = time_format(context_now_us(context), now);
	struct buffer stamped;

	buffer_init(&stamped, context->arena, event.len + now_len + 32);
	buffer_add(&stamped, event.at, event.len - 1);
	buffer_add_string(&stamped, ",\"publishedtime\":\"");
	buffer_add(&stamped, now, now_len);
	buffer_add_string(&stamped, "\"}");
	return buffer_failed(&stamped) ? event : buffer_text(&stamped);
}

static bulk_entry *entry_of(struct context *context, struct claimed_row *row)
{
	bulk_entry *entry = arena_new(context->arena, bulk_entry);
	Dapr__Proto__Runtime__V1__BulkPublishRequestEntry__MetadataEntry *pair =
		arena_new(context->arena, Dapr__Proto__Runtime__V1__BulkPublishRequestEntry__MetadataEntry);
	void *pairs = arena_array(context->arena, void *, 1);
	struct text event = stamp(context, row->event);
	struct buffer key;

	buffer_init(&key, context->arena, row->key.len * 3 + 16);
	percent_encode(&key, row->key);
	row->entry_id = arena_printf(context->arena, "%lld", (long long)row->seq);
	if (!entry || !pair || !pairs || !row->entry_id || buffer_failed(&key))
		return NULL;
	dapr__proto__runtime__v1__bulk_publish_request_entry__init(entry);
	dapr__proto__runtime__v1__bulk_publish_request_entry__metadata_entry__init(pair);
	pair->key = (char *)"partitionKey";
	pair->value = (char *)(uintptr_t)buffer_string(&key);
	entry->entry_id = (char *)(uintptr_t)row->entry_id;
	entry->event.data = (uint8_t *)(uintptr_t)event.at;
	entry->event.len = event.len;
	entry->content_type = (char *)"application/cloudevents+json";
	entry->metadata = pairs;
	entry->metadata[0] = pair;
	entry->n_metadata = 1;
	return entry;
}

static enum status start_call(struct context *context, struct publisher *publisher, struct bulk_call *call)
{
	bulk_request request = DAPR__PROTO__RUNTIME__V1__BULK_PUBLISH_REQUEST__INIT;
	struct grpc_request rpc = {
		.path = publisher->alpha ? "/dapr.proto.runtime.v1.Dapr/BulkPublishEventAlpha1"
					 : "/dapr.proto.runtime.v1.Dapr/BulkPublishEvent",
		.message = &request.base,
		.timeout_ms = CALL_TIMEOUT_MS,
	};

	request.pubsub_name = (char *)(uintptr_t)publisher->pubsub;
	request.topic = (char *)(uintptr_t)(publisher->topic_name ? publisher->topic_name(publisher->topic_data, call->topic)
								  : call->topic);
	request.entries = arena_array(context->arena, bulk_entry *, call->count);
	if (!request.entries)
		return fail(context, STATUS_EXHAUSTED, "no memory left for a bulk of %zu events", call->count);
	for (size_t i = 0; i < call->count; i++) {
		request.entries[i] = entry_of(context, call->rows[i]);
		if (!request.entries[i])
			return fail(context, STATUS_EXHAUSTED, "no memory left for a bulk of %zu events", call->count);
	}
	request.n_entries = call->count;
	call->started_us = clock_monotonic_us();
	grpc_call_start(publisher->sidecar, &rpc, call_done, call);
	return STATUS_OK;
}

/* At most, in the call: the event with its stamp, the key percent-encoded, and what is around them. */
static size_t entry_bytes(const struct claimed_row *row)
{
	return row->event.len + row->key.len * 3 + 256;
}

/* The open call for the row's topic, or a new one when there is none or it is full. */
static struct bulk_call *call_for(struct context *context, const struct publisher *publisher, struct bulk_call **calls,
				  const struct claimed_row *row, size_t max_rows)
{
	struct bulk_call *call;

	for (call = *calls; call && !row->alone; call = call->next)
		if (text_equal_string(row->topic, call->topic) && call->count < (size_t)publisher->batch_events &&
		    call->bytes + entry_bytes(row) < CALL_MAX_BYTES)
			return call;
	max_rows = row->alone ? 1 : max_rows;
	call = arena_new(context->arena, struct bulk_call);
	if (!call)
		return NULL;
	call->topic = text_dup_string(row->topic, context->arena);
	call->rows = arena_array(context->arena, struct claimed_row *,
				 max_rows < (size_t)publisher->batch_events ? max_rows : (size_t)publisher->batch_events);
	if (!call->topic || !call->rows)
		return NULL;
	call->next = *calls;
	*calls = call;
	return call;
}

static struct bulk_call *group(struct context *context, const struct publisher *publisher, struct claimed_row *rows, size_t count)
{
	struct bulk_call *calls = NULL;

	for (size_t i = 0; i < count; i++) {
		struct bulk_call *call;

		if (!rows[i].in_round)
			continue;
		call = call_for(context, publisher, &calls, &rows[i], count);
		if (!call)
			return NULL;
		call->rows[call->count++] = &rows[i];
		call->bytes += rows[i].alone ? CALL_MAX_BYTES : entry_bytes(&rows[i]);
	}
	return calls;
}

static struct claimed_row *row_of_entry(const struct bulk_call *call, const char *entry_id)
{
	for (size_t i = 0; i < call->count; i++)
		if (strcmp(call->rows[i]->entry_id, entry_id) == 0)
			return call->rows[i];
	return NULL;
}

static void settle(struct context *context, struct bulk_call *call)
{
	size_t refused = 0;

	for (size_t i = 0; i < call->count; i++) {
		call->rows[i]->in_round = false;
		call->rows[i]->state = call->response ? OUTBOX_PUBLISHED : OUTBOX_REFUSED;
		call->rows[i]->doubtful = call->count > 1 && !call->response && !publish_is_absence(call->status);
		call->rows[i]->error = text_of(call->message);
	}
	for (size_t i = 0; call->response && i < call->response->n_failedentries; i++) {
		struct claimed_row *row = row_of_entry(call, call->response->failedentries[i]->entry_id);

		if (!row)
			continue;
		row->state = OUTBOX_REFUSED;
		row->error = text_dup(text_of(call->response->failedentries[i]->error), context->arena);
		refused++;
	}
	if (call->status != STATUS_OK)
		refused = call->count;
	metric_add(&published, (int64_t)(call->count - refused), "ok", NULL, NULL);
	metric_add(&published, (int64_t)refused, "refused", NULL, NULL);
	metric_add(&sent, (int64_t)(call->count - refused), call->topic, NULL, NULL);
	metric_observe_us(&duration, clock_monotonic_us() - call->started_us, "publish", NULL, NULL);
	if (call->response)
		dapr__proto__runtime__v1__bulk_publish_response__free_unpacked(call->response, NULL);
	call->response = NULL;
}

bool publish_is_absence(enum status status)
{
	switch (status) {
	case STATUS_UNAVAILABLE:
	case STATUS_TIMEOUT:
	case STATUS_CANCELLED:
	case STATUS_AGAIN:
	case STATUS_UNIMPLEMENTED:
	case STATUS_UNAUTHENTICATED:
		return true;
	default:
		return false;
	}
}

static void wait_for_all(struct round *round)
{
	pthread_mutex_lock(&round->lock);
	while (round->waiting > 0)
		pthread_cond_wait(&round->done, &round->lock);
	pthread_mutex_unlock(&round->lock);
}

enum status publish_round(struct context *context, struct publisher *publisher, struct claimed_row *rows, size_t count)
{
	struct round round = {.lock = PTHREAD_MUTEX_INITIALIZER, .done = PTHREAD_COND_INITIALIZER};
	struct bulk_call *calls = group(context, publisher, rows, count);
	enum status started, status = STATUS_OK;
	bool unimplemented = false;

	for (struct bulk_call *call = calls; call; call = call->next) {
		call->round = &round;
		pthread_mutex_lock(&round.lock);
		round.waiting++;
		pthread_mutex_unlock(&round.lock);
		started = start_call(context, publisher, call);
		if (started == STATUS_OK)
			continue; /* from here on the call is the client's: its status may be there already */
		call->status = status = started;
		pthread_mutex_lock(&round.lock);
		round.waiting--;
		pthread_mutex_unlock(&round.lock);
	}
	wait_for_all(&round);
	for (struct bulk_call *call = calls; call; call = call->next) {
		unimplemented |= call->status == STATUS_UNIMPLEMENTED;
		if (call->status != STATUS_OK)
			status = fail(context, call->status, "publishing %zu events to %s: %s", call->count, call->topic,
				      call->message);
		settle(context, call);
	}
	/* Sidecars before 1.16 know the method by its first name only, later ones may forget it. */
	if (unimplemented)
		publisher->alpha = !publisher->alpha;
	return calls ? status : fail(context, STATUS_EXHAUSTED, "no memory left for a round of %zu events", count);
}
