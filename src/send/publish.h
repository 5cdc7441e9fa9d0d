/*
 * One round of bulk publishing: rows go out grouped by topic, split by count and bytes, all calls at once; the outcome is written
 * into the rows. Used by the relay's thread only.
 */
#ifndef HAPAX_SEND_PUBLISH_H
#define HAPAX_SEND_PUBLISH_H

#include "platform/grpc/client.h"

enum outbox_state { OUTBOX_PENDING, OUTBOX_PUBLISHED, OUTBOX_REFUSED };

struct claimed_row {
	int64_t seq;
	struct text topic;
	struct text key;
	struct text event; /* CloudEvent JSON */
	const char *entry_id;
	enum outbox_state state;
	struct text error; /* of a refused row */
	bool in_round;
	bool alone;    /* to be sent in a call of its own */
	bool doubtful; /* refused along with others: the fault may be theirs */
};

struct publisher {
	struct grpc_peer *sidecar;
	const char *pubsub;
	int batch_events;
	bool alpha; /* the sidecar only knows BulkPublishEventAlpha1 */
	const char *(*topic_name)(void *data, const char *topic);
	void *topic_data;
};

/* Whether a status means that the sidecar isn't there, or not ready, rather than that it refuses what it was given. */
bool publish_is_absence(enum status status);

/* Publishes the rows with in_round set. Afterwards each of them is published or refused. Returns STATUS_OK when the sidecar
 * answered every call, whatever it said of single entries; else the context's failure tells what is wrong with it, and the rows of
 * that call are refused. */
MUST_CHECK enum status publish_round(struct context *context, struct publisher *publisher, struct claimed_row *rows, size_t count);

#endif
