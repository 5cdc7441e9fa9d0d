/* A thread that removes, now and then and little by little, what nobody needs any more: answers of idempotency keys after their
 * week. */
#ifndef HAPAX_APP_HOUSEKEEPING_H
#define HAPAX_APP_HOUSEKEEPING_H

#include "hapax/service.h"
#include "platform/db/pool.h"

struct housekeeping;

/* services ends with NULL; borrowed like the pool. */
MUST_CHECK enum status housekeeping_open(struct context *context, struct db_pool *pool, const struct service *const *services,
					 struct housekeeping **ret_housekeeping);
void housekeeping_close(struct housekeeping *housekeeping);

#endif
