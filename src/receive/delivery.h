/*
 * One callback of the sidecar on its way through the consumers: it is answered when every consumer has committed, or given up,
 * every entry. Made by a poller, finished by whichever thread settles the last entry. Lives in the call's arena.
 */
#ifndef HAPAX_RECEIVE_DELIVERY_H
#define HAPAX_RECEIVE_DELIVERY_H

#include <stdatomic.h>

#include "hapax/event.h"
#include "platform/grpc/server.h"

/* How an entry's original bytes are to be read again. The names are stored in dead_letters.form. */
enum delivery_form { FORM_CLOUDEVENT, FORM_TOPIC_EVENT, FORM_BULK_ENTRY };

struct delivery;

/* One event of the callback. */
struct delivery_entry {
	struct delivery *delivery;
	const char *entry_id; /* bulk only */
	enum delivery_form form;
	struct text original; /* as it came */
	int64_t digest;	      /* of the event in it */
	_Atomic bool retry;   /* some consumer could not store it: the broker has to keep it */
};

struct delivery {
	struct incoming *incoming;
	bool bulk;
	const char *topic;
	int64_t received_us;
	size_t count;
	struct delivery_entry *entries;
	_Atomic size_t open; /* holds that are not settled */
};

/* One hold is taken for the caller, who settles it with delivery_release() once all entries are handed out. NULL when the call's
 * arena is exhausted. */
struct delivery *delivery_new(struct incoming *incoming, const char *topic, size_t count, bool bulk, int64_t received_us);
void delivery_hold(struct delivery *delivery);
/* The answer goes out with the last release; delivery is gone then. */
void delivery_release(struct delivery *delivery);
/* One consumer is through with the entry: stored (its effect, or its dead letter), or not. Releases its hold. */
void delivery_settle(struct delivery_entry *entry, bool stored);

#endif
