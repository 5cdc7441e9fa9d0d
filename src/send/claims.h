/*
 * Which rows of a service's outbox this instance may publish: shards by leases on the database's clock, windows of their rows, and
 * what is deleted once it is published. Used by the relay's thread only.
 */
#ifndef HAPAX_SEND_CLAIMS_H
#define HAPAX_SEND_CLAIMS_H

#include "platform/db/pool.h"
#include "send/held.h"
#include "send/publish.h"

/* How often to look for rows and shards that other instances leave. */
enum { CLAIMS_POLL_MS = 200 };

struct claims {
	struct db_pool *pool;
	const char *schema;
	struct uuid owner; /* new with every start, so an old lease is never mistaken for ours */
	uint64_t shards;   /* that we hold, a bit each */
	int64_t leased_until_us;
	int64_t renew_at_us;
	int64_t counted_at_us;
	struct held_keys held; /* keys whose first event was refused, and until when */
};

/* Renews what we hold and takes what nobody holds, when it is time. */
MUST_CHECK enum status claims_renew(struct claims *claims, struct context *context);
/* A window of rows, in order. They borrow from *result. */
MUST_CHECK enum status claims_take(struct claims *claims, struct context *context, struct db_result *result,
				   struct claimed_row **ret_rows, size_t *ret_count);
/* Deletes the rows that are published and were not before. */
MUST_CHECK enum status claims_forget_published(struct claims *claims, struct context *context, const struct claimed_row *rows,
					       size_t count, const bool *was_published);
/* Sets the gauges of what waits, now and then. */
void claims_count_pending(struct claims *claims, struct context *context);
/* Lets others have the shards at once. */
void claims_give_back(struct claims *claims, struct context *context);

#endif
