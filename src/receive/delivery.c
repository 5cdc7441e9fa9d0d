#include "receive/delivery.h"

#include "dapr/proto/runtime/v1/appcallback.pb-c.h"

typedef Dapr__Proto__Runtime__V1__TopicEventResponse single_response;
typedef Dapr__Proto__Runtime__V1__TopicEventBulkResponse bulk_response;
typedef Dapr__Proto__Runtime__V1__TopicEventBulkResponseEntry bulk_response_entry;

/* The sidecar takes SUCCESS as "forget it" and RETRY as "again, please". DROP would lose the event: it is never said. */
enum { ANSWER_SUCCESS = 0, ANSWER_RETRY = 1 };

struct delivery *delivery_new(struct incoming *incoming, const char *topic, size_t count, bool bulk, int64_t received_us)
{
	struct arena *arena = incoming_arena(incoming);
	struct delivery *delivery = arena_new(arena, struct delivery);

	if (!delivery)
		return NULL;
	delivery->entries = arena_array(arena, struct delivery_entry, count);
	if (!delivery->entries)
		return NULL;
	delivery->incoming = incoming;
	delivery->bulk = bulk;
	delivery->topic = topic;
	delivery->count = count;
	delivery->received_us = received_us;
	for (size_t i = 0; i < count; i++)
		delivery->entries[i].delivery = delivery;
	atomic_store(&delivery->open, 1);
	return delivery;
}

static int answer_of(const struct delivery_entry *entry)
{
	return atomic_load(&entry->retry) ? ANSWER_RETRY : ANSWER_SUCCESS;
}

static void answer_single(struct delivery *delivery)
{
	single_response response = DAPR__PROTO__RUNTIME__V1__TOPIC_EVENT_RESPONSE__INIT;

	response.status = (Dapr__Proto__Runtime__V1__TopicEventResponse__TopicEventResponseStatus)answer_of(&delivery->entries[0]);
	incoming_answer(delivery->incoming, &response.base);
}

static void answer_bulk(struct delivery *delivery)
{
	struct arena *arena = incoming_arena(delivery->incoming);
	bulk_response response = DAPR__PROTO__RUNTIME__V1__TOPIC_EVENT_BULK_RESPONSE__INIT;
	bulk_response_entry *entries = arena_array(arena, bulk_response_entry, delivery->count);
	struct context context;

	response.statuses = arena_array(arena, bulk_response_entry *, delivery->count);
	if (!entries || !response.statuses) {
		context_init(&context, arena, NULL, NULL);
		(void)fail(&context, STATUS_EXHAUSTED, "no memory left for the answer to %zu entries", delivery->count);
		incoming_refuse(delivery->incoming, &context.failure);
		return;
	}
	for (size_t i = 0; i < delivery->count; i++) {
		dapr__proto__runtime__v1__topic_event_bulk_response_entry__init(&entries[i]);
		entries[i].entry_id = (char *)(uintptr_t)delivery->entries[i].entry_id;
		entries[i].status =
			(Dapr__Proto__Runtime__V1__TopicEventResponse__TopicEventResponseStatus)answer_of(&delivery->entries[i]);
		response.statuses[i] = &entries[i];
	}
	response.n_statuses = delivery->count;
	incoming_answer(delivery->incoming, &response.base);
}

void delivery_hold(struct delivery *delivery)
{
	atomic_fetch_add(&delivery->open, 1);
}

void delivery_release(struct delivery *delivery)
{
	if (atomic_fetch_sub(&delivery->open, 1) != 1)
		return;
	if (delivery->bulk)
		answer_bulk(delivery);
	else
		answer_single(delivery);
}

void delivery_settle(struct delivery_entry *entry, bool stored)
{
	if (!stored)
		atomic_store(&entry->retry, true);
	delivery_release(entry->delivery);
}
