/* From the command line to the command. */
#include <stdlib.h>
#include <string.h>

#include "cli/commands.h"

enum { CLI_MAX_BYTES = 64 << 20, NAMES_MAX = 64 };

int cli_unknown_command(const struct cli *cli, const char *name)
{
	const char *names[NAMES_MAX] = {NULL};
	for (size_t i = 0; commands[i] && i + 1 < NAMES_MAX; i++)
		names[i] = commands[i]->name;
	const char *nearest = cli_nearest(cli->context->arena, name, names);
	fprintf(stderr, "hapax: there is no command \"%.60s\"", name);
	if (nearest)
		fprintf(stderr, "; did you mean %s?\nSee \"hapax help\".\n", nearest);
	else
		fputs("\nSee \"hapax help\".\n", stderr);
	return EXIT_USAGE;
}

/* --help anywhere before "--" wins over everything else. */
static bool wants_help(int argc, char **argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--"); i++)
		if (!strcmp(argv[i], "--help") || !strcmp(argv[i], "-h"))
			return true;
	return false;
}

/* `hapax --help` and `hapax --version` as everywhere else. */
static const char *command_name(const char *given)
{
	if (!strcmp(given, "--help") || !strcmp(given, "-h"))
		return "help";
	return strcmp(given, "--version") ? given : "version";
}

static int flushed(int code)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return code;
	fputs("hapax: can't write to standard output\n", stderr);
	return code == EXIT_DONE ? EXIT_FAILED : code;
}

int hapax_main(int argc, char **argv, const struct service *const *services)
{
	struct arena arena CLEANUP(arena_done);
	arena_init(&arena, CLI_MAX_BYTES);
	struct context context;
	context_init(&context, &arena, NULL, NULL);
	struct cli cli = {.context = &context, .services = services, .argc = argc - 1, .argv = argv + 1};
	if (argc < 2) {
		cli.command = &command_help;
		help_overview(stderr);
		return EXIT_USAGE;
	}
	cli.command = command_find(command_name(argv[1]));
	if (!cli.command)
		return cli_unknown_command(&cli, argv[1]);
	const struct command *verb = cli.argc > 1 ? command_find_verb(cli.command, cli.argv[1]) : NULL;
	if (verb) {
		cli.command = verb;
		cli.argc--;
		cli.argv++;
	}
	if (wants_help(cli.argc, cli.argv)) {
		cli_help(stdout, cli.command);
		return flushed(EXIT_DONE);
	}
	return flushed(cli.command->run(&cli));
}
