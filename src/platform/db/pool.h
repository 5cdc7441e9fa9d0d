/*
 * Connections to Postgres: one budget for the process, shared out to pools, so that one consumer's slowness can't take another's
 * connections. Connections open on demand and come back after a loss with exponential backoff. Pools are thread-safe, a connection
 * belongs to one thread at a time.
 */
#ifndef HAPAX_PLATFORM_DB_POOL_H
#define HAPAX_PLATFORM_DB_POOL_H

#include "hapax/db.h"

struct db;	/* the process's database: where it is, how many connections in all */
struct db_pool; /* a share of them */

struct db_options {
	const char *url; /* connection string or URI; empty or NULL: libpq's PG* variables */
	int max_connections;
	int connect_timeout_ms;
	int statement_timeout_ms; /* also bounds how long a frozen server can hold a thread */
	const char *application_name;
};

/* Doesn't connect yet. */
MUST_CHECK enum status db_open(struct context *context, const struct db_options *options, struct db **ret_db);
/* After all pools are closed. */
void db_close(struct db *db);
/* Connects and asks, once, without a pool: for start-up checks and doctor. The failure says host, database, user and why. */
MUST_CHECK enum status db_ping(struct context *context, struct db *db);
/* Monotonic time since which nothing reached the database; 0 while it works. */
int64_t db_away_since_us(const struct db *db);

/* A share of `connections` out of the budget (STATUS_EXHAUSTED with the arithmetic when it is used up). schema replaces {schema};
 * it must outlive the pool. */
MUST_CHECK enum status db_pool_open(struct context *context, struct db *db, const char *schema, int connections,
				    struct db_pool **ret_pool);
void db_pool_close(struct db_pool *pool);

/* Takes a connection, waiting at most until the monotonic deadline, and starts a transaction (BEGIN travels with the first
 * statement). */
MUST_CHECK enum status tx_begin(struct tx *tx, struct context *context, struct db_pool *pool, int64_t deadline_us);
/* Runs the before-commit hooks, commits, gives the connection back, runs the after-commit hooks. When the connection is lost at
 * COMMIT and the transaction id is known, asks on another connection what became of it: STATUS_OK or STATUS_UNAVAILABLE, never a
 * guess. When even that can't be had, STATUS_UNAVAILABLE with a text that says the outcome is unknown. */
MUST_CHECK enum status tx_commit(struct tx *tx);
/* Also fine on a finished or zeroed transaction. Keeps the context's failure. */
void tx_rollback(struct tx *tx);
/* One level, reused; rolling back also clears `broken` and drops hooks added since. */
MUST_CHECK enum status tx_savepoint(struct tx *tx);
MUST_CHECK enum status tx_rollback_to(struct tx *tx);
MUST_CHECK enum status tx_release(struct tx *tx);
/* Plain SQL text without parameters, several statements allowed; {schema} is replaced. For migrations and DDL. */
MUST_CHECK enum status tx_run_script(struct tx *tx, const char *sql);
/* The transaction's id is asked for once, together with the next statement or just before COMMIT: after it a connection lost at
 * COMMIT has a definite answer. */
MUST_CHECK enum status tx_learn_id(struct tx *tx);

/* One statement in a transaction of its own. */
MUST_CHECK enum status db_exec(struct context *context, struct db_pool *pool, const struct statement *statement,
			       const struct db_params *params, struct db_result *ret_result);

#endif
