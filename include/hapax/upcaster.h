/*
 * From an older major version of an event type to a newer one, so that handlers know the newer one only. A program's services list
 * their upcasters; they hold for every consumer of the program. An older event is lifted step by step, 1 -> 2 -> 3, up to the
 * version that a handler is registered for, and validated after the last step. The stored and published event stays as it is.
 */
#ifndef HAPAX_UPCASTER_H
#define HAPAX_UPCASTER_H

#include "hapax/context.h"
#include "hapax/event.h"

HAPAX_BEGIN_C

/* One step. Both versions are in a catalogue of the program: the older one's .proto stays as long as there are events of it. */
struct upcaster {
	const struct event_type *from, *to; /* the same type; to has the newer major version. NULL ends a list */
	/* Makes a message of to->message out of one of from->message, which was validated. It lives in the context's arena and may
	 * borrow from the old one. Depends on nothing but the old message, as it may run any number of times. When there is no way,
	 * fails with a reason: the event is then a dead letter `invalid` that says it. Any thread. */
	enum status (*lift)(struct context *context, const ProtobufCMessage *old, ProtobufCMessage **ret_new);
};

HAPAX_END_C

#endif
