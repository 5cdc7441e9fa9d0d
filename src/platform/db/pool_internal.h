/*
 * How transactions take connections out of a pool and give them back. Thread-safe.
 */
#ifndef HAPAX_PLATFORM_DB_POOL_INTERNAL_H
#define HAPAX_PLATFORM_DB_POOL_INTERNAL_H

#include "platform/db/connection.h"

/* Waits for a free connection, or opens one, until the monotonic deadline. */
MUST_CHECK enum status pool_take(struct context *context, struct db_pool *pool, int64_t deadline_us,
				 struct db_connection **ret_connection);
/* A lost connection is closed, and its place becomes free. */
void pool_give(struct db_connection *connection);
/* In place of a lost connection a new one, which keeps its place in the pool: *connection is closed in any case, and NULL on
 * failure, when pool_give_place() must follow. */
MUST_CHECK enum status pool_replace(struct context *context, struct db_connection **connection, int64_t deadline_us);
void pool_give_place(struct db_pool *pool);

const char *pool_schema(const struct db_pool *pool);
/* How long somebody without a deadline of his own waits for a connection. */
int64_t pool_wait_us(const struct db_pool *pool);

#endif
