#include "harness/postgres/database.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

struct db_options database_options(const char *url)
{
	return (struct db_options){
		.url = url,
		.max_connections = TEST_CONNECTIONS,
		.connect_timeout_ms = TEST_CONNECT_TIMEOUT_MS,
		.statement_timeout_ms = TEST_STATEMENT_TIMEOUT_MS,
		.application_name = "hapax-test",
	};
}

void database_create(struct database *database)
{
	memset(database, 0, sizeof(*database));
	if (!postgres_create(&database->server))
		fail_msg("no Postgres to test with");
	struct db_options options = database_options(postgres_url(&database->server));
	arena_init(&database->arena, 64 << 20);
	context_init(&database->context, &database->arena, NULL, NULL);
	assert_int_equal(db_open(&database->context, &options, &database->db), STATUS_OK);
	assert_int_equal(db_pool_open(&database->context, database->db, "test", TEST_POOL_CONNECTIONS, &database->pool), STATUS_OK);
	database_admin(database, "CREATE SCHEMA test");
}

void database_destroy(struct database *database)
{
	PQfinish(database->admin);
	db_pool_close(database->pool);
	db_close(database->db);
	arena_done(&database->arena);
	postgres_destroy(&database->server);
}

static PGresult *try_once(struct database *database, const char *sql)
{
	if (database->admin && PQstatus(database->admin) != CONNECTION_OK) {
		PQfinish(database->admin);
		database->admin = NULL;
	}
	if (!database->admin) {
		database->admin = PQconnectdb(postgres_url(&database->server));
		PQclear(PQexec(database->admin, "SET client_min_messages = error"));
	}
	return PQexec(database->admin, sql);
}

static PGresult *run(struct database *database, const char *sql)
{
	PGresult *result = try_once(database, sql);
	if (PQstatus(database->admin) != CONNECTION_OK) { /* the server was restarted meanwhile */
		PQclear(result);
		result = try_once(database, sql);
	}
	ExecStatusType status = PQresultStatus(result);
	if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
		fail_msg("%s: %s", sql, PQerrorMessage(database->admin));
	return result;
}

void database_admin(struct database *database, const char *sql)
{
	PQclear(run(database, sql));
}

const char *database_ask(struct database *database, const char *sql)
{
	static char answer[256];
	PGresult *result = run(database, sql);
	snprintf(answer, sizeof(answer), "%s", PQntuples(result) > 0 ? PQgetvalue(result, 0, 0) : "");
	PQclear(result);
	return answer;
}

void database_reset(struct database *database)
{
	failure_clear(&database->context);
	arena_reset(&database->arena);
}

int64_t in_ms(int64_t ms)
{
	return clock_monotonic_us() + ms * 1000;
}
