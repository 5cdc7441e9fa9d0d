#include "platform/db/database.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "hapax/metrics.h"
#include "platform/db/connection.h"
#include "platform/db/url.h"

static _Atomic int64_t counts[CONNECTION_STATE_COUNT_];

static struct metric connections_metric = {
	.name = "hapax_db_connections",
	.help = "Connections to Postgres.",
	.kind = METRIC_GAUGE,
	.labels = {"state"},
};

static void refresh_metrics(void *data)
{
	(void)data;
	metric_set(&connections_metric, counts[CONNECTION_IDLE], "idle", NULL, NULL);
	metric_set(&connections_metric, counts[CONNECTION_USED], "used", NULL, NULL);
}

static void register_metrics(void)
{
	metrics_on_scrape(refresh_metrics, NULL);
}

void database_count(enum connection_state state, int delta)
{
	atomic_fetch_add_explicit(&counts[state], delta, memory_order_relaxed);
}

void database_reached(struct db *db)
{
	/* Read first: this happens after every statement, and the cache line is shared by all threads. */
	if (atomic_load_explicit(&db->away_since_us, memory_order_relaxed) != 0)
		atomic_store_explicit(&db->away_since_us, 0, memory_order_relaxed);
}

void database_missed(struct db *db)
{
	int64_t here = 0;
	atomic_compare_exchange_strong(&db->away_since_us, &here, clock_monotonic_us());
}

int64_t db_away_since_us(const struct db *db)
{
	return atomic_load_explicit(&db->away_since_us, memory_order_relaxed);
}

static enum status check_options(struct context *context, const struct db_options *options)
{
	if (options->max_connections < 1)
		return fail(context, STATUS_INVALID, "max_connections is %d: must be at least 1", options->max_connections);
	if (options->connect_timeout_ms < 1 || options->statement_timeout_ms < 1)
		return fail(context, STATUS_INVALID,
			    "connect_timeout_ms is %d, statement_timeout_ms is %d: both must be at least 1",
			    options->connect_timeout_ms, options->statement_timeout_ms);
	return url_check(context, options->url);
}

enum status db_open(struct context *context, const struct db_options *options, struct db **ret_db)
{
	static pthread_once_t registered = PTHREAD_ONCE_INIT;
	enum status status = check_options(context, options);
	if (status != STATUS_OK)
		return status;
	struct db *db = calloc(1, sizeof(*db));
	if (!db)
		return fail(context, STATUS_EXHAUSTED, "no memory for the database");
	db->url = options->url && *options->url ? strdup(options->url) : NULL;
	db->application_name = strdup(options->application_name ? options->application_name : "hapax");
	db->max_connections = options->max_connections;
	db->connect_timeout_ms = options->connect_timeout_ms;
	db->statement_timeout_ms = options->statement_timeout_ms;
	pthread_mutex_init(&db->lock, NULL);
	backoff_init(&db->backoff);
	pthread_once(&registered, register_metrics);
	*ret_db = db;
	return STATUS_OK;
}

void db_close(struct db *db)
{
	if (!db)
		return;
	backoff_done(&db->backoff);
	pthread_mutex_destroy(&db->lock);
	if (db->url)
		explicit_bzero(db->url, strlen(db->url));
	free(db->url);
	free(db->application_name);
	free(db);
}

enum status db_ping(struct context *context, struct db *db)
{
	struct db_connection *connection;
	int64_t deadline_us = clock_monotonic_us() + db->connect_timeout_ms * INT64_C(1000);
	enum status status = connection_open(context, db, deadline_us, &connection);
	if (status == STATUS_OK)
		connection_close(connection);
	else
		database_missed(db);
	return status;
}
