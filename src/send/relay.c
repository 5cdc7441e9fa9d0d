#include "send/relay.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "hapax/log.h"
#include "hapax/metrics.h"
#include "send/held.h"
#include "send/publish.h"
#include "send/round.h"
#include "send/send.h"
#include "send_sql.h"

enum {
	LEASE_MS = 1500,
	LEASE_RENEW_MS = 500,
	IDLE_POLL_MS = 200, /* rows that other instances wrote */
	WINDOW_ROWS = 2000,
	WINDOW_BYTES = 8 * 1024 * 1024,
	ARENA_BYTES = 64 * 1024 * 1024,
	DB_WAIT_MS = 2000,
	BACKOFF_FIRST_MS = 100,
	BACKOFF_MAX_MS = 5000,
	BREAKER_AFTER = 5, /* failed rounds in a row */
};

static struct metric circuit = {.name = "hapax_relay_circuit_open",
				.help = "1 while the relay only probes because the sidecar keeps failing",
				.kind = METRIC_GAUGE,
				.labels = {"service"}};
static struct metric pending_rows = {.name = "hapax_outbox_pending",
				     .help = "Events in the outbox, not yet taken by the sidecar (counted up to 100000)",
				     .kind = METRIC_GAUGE,
				     .labels = {"service"}};
static struct metric oldest_age = {.name = "hapax_outbox_oldest_age_seconds",
				   .help = "Age of the oldest event in the outbox",
				   .kind = METRIC_GAUGE,
				   .labels = {"service"}};

struct relay {
	struct db_pool *pool;
	const char *schema;
	struct publisher publisher;
	struct uuid owner; /* new with every start, so an old lease is never mistaken for ours */
	struct arena arena;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t wake;
	bool woken;
	bool stopping;
	uint64_t shards; /* that we hold, a bit each */
	int64_t leased_until_us;
	int64_t renew_at_us;
	int64_t counted_at_us;
	int failures; /* rounds in a row */
	int64_t retry_at_us;
	struct held_keys held;
};

static enum status relay_exec(struct relay *relay, struct context *context, const struct statement *statement,
			      const struct db_params *params, struct db_result *ret_result)
{
	struct tx tx = {0};
	enum status status = tx_begin(&tx, context, relay->pool, clock_monotonic_us() + DB_WAIT_MS * 1000);

	if (status != STATUS_OK)
		return status;
	tx.schema = relay->schema;
	status = tx_exec(&tx, statement, params, ret_result);
	if (status == STATUS_OK)
		status = tx_commit(&tx);
	tx_rollback(&tx);
	return status;
}

/* Renews what we hold and takes what nobody holds. */
static enum status renew_lease(struct relay *relay, struct context *context)
{
	int64_t asked_us = clock_monotonic_us();
	struct db_params params;
	struct db_result shards CLEANUP(db_result_done) = {0};
	enum status status;

	if (asked_us < relay->renew_at_us)
		return STATUS_OK;
	db_params_init(&params, context->arena);
	db_add_uuid(&params, relay->owner);
	db_add_i32(&params, LEASE_MS);
	status = relay_exec(relay, context, &send_sql_lease, &params, &shards);
	if (status != STATUS_OK)
		return fail_while(context, "renewing the outbox leases of %s", relay->schema);
	relay->shards = 0;
	for (int i = 0; i < shards.rows; i++)
		relay->shards |= UINT64_C(1) << db_get_i64(&shards, i, 0);
	/* Whoever lacks some asks more often: that is how long events wait when their owner died. */
	relay->renew_at_us = asked_us + (shards.rows == OUTBOX_SHARDS ? LEASE_RENEW_MS : IDLE_POLL_MS) * 1000;
	relay->leased_until_us = shards.rows > 0 ? asked_us + LEASE_MS * 1000 : 0;
	return STATUS_OK;
}

static void count_pending(struct relay *relay, struct context *context)
{
	struct db_params params;
	struct db_result row CLEANUP(db_result_done) = {0};

	if (clock_monotonic_us() < relay->counted_at_us + 5000000)
		return;
	relay->counted_at_us = clock_monotonic_us();
	db_params_init(&params, context->arena);
	if (relay_exec(relay, context, &send_sql_pending, &params, &row) != STATUS_OK || row.rows != 1)
		return;
	metric_set(&pending_rows, db_get_i64(&row, 0, 0), relay->schema, NULL, NULL);
	metric_set(&oldest_age, db_get_i64(&row, 0, 1) / 1000000, relay->schema, NULL, NULL);
}

