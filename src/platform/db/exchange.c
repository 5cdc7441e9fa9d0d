#include "platform/db/exchange.h"

#include <stdlib.h>

#include "platform/db/database.h"

enum { BINARY = 1 };

/* All parameters travel in binary. */
static const int binary_formats[DB_PARAMS_MAX] = {
	1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
};

void exchange_init(struct exchange *exchange, struct db_connection *connection)
{
	*exchange = (struct exchange){.connection = connection};
}

void exchange_done(struct exchange *exchange)
{
	for (int i = 0; i < exchange->count; i++)
		PQclear(exchange->results[i]);
	exchange->count = 0;
}

static int queued(struct exchange *exchange, int sent)
{
	exchange->send_failed |= !sent;
	return exchange->count++;
}

int exchange_command(struct exchange *exchange, const char *sql)
{
	return queued(exchange, PQsendQueryParams(exchange->connection->pg, sql, 0, NULL, NULL, NULL, NULL, BINARY));
}

int exchange_query(struct exchange *exchange, const char *sql, const struct db_params *params)
{
	return queued(exchange, PQsendQueryParams(exchange->connection->pg, sql, params->count, params->types, params->values,
						  params->lengths, binary_formats, BINARY));
}

int exchange_prepare(struct exchange *exchange, unsigned number, const char *sql, const struct db_params *params)
{
	char name[STATEMENT_NAME_MAX];
	statement_name(number, name);
	return queued(exchange, PQsendPrepare(exchange->connection->pg, name, sql, params ? params->count : 0,
					      params ? params->types : NULL));
}

int exchange_execute(struct exchange *exchange, unsigned number, const struct db_params *params)
{
	static const struct db_params none;
	char name[STATEMENT_NAME_MAX];
	statement_name(number, name);
	if (!params)
		params = &none;
	return queued(exchange, PQsendQueryPrepared(exchange->connection->pg, name, params->count, params->values, params->lengths,
						    binary_formats, BINARY));
}

static bool is_error(const PGresult *result)
{
	ExecStatusType status = PQresultStatus(result);
	return status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK;
}

/* Keeps a command's answer; its first error stays, since what libpq adds when the connection ends says less. */
static void keep(struct exchange *exchange, int at, PGresult *result)
{
	if (at >= exchange->count || (exchange->results[at] && is_error(exchange->results[at]))) {
		PQclear(result);
		return;
	}
	PQclear(exchange->results[at]);
	exchange->results[at] = result;
}

/* Reads up to the answer of the last synchronisation point. */
static enum status receive(struct exchange *exchange, struct context *context, const char *doing, int64_t deadline_us)
{
	struct db_connection *connection = exchange->connection;
	for (int at = 0;;) {
		enum status status = connection_wait(connection, context, doing, deadline_us);
		if (status != STATUS_OK)
			return status;
		PGresult *result = PQgetResult(connection->pg);
		if (!result && (PQstatus(connection->pg) == CONNECTION_BAD || at == exchange->count))
			return connection_fail(connection, context, doing, NULL);
		if (PQresultStatus(result) == PGRES_PIPELINE_SYNC) {
			PQclear(result);
			return STATUS_OK;
		}
		if (result)
			keep(exchange, at, result);
		else
			at++;
	}
}

/* The first command that failed, not one that was skipped because of it. */
static const PGresult *first_error(const struct exchange *exchange)
{
	for (int i = 0; i < exchange->count; i++)
		if (exchange->results[i] && is_error(exchange->results[i]) &&
		    PQresultStatus(exchange->results[i]) != PGRES_PIPELINE_ABORTED)
			return exchange->results[i];
	return NULL;
}

enum status exchange_run(struct exchange *exchange, struct context *context, const char *doing, int64_t deadline_us)
{
	struct db_connection *connection = exchange->connection;
	if (exchange->send_failed || !PQpipelineSync(connection->pg)) {
		connection->lost = true;
		return connection_fail(connection, context, doing, NULL);
	}
	enum status status = receive(exchange, context, doing, deadline_us);
	const PGresult *error = first_error(exchange);
	if (status == STATUS_OK)
		database_reached(connection->db);
	return error ? connection_fail(connection, context, doing, error) : status;
}

bool exchange_succeeded(const struct exchange *exchange, int index)
{
	return index < exchange->count && exchange->results[index] && !is_error(exchange->results[index]);
}

struct db_result exchange_take(struct exchange *exchange, int index)
{
	PGresult *pg = exchange->results[index];
	exchange->results[index] = NULL;
	return (struct db_result){.pg = pg, .rows = PQntuples(pg), .affected = strtoll(PQcmdTuples(pg), NULL, 10)};
}
