#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "db_sql.h"
#include "platform/db/connection.h"
#include "platform/db/database.h"
#include "platform/db/exchange.h"

enum { SERVER_VERSION_MIN = 140000, IDLE_IN_TRANSACTION_MS = 60000 };

/* NOTICEs (IF NOT EXISTS and the like) are no failures; libpq would print them to stderr. */
static void ignore_notice(void *data, const PGresult *notice)
{
	(void)data;
	(void)notice;
}

static PGconn *start(const struct db *db)
{
	/* Later ones win: what the URL says goes before what we would like, and after it comes what we rely on. */
	const char *const names[] = {
		"fallback_application_name", "keepalives",	     "keepalives_idle", "keepalives_interval", "keepalives_count",
		"tcp_user_timeout",	     "target_session_attrs", "dbname",		"client_encoding",     NULL,
	};
	const char *const values[] = {
		db->application_name,
		"1",
		"15",
		"5",
		"3",
		"15000",
		getenv("PGTARGETSESSIONATTRS") ? NULL : "read-write",
		db->url,
		"UTF8",
		NULL,
	};
	return PQconnectStartParams(names, values, 1);
}

/* Returns NULL once connected, else what went wrong (from libpq, or static). */
static const char *await_connected(PGconn *pg, int64_t deadline_us)
{
	PostgresPollingStatusType state = PQstatus(pg) == CONNECTION_BAD ? PGRES_POLLING_FAILED : PGRES_POLLING_WRITING;
	while (state == PGRES_POLLING_READING || state == PGRES_POLLING_WRITING) {
		struct pollfd p = {.fd = PQsocket(pg), .events = state == PGRES_POLLING_READING ? POLLIN : POLLOUT};
		int64_t left_us = deadline_us - clock_monotonic_us();
		int ready = left_us <= 0 ? 0 : poll(&p, 1, (int)(left_us / 1000) + 1);
		if (ready == 0)
			return "no answer in time";
		if (ready < 0 && errno != EINTR)
			return "poll failed";
		if (ready > 0)
			state = PQconnectPoll(pg);
	}
	return state == PGRES_POLLING_OK ? NULL : PQerrorMessage(pg);
}

static enum status start_session(struct context *context, struct db_connection *connection, int64_t deadline_us)
{
	char timeout_ms[16], idle_ms[16];
	struct db_params params;
	struct exchange exchange CLEANUP(exchange_done);
	snprintf(timeout_ms, sizeof(timeout_ms), "%d", connection->timeout_ms);
	snprintf(idle_ms, sizeof(idle_ms), "%d", IDLE_IN_TRANSACTION_MS);
	db_params_init(&params, context->arena);
	db_add_text(&params, text_of(timeout_ms));
	db_add_text(&params, text_of(idle_ms));

	exchange_init(&exchange, connection);
	exchange_query(&exchange, db_sql_start_session.sql, &params);
	enum status status = exchange_run(&exchange, context, "starting the session", deadline_us);
	if (status != STATUS_OK)
		return status;
	struct db_result row CLEANUP(db_result_done) = exchange_take(&exchange, 0);
	snprintf(connection->incarnation.text, INCARNATION_MAX, "%.*s", TEXT_ARG(db_get_text(&row, 0, 0)));
	snprintf(connection->incarnation.timeline, TIMELINE_MAX, "%.*s", TEXT_ARG(db_get_text(&row, 0, 1)));
	return STATUS_OK;
}

static enum status set_up(struct context *context, struct db_connection *connection, int64_t deadline_us)
{
	PGconn *pg = connection->pg;
	PQsetNoticeReceiver(pg, ignore_notice, NULL);
	if (PQserverVersion(pg) < SERVER_VERSION_MIN)
		return fail(context, STATUS_UNAVAILABLE, "the server is Postgres %d, hapax needs %d or newer",
			    PQserverVersion(pg) / 10000, SERVER_VERSION_MIN / 10000);
	if (PQsetnonblocking(pg, 1) != 0 || !PQenterPipelineMode(pg))
		return connection_fail(connection, context, "starting the session", NULL);
	return start_session(context, connection, deadline_us);
}

static enum status connect_it(struct context *context, struct db_connection *connection, int64_t deadline_us)
{
	const struct db *db = connection->db;
	int64_t latest_us = clock_monotonic_us() + db->connect_timeout_ms * INT64_C(1000);
	if (deadline_us > latest_us)
		deadline_us = latest_us;
	const char *problem = await_connected(connection->pg, deadline_us);
	enum status status = problem ? fail(context, STATUS_UNAVAILABLE, "%s", one_line(context->arena, problem))
				     : set_up(context, connection, deadline_us);
	if (status == STATUS_OK)
		return STATUS_OK;
	const PGconn *pg = connection->pg;
	const char *host = PQhost(pg), *port = PQport(pg), *name = PQdb(pg), *user = PQuser(pg);
	fail_while(context, "connecting to %s:%s database %s as user %s", host ? host : "?", port ? port : "?", name ? name : "?",
		   user ? user : "?");
	context->failure.status = STATUS_UNAVAILABLE;
	return STATUS_UNAVAILABLE;
}

enum status connection_open(struct context *context, struct db *db, int64_t deadline_us, struct db_connection **ret_connection)
{
	struct db_connection *connection = calloc(1, sizeof(*connection));
	PGconn *pg = connection ? start(db) : NULL;
	if (!pg) {
		free(connection);
		return fail(context, STATUS_EXHAUSTED, "no memory for a connection");
	}
	*connection = (struct db_connection){.pg = pg, .db = db, .timeout_ms = db->statement_timeout_ms};
	enum status status = connect_it(context, connection, deadline_us);
	if (status != STATUS_OK) {
		connection_close(connection);
		return status;
	}
	*ret_connection = connection;
	return STATUS_OK;
}
