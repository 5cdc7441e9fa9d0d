#include "platform/db/migrate.h"

#include <string.h>
#include <time.h>

#include "db_sql.h"
#include "platform/db/database.h"
#include "platform/db/migrate_state.h"
#include "platform/db/transaction.h"

enum { STEP_TIMEOUT_MS = 10 * 60 * 1000, TRIES_MAX = 20 };

static void close_session(struct db_connection **session)
{
	connection_close(*session);
}

static enum status open_session(struct context *context, struct db *db, struct db_connection **ret_session)
{
	int64_t deadline_us = clock_monotonic_us() + db->connect_timeout_ms * INT64_C(1000);
	enum status status = connection_open(context, db, deadline_us, ret_session);
	if (status == STATUS_OK)
		(*ret_session)->timeout_ms = STEP_TIMEOUT_MS;
	return status;
}

static bool complete(const struct migrate_state *state)
{
	size_t set;
	return state->table_exists && state->schema_count == 0 && !migrate_next(state, &set);
}

/* Looks without a lock: most starts find nothing to do, and needn't wait for each other. */
static enum status look(struct context *context, struct db_connection *session, const struct migration_set *sets, size_t count,
			struct migrate_state *ret_state)
{
	struct tx tx CLEANUP(tx_rollback) = {0};
	transaction_start(&tx, context, session, NULL);
	return migrate_load_state(&tx, sets, count, ret_state);
}

static enum status create_schemas(struct tx *tx, const struct migrate_state *state)
{
	enum status status = STATUS_OK;
	if (!state->table_exists)
		status = tx_run_script(tx, db_sql_migrations_create.sql);
	for (size_t i = 0; i < state->schema_count && status == STATUS_OK; i++) {
		tx->schema = text_dup_string(state->schemas[i], tx->context->arena);
		status = tx_run_script(tx, "CREATE SCHEMA IF NOT EXISTS {schema}");
	}
	return status == STATUS_OK ? STATUS_OK : fail_while(tx->context, "creating the schemas");
}

static enum status record(struct tx *tx, const struct migration_set *set, const struct migration *migration)
{
	uint8_t checksum[CHECKSUM_BYTES];
	struct db_params params;
	enum status status = migrate_checksum(tx->context, migration, checksum);
	if (status != STATUS_OK)
		return status;
	db_params_init(&params, tx->context->arena);
	db_add_text(&params, text_of(set->schema));
	db_add_text(&params, text_of(set->name));
	db_add_i32(&params, migration->number);
	db_add_text(&params, text_of(migration->name));
	db_add_bytes(&params, (struct text){(const char *)checksum, sizeof(checksum)});
	return tx_exec(tx, &db_sql_migrations_add, &params, NULL);
}

static enum status apply(struct tx *tx, const struct migration_set *set, const struct migration *migration)
{
	tx->schema = set->schema;
	enum status status = tx_run_script(tx, migration->sql);
	if (status == STATUS_OK)
		status = record(tx, set, migration);
	if (status == STATUS_OK)
		return STATUS_OK;
	return fail_while(tx->context, "migration %04d_%s (%s) of schema %s", migration->number, migration->name, set->name,
			  set->schema);
}

/* One transaction under the lock: the schemas, or one migration. Others may have done it meanwhile, so it looks again. */
static enum status step(struct context *context, struct db_connection *session, struct migrate_state *state, int *applied)
{
	struct tx tx CLEANUP(tx_rollback) = {0};
	struct migrate_state now;
	size_t set = 0;
	transaction_start(&tx, context, session, NULL);
	enum status status = tx_run_script(&tx, db_sql_migrations_lock.sql);
	if (status == STATUS_OK)
		status = migrate_load_state(&tx, state->sets, state->set_count, &now);
	if (status != STATUS_OK)
		return status;
	bool prepared = now.table_exists && now.schema_count == 0;
	const struct migration *migration = prepared ? migrate_next(&now, &set) : NULL;
	if (!prepared)
		status = create_schemas(&tx, &now);
	else if (migration)
		status = apply(&tx, &now.sets[set], migration);
	if (status == STATUS_OK)
		status = tx_commit(&tx);
	if (status != STATUS_OK)
		return status;
	*applied += migration != NULL;
	now.applied[set] += migration != NULL;
	now.table_exists = true;
	now.schema_count = 0;
	*state = now;
	return STATUS_OK;
}

/* Whether running the same step again may help: a lock that somebody held too long, a deadlock with running traffic. */
static bool worth_another_try(const struct context *context)
{
	const char *sqlstate = context->failure.sqlstate;
	return sqlstate && (context->failure.status == STATUS_AGAIN || strcmp(sqlstate, "55P03") == 0);
}

static enum status persistent_step(struct context *context, struct db_connection *session, struct migrate_state *state,
				   int *applied)
{
	enum status status = step(context, session, state, applied);
	for (int tries = 1; status != STATUS_OK && tries < TRIES_MAX && worth_another_try(context); tries++) {
		nanosleep(&(struct timespec){.tv_nsec = 200 * 1000000L}, NULL);
		failure_clear(context);
		status = step(context, session, state, applied);
	}
	return status;
}

enum status migrate(struct context *context, struct db *db, const struct migration_set *sets, size_t count, int *ret_applied)
{
	struct db_connection *session CLEANUP(close_session) = NULL;
	struct migrate_state state;
	int applied = 0;
	enum status status = migrate_check_sets(context, sets, count);
	if (status == STATUS_OK)
		status = open_session(context, db, &session);
	if (status == STATUS_OK)
		status = look(context, session, sets, count, &state);
	while (status == STATUS_OK && !complete(&state))
		status = persistent_step(context, session, &state, &applied);
	if (status == STATUS_OK && ret_applied)
		*ret_applied = applied;
	return status;
}

enum status migrate_check(struct context *context, struct db *db, const struct migration_set *sets, size_t count)
{
	struct db_connection *session CLEANUP(close_session) = NULL;
	struct migrate_state state;
	size_t set;
	enum status status = migrate_check_sets(context, sets, count);
	if (status == STATUS_OK)
		status = open_session(context, db, &session);
	if (status == STATUS_OK)
		status = look(context, session, sets, count, &state);
	if (status != STATUS_OK || complete(&state))
		return status;
	const struct migration *next = migrate_next(&state, &set);
	if (!next)
		return fail(context, STATUS_PRECONDITION, "the database has no schema %.*s yet: run `hapax migrate`",
			    TEXT_ARG(state.schema_count > 0 ? state.schemas[0] : TEXT("hapax")));
	return fail(context, STATUS_PRECONDITION, "migration %04d_%s (%s) of schema %s has not run yet: run `hapax migrate`",
		    next->number, next->name, sets[set].name, sets[set].schema);
}
