/* The private Postgres of `hapax dev`: one cluster in the data folder, reached over a Unix socket only. */
#ifndef HAPAX_CLI_DEV_POSTGRES_H
#define HAPAX_CLI_DEV_POSTGRES_H

#include "cli/dev/home.h"
#include "cli/dev/supervisor.h"

#define DEV_PGPORT     "5432"
#define DEV_PGDATABASE "hapax"
#define DEV_PGUSER     "hapax"

/* Makes the cluster where there is none yet, ends a server that was left running on it, starts Postgres and makes the database.
 * STATUS_CANCELLED: a signal came, or the supervisor gave up. */
MUST_CHECK enum status dev_postgres_start(struct context *context, struct supervisor *supervisor, const struct dev_home *home);

#endif
