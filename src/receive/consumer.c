#include "receive/consumer.h"

#include <stdlib.h>

#include "receive/lane.h"

struct consumer {
	const struct service *service;
	struct db_pool *pool;
	struct lane **lanes;
	int lane_count;
};

const char *letter_reason_name(enum letter_reason reason)
{
	static const char *const names[] = {
		[LETTER_NONE] = "none",		[LETTER_UNREADABLE] = "unreadable",
		[LETTER_INVALID] = "invalid",	[LETTER_UNKNOWN_VERSION] = "unknown_version",
		[LETTER_ID_REUSE] = "id_reuse", [LETTER_HANDLER_FAILED] = "handler_failed",
	};

	return names[reason];
}

enum status consumer_open(struct context *context, const struct consumer_options *options, const struct service *service,
			  struct consumer **ret_consumer)
{
	struct consumer *consumer = calloc(1, sizeof(*consumer));
	struct lane_options lane = {.service = service, .batch_events = options->batch_events};
	enum status status;

	if (!consumer)
		return fail(context, STATUS_EXHAUSTED, "no memory left for consumer %s", service->name);
	consumer->service = service;
	consumer->lanes = calloc((size_t)options->lanes, sizeof(*consumer->lanes));
	status = consumer->lanes ? db_pool_open(context, options->db, service->name, options->lanes, &consumer->pool)
				 : fail(context, STATUS_EXHAUSTED, "no memory left for consumer %s", service->name);
	lane.pool = consumer->pool;
	for (; status == STATUS_OK && consumer->lane_count < options->lanes; consumer->lane_count += status == STATUS_OK)
		status = lane_open(context, &lane, &consumer->lanes[consumer->lane_count]);
	if (status != STATUS_OK) {
		consumer_close(consumer);
		return status;
	}
	*ret_consumer = consumer;
	return STATUS_OK;
}

void consumer_close(struct consumer *consumer)
{
	if (!consumer)
		return;
	for (int i = 0; i < consumer->lane_count; i++)
		lane_close(consumer->lanes[i]);
	if (consumer->pool)
		db_pool_close(consumer->pool);
	free(consumer->lanes);
	free(consumer);
}

const struct service *consumer_service(const struct consumer *consumer)
{
	return consumer->service;
}

void consumer_put(struct consumer *consumer, struct inbox_item *item)
{
	uint64_t lane = text_hash(item->event->key) % (uint64_t)consumer->lane_count;

	delivery_hold(item->entry->delivery);
	lane_put(consumer->lanes[lane], item);
}
