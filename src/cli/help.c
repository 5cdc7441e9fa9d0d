#include <jansson.h>
#include <stdlib.h>

#include "cli/commands.h"
#include "cli/json_out.h"

static struct {
	bool json;
} given;

static const struct config_flag flags[] = {
	{.name = "json", .help = "the list as one JSON document", .ret_set = &given.json},
	{.name = NULL},
};

void help_overview(FILE *out)
{
	fputs("hapax: every event takes effect exactly once in Postgres, over Dapr.\n\nUsage: hapax COMMAND [flags]\n\nCommands:\n",
	      out);
	for (size_t i = 0; commands[i]; i++)
		fprintf(out, "  %-10s %s\n", commands[i]->name, commands[i]->summary);
	fputs("\n\"hapax help COMMAND\" says more about one. Exit codes: 0 done, 1 failed, 2 wrong usage, 3 a check found "
	      "problems.\n",
	      out);
}

static int print_json(void)
{
	json_t *list = json_array();
	for (size_t i = 0; commands[i]; i++)
		json_array_append_new(list, json_pack("{s:s, s:s, s:s}", "name", commands[i]->name, "summary", commands[i]->summary,
						      "arguments", commands[i]->arguments));
	return json_out(list);
}

static int run(struct cli *cli)
{
	struct config config;
	int rest;
	if (!cli_load(cli, &config, &rest))
		return EXIT_USAGE;
	config_done(&config);
	int words = cli->argc - rest;
	const struct command *command = words ? command_find(cli->argv[rest]) : NULL;
	bool of_a_verb = command && command->verbs && words == 2;
	const struct command *verb = of_a_verb ? command_find_verb(command, cli->argv[rest + 1]) : NULL;
	if (words > 1 && !of_a_verb)
		return cli_usage(cli, "takes one command at most, not %d", words);
	if (rest == cli->argc && given.json)
		return print_json();
	if (rest == cli->argc) {
		help_overview(stdout);
		return EXIT_DONE;
	}
	if (!command)
		return cli_unknown_command(cli, cli->argv[rest]);
	cli_help(stdout, verb ? verb : command);
	return EXIT_DONE;
}

const struct command command_help = {
	.name = "help",
	.summary = "list the commands, or explain one",
	.arguments = "[COMMAND]",
	.details = "",
	.flags = flags,
	.run = run,
};
