/*
 * A lane is a queue and a thread with a connection: it takes everything that waits, up to a limit, into one transaction (group
 * commit).
 */
#ifndef HAPAX_RECEIVE_LANE_H
#define HAPAX_RECEIVE_LANE_H

#include "receive/consumer.h"

struct lane;

struct lane_options {
	const struct service *service;
	struct db_pool *pool;
	int batch_events;
};

MUST_CHECK enum status lane_open(struct context *context, const struct lane_options *options, struct lane **ret_lane);
/* Finishes what waits. */
void lane_close(struct lane *lane);
void lane_put(struct lane *lane, struct inbox_item *item);

#endif
