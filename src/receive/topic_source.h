/*
 * What OnTopicEvent and OnBulkTopicEvent have in common: their messages are unpacked, and it is found out in which of its forms an
 * event came. Poller threads.
 */
#ifndef HAPAX_RECEIVE_TOPIC_SOURCE_H
#define HAPAX_RECEIVE_TOPIC_SOURCE_H

#include "dapr/proto/runtime/v1/appcallback.pb-c.h"
#include "receive/intake.h"

/*
 * Unpacks the request. A text with a NUL or broken UTF-8 in it doesn't make the sidecar's message unreadable as a whole: then
 * *ret_sound is false, the context's failure says where, and whoever finds the text in an event keeps that one as a dead letter.
 * These messages hold nothing recursive, so unpacking them without the scan is safe.
 */
MUST_CHECK enum status topic_unpack(struct context *context, struct incoming *incoming,
				    const ProtobufCMessageDescriptor *descriptor, ProtobufCMessage **ret_message, bool *ret_sound);
/* The contract's name of a topic of the broker; STATUS_NOT_FOUND when no service listens to it. */
MUST_CHECK enum status topic_known(struct receiver *receiver, struct context *context, const char *broker_topic,
				   const char **ret_topic);

/* Where the event is in the sidecar's messages: either their attributes are the event, or all of it lies in the data. */
struct intake_source topic_source_of_event(const Dapr__Proto__Runtime__V1__TopicEventRequest *request);
struct intake_source topic_source_of_entry(const Dapr__Proto__Runtime__V1__TopicEventCERequest *event);

struct text topic_bytes(ProtobufCBinaryData bytes);

/*
 * Shares the memory of a call out to its events, so that one which swells while it is read takes nothing from the others: each may
 * have its part, by its size, of what is free, and a small one enough in any case. Something is kept back for dead letters and the
 * answer.
 */
struct memory_share {
	struct arena *arena;
	size_t entries; /* not read yet */
	size_t bytes;	/* of these */
};

/* How much the next event, of that many bytes, may take. */
size_t memory_share_take(struct memory_share *share, size_t bytes);

#endif
