#include <string.h>

#include "platform/db/transaction.h"

static enum status add_hook(struct tx *tx, struct tx_hook **list, enum status (*run)(struct tx *tx, void *data), void *data)
{
	struct tx_hook *hook = arena_new(tx->context->arena, struct tx_hook);
	if (!hook)
		return fail(tx->context, STATUS_EXHAUSTED, "no memory for a commit hook");
	*hook = (struct tx_hook){.run = run, .data = data};
	while (*list)
		list = &(*list)->next;
	*list = hook;
	return STATUS_OK;
}

enum status tx_before_commit(struct tx *tx, enum status (*run)(struct tx *tx, void *data), void *data)
{
	return add_hook(tx, &tx->before_commit, run, data);
}

enum status tx_after_commit(struct tx *tx, enum status (*run)(struct tx *tx, void *data), void *data)
{
	return add_hook(tx, &tx->after_commit, run, data);
}

/* Also those that a hook adds. */
static enum status run_before_hooks(struct tx *tx)
{
	enum status status = STATUS_OK;
	for (struct tx_hook *hook = tx->before_commit; hook && status == STATUS_OK; hook = hook->next)
		status = hook->run(tx, hook->data);
	return status;
}

/* The transaction is committed, so nothing that happens here can be its failure. */
static void run_after_hooks(struct tx *tx, struct tx_hook *hook)
{
	for (; hook; hook = hook->next)
		if (hook->run(tx, hook->data) != STATUS_OK)
			failure_clear(tx->context);
}

static enum status send_commit(struct tx *tx)
{
	struct db_connection *connection = tx->connection;
	struct exchange exchange CLEANUP(exchange_done);
	int64_t started_us = clock_monotonic_us();
	exchange_init(&exchange, connection);
	transaction_queue_controls(connection, &exchange);
	int index = exchange_command(&exchange, "COMMIT");
	enum status status = exchange_run(&exchange, tx->context, "COMMIT", connection_answer_deadline_us(connection));
	transaction_observe("commit", started_us);
	connection->begun = status != STATUS_OK;
	if (status == STATUS_OK && strcmp(PQcmdStatus(exchange.results[index]), "COMMIT") != 0)
		return fail(tx->context, STATUS_INTERNAL, "COMMIT: the server rolled the transaction back");
	return status;
}

static enum status commit(struct tx *tx)
{
	enum status status = transaction_usable(tx, "COMMIT");
	if (status == STATUS_OK)
		status = run_before_hooks(tx);
	if (status == STATUS_OK && tx->broken)
		status = transaction_usable(tx, "COMMIT");
	if (status != STATUS_OK || !tx->connection->begun)
		return status;
	if (tx->connection->wants_id && tx->transaction_id == 0)
		status = transaction_run(tx, NULL, NULL, NULL);
	if (status != STATUS_OK)
		return status;
	status = send_commit(tx);
	/* An answer that leaves the session alive is definite. */
	return status != STATUS_OK && tx->connection->lost ? outcome_find(tx) : status;
}

enum status tx_commit(struct tx *tx)
{
	enum status status = commit(tx);
	if (status != STATUS_OK) {
		tx_rollback(tx);
		return status;
	}
	struct tx_hook *hooks = tx->after_commit;
	transaction_end(tx);
	run_after_hooks(tx, hooks);
	return STATUS_OK;
}
