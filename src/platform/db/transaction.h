/*
 * What the parts of a transaction share: begin, statements, savepoints, commit. One thread, that of the transaction.
 */
#ifndef HAPAX_PLATFORM_DB_TRANSACTION_H
#define HAPAX_PLATFORM_DB_TRANSACTION_H

#include "platform/db/connection.h"
#include "platform/db/exchange.h"

/* Starts a transaction on a connection that is the caller's. */
void transaction_start(struct tx *tx, struct context *context, struct db_connection *connection, const char *schema);
/* Gives the connection back to its pool; the transaction is finished. */
void transaction_end(struct tx *tx);
/* STATUS_OK while statements may be run. */
MUST_CHECK enum status transaction_usable(struct tx *tx, const char *doing);
/* Adds a command that travels with the next statement. */
void transaction_control(struct db_connection *connection, const char *sql);
/* Puts what waits to travel along in front of an exchange. */
void transaction_queue_controls(struct db_connection *connection, struct exchange *exchange);
/* Sends what waits, the question for the id if it was wanted, and a statement (or NULL). Doesn't touch tx->broken. */
MUST_CHECK enum status transaction_run(struct tx *tx, const struct statement *statement, const struct db_params *params,
				       struct db_result *ret_result);
/* The duration of an operation, by its name. */
void transaction_observe(const char *operation, int64_t started_us);

/* After the connection was lost at COMMIT: STATUS_OK when the transaction was committed after all. Puts another connection, or
 * NULL, in the place of the transaction's. */
MUST_CHECK enum status outcome_find(struct tx *tx);

#endif
