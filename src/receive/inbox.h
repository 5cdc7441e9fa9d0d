/*
 * The idempotent inbox: takes a batch into one transaction, in which every event that is new to this consumer is recorded and has
 * its effect, or becomes a dead letter. What was stored before is left alone. Runs on a lane's thread.
 */
#ifndef HAPAX_RECEIVE_INBOX_H
#define HAPAX_RECEIVE_INBOX_H

#include "receive/consumer.h"

/* STATUS_OK: all items are durable. Anything else: nothing of the batch happened; transient statuses mean that it may be tried
 * again. consumer: the service's name and schema. */
MUST_CHECK enum status inbox_store(struct context *context, struct db_pool *pool, const char *consumer, struct inbox_item **items,
				   size_t count);

#endif
