/*
 * Reading: from an event's bytes, in whatever form they come, to the event as each service's handler takes it. For what arrives and
 * for what was stored. Everything lives in the context's arena or borrows from the bytes. Reentrant.
 */
#ifndef HAPAX_RECEIVE_READING_H
#define HAPAX_RECEIVE_READING_H

#include "contract/envelope.h"
#include "receive/consumer.h"

/* Where an entry's event is. */
struct intake_source {
	struct text whole; /* a CloudEvent in JSON; empty: the envelope below has the attributes */
	struct envelope envelope;
	struct text extensions; /* a serialized Struct of more attributes */
	const char *defect;	/* why it can't be read at all; NULL: it can be tried */
};

struct lifted;

struct reading {
	struct envelope envelope;
	bool adapted;	     /* it was an envelope of before */
	struct event *event; /* given by the caller, zeroed. Its type is the version in which it came, as far as that is known */
	enum letter_reason reason; /* LETTER_NONE: the data is decoded and valid */
	struct text error;	   /* why not */
	struct lifted *lifted;	   /* the event in newer versions, as they are asked for */
	bool no_memory;		   /* for another one of those */
};

/* What one service gets. */
struct offer {
	const struct handler *handler;
	const struct event *event;
	enum letter_reason reason; /* LETTER_NONE, or why the service can't take the event */
	struct text error;
};

/* The envelope, and the newest version of its type: *ret_type is NULL when no catalogue has it. The topic is the contract's. */
MUST_CHECK enum status reading_open(struct context *context, const char *topic, const struct intake_source *source,
				    struct reading *reading, const struct event_type **ret_type);
/* The event, with its data in the version in which it came. Succeeds as well when the data can't be used: reason says so then. */
MUST_CHECK enum status reading_decode(struct context *context, const struct event_type *type, struct reading *reading);
/* After reading_decode(). False: the service doesn't hear of the type. */
bool reading_offer(struct context *context, struct reading *reading, const struct service *service, struct offer *ret_offer);

#endif
