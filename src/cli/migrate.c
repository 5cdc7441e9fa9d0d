#include "app/app.h"
#include "cli/commands.h"

static int migrate_now(struct cli *cli, const struct config *config)
{
	int applied = 0;
	if (app_migrate(cli->context, config, cli->services, &applied) != STATUS_OK) {
		(void)cli_failed(cli);
		return EXIT_FAILED;
	}
	if (applied)
		printf("%d migration%s applied.\n", applied, applied == 1 ? "" : "s");
	else
		printf("Nothing to do: the database is up to date.\n");
	return EXIT_DONE;
}

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
		log_setup(config.log_level, config.log_format);
		config_warn_unknown(&config);
		code = migrate_now(cli, &config);
	}
	config_done(&config);
	return code;
}

const struct command command_migrate = {
	.name = "migrate",
	.summary = "bring the database's schemas up to date",
	.arguments = "",
	.details = "Any number of instances may do so at once. A database that a newer hapax migrated is refused.\n",
	.settings = true,
	.run = run,
};