static enum status claim(struct relay *relay, struct context *context, struct db_result *result, struct claimed_row **ret_rows,
			 size_t *ret_count)
{
	struct db_params params;
	struct claimed_row *rows;
	enum status status;

	db_params_init(&params, context->arena);
	db_add_uuid(&params, relay->owner);
	db_add_i32(&params, WINDOW_ROWS);
	db_add_i64(&params, WINDOW_BYTES);
	held_keys_add_param(&relay->held, &params, clock_monotonic_us());
	status = relay_exec(relay, context, &send_sql_claim, &params, result);
	if (status != STATUS_OK)
		return fail_while(context, "reading the outbox of %s", relay->schema);
	rows = arena_array(context->arena, struct claimed_row, (size_t)result->rows + 1);
	if (!rows)
		return fail(context, STATUS_EXHAUSTED, "no memory left for %d outbox rows", result->rows);
	for (int i = 0; i < result->rows; i++) {
		rows[i].seq = db_get_i64(result, i, 0);
		rows[i].topic = db_get_text(result, i, 2);
		rows[i].key = db_get_text(result, i, 3);
		rows[i].event = db_get_text(result, i, 4);
		rows[i].alone = held_keys_has(&relay->held, rows[i].key);
	}
	*ret_rows = rows;
	*ret_count = (size_t)result->rows;
	return STATUS_OK;
}

static enum status forget_published(struct relay *relay, struct context *context, const struct claimed_row *rows, size_t count,
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
	db_add_uuid(&params, relay->owner);
	db_add_array(&params, &seqs);
	status = relay_exec(relay, context, &send_sql_published, &params, NULL);
	return status == STATUS_OK ? status : fail_while(context, "deleting published rows of %s", relay->schema);
}

/* What a round came to. */
struct outcome {
	enum status status; /* of its calls */
	size_t published;
	size_t refused;
	const struct claimed_row *first_refused;
};

static void note_success(struct relay *relay)
{
	if (relay->failures >= BREAKER_AFTER) {
		log_record(LOG_INFO, "relay: publishing again", LOG_STR("service", relay->schema));
		held_keys_clear(&relay->held);
	}
	relay->failures = 0;
	metric_set(&circuit, 0, relay->schema, NULL, NULL);
}

static void note_failure(struct relay *relay, struct context *context, struct text cause)
{
	int backoff_ms = BACKOFF_FIRST_MS << (relay->failures < 6 ? relay->failures : 6);

	if (backoff_ms > BACKOFF_MAX_MS)
		backoff_ms = BACKOFF_MAX_MS;
	backoff_ms += (int)(ids_next(context->ids, 0).bytes[15]) * backoff_ms / 1024;
	relay->retry_at_us = clock_monotonic_us() + backoff_ms * 1000;
	relay->failures++;
	if (relay->failures <= BREAKER_AFTER)
		log_record(relay->failures == BREAKER_AFTER ? LOG_ERROR : LOG_WARN,
			   relay->failures == BREAKER_AFTER
				   ? "relay: the sidecar keeps failing, only probing from now on; events stay in the outbox"
				   : "relay: publishing failed, trying again",
			   LOG_STR("service", relay->schema), LOG_TEXT(LOG_CAUSE, cause), LOG_INT("retry_in_ms", backoff_ms));
	if (relay->failures >= BREAKER_AFTER)
		metric_set(&circuit, 1, relay->schema, NULL, NULL);
}

static void hold_refused(struct relay *relay, const struct claimed_row *rows, size_t count)
{
	int64_t now_us = clock_monotonic_us();

	for (size_t i = 0; i < count; i++) {
		if (rows[i].state != OUTBOX_REFUSED || held_keys_add(&relay->held, rows[i].key, now_us) > 1)
			continue;
		log_record(LOG_WARN, "relay: the sidecar refuses an event, those of its key wait",
			   LOG_STR("service", relay->schema), LOG_TEXT(LOG_TOPIC, rows[i].topic), LOG_INT("seq", rows[i].seq),
			   LOG_TEXT(LOG_CAUSE, rows[i].error));
	}
}

