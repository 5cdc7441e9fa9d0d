#include "platform/db/transaction.h"

static const char set_sql[] = "SAVEPOINT s", release_sql[] = "RELEASE SAVEPOINT s", rollback_sql[] = "ROLLBACK TO SAVEPOINT s";

static struct tx_hook *last_hook(struct tx_hook *hook)
{
	while (hook && hook->next)
		hook = hook->next;
	return hook;
}

static void drop_hooks_after(struct tx_hook **list, struct tx_hook *mark)
{
	if (mark)
		mark->next = NULL;
	else
		*list = NULL;
}

enum status tx_savepoint(struct tx *tx)
{
	struct db_connection *connection = tx->connection;
	enum status status = transaction_usable(tx, "savepoint");
	if (status != STATUS_OK)
		return status;
	/* Used again instead of nested: the server needn't keep the older one. */
	if (connection->savepoint == SAVEPOINT_USED)
		transaction_control(connection, release_sql);
	if (connection->savepoint != SAVEPOINT_CLEAN)
		transaction_control(connection, set_sql);
	connection->savepoint = SAVEPOINT_CLEAN;
	connection->before_mark = last_hook(tx->before_commit);
	connection->after_mark = last_hook(tx->after_commit);
	return STATUS_OK;
}

enum status tx_rollback_to(struct tx *tx)
{
	struct db_connection *connection = tx->connection;
	if (!connection || connection->savepoint == SAVEPOINT_NONE)
		return fail(tx->context, STATUS_INTERNAL, "rollback to savepoint: none is set");
	if (connection->lost)
		return fail(tx->context, STATUS_UNAVAILABLE, "rollback to savepoint: the connection was lost");
	if (connection->savepoint == SAVEPOINT_USED)
		transaction_control(connection, rollback_sql);
	connection->savepoint = SAVEPOINT_CLEAN;
	tx->broken = false;
	drop_hooks_after(&tx->before_commit, connection->before_mark);
	drop_hooks_after(&tx->after_commit, connection->after_mark);
	return STATUS_OK;
}

enum status tx_release(struct tx *tx)
{
	struct db_connection *connection = tx->connection;
	enum status status = transaction_usable(tx, "release savepoint");
	if (status != STATUS_OK)
		return status;
	if (connection->savepoint == SAVEPOINT_NONE)
		return fail(tx->context, STATUS_INTERNAL, "release savepoint: none is set");
	int last = connection->control_count - 1;
	if (last >= 0 && connection->controls[last] == set_sql)
		connection->control_count--;
	else
		transaction_control(connection, release_sql);
	connection->savepoint = SAVEPOINT_NONE;
	return STATUS_OK;
}
