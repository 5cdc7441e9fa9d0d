/*
 * The data folder of `hapax dev`: DATA holds hapax.env, hapax.lock, log/, run/, sidecar/ and postgres/ (the cluster). Postgres
 * refuses to run as root; then it runs as an unprivileged user, and where that can't reach DATA, DATA/postgres is a link to a
 * folder in /var/lib/hapax.
 */
#ifndef HAPAX_CLI_DEV_HOME_H
#define HAPAX_CLI_DEV_HOME_H

#include "cli/dev/child.h"

/* Full paths, in the context's arena. */
struct dev_home {
	char *data;
	int lock;		       /* held while open; -1: none */
	struct dev_user postgres_user; /* name NULL: as we do */
	char *cluster;		       /* folder for Postgres's files, owned by postgres_user */
	char *socket;		       /* folder for its Unix socket: also short enough for one */
};

/* Makes what is missing, says what is unusual. STATUS_CONFLICT names the `hapax dev` that has the folder already. */
MUST_CHECK enum status dev_home_open(struct context *context, const char *data, struct dev_home *ret_home);
/* The rest, after what an earlier run left behind is gone. */
MUST_CHECK enum status dev_home_prepare_postgres(struct context *context, struct dev_home *home);
void dev_home_close(struct dev_home *home);

#endif
