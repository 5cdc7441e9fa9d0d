/*
 * One round trip: commands are queued, sent together, and all their answers are read. The first that fails makes the server skip
 * the rest. Lives on the stack of the thread that uses the connection.
 */
#ifndef HAPAX_PLATFORM_DB_EXCHANGE_H
#define HAPAX_PLATFORM_DB_EXCHANGE_H

#include "platform/db/connection.h"

enum { EXCHANGE_MAX = CONTROL_MAX + 6 };

struct exchange {
	struct db_connection *connection;
	int count;	  /* commands queued */
	bool send_failed; /* libpq took one of them not */
	PGresult *results[EXCHANGE_MAX];
};

void exchange_init(struct exchange *exchange, struct db_connection *connection);
void exchange_done(struct exchange *exchange);

/* Each returns the index of its answer. SQL without parameters; with parameters (results in binary); a statement prepared under a
 * number. */
int exchange_command(struct exchange *exchange, const char *sql);
int exchange_query(struct exchange *exchange, const char *sql, const struct db_params *params);
int exchange_prepare(struct exchange *exchange, unsigned number, const char *sql, const struct db_params *params);
int exchange_execute(struct exchange *exchange, unsigned number, const struct db_params *params);

/* Sends all, reads all. The failure is the first command's that failed. */
MUST_CHECK enum status exchange_run(struct exchange *exchange, struct context *context, const char *doing, int64_t deadline_us);
/* Whether that command succeeded; also after a failure of a later one. */
bool exchange_succeeded(const struct exchange *exchange, int index);
/* The answer becomes the caller's. */
struct db_result exchange_take(struct exchange *exchange, int index);

#endif
