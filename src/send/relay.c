#include "send/relay.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "hapax/log.h"
#include "hapax/metrics.h"
#include "send/claims.h"
#include "send/publish.h"
#include "send/round.h"
#include "send/send.h"

enum {
	ARENA_BYTES = 64 * 1024 * 1024,
	BACKOFF_FIRST_MS = 100,
	BACKOFF_MAX_MS = 5000,
	BREAKER_AFTER = 5, /* failed rounds in a row */
};

static struct metric circuit = {.name = "hapax_relay_circuit_open",
				.help = "1 while the relay only probes because the sidecar keeps failing",
				.kind = METRIC_GAUGE,
				.labels = {"service"}};
struct relay {
	struct claims claims;
	struct publisher publisher;
	struct arena arena;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t wake;
	bool woken;
	bool stopping;
	int failures; /* rounds in a row */
	int64_t retry_at_us;
};

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
		log_record(LOG_INFO, "relay: publishing again", LOG_STR("service", relay->claims.schema));
		held_keys_clear(&relay->claims.held);
	}
	relay->failures = 0;
	metric_set(&circuit, 0, relay->claims.schema, NULL, NULL);
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
			   LOG_STR("service", relay->claims.schema), LOG_TEXT(LOG_CAUSE, cause),
			   LOG_INT("retry_in_ms", backoff_ms));
	if (relay->failures >= BREAKER_AFTER)
		metric_set(&circuit, 1, relay->claims.schema, NULL, NULL);
}

static void hold_refused(struct relay *relay, const struct claimed_row *rows, size_t count)
{
	int64_t now_us = clock_monotonic_us();

	for (size_t i = 0; i < count; i++) {
		if (rows[i].state != OUTBOX_REFUSED || held_keys_add(&relay->claims.held, rows[i].key, now_us) > 1)
			continue;
		log_record(LOG_WARN, "relay: the sidecar refuses an event, those of its key wait",
			   LOG_STR("service", relay->claims.schema), LOG_TEXT(LOG_TOPIC, rows[i].topic),
			   LOG_INT("seq", rows[i].seq), LOG_TEXT(LOG_CAUSE, rows[i].error));
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
	if (outcome->published == 0 && (!answers || held_keys_full(&relay->claims.held)))
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
			held_keys_remove(&relay->claims.held, rows[i].key);
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
	uint64_t shards = relay->claims.shards;
	struct round_keys table;
	struct outcome outcome = {0};
	enum status status = round_keys_init(context, &table, count);

	if (!was_published)
		return fail(context, STATUS_EXHAUSTED, "no memory left for %zu outbox rows", count);
	/* Shards that were lost meanwhile have another owner, who publishes these very rows. */
	while (status == STATUS_OK && outcome.refused == 0 && outcome.status == STATUS_OK && !(shards & ~relay->claims.shards) &&
	       round_choose(&table, rows, count) > 0) {
		if (clock_monotonic_us() > relay->claims.leased_until_us)
			return fail(context, STATUS_TIMEOUT, "the lease ran out");
		if (relay->failures >= BREAKER_AFTER)
			round_thin_out(rows, count);
		outcome = publish_chosen(relay, context, rows, count, was_published);
		note_outcome(relay, context, &outcome, rows, count);
		status = claims_forget_published(&relay->claims, context, rows, count, was_published);
		if (status == STATUS_OK)
			status = claims_renew(&relay->claims, context);
	}
	return status;
}

/* Claims and publishes one window. *ret_more: there may be more rows right now. */
static enum status work(struct relay *relay, struct context *context, bool *ret_more)
{
	struct db_result result CLEANUP(db_result_done) = {0};
	struct claimed_row *rows = NULL;
	size_t count = 0;
	enum status status = claims_renew(&relay->claims, context);

	*ret_more = false;
	if (status != STATUS_OK)
		return status;
	claims_count_pending(&relay->claims, context);
	if (relay->claims.leased_until_us < clock_monotonic_us() || clock_monotonic_us() < relay->retry_at_us)
		return STATUS_OK;
	status = claims_take(&relay->claims, context, &result, &rows, &count);
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
	until.tv_nsec += CLAIMS_POLL_MS * 1000000L;
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
			log_record(LOG_WARN, "relay: waiting for the database", LOG_STR("service", relay->claims.schema),
				   LOG_TEXT(LOG_CAUSE, context.failure.message));
		failing = status != STATUS_OK;
		arena_reset(&relay->arena);
		if (!more && !stopping)
			sleep_until_woken(relay);
	} while (!stopping);

	context_init(&last, &relay->arena, NULL, NULL);
	claims_give_back(&relay->claims, &last);
	arena_done(&relay->arena);
	return NULL;
}

enum status relay_open(struct context *context, const struct relay_options *options, const char *schema, struct relay **ret_relay)
{
	struct relay *relay = calloc(1, sizeof(*relay));
	pthread_condattr_t monotonic;

	if (!relay)
		return fail(context, STATUS_EXHAUSTED, "no memory left for the relay of %s", schema);
	relay->claims.pool = options->pool;
	relay->claims.schema = schema;
	relay->publisher = (struct publisher){
		.sidecar = options->sidecar,
		.pubsub = options->pubsub,
		.batch_events = options->batch_events,
		.topic_name = options->topic_name,
		.topic_data = options->topic_data,
	};
	relay->claims.owner = ids_next(context->ids, context_now_us(context));
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
	held_keys_clear(&relay->claims.held);
	pthread_cond_destroy(&relay->wake);
	pthread_mutex_destroy(&relay->lock);
	free(relay);
}
