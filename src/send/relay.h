/*
 * The relay publishes what services put into their outboxes: a thread per publishing service claims rows of the shards it holds
 * leases for, publishes them through the sidecar in bulk, at most one unacknowledged event per key, and deletes what the sidecar
 * took. A sidecar that is away delays events and loses none.
 */
#ifndef HAPAX_SEND_RELAY_H
#define HAPAX_SEND_RELAY_H

#include "platform/db/pool.h"
#include "platform/grpc/client.h"

struct relay;

struct relay_options {
	struct db_pool *pool; /* shared by the relays of a process */
	struct grpc_peer *sidecar;
	const char *pubsub; /* component name */
	int batch_events;   /* in one bulk call */
	/* Maps a topic of the contract to the broker's; NULL: the same. */
	const char *(*topic_name)(void *data, const char *topic);
	void *topic_data;
};

/* schema: the service whose outbox this is; borrowed. */
MUST_CHECK enum status relay_open(struct context *context, const struct relay_options *options, const char *schema,
				  struct relay **ret_relay);
/* Rows were committed: look at once. Any thread. */
void relay_wake(struct relay *relay);
/* One last round, then the leases are given back. Takes as long as a publishing call may: at most about 10 s with a frozen sidecar.
 */
void relay_close(struct relay *relay);

#endif
