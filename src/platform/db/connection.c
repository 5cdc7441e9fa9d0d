#include "platform/db/connection.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "platform/db/database.h"
#include "platform/db/exchange.h"

/* Beyond the server's own timeout: for the network, and for the server to notice. */
static const int64_t answer_margin_us = 2000 * 1000;

void connection_close(struct db_connection *connection)
{
	if (!connection)
		return;
	PQfinish(connection->pg);
	statements_done(&connection->statements);
	free(connection);
}

int64_t connection_answer_deadline_us(const struct db_connection *connection)
{
	return clock_monotonic_us() + connection->timeout_ms * INT64_C(1000) + answer_margin_us;
}

bool connection_ended(struct db_connection *connection)
{
	/* Notices and changed parameters also come unasked, so only reading tells; a farewell takes two reads. */
	for (int reads = 0; reads < 3; reads++) {
		struct pollfd p = {.fd = PQsocket(connection->pg), .events = POLLIN};
		if (p.fd < 0 || PQstatus(connection->pg) == CONNECTION_BAD)
			return true;
		if (poll(&p, 1, 0) == 0)
			return false;
		if (!PQconsumeInput(connection->pg))
			return true;
	}
	return false;
}

static int remaining_ms(int64_t deadline_us)
{
	int64_t left_us = deadline_us - clock_monotonic_us();
	return left_us <= 0 ? 0 : (int)(left_us / 1000 < 3600000 ? left_us / 1000 + 1 : 3600000);
}

enum status connection_wait(struct db_connection *connection, struct context *context, const char *doing, int64_t deadline_us)
{
	PGconn *pg = connection->pg;
	while (PQisBusy(pg)) {
		int unsent = PQflush(pg);
		struct pollfd p = {.fd = PQsocket(pg), .events = unsent > 0 ? POLLIN | POLLOUT : POLLIN};
		if (unsent < 0 || p.fd < 0)
			return connection_fail(connection, context, doing, NULL);
		int ready = poll(&p, 1, remaining_ms(deadline_us));
		if (ready < 0 && errno != EINTR)
			return connection_fail(connection, context, doing, NULL);
		if (ready == 0 && clock_monotonic_us() >= deadline_us) {
			connection->lost = true;
			database_missed(connection->db);
			return fail(context, STATUS_UNAVAILABLE,
				    "%s: the database didn't answer within %d ms and 2 s: connection closed", doing,
				    connection->timeout_ms);
		}
		if (ready > 0 && (p.revents & ~POLLOUT) && !PQconsumeInput(pg))
			return connection_fail(connection, context, doing, NULL);
	}
	return STATUS_OK;
}

const char *one_line(struct arena *arena, const char *text)
{
	size_t len = 0;
	char *line = arena_alloc(arena, strlen(text) + 1);
	if (!line)
		return "";
	for (; *text; text++) {
		bool space = *text == '\n' || *text == '\t' || *text == ' ';
		if (!space)
			line[len++] = *text;
		else if (len > 0 && line[len - 1] != ' ')
			line[len++] = ' ';
	}
	if (len > 0 && line[len - 1] == ' ')
		len--;
	line[len] = '\0';
	return line;
}

enum status connection_fail(struct db_connection *connection, struct context *context, const char *doing, const PGresult *error)
{
	const char *code = error ? PQresultErrorField(error, PG_DIAG_SQLSTATE) : NULL;
	const char *text = error ? PQresultErrorField(error, PG_DIAG_MESSAGE_PRIMARY) : NULL;
	struct sqlstate_meaning meaning = sqlstate_meaning(code);
	if (!text)
		text = error ? PQresultErrorMessage(error) : PQerrorMessage(connection->pg);
	text = one_line(context->arena, text);
	if (meaning.action == SQLSTATE_CLOSE || PQstatus(connection->pg) == CONNECTION_BAD)
		connection->lost = true;
	connection->forget_prepared |= meaning.action == SQLSTATE_PREPARE_AGAIN;
	if (!code)
		return fail(context, meaning.status, "%s: %s", doing, *text ? text : "connection lost");
	char *sqlstate = arena_printf(context->arena, "%s", code);
	fail(context, meaning.status, "%s: %s (SQLSTATE %s)", doing, text, code);
	context->failure.sqlstate = sqlstate;
	return meaning.status;
}
