#include "send/claims.h"

#include "hapax/log.h"
#include "hapax/metrics.h"
#include "send/send.h"
#include "send_sql.h"

enum {
	LEASE_MS = 1500,
	LEASE_RENEW_MS = 500,
	WINDOW_ROWS = 2000,
	WINDOW_BYTES = 8 * 1024 * 1024,
	DB_WAIT_MS = 2000,
};

static struct metric pending_rows = {.name = "hapax_outbox_pending",
				     .help = "Events in the outbox, not yet taken by the sidecar (counted up to 100000)",
				     .kind = METRIC_GAUGE,
				     .labels = {"service"}};
static struct metric oldest_age = {.name = "hapax_outbox_oldest_age_seconds",
				   .help = "Age of the oldest event in the outbox",
				   .kind = METRIC_GAUGE,
				   .labels = {"service"}};

static enum status claims_exec(struct claims *claims, struct context *context, const struct statement *statement,
			       const struct db_params *params, struct db_result *ret_result)
{
	struct tx tx = {0};
	enum status status = tx_begin(&tx, context, claims->pool, clock_monotonic_us() + DB_WAIT_MS * 1000);

	if (status != STATUS_OK)
		return status;
	tx.schema = claims->schema;
	status = tx_exec(&tx, statement, params, ret_result);
	if (status == STATUS_OK)
		status = tx_commit(&tx);
	tx_rollback(&tx);
	return status;
}

enum status claims_renew(struct claims *claims, struct context *context)
{
	int64_t asked_us = clock_monotonic_us();
	struct db_params params;
	struct db_result shards CLEANUP(db_result_done) = {0};
	enum status status;

	if (asked_us < claims->renew_at_us)
		return STATUS_OK;
	db_params_init(&params, context->arena);
	db_add_uuid(&params, claims->owner);
	db_add_i32(&params, LEASE_MS);
	status = claims_exec(claims, context, &send_sql_lease, &params, &shards);
	if (status != STATUS_OK)
		return fail_while(context, "renewing the outbox leases of %s", claims->schema);
	claims->shards = 0;
	for (int i = 0; i < shards.rows; i++)
		claims->shards |= UINT64_C(1) << db_get_i64(&shards, i, 0);
	/* Whoever lacks some asks more often: that is how long events wait when their owner died. */
	claims->renew_at_us = asked_us + (shards.rows == OUTBOX_SHARDS ? LEASE_RENEW_MS : CLAIMS_POLL_MS) * 1000;
	claims->leased_until_us = shards.rows > 0 ? asked_us + LEASE_MS * 1000 : 0;
	return STATUS_OK;
}

void claims_count_pending(struct claims *claims, struct context *context)
{
	struct db_params params;
	struct db_result row CLEANUP(db_result_done) = {0};

	if (clock_monotonic_us() < claims->counted_at_us + 5000000)
		return;
	claims->counted_at_us = clock_monotonic_us();
	db_params_init(&params, context->arena);
	if (claims_exec(claims, context, &send_sql_pending, &params, &row) != STATUS_OK || row.rows != 1)
		return;
	metric_set(&pending_rows, db_get_i64(&row, 0, 0), claims->schema, NULL, NULL);
	metric_set(&oldest_age, db_get_i64(&row, 0, 1) / 1000000, claims->schema, NULL, NULL);
}

enum status claims_take(struct claims *claims, struct context *context, struct db_result *result, struct claimed_row **ret_rows,
			size_t *ret_count)
{
	struct db_params params;
	struct claimed_row *rows;
	enum status status;

	db_params_init(&params, context->arena);
	db_add_uuid(&params, claims->owner);
	db_add_i32(&params, WINDOW_ROWS);
	db_add_i64(&params, WINDOW_BYTES);
	held_keys_add_param(&claims->held, &params, clock_monotonic_us());
	status = claims_exec(claims, context, &send_sql_claim, &params, result);
	if (status != STATUS_OK)
		return fail_while(context, "reading the outbox of %s", claims->schema);
	rows = arena_array(context->arena, struct claimed_row, (size_t)result->rows + 1);
	if (!rows)
		return fail(context, STATUS_EXHAUSTED, "no memory left for %d outbox rows", result->rows);
	for (int i = 0; i < result->rows; i++) {
		rows[i].seq = db_get_i64(result, i, 0);
		rows[i].topic = db_get_text(result, i, 2);
		rows[i].key = db_get_text(result, i, 3);
		rows[i].event = db_get_text(result, i, 4);
		rows[i].alone = held_keys_has(&claims->held, rows[i].key);
	}
	*ret_rows = rows;
	*ret_count = (size_t)result->rows;
	return STATUS_OK;
}

enum status claims_forget_published(struct claims *claims, struct context *context, const struct claimed_row *rows, size_t count,
				    const bool *was_published)
{
	struct db_array seqs;
	struct db_params params;
	enum status status;

	db_array_init(&seqs, context->arena, DB_I64);
	for (size_t i = 0; i < count; i++)
		if (rows[i].state == OUTBOX_PUBLISHED && !was_published[i])
			db_array_i64(&seqs, rows[i].seq);
	if (seqs.count == 0)
		return STATUS_OK;
	db_params_init(&params, context->arena);
	db_add_uuid(&params, claims->owner);
	db_add_array(&params, &seqs);
	status = claims_exec(claims, context, &send_sql_published, &params, NULL);
	return status == STATUS_OK ? status : fail_while(context, "deleting published rows of %s", claims->schema);
}

void claims_give_back(struct claims *claims, struct context *context)
{
	struct db_params params;

	db_params_init(&params, context->arena);
	db_add_uuid(&params, claims->owner);
	if (claims_exec(claims, context, &send_sql_release, &params, NULL) != STATUS_OK)
		log_record(LOG_DEBUG, "relay: leases not given back, they run out by themselves",
			   LOG_STR("service", claims->schema), LOG_TEXT(LOG_CAUSE, context->failure.message));
}
