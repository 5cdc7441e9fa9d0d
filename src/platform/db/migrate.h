/*
 * Numbered migrations, one schema each, run in transactions under an advisory lock, so that any number of instances may start at
 * once. What ran is kept in hapax.migrations with a checksum: a changed or unknown (newer) migration stops the start.
 */
#ifndef HAPAX_PLATFORM_DB_MIGRATE_H
#define HAPAX_PLATFORM_DB_MIGRATE_H

#include "platform/db/pool.h"

struct migration_set {
	const char *schema;
	const char *name; /* of the set: a schema may have several, e.g. "inbox" and "tasks" */
	const struct migration *migrations;
};

/* Creates the schemas and runs what is missing, all sets under one lock. STATUS_PRECONDITION when the database was migrated by a
 * newer hapax or a migration's text changed. ret_applied may be NULL. */
MUST_CHECK enum status migrate(struct context *context, struct db *db, const struct migration_set *sets, size_t count,
			       int *ret_applied);
/* The same check without changing anything: STATUS_PRECONDITION names what is missing. */
MUST_CHECK enum status migrate_check(struct context *context, struct db *db, const struct migration_set *sets, size_t count);

#endif
