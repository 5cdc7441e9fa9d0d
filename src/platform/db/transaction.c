#include "platform/db/transaction.h"

#include "db_sql.h"
#include "hapax/metrics.h"
#include "platform/db/pool_internal.h"

/* Explicit: what handlers rely on (re-reading after a lock) mustn't depend on the database's default. */
static const char begin_sql[] = "BEGIN ISOLATION LEVEL READ COMMITTED";

static struct metric duration_metric = {
	.name = "db_client_operation_duration_seconds",
	.help = "Time of statements and commits, from sending to the answer.",
	.kind = METRIC_HISTOGRAM,
	.labels = {"operation"},
};

void transaction_observe(const char *operation, int64_t started_us)
{
	metric_observe_us(&duration_metric, clock_monotonic_us() - started_us, operation, NULL, NULL);
}

void transaction_start(struct tx *tx, struct context *context, struct db_connection *connection, const char *schema)
{
	*tx = (struct tx){.context = context, .schema = schema, .connection = connection};
	connection->control_count = 0;
	connection->begun = false;
	connection->wants_id = false;
	connection->savepoint = SAVEPOINT_NONE;
	transaction_control(connection, begin_sql);
}

void transaction_end(struct tx *tx)
{
	struct db_connection *connection = tx->connection;
	tx->connection = NULL;
	tx->before_commit = NULL;
	tx->after_commit = NULL;
	if (connection && connection->pool)
		pool_give(connection);
}

enum status transaction_usable(struct tx *tx, const char *doing)
{
	if (!tx->connection)
		return fail(tx->context, STATUS_INTERNAL, "%s: the transaction is finished", doing);
	if (tx->broken)
		return fail(tx->context, STATUS_INTERNAL, "%s: a statement of the transaction failed before, only rollback is left",
			    doing);
	return STATUS_OK;
}

void transaction_control(struct db_connection *connection, const char *sql)
{
	connection->controls[connection->control_count++] = sql;
}

void transaction_queue_controls(struct db_connection *connection, struct exchange *exchange)
{
	for (int i = 0; i < connection->control_count; i++)
		exchange_command(exchange, connection->controls[i]);
	connection->control_count = 0;
	connection->begun = true;
	if (connection->savepoint == SAVEPOINT_CLEAN)
		connection->savepoint = SAVEPOINT_USED;
}

/* A statement's places in an exchange. */
struct queued {
	unsigned number;
	int prepare_index; /* -1: was prepared before */
	int execute_index; /* -1: isn't in it */
};

static enum status queue(struct tx *tx, struct exchange *exchange, const struct statement *statement,
			 const struct db_params *params, struct queued *ret_queued)
{
	struct statements *statements = &tx->connection->statements;
	struct queued queued = {statements_find(statements, statement, tx->schema), -1, -1};
	if (queued.number == 0) {
		const char *sql;
		enum status status = statement_expand(tx->context, statement->sql, tx->schema, &sql);
		if (status != STATUS_OK)
			return status;
		queued.number = statements_next_number(statements);
		queued.prepare_index = exchange_prepare(exchange, queued.number, sql, params);
	}
	queued.execute_index = exchange_execute(exchange, queued.number, params);
	*ret_queued = queued;
	return STATUS_OK;
}

/* What was prepared stays so, whatever became of its execution and of the transaction. */
static void remember(struct tx *tx, const struct exchange *exchange, const struct statement *statement, const struct queued *queued)
{
	if (queued->prepare_index >= 0 && exchange_succeeded(exchange, queued->prepare_index))
		statements_add(&tx->connection->statements, statement, tx->schema, queued->number);
}

static void read_id(struct tx *tx, struct exchange *exchange, int index)
{
	struct db_result row CLEANUP(db_result_done) = exchange_take(exchange, index);
	tx->transaction_id = db_get_i64(&row, 0, 0);
}

enum status transaction_run(struct tx *tx, const struct statement *statement, const struct db_params *params,
			    struct db_result *ret_result)
{
	struct db_connection *connection = tx->connection;
	struct exchange exchange CLEANUP(exchange_done);
	struct queued id = {0, -1, -1}, main = {0, -1, -1};
	const char *doing = statement ? statement->name : "starting the transaction";
	enum status status = STATUS_OK;
	exchange_init(&exchange, connection);
	transaction_queue_controls(connection, &exchange);
	if (connection->wants_id && tx->transaction_id == 0)
		status = queue(tx, &exchange, &db_sql_transaction_id, NULL, &id);
	if (status == STATUS_OK && statement)
		status = queue(tx, &exchange, statement, params, &main);
	if (status != STATUS_OK) {
		/* Half an exchange waits to be sent; no memory is rare enough to start over with a new connection. */
		connection->lost = true;
		return status;
	}
	status = exchange_run(&exchange, tx->context, doing, connection_answer_deadline_us(connection));
	remember(tx, &exchange, &db_sql_transaction_id, &id);
	remember(tx, &exchange, statement, &main);
	/* Freshly prepared, it can't have been stale. */
	if (main.prepare_index >= 0)
		connection->forget_prepared = false;
	if (status == STATUS_OK && id.execute_index >= 0)
		read_id(tx, &exchange, id.execute_index);
	if (status == STATUS_OK && main.execute_index >= 0)
		*ret_result = exchange_take(&exchange, main.execute_index);
	return status;
}
