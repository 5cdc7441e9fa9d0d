/*
 * The transactional outbox: an event appended here is published if, and only if, the transaction commits. Appending validates
 * the event, so that no row can be refused later; the row is written just before COMMIT, after every lock the business
 * statements took, which keeps the order per aggregate.
 */
#ifndef HAPAX_OUTBOX_H
#define HAPAX_OUTBOX_H

#include "hapax/db.h"
#include "hapax/event.h"

HAPAX_BEGIN_C

struct outgoing {
	const struct event_type *type;
	const ProtobufCMessage *data; /* of type->message; copied (encoded) before the call returns */
	int64_t sequence;	      /* of the aggregate, from 1; 0: none */
};

/* The event gets a new version 7 id, the context's time, and cause's ids. STATUS_INVALID with violations when the data breaks its
 * contract, STATUS_EXHAUSTED when it is larger than an event may be. ret_id may be NULL. */
MUST_CHECK enum status outbox_append(struct tx *tx, const struct cause *cause, const struct outgoing *event, struct uuid *ret_id);

HAPAX_END_C

#endif
