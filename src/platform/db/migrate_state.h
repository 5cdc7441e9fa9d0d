/*
 * What has been migrated, held against what this program knows. Lives in the context's arena, one thread.
 */
#ifndef HAPAX_PLATFORM_DB_MIGRATE_STATE_H
#define HAPAX_PLATFORM_DB_MIGRATE_STATE_H

#include "platform/db/migrate.h"

enum { CHECKSUM_BYTES = 32 };

struct migrate_state {
	const struct migration_set *sets;
	size_t set_count;
	int *applied;	      /* per set: how many of its migrations ran */
	bool table_exists;    /* hapax.migrations */
	struct text *schemas; /* missing ones */
	size_t schema_count;
};

/* Whether the sets are what the build should have made: valid schema names, numbered 1..n, no set twice. */
MUST_CHECK enum status migrate_check_sets(struct context *context, const struct migration_set *sets, size_t count);
/* STATUS_PRECONDITION when the database is newer or a migration was changed after it ran. */
MUST_CHECK enum status migrate_load_state(struct tx *tx, const struct migration_set *sets, size_t count,
					  struct migrate_state *ret_state);
/* The next migration to run, in the order of the sets; NULL when all ran. */
const struct migration *migrate_next(const struct migrate_state *state, size_t *ret_set);
/* SHA-256 of its text. */
MUST_CHECK enum status migrate_checksum(struct context *context, const struct migration *migration,
					uint8_t ret_checksum[CHECKSUM_BYTES]);

#endif
