/* Which tables the chosen services need, and how they come into being. */
#ifndef HAPAX_APP_MIGRATIONS_H
#define HAPAX_APP_MIGRATIONS_H

#include "app/app.h"
#include "platform/db/migrate.h"

/* In the context's arena. */
MUST_CHECK enum status migrations_collect(struct context *context, const struct service *const *services,
					  struct migration_set **ret_sets, size_t *ret_count);
/* The gate, then what is missing of those; as app_migrate(). */
MUST_CHECK enum status migrations_run(struct context *context, struct db *db, const struct service *const *chosen,
				      const struct service *const *services, bool accept_unreadable, struct migrated *ret_migrated);

#endif
