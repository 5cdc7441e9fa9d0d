#include "platform/db/pool_internal.h"
#include "platform/db/transaction.h"

enum status tx_begin(struct tx *tx, struct context *context, struct db_pool *pool, int64_t deadline_us)
{
	struct db_connection *connection;
	*tx = (struct tx){.context = context};
	enum status status = pool_take(context, pool, deadline_us, &connection);
	if (status == STATUS_OK)
		transaction_start(tx, context, connection, pool_schema(pool));
	return status;
}

/* Ends the transaction on the server, and drops stale prepared statements. */
static void roll_back_server(struct tx *tx)
{
	struct db_connection *connection = tx->connection;
	struct failure kept = tx->context->failure;
	struct exchange exchange CLEANUP(exchange_done);
	exchange_init(&exchange, connection);
	exchange_command(&exchange, "ROLLBACK");
	if (connection->forget_prepared) {
		exchange_command(&exchange, "DEALLOCATE ALL");
		statements_forget(&connection->statements);
		connection->forget_prepared = false;
	}
	if (exchange_run(&exchange, tx->context, "ROLLBACK", connection_answer_deadline_us(connection)) != STATUS_OK)
		connection->lost = true;
	tx->context->failure = kept;
}

void tx_rollback(struct tx *tx)
{
	if (!tx->connection)
		return;
	if (tx->connection->begun && !tx->connection->lost)
		roll_back_server(tx);
	transaction_end(tx);
}

/* A prepared statement was gone or stale. Nothing but this statement ran, so the transaction can be run again from here. */
static enum status run_again(struct tx *tx, int controls, const struct statement *statement, const struct db_params *params,
			     struct db_result *ret_result)
{
	struct db_connection *connection = tx->connection;
	roll_back_server(tx);
	if (connection->lost)
		return tx->context->failure.status;
	connection->control_count = controls;
	failure_clear(tx->context);
	return transaction_run(tx, statement, params, ret_result);
}

static enum status run_statement(struct tx *tx, const struct statement *statement, const struct db_params *params,
				 struct db_result *ret_result)
{
	struct db_connection *connection = tx->connection;
	bool first = !connection->begun;
	int controls = connection->control_count;
	enum status status = transaction_run(tx, statement, params, ret_result);
	if (status == STATUS_OK || !connection->forget_prepared)
		return status;
	if (first)
		return run_again(tx, controls, statement, params, ret_result);
	/* What ran before is undone too, so only the caller can run it again. */
	tx->context->failure.status = STATUS_AGAIN;
	return STATUS_AGAIN;
}

enum status tx_exec(struct tx *tx, const struct statement *statement, const struct db_params *params, struct db_result *ret_result)
{
	struct db_result result CLEANUP(db_result_done) = {0};
	enum status status = transaction_usable(tx, statement->name);
	if (status != STATUS_OK)
		return status;
	int64_t started_us = clock_monotonic_us();
	if (params && params->failed)
		status = fail(tx->context, STATUS_EXHAUSTED, "%s: its parameters are too many (allowed are %d) or too large",
			      statement->name, DB_PARAMS_MAX);
	else
		status = run_statement(tx, statement, params, &result);
	transaction_observe(statement->name, started_us);
	tx->broken = status != STATUS_OK;
	if (status == STATUS_OK && ret_result) {
		*ret_result = result;
		result = (struct db_result){0};
	}
	return status;
}

enum status tx_learn_id(struct tx *tx)
{
	enum status status = transaction_usable(tx, "asking for the transaction id");
	if (status == STATUS_OK)
		tx->connection->wants_id = true;
	return status;
}

/* Simple queries aren't possible in pipeline mode: the caller left it. */
static enum status run_simple(struct db_connection *connection, struct context *context, const char *sql)
{
	int64_t deadline_us = connection_answer_deadline_us(connection);
	enum status status = STATUS_OK;
	if (!PQsendQuery(connection->pg, sql))
		return connection_fail(connection, context, "script", NULL);
	for (;;) {
		enum status waited = connection_wait(connection, context, "script", deadline_us);
		PGresult *result = waited == STATUS_OK ? PQgetResult(connection->pg) : NULL;
		if (!result)
			return waited == STATUS_OK ? status : waited;
		ExecStatusType kind = PQresultStatus(result);
		if (kind == PGRES_FATAL_ERROR && status == STATUS_OK)
			status = connection_fail(connection, context, "script", result);
		PQclear(result);
		if (kind == PGRES_COPY_IN || kind == PGRES_COPY_OUT || kind == PGRES_COPY_BOTH) {
			connection->lost = true;
			return fail(context, STATUS_INTERNAL, "script: COPY from or to the client isn't possible here");
		}
	}
}

enum status tx_run_script(struct tx *tx, const char *sql)
{
	struct db_connection *connection = tx->connection;
	const char *expanded;
	enum status status = transaction_usable(tx, "script");
	if (status == STATUS_OK)
		status = statement_expand(tx->context, sql, tx->schema, &expanded);
	if (status == STATUS_OK && connection->control_count > 0)
		status = transaction_run(tx, NULL, NULL, NULL);
	if (status == STATUS_OK && !PQexitPipelineMode(connection->pg))
		status = connection_fail(connection, tx->context, "script", NULL);
	if (status == STATUS_OK) {
		status = run_simple(connection, tx->context, expanded);
		if (!PQenterPipelineMode(connection->pg))
			connection->lost = true;
	}
	tx->broken |= status != STATUS_OK;
	return status;
}

/* A statement that is alone in its transaction needs no BEGIN and COMMIT: the server makes both of the end of the exchange. */
static void without_begin(struct tx *tx)
{
	tx->connection->control_count = 0;
}

enum status db_exec(struct context *context, struct db_pool *pool, const struct statement *statement,
		    const struct db_params *params, struct db_result *ret_result)
{
	struct tx tx CLEANUP(tx_rollback);
	int64_t deadline_us = clock_monotonic_us() + pool_wait_us(pool);
	enum status status = tx_begin(&tx, context, pool, deadline_us);
	if (status != STATUS_OK)
		return status;
	without_begin(&tx);
	status = tx_exec(&tx, statement, params, ret_result);
	if (tx.connection->lost)
		return fail_while(context, "whether it took effect is unknown");
	/* Nothing is open on the server, whatever happened. */
	tx.connection->begun = tx.connection->forget_prepared;
	return status;
}