/* A key that is refused, while others are taken or the sidecar answers at all, is held back by itself. Where nothing goes any more,
 * all wait; then each probe is of other keys, because the one that was probed may be the very one at fault. */
static void note_outcome(struct relay *relay, struct context *context, const struct outcome *outcome,
			 const struct claimed_row *rows, size_t count)
{
	bool probing = relay->failures >= BREAKER_AFTER;
	bool answers = outcome->published > 0 || !publish_is_absence(outcome->status);

	if (outcome->published > 0)
		note_success(relay);
	if (outcome->refused > 0 && (answers || probing))
		hold_refused(relay, rows, count);
	if (outcome->published == 0 && (!answers || held_keys_full(&relay->held)))
		note_failure(relay, context,
			     outcome->status != STATUS_OK ? context->failure.message
			     : outcome->first_refused	  ? outcome->first_refused->error
							  : (struct text){0});
}

/* What was refused with a whole call is tried again by itself: one event may spoil a call for all others. */
static size_t separate_doubtful(struct claimed_row *rows, size_t count)
{
	size_t separated = 0;

	for (size_t i = 0; i < count; i++) {
		if (rows[i].state != OUTBOX_REFUSED || !rows[i].doubtful)
			continue;
		rows[i].state = OUTBOX_PENDING;
		rows[i].alone = true;
		separated++;
	}
	return separated;
}

/* Publishes the chosen rows. was_published: scratch, of before the round. */
static struct outcome publish_chosen(struct relay *relay, struct context *context, struct claimed_row *rows, size_t count,
				     bool *was_published)
{
	struct outcome outcome = {0};

	for (size_t i = 0; i < count; i++)
		was_published[i] = rows[i].state == OUTBOX_PUBLISHED;
	outcome.status = publish_round(context, &relay->publisher, rows, count);
	if (relay->failures == 0 && separate_doubtful(rows, count) > 0)
		outcome.status = STATUS_OK;
	for (size_t i = 0; i < count; i++) {
		if (rows[i].state == OUTBOX_PUBLISHED && !was_published[i]) {
			outcome.published++;
			held_keys_remove(&relay->held, rows[i].key);
		}
		if (rows[i].state == OUTBOX_REFUSED) {
			outcome.refused++;
			outcome.first_refused = outcome.first_refused ? outcome.first_refused : &rows[i];
		}
	}
	return outcome;
}

/* Publishes a window of claimed rows, round after round, until something is refused or the window is through. */
static enum status publish_window(struct relay *relay, struct context *context, struct claimed_row *rows, size_t count)
{
	bool *was_published = arena_array(context->arena, bool, count);
	uint64_t shards = relay->shards;
	struct round_keys table;
	struct outcome outcome = {0};
	enum status status = round_keys_init(context, &table, count);

	if (!was_published)
		return fail(context, STATUS_EXHAUSTED, "no memory left for %zu outbox rows", count);
	/* Shards that were lost meanwhile have another owner, who publishes these very rows. */
	while (status == STATUS_OK && outcome.refused == 0 && outcome.status == STATUS_OK && !(shards & ~relay->shards) &&
	       round_choose(&table, rows, count) > 0) {
		if (clock_monotonic_us() > relay->leased_until_us)
			return fail(context, STATUS_TIMEOUT, "the lease ran out");
		if (relay->failures >= BREAKER_AFTER)
			round_thin_out(rows, count);
		outcome = publish_chosen(relay, context, rows, count, was_published);
		note_outcome(relay, context, &outcome, rows, count);
		status = forget_published(relay, context, rows, count, was_published);
		if (status == STATUS_OK)
			status = renew_lease(relay, context);
	}
	return status;
}

/* Claims and publishes one window. *ret_more: there may be more rows right now. */
static enum status work(struct relay *relay, struct context *context, bool *ret_more)
{
	struct db_result result CLEANUP(db_result_done) = {0};
	struct claimed_row *rows = NULL;
	size_t count = 0;
	enum status status = renew_lease(relay, context);

