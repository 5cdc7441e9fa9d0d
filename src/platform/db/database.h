/*
 * The process's database: where it is, and what all pools share. Behind struct db; thread-safe.
 */
#ifndef HAPAX_PLATFORM_DB_DATABASE_H
#define HAPAX_PLATFORM_DB_DATABASE_H

#include <pthread.h>

#include "platform/db/backoff.h"
#include "platform/db/pool.h"

struct db {
	char *url; /* holds the password: never part of a message */
	char *application_name;
	int max_connections;
	int connect_timeout_ms;
	int statement_timeout_ms;
	pthread_mutex_t lock;
	int shared_out; /* connections promised to pools; under lock */
	struct backoff backoff;
	_Atomic int64_t away_since_us;
};

/* Connections that exist, for the gauge. Any thread. */
enum connection_state { CONNECTION_IDLE, CONNECTION_USED, CONNECTION_STATE_COUNT_ };
void database_count(enum connection_state state, int delta);

/* Keep db_away_since_us() up to date. */
void database_reached(struct db *db);
void database_missed(struct db *db);

#endif
