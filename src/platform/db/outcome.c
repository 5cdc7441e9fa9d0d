#include <string.h>
#include <time.h>

#include "db_sql.h"
#include "platform/db/database.h"
#include "platform/db/pool_internal.h"
#include "platform/db/transaction.h"

enum verdict { VERDICT_COMMITTED, VERDICT_NOT_COMMITTED, VERDICT_IN_PROGRESS, VERDICT_UNKNOWN };

static const int64_t patience_us = 5000 * 1000;

/* The server was started, recovered or promoted since, and the id may be another transaction's by now. */
static enum verdict judge_after_recovery(const struct db_result *row, const struct incarnation *then, const struct incarnation *now)
{
	if (strcmp(then->timeline, now->timeline) != 0 || !db_get_bool(row, 0, 1))
		return VERDICT_UNKNOWN;
	return db_get_bool(row, 0, 2) ? VERDICT_COMMITTED : VERDICT_NOT_COMMITTED;
}

static enum verdict judge(const struct db_result *row, const struct incarnation *then, const struct incarnation *now)
{
	struct text status = db_get_text(row, 0, 0);
	bool same = strcmp(then->text, now->text) == 0;
	if (text_equal_string(status, "aborted"))
		return VERDICT_NOT_COMMITTED;
	if (text_equal_string(status, "in progress")) /* after a restart it is somebody else who has the id */
		return same ? VERDICT_IN_PROGRESS : VERDICT_NOT_COMMITTED;
	if (text_equal_string(status, "committed"))
		return same ? VERDICT_COMMITTED : judge_after_recovery(row, then, now);
	return VERDICT_UNKNOWN; /* too long ago to be known */
}

static enum verdict ask(struct tx *tx, const struct incarnation *then)
{
	static const char id_in_the_future[] = "22023";
	struct context *context = tx->context;
	struct db_connection *connection = tx->connection;
	struct db_params params;
	struct exchange exchange CLEANUP(exchange_done);
	db_params_init(&params, context->arena);
	db_add_i64(&params, tx->transaction_id);
	if (params.failed)
		return VERDICT_UNKNOWN;
	exchange_init(&exchange, connection);
	exchange_query(&exchange, db_sql_transaction_outcome.sql, &params);
	enum status status = exchange_run(&exchange, context, "asking for the outcome", connection_answer_deadline_us(connection));
	if (status == STATUS_OK) {
		struct db_result row CLEANUP(db_result_done) = exchange_take(&exchange, 0);
		return judge(&row, then, &connection->incarnation);
	}
	if (connection->lost)
		return VERDICT_IN_PROGRESS; /* ask again, over another connection */
	/* An id that the server hasn't given out yet went down with a crash. */
	const char *sqlstate = context->failure.sqlstate;
	return sqlstate && strcmp(sqlstate, id_in_the_future) == 0 ? VERDICT_NOT_COMMITTED : VERDICT_UNKNOWN;
}

static void pause_ms(int ms)
{
	nanosleep(&(struct timespec){.tv_nsec = ms * 1000000L}, NULL);
}

static enum verdict ask_until_known(struct tx *tx)
{
	struct db_pool *pool = tx->connection->pool;
	const struct incarnation then = tx->connection->incarnation;
	int64_t deadline_us = clock_monotonic_us() + patience_us;
	enum verdict verdict = VERDICT_IN_PROGRESS;
	for (int wait_ms = 5; verdict == VERDICT_IN_PROGRESS; wait_ms = wait_ms < 100 ? wait_ms * 2 : wait_ms) {
		if (tx->connection->lost && pool_replace(tx->context, &tx->connection, deadline_us) != STATUS_OK) {
			database_count(CONNECTION_USED, -1);
			pool_give_place(pool);
			return VERDICT_UNKNOWN;
		}
		verdict = ask(tx, &then);
		if (clock_monotonic_us() >= deadline_us)
			return verdict == VERDICT_IN_PROGRESS ? VERDICT_UNKNOWN : verdict;
		if (verdict == VERDICT_IN_PROGRESS)
			pause_ms(wait_ms);
	}
	return verdict;
}

enum status outcome_find(struct tx *tx)
{
	struct context *context = tx->context;
	const char *cause = failure_text(context);
	enum verdict verdict = VERDICT_UNKNOWN;
	if (tx->transaction_id != 0 && tx->connection->pool)
		verdict = ask_until_known(tx);
	failure_clear(context);
	if (verdict == VERDICT_COMMITTED)
		return STATUS_OK;
	if (verdict == VERDICT_NOT_COMMITTED)
		return fail(context, STATUS_UNAVAILABLE, "connection lost at COMMIT, the transaction was rolled back: %s", cause);
	return fail(context, STATUS_UNAVAILABLE, "connection lost at COMMIT, the outcome is unknown: %s", cause);
}
