/* What one `hapax dev` is to start: decided before anything starts. Everything lives in the command's arena. */
#ifndef HAPAX_CLI_DEV_PLAN_H
#define HAPAX_CLI_DEV_PLAN_H

#include "cli/command.h"
#include "cli/dev/daprd.h"
#include "cli/dev/environment.h"
#include "cli/dev/home.h"

enum dev_sidecar { DEV_SIDECAR_DAPRD, DEV_SIDECAR_BUILTIN, DEV_SIDECAR_OTHER /* `dapr run` brings it */ };

/* The flags of the command, as given. */
struct dev_flags {
	const char *data, *sidecar, *grpc_port, *http_port;
	bool accept_unreadable; /* goes on to serve, as every flag that isn't dev's own */
};

struct dev_plan {
	const struct config *config;
	struct dev_home home;
	char *program; /* this very binary */
	enum dev_sidecar sidecar;
	struct daprd_programs daprd;
	int app_port, http_port;	    /* of the app */
	int dapr_grpc_port, dapr_http_port; /* of the sidecar */
	char **serve_argv;
	char *env_file;	     /* DATA/hapax.env, there while everything is up */
	char *last_env_file; /* its copy, which stays */
};

/* Reads flags and surroundings, claims ports and the data folder. rest is where flags end in cli->argv. On failure nothing is to be
 * released. */
MUST_CHECK enum status dev_plan_make(struct cli *cli, const struct config *config, const struct dev_flags *flags, int rest,
				     struct dev_plan *ret_plan);
/* Once the folder for Postgres's socket is known: the variables of hapax.env, in the order of the documentation. Returns how many.
 */
enum { DEV_VARIABLES = 8 };
MUST_CHECK enum status dev_plan_variables(struct context *context, const struct dev_plan *plan,
					  struct dev_variable ret_variables[DEV_VARIABLES]);

#endif
