#include "app/app.h"
#include "cli/commands.h"

static int run(struct cli *cli)
{
	struct config config;
	int rest;
	if (!cli_load(cli, &config, &rest))
		return EXIT_USAGE;
	int code;
	if (rest < cli->argc) {
		code = cli_usage(cli, "takes no arguments, but \"%.60s\" was given", cli->argv[rest]);
	} else {
		code = app_serve(&config, cli->services);
	}
	config_done(&config);
	return code;
}

const struct command command_serve = {
	.name = "serve",
	.summary = "serve the AppCallback, the services' APIs and HTTP until SIGTERM or SIGINT",
	.arguments = "",
	.details = "Missing migrations run first, unless --no-migrate is given. Takes commands without a sidecar as well: events "
		   "wait in the\n"
		   "outbox until there is one.\n",
	.settings = true,
	.run = run,
};
