/* Bringing events to the app: one thread decides what is next, the channel's own thread takes the answers. */
#ifndef HAPAX_DEV_SIDECAR_DELIVER_H
#define HAPAX_DEV_SIDECAR_DELIVER_H

#include "dev_sidecar/state.h"

/* Body of the deliverer thread; data is the sidecar. Ends when it is stopping. */
void *deliver_run(void *data);

/* Packs OnBulkTopicEvent or OnTopicEvent; entry ids of a batch are the places in it, from 0. What can't be made into a single event
 * is left to the caller (STATUS_INVALID). */
struct delivery;
MUST_CHECK enum status delivery_pack(struct context *context, const struct delivery *delivery, const char *pubsub,
				     ProtobufCMessage **ret_message);

/* One call under way. */
struct delivery {
	struct sidecar *sidecar;
	struct delivery *next;
	bool bulk, raw, alpha;
	struct text topic; /* the broker's, which keeps topics as long as it lives */
	char *path;
	size_t count;
	struct message *messages[];
};

#endif
