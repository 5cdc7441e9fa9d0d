#include "platform/db/migrate_state.h"

#include <openssl/evp.h>
#include <string.h>

#include "db_sql.h"
#include "platform/db/statements.h"

static int migration_count(const struct migration_set *set)
{
	int count = 0;
	while (set->migrations && set->migrations[count].number != 0)
		count++;
	return count;
}

static enum status check_set(struct context *context, const struct migration_set *set)
{
	if (!schema_name_valid(set->schema))
		return fail(context, STATUS_CORRUPT,
			    "migrations %s: schema name \"%s\" must be lower-case letters, digits and _, not starting with a "
			    "digit",
			    set->name, set->schema ? set->schema : "");
	for (int i = 0; i < migration_count(set); i++)
		if (set->migrations[i].number != i + 1)
			return fail(
				context, STATUS_CORRUPT,
				"migrations %s of schema %s: %04d_%s stands where number %d is due; they are numbered 1, 2, 3, ... "
				"without holes",
				set->name, set->schema, set->migrations[i].number, set->migrations[i].name, i + 1);
	return STATUS_OK;
}

enum status migrate_check_sets(struct context *context, const struct migration_set *sets, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		enum status status = check_set(context, &sets[i]);
		if (status != STATUS_OK)
			return status;
		for (size_t j = 0; j < i; j++)
			if (strcmp(sets[i].schema, sets[j].schema) == 0 && strcmp(sets[i].name, sets[j].name) == 0)
				return fail(context, STATUS_CORRUPT, "migrations %s of schema %s are there twice", sets[i].name,
					    sets[i].schema);
	}
	return STATUS_OK;
}

enum status migrate_checksum(struct context *context, const struct migration *migration, uint8_t ret_checksum[CHECKSUM_BYTES])
{
	if (EVP_Digest(migration->sql, strlen(migration->sql), ret_checksum, NULL, EVP_sha256(), NULL) != 1)
		return fail(context, STATUS_INTERNAL, "SHA-256 isn't available");
	return STATUS_OK;
}

/* A row of hapax.migrations. */
struct applied {
	struct text schema, set_name, name, checksum;
	int64_t number;
};

static struct applied applied_of(const struct db_result *rows, int row)
{
	return (struct applied){
		.schema = db_get_text(rows, row, 0),
		.set_name = db_get_text(rows, row, 1),
		.number = db_get_i64(rows, row, 2),
		.name = db_get_text(rows, row, 3),
		.checksum = db_get_text(rows, row, 4),
	};
}

static enum status compare(struct context *context, const struct migration_set *set, const struct applied *applied)
{
	uint8_t checksum[CHECKSUM_BYTES];
	int known = migration_count(set);
	if (applied->number > known)
		return fail(context, STATUS_PRECONDITION,
			    "the database is newer than this program: schema %s has %s migration %04d_%.*s, this program knows "
			    "them up to %d; "
			    "start the newer version, or restore a backup from before that migration",
			    set->schema, set->name, (int)applied->number, TEXT_ARG(applied->name), known);
	const struct migration *migration = &set->migrations[applied->number - 1];
	enum status status = migrate_checksum(context, migration, checksum);
	if (status != STATUS_OK)
		return status;
	if (!text_equal(applied->checksum, (struct text){(const char *)checksum, sizeof(checksum)}))
		return fail(context, STATUS_PRECONDITION,
			    "migration %04d_%s (%s) of schema %s was changed after it ran: bring its old text back, and put the "
			    "change into a "
			    "migration of its own",
			    migration->number, migration->name, set->name, set->schema);
	return STATUS_OK;
}

static enum status add_applied(struct context *context, struct migrate_state *state, const struct applied *applied)
{
	for (size_t i = 0; i < state->set_count; i++) {
		const struct migration_set *set = &state->sets[i];
		if (!text_equal_string(applied->schema, set->schema) || !text_equal_string(applied->set_name, set->name))
			continue;
		if (applied->number != state->applied[i] + 1)
			return fail(context, STATUS_CORRUPT,
				    "hapax.migrations: schema %s, %s: number %d is missing, though later ones ran", set->schema,
				    set->name, state->applied[i] + 1);
		state->applied[i]++;
		return compare(context, set, applied);
	}
	return STATUS_OK; /* of a service that isn't part of this process */
}

static enum status load_applied(struct tx *tx, struct migrate_state *state)
{
	struct db_result rows CLEANUP(db_result_done) = {0};
	enum status status = tx_exec(tx, &db_sql_migrations_exist, NULL, &rows);
	if (status != STATUS_OK)
		return status;
	state->table_exists = db_get_bool(&rows, 0, 0);
	if (!state->table_exists)
		return STATUS_OK;
	db_result_done(&rows);
	status = tx_exec(tx, &db_sql_migrations_list, NULL, &rows);
	for (int row = 0; row < rows.rows && status == STATUS_OK; row++) {
		struct applied applied = applied_of(&rows, row);
		status = add_applied(tx->context, state, &applied);
	}
	return status;
}

static enum status load_missing_schemas(struct tx *tx, struct migrate_state *state)
{
	struct arena *arena = tx->context->arena;
	struct db_result rows CLEANUP(db_result_done) = {0};
	struct db_params params;
	struct db_array names;
	db_array_init(&names, arena, DB_TEXT);
	for (size_t i = 0; i < state->set_count; i++)
		db_array_text(&names, text_of(state->sets[i].schema));
	db_params_init(&params, arena);
	db_add_array(&params, &names);
	enum status status = tx_exec(tx, &db_sql_migrations_missing_schemas, &params, &rows);
	if (status != STATUS_OK)
		return status;
	state->schemas = arena_array(arena, struct text, (size_t)rows.rows);
	if (!state->schemas)
		return fail(tx->context, STATUS_EXHAUSTED, "no memory for the names of schemas");
	for (int row = 0; row < rows.rows; row++)
		state->schemas[state->schema_count++] = text_dup(db_get_text(&rows, row, 0), arena);
	return STATUS_OK;
}

enum status migrate_load_state(struct tx *tx, const struct migration_set *sets, size_t count, struct migrate_state *ret_state)
{
	struct migrate_state state = {.sets = sets, .set_count = count, .applied = arena_array(tx->context->arena, int, count)};
	if (!state.applied)
		return fail(tx->context, STATUS_EXHAUSTED, "no memory for the state of the migrations");
	enum status status = load_applied(tx, &state);
	if (status == STATUS_OK)
		status = load_missing_schemas(tx, &state);
	if (status == STATUS_OK)
		*ret_state = state;
	return status;
}

const struct migration *migrate_next(const struct migrate_state *state, size_t *ret_set)
{
	for (size_t i = 0; i < state->set_count; i++) {
		const struct migration_set *set = &state->sets[i];
		if (state->applied[i] < migration_count(set)) {
			*ret_set = i;
			return &set->migrations[state->applied[i]];
		}
	}
	return NULL;
}
