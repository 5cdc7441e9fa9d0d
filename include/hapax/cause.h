/*
 * Where an event comes from, carried on from cause to effect: from a command's metadata or from a consumed event into
 * every event that it makes. All texts are borrowed from the call or the batch.
 */
#ifndef HAPAX_CAUSE_H
#define HAPAX_CAUSE_H

#include "hapax/text.h"

HAPAX_BEGIN_C

struct cause {
	struct text correlation_id; /* the same for everything one request of the outside set off */
	struct text causation_id;   /* id of the event or command that caused this directly */
	struct text user_id;	    /* who; may be empty */
	struct text traceparent;    /* W3C trace context; may be empty */
};

HAPAX_END_C

#endif
