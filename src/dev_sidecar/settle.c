#include "dev_sidecar/settle.h"

#include <stdlib.h>

#include "base/scan.h"
#include "hapax/log.h"

typedef Dapr__Proto__Runtime__V1__TopicEventResponse__TopicEventResponseStatus app_status;

enum {
	SUCCESS = DAPR__PROTO__RUNTIME__V1__TOPIC_EVENT_RESPONSE__TOPIC_EVENT_RESPONSE_STATUS__SUCCESS,
	RETRY = DAPR__PROTO__RUNTIME__V1__TOPIC_EVENT_RESPONSE__TOPIC_EVENT_RESPONSE_STATUS__RETRY,
	DROP = DAPR__PROTO__RUNTIME__V1__TOPIC_EVENT_RESPONSE__TOPIC_EVENT_RESPONSE_STATUS__DROP,
};
enum { GRPC_UNIMPLEMENTED = 12, ANSWER_MAX_BYTES = 64 << 20 };

void settle_one(struct sidecar *sidecar, struct message *message)
{
	if (sidecar->journal && !message->twice)
		journal_delivered(sidecar->journal, &message->record);
	broker_settle(sidecar->broker, message);
}

static void settle_status(struct delivery *delivery, struct message *message, int status)
{
	struct sidecar *sidecar = delivery->sidecar;
	bool handled = status == SUCCESS || status == DROP;
	if (status == DROP)
		log_record(LOG_WARN, "sidecar: the app dropped an event", LOG_TEXT(LOG_TOPIC, delivery->topic));
	if (handled && !faults_hit(&sidecar->faults, sidecar->faults.rates.lose_ack))
		settle_one(sidecar, message);
	else
		broker_give_back(message, clock_monotonic_us() + (int64_t)sidecar->options.retry_ms * 1000);
}

static enum status read_bulk(struct context *context, const struct delivery *delivery, struct text bytes, int *ret_statuses)
{
	ProtobufCMessage *message;
	enum status s = message_unpack(context, bytes, &dapr__proto__runtime__v1__topic_event_bulk_response__descriptor, &message);
	if (s != STATUS_OK)
		return s;
	const Dapr__Proto__Runtime__V1__TopicEventBulkResponse *response =
		(const Dapr__Proto__Runtime__V1__TopicEventBulkResponse *)message;
	for (size_t i = 0; i < response->n_statuses; i++) {
		int64_t number;
		if (text_to_i64(text_of(response->statuses[i]->entry_id), &number) && number >= 0 &&
		    (size_t)number < delivery->count)
			ret_statuses[number] = (int)response->statuses[i]->status;
	}
	return STATUS_OK;
}

static enum status read_single(struct context *context, struct text bytes, int *ret_status)
{
	ProtobufCMessage *message;
	enum status s = message_unpack(context, bytes, &dapr__proto__runtime__v1__topic_event_response__descriptor, &message);
	if (s == STATUS_OK)
		*ret_status = (int)((const Dapr__Proto__Runtime__V1__TopicEventResponse *)message)->status;
	return s;
}

/* One status per message; an entry without one counts as RETRY. NULL when the answer can't be read. */
static int *read_statuses(struct context *context, const struct delivery *delivery, const struct grpc_reply *reply)
{
	if (reply->status != STATUS_OK) {
		fail(context, reply->status, "%.*s", TEXT_ARG(reply->message));
		return NULL;
	}
	int *statuses = arena_array(context->arena, int, delivery->count);
	if (!statuses) {
		fail(context, STATUS_EXHAUSTED, "out of memory");
		return NULL;
	}
	for (size_t i = 0; i < delivery->count; i++)
		statuses[i] = RETRY;
	enum status s = delivery->bulk ? read_bulk(context, delivery, reply->bytes, statuses)
				       : read_single(context, reply->bytes, statuses);
	return s == STATUS_OK ? statuses : NULL;
}

/* Errors are logged at the first attempt of the foremost event and then at every 50th: an app that is away would flood the log. */
static void note_failure(const struct context *context, const struct delivery *delivery, const struct grpc_reply *reply)
{
	if (delivery->messages[0]->attempts % 50 != 1)
		return;
	log_record(LOG_WARN,
		   reply->grpc_code == GRPC_UNIMPLEMENTED ? "sidecar: the app doesn't know the call; daprd would lose the events"
							  : "sidecar: delivery failed; the events come again",
		   LOG_TEXT(LOG_TOPIC, delivery->topic), LOG_INT("events", (int64_t)delivery->count),
		   LOG_INT("attempt", delivery->messages[0]->attempts), LOG_STR(LOG_CAUSE, failure_text(context)));
}

void settle_delivery(void *data, const struct grpc_reply *reply)
{
	struct delivery *delivery = data;
	struct sidecar *sidecar = delivery->sidecar;
	struct arena arena CLEANUP(arena_done);
	arena_init(&arena, ANSWER_MAX_BYTES);
	struct context context;
	context_init(&context, &arena, NULL, NULL);
	const int *statuses = read_statuses(&context, delivery, reply);
	pthread_mutex_lock(&sidecar->lock);
	if (!statuses && !sidecar->stopping)
		note_failure(&context, delivery, reply);
	if (delivery->bulk && !delivery->alpha && reply->grpc_code == GRPC_UNIMPLEMENTED)
		sidecar->alpha_bulk = true;
	if (reply->status == STATUS_UNAVAILABLE)
		sidecar->app_ready = false;
	for (size_t i = 0; i < delivery->count; i++)
		settle_status(delivery, delivery->messages[i], statuses ? statuses[i] : RETRY);
	pthread_cond_broadcast(&sidecar->wake);
	pthread_mutex_unlock(&sidecar->lock);
	free(delivery);
}
