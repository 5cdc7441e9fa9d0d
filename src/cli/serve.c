#include "app/app.h"
#include "cli/commands.h"

static struct {
	bool accept_unreadable;
} given;

static const struct config_flag flags[] = {
	{.name = "accept-unreadable",
	 .help = "start even if this build can't read events that are still on the way",
	 .ret_set = &given.accept_unreadable},
	{.name = NULL},
};

static int run(struct cli *cli)
{
	const struct service *const *chosen;
	struct config config;
	int rest;
	if (!cli_load(cli, &config, &rest))
		return EXIT_USAGE;
	int code;
	if (rest < cli->argc) {
		code = cli_usage(cli, "takes no arguments, but \"%.60s\" was given", cli->argv[rest]);
	} else if (app_choose_services(cli->context, config.services, cli->services, &chosen) != STATUS_OK) {
		code = cli_failed(cli);
	} else {
		code = app_serve(&config, cli->services, given.accept_unreadable);
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
		   "outbox until there is one. Before it migrates it makes sure that this build can read every event still in "
		   "flight, and\n"
		   "exits with code 3 if it can't (docs/versions.md).\n",
	.flags = flags,
	.settings = true,
	.run = run,
};
