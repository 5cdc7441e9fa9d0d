/*
 * One session with the server, in libpq's pipeline mode. Used by one thread at a time; the pool (or whoever opened it) owns it.
 */
#ifndef HAPAX_PLATFORM_DB_CONNECTION_H
#define HAPAX_PLATFORM_DB_CONNECTION_H

#include <libpq-fe.h>

#include "platform/db/pool.h"
#include "platform/db/sqlstate.h"
#include "platform/db/statements.h"

enum { CONTROL_MAX = 6, INCARNATION_MAX = 96, TIMELINE_MAX = 16 };

/* What the server was when we connected: sql/start_session.sql. */
struct incarnation {
	char text[INCARNATION_MAX];
	char timeline[TIMELINE_MAX];
};

enum savepoint {
	SAVEPOINT_NONE,
	SAVEPOINT_CLEAN, /* set, or about to be: nothing ran since */
	SAVEPOINT_USED,
};

struct db_connection {
	PGconn *pg;
	struct db *db;
	struct db_pool *pool;	    /* NULL: belongs to whoever opened it */
	struct db_connection *next; /* in the pool's list of idle ones */
	struct statements statements;
	struct incarnation incarnation;
	int timeout_ms; /* the session's statement_timeout */
	bool lost;	/* to be closed: dead, or in a state that we don't know */

	/* The transaction on it. */
	const char *controls[CONTROL_MAX]; /* BEGIN, SAVEPOINT, ...: they travel with the next statement */
	int control_count;
	bool begun;	      /* something was sent since BEGIN */
	bool wants_id;	      /* the transaction id is asked for together with the next statement */
	bool forget_prepared; /* a prepared statement was stale: drop them all with the next ROLLBACK */
	enum savepoint savepoint;
	struct tx_hook *before_mark, *after_mark; /* last hooks when the savepoint was set */
};

/* Connects, at most until the monotonic deadline, and sets the session up. Ignores backoff; the caller counts successes and
 * failures. */
MUST_CHECK enum status connection_open(struct context *context, struct db *db, int64_t deadline_us,
				       struct db_connection **ret_connection);
/* Never blocks on the server; open transactions are rolled back by it. NULL is fine. */
void connection_close(struct db_connection *connection);
/* The server is given this long for a statement, and a margin for the answer to arrive. */
int64_t connection_answer_deadline_us(const struct db_connection *connection);
/* Something can be read though nothing was asked: the server said goodbye. */
bool connection_ended(struct db_connection *connection);
/* Waits until PQgetResult() won't block, sending and receiving. STATUS_UNAVAILABLE (and lost is set) when the connection broke or
 * the deadline passed. */
MUST_CHECK enum status connection_wait(struct db_connection *connection, struct context *context, const char *doing,
				       int64_t deadline_us);
/* Records why an operation failed, sets lost where the connection is of no use any more. error may be NULL: libpq's own failure. */
enum status connection_fail(struct db_connection *connection, struct context *context, const char *doing, const PGresult *error);
/* libpq's multi-line text as one line, in the arena. */
const char *one_line(struct arena *arena, const char *text);

#endif
