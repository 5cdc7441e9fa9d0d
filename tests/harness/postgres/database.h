/*
 * A private Postgres with everything around it that a test of database code needs: context, database, one pool on the schema
 * "test". A failure in here fails the cmocka test. One thread.
 */
#ifndef HAPAX_TESTS_HARNESS_DATABASE_H
#define HAPAX_TESTS_HARNESS_DATABASE_H

#include <libpq-fe.h>

#include "harness/postgres/postgres.h"
#include "platform/db/pool.h"

enum { TEST_CONNECTIONS = 16, TEST_POOL_CONNECTIONS = 4, TEST_STATEMENT_TIMEOUT_MS = 2000, TEST_CONNECT_TIMEOUT_MS = 2000 };

struct database {
	struct postgres server;
	struct arena arena;
	struct context context;
	struct db *db;
	struct db_pool *pool;
	PGconn *admin; /* plain libpq, beside the code under test */
};

/* Options that fit the tests; change what the test is about. */
struct db_options database_options(const char *url);
void database_create(struct database *database);
void database_destroy(struct database *database);
/* Runs SQL as the superuser, beside the code under test; connects (again) when needed. */
void database_admin(struct database *database, const char *sql);
/* The first column of the first row, as text in a static buffer; "" for no row. */
const char *database_ask(struct database *database, const char *sql);
/* Forgets the failure and resets the arena between tests. */
void database_reset(struct database *database);
/* A monotonic deadline. */
int64_t in_ms(int64_t ms);

#endif
