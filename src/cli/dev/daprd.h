/* The real daprd with a private Redis, whose stream keeps what wasn't delivered: daprd's in-memory component would lose it. */
#ifndef HAPAX_CLI_DEV_DAPRD_H
#define HAPAX_CLI_DEV_DAPRD_H

#include "cli/dev/home.h"
#include "cli/dev/supervisor.h"

/* Full paths of the programs; NULL where there is none. */
struct daprd_programs {
	char *daprd;
	char *redis;
};

/* daprd in PATH, ~/.dapr/bin and the cache folder; redis-server in PATH. */
struct daprd_programs daprd_find(struct arena *arena);

struct daprd_options {
	struct daprd_programs programs;
	const char *pubsub; /* name of the component */
	int app_port, grpc_port, http_port;
	char *const *environment;
};

/* Writes component and policy into DATA/daprd and starts both. STATUS_CANCELLED: a signal came, or the supervisor gave up. */
MUST_CHECK enum status daprd_start(struct context *context, struct supervisor *supervisor, const struct dev_home *home,
				   const struct daprd_options *options);

#endif