	*ret_more = false;
	if (status != STATUS_OK)
		return status;
	count_pending(relay, context);
	if (relay->leased_until_us < clock_monotonic_us() || clock_monotonic_us() < relay->retry_at_us)
		return STATUS_OK;
	status = claim(relay, context, &result, &rows, &count);
	if (status != STATUS_OK || count == 0)
		return status;
	status = publish_window(relay, context, rows, count);
	*ret_more = status == STATUS_OK && clock_monotonic_us() >= relay->retry_at_us;
	return status;
}

static void sleep_until_woken(struct relay *relay)
{
	struct timespec until;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_nsec += IDLE_POLL_MS * 1000000L;
	until.tv_sec += until.tv_nsec / 1000000000L;
	until.tv_nsec %= 1000000000L;
	pthread_mutex_lock(&relay->lock);
	while (!relay->woken && !relay->stopping)
		if (pthread_cond_timedwait(&relay->wake, &relay->lock, &until) != 0)
			break;
	relay->woken = false;
	pthread_mutex_unlock(&relay->lock);
}

static bool is_stopping(struct relay *relay)
{
	bool stopping;

	pthread_mutex_lock(&relay->lock);
	stopping = relay->stopping;
	pthread_mutex_unlock(&relay->lock);
	return stopping;
}

static void give_back_lease(struct relay *relay, struct context *context)
{
	struct db_params params;

	db_params_init(&params, context->arena);
	db_add_uuid(&params, relay->owner);
	if (relay_exec(relay, context, &send_sql_release, &params, NULL) != STATUS_OK)
		log_record(LOG_DEBUG, "relay: leases not given back, they run out by themselves", LOG_STR("service", relay->schema),
			   LOG_TEXT(LOG_CAUSE, context->failure.message));
}

static void *run(void *data)
{
	struct relay *relay = data;
	struct context last;
	bool failing = false, stopping, more;

	do {
		struct context context;
		enum status status;

		stopping = is_stopping(relay); /* asked before the work: the last round sees all that was committed */
		context_init(&context, &relay->arena, NULL, NULL);
		status = work(relay, &context, &more);
		if (status != STATUS_OK && !failing)
			log_record(LOG_WARN, "relay: waiting for the database", LOG_STR("service", relay->schema),
				   LOG_TEXT(LOG_CAUSE, context.failure.message));
		failing = status != STATUS_OK;
		arena_reset(&relay->arena);
		if (!more && !stopping)
			sleep_until_woken(relay);
	} while (!stopping);

	context_init(&last, &relay->arena, NULL, NULL);
	give_back_lease(relay, &last);
	arena_done(&relay->arena);
	return NULL;
}

enum status relay_open(struct context *context, const struct relay_options *options, const char *schema, struct relay **ret_relay)
{
	struct relay *relay = calloc(1, sizeof(*relay));
	pthread_condattr_t monotonic;

	if (!relay)
		return fail(context, STATUS_EXHAUSTED, "no memory left for the relay of %s", schema);
	relay->pool = options->pool;
	relay->schema = schema;
	relay->publisher = (struct publisher){
		.sidecar = options->sidecar,
		.pubsub = options->pubsub,
		.batch_events = options->batch_events,
		.topic_name = options->topic_name,
		.topic_data = options->topic_data,
	};
	relay->owner = ids_next(context->ids, context_now_us(context));
	arena_init(&relay->arena, ARENA_BYTES);
	pthread_mutex_init(&relay->lock, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&relay->wake, &monotonic);
	pthread_condattr_destroy(&monotonic);
	if (pthread_create(&relay->thread, NULL, run, relay) != 0) {
		free(relay);
		return fail(context, STATUS_EXHAUSTED, "no thread left for the relay of %s", schema);
	}
	*ret_relay = relay;
	return STATUS_OK;
}

void relay_wake(struct relay *relay)
{
	pthread_mutex_lock(&relay->lock);
	relay->woken = true;
	pthread_cond_signal(&relay->wake);
	pthread_mutex_unlock(&relay->lock);
}

void relay_close(struct relay *relay)
{
	if (!relay)
		return;
	pthread_mutex_lock(&relay->lock);
	relay->stopping = true;
	pthread_cond_signal(&relay->wake);
	pthread_mutex_unlock(&relay->lock);
	pthread_join(relay->thread, NULL);
	held_keys_clear(&relay->held);
	pthread_cond_destroy(&relay->wake);
	pthread_mutex_destroy(&relay->lock);
	free(relay);
}
