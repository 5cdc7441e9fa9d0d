#include "app/app.h"
#include "cli/commands.h"
#include "cli/gate_about.h"
#include "cli/json_out.h"

static struct {
	bool json;
	bool accept_unreadable;
} given;

static const struct config_flag flags[] = {
	{.name = "accept-unreadable",
	 .help = "migrate even if this build can't read events that are still on the way",
	 .ret_set = &given.accept_unreadable},
	{.name = "json", .help = "as one JSON document", .ret_set = &given.json},
	{.name = NULL},
};

static void print(const struct migrated *migrated)
{
	if (migrated->gate->replayable.total)
		gate_print(stdout, &migrated->gate->replayable,
			   "among the dead letters were of an unknown version and no longer are; replay them:");
	if (migrated->applied)
		printf("%d migration%s applied.\n", migrated->applied, migrated->applied == 1 ? "" : "s");
	else
		printf("Nothing to do: the database is up to date.\n");
}

static int migrate_now(struct cli *cli, const struct config *config)
{
	struct migrated migrated;
	if (app_migrate(cli->context, config, cli->services, given.accept_unreadable, &migrated) != STATUS_OK) {
		(void)cli_failed(cli);
		return EXIT_FAILED;
	}
	if (given.json) {
		int code = json_out(gate_json(&migrated));
		return code == EXIT_DONE && migrated.refused ? EXIT_PROBLEMS : code;
	}
	if (!migrated.refused) {
		print(&migrated);
		return EXIT_DONE;
	}
	gate_print(stderr, &migrated.gate->unreadable, "on the way that this build can't read; nothing was changed:");
	if (gate_decide(cli->context, migrated.gate) != STATUS_OK)
		(void)cli_failed(cli);
	return EXIT_PROBLEMS;
}

static int run(struct cli *cli)
{
	struct config config;
	const struct service *const *chosen;
	int rest;
	if (!cli_load(cli, &config, &rest))
		return EXIT_USAGE;
	int code;
	if (rest < cli->argc) {
		code = cli_usage(cli, "takes no arguments, but \"%.60s\" was given", cli->argv[rest]);
	} else if (app_choose_services(cli->context, config.services, cli->services, &chosen) != STATUS_OK) {
		code = cli_failed(cli);
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
	.details =
		"Any number of instances may do so at once. A database that a newer hapax migrated is refused.\n"
		"So is one with events in an outbox or among the dead letters that this build can't read: they are named, nothing "
		"is changed,\n"
		"and the exit code is 3 (docs/versions.md).\n",
	.flags = flags,
	.settings = true,
	.run = run,
};
