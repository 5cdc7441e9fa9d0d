/*
 * A consumer is a service with handlers: it has an inbox of its own, so that it can be given an event again without the others
 * noticing, and lanes of its own, so that its slowness stays its own.
 */
#ifndef HAPAX_RECEIVE_CONSUMER_H
#define HAPAX_RECEIVE_CONSUMER_H

#include "hapax/service.h"
#include "platform/db/pool.h"
#include "receive/delivery.h"

/* Why an event is a dead letter. The names are stored in dead_letters.reason. */
enum letter_reason {
	LETTER_NONE,
	LETTER_UNREADABLE,
	LETTER_INVALID,
	LETTER_UNKNOWN_VERSION,
	LETTER_ID_REUSE,
	LETTER_HANDLER_FAILED
};

const char *letter_reason_name(enum letter_reason reason);

/* One event on its way into one consumer. Lives in the delivery's arena. */
struct inbox_item {
	struct inbox_item *next;
	struct delivery_entry *entry;
	const struct event *event;     /* of dead letters: as far as it could be read */
	struct text type_name;	       /* as it came; the type itself may be unknown */
	const struct handler *handler; /* not called for dead letters */
	int64_t digest;
	enum letter_reason reason;
	struct text error; /* of a dead letter */
	/* the inbox's own, while it works on the batch */
	struct uuid row_id;
	bool fresh;
};

struct consumer;

struct consumer_options {
	struct db *db;
	int lanes;	  /* parallel transactions; events of one key always take the same lane */
	int batch_events; /* most events in one transaction */
};

MUST_CHECK enum status consumer_open(struct context *context, const struct consumer_options *options, const struct service *service,
				     struct consumer **ret_consumer);
/* Finishes what was handed over. After the server stopped calling. */
void consumer_close(struct consumer *consumer);

const struct service *consumer_service(const struct consumer *consumer);
/* Hands an item to the lane of its key. Takes a hold on the delivery; the lane settles it. Any thread. */
void consumer_put(struct consumer *consumer, struct inbox_item *item);

#endif
