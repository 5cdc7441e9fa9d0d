#include <stdlib.h>

#include "platform/db/database.h"
#include "platform/db/pool_internal.h"

struct db_pool {
	struct db *db;
	const char *schema;
	int size;
	pthread_mutex_t lock;
	pthread_cond_t freed;
	int open; /* connections that exist or are being opened */
	struct db_connection *idle;
};

enum status db_pool_open(struct context *context, struct db *db, const char *schema, int connections, struct db_pool **ret_pool)
{
	if (!schema_name_valid(schema))
		return fail(context, STATUS_INVALID,
			    "schema name \"%s\": must be lower-case letters, digits and _, not starting with a digit",
			    schema ? schema : "");
	if (connections < 1)
		return fail(context, STATUS_INVALID, "the pool of schema %s asks for %d connections: must be at least 1", schema,
			    connections);
	struct db_pool *pool = calloc(1, sizeof(*pool));
	if (!pool)
		return fail(context, STATUS_EXHAUSTED, "no memory for a pool");
	pthread_mutex_lock(&db->lock);
	int shared_out = db->shared_out;
	bool fits = connections <= db->max_connections - shared_out;
	db->shared_out += fits ? connections : 0;
	pthread_mutex_unlock(&db->lock);
	if (!fits) {
		free(pool);
		return fail(context, STATUS_EXHAUSTED,
			    "the pool of schema %s asks for %d connections, but of %d in all %d are shared out: raise "
			    "HAPAX_DATABASE_CONNECTIONS to at least %d",
			    schema, connections, db->max_connections, shared_out, shared_out + connections);
	}
	*pool = (struct db_pool){.db = db, .schema = schema, .size = connections};
	pthread_mutex_init(&pool->lock, NULL);
	monotonic_cond_init(&pool->freed);
	*ret_pool = pool;
	return STATUS_OK;
}

void db_pool_close(struct db_pool *pool)
{
	if (!pool)
		return;
	while (pool->idle) {
		struct db_connection *connection = pool->idle;
		pool->idle = connection->next;
		database_count(CONNECTION_IDLE, -1);
		connection_close(connection);
	}
	pthread_mutex_lock(&pool->db->lock);
	pool->db->shared_out -= pool->size;
	pthread_mutex_unlock(&pool->db->lock);
	pthread_cond_destroy(&pool->freed);
	pthread_mutex_destroy(&pool->lock);
	free(pool);
}

const char *pool_schema(const struct db_pool *pool)
{
	return pool->schema;
}

int64_t pool_wait_us(const struct db_pool *pool)
{
	return (pool->db->statement_timeout_ms + pool->db->connect_timeout_ms) * INT64_C(1000);
}

/* Tries until the deadline: the database may be starting up, or failing over. */
static enum status open_with_backoff(struct context *context, struct db_pool *pool, int64_t deadline_us,
				     struct db_connection **ret_connection)
{
	struct db *db = pool->db;
	char text[BACKOFF_TEXT_MAX];
	while (backoff_enter(&db->backoff, deadline_us, text)) {
		enum status status = connection_open(context, db, deadline_us, ret_connection);
		backoff_leave(&db->backoff, status == STATUS_OK ? NULL : failure_text(context),
			      clock_monotonic_us() >= deadline_us);
		if (status == STATUS_OK) {
			(*ret_connection)->pool = pool;
			database_reached(db);
			failure_clear(context);
			return STATUS_OK;
		}
		database_missed(db);
	}
	return fail(context, STATUS_UNAVAILABLE, "%s", text);
}

void pool_give_place(struct db_pool *pool)
{
	pthread_mutex_lock(&pool->lock);
	pool->open--;
	pthread_cond_signal(&pool->freed);
	pthread_mutex_unlock(&pool->lock);
}

/* Either an idle connection, or (NULL) a place for a new one. */
static enum status wait_for_place(struct context *context, struct db_pool *pool, int64_t deadline_us,
				  struct db_connection **ret_idle)
{
	bool waiting = true;
	int64_t started_us = clock_monotonic_us();
	pthread_mutex_lock(&pool->lock);
	while (waiting && !pool->idle && pool->open == pool->size)
		waiting = monotonic_cond_wait(&pool->freed, &pool->lock, deadline_us);
	struct db_connection *connection = pool->idle;
	if (connection)
		pool->idle = connection->next;
	else if (waiting)
		pool->open++;
	pthread_mutex_unlock(&pool->lock);
	if (!connection && !waiting)
		return fail(context, STATUS_EXHAUSTED,
			    "all %d connections of schema %s are in use, none became free within %lld ms", pool->size, pool->schema,
			    (long long)(clock_monotonic_us() - started_us) / 1000);
	*ret_idle = connection;
	return STATUS_OK;
}

enum status pool_take(struct context *context, struct db_pool *pool, int64_t deadline_us, struct db_connection **ret_connection)
{
	struct db_connection *connection = NULL;
	enum status status = wait_for_place(context, pool, deadline_us, &connection);
	if (status != STATUS_OK)
		return status;
	if (connection)
		database_count(CONNECTION_IDLE, -1);
	if (connection && connection_ended(connection)) {
		connection_close(connection);
		connection = NULL;
	}
	if (!connection) {
		status = open_with_backoff(context, pool, deadline_us, &connection);
		if (status != STATUS_OK) {
			pool_give_place(pool);
			return status;
		}
	}
	database_count(CONNECTION_USED, 1);
	*ret_connection = connection;
	return STATUS_OK;
}

void pool_give(struct db_connection *connection)
{
	struct db_pool *pool = connection->pool;
	database_count(CONNECTION_USED, -1);
	if (connection->lost) {
		connection_close(connection);
		pool_give_place(pool);
		return;
	}
	database_count(CONNECTION_IDLE, 1);
	pthread_mutex_lock(&pool->lock);
	connection->next = pool->idle;
	pool->idle = connection;
	pthread_cond_signal(&pool->freed);
	pthread_mutex_unlock(&pool->lock);
}

enum status pool_replace(struct context *context, struct db_connection **connection, int64_t deadline_us)
{
	struct db_pool *pool = (*connection)->pool;
	connection_close(*connection);
	*connection = NULL;
	return open_with_backoff(context, pool, deadline_us, connection);
}
