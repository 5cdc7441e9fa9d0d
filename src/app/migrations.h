/* Which tables the chosen services need. */
#ifndef HAPAX_APP_MIGRATIONS_H
#define HAPAX_APP_MIGRATIONS_H

#include "hapax/service.h"
#include "platform/db/migrate.h"

/* In the context's arena. */
MUST_CHECK enum status migrations_collect(struct context *context, const struct service *const *services,
					  struct migration_set **ret_sets, size_t *ret_count);

#endif
