#include <stdarg.h>
#include <string.h>

#include "cli/command.h"

extern char **environ;

int cli_failed(const struct cli *cli)
{
	fprintf(stderr, "hapax %s: %s\n", cli->command->name, failure_text(cli->context));
	if (cli->context->failure.status != STATUS_INVALID)
		return EXIT_FAILED;
	fprintf(stderr, "See \"hapax help %s\".\n", cli->command->name);
	return EXIT_USAGE;
}

int cli_usage(const struct cli *cli, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	fprintf(stderr, "hapax %s: ", cli->command->name);
	vfprintf(stderr, format, args);
	fprintf(stderr, "\nSee \"hapax help %s\".\n", cli->command->name);
	va_end(args);
	return EXIT_USAGE;
}

bool cli_load(struct cli *cli, struct config *ret_config, int *ret_rest)
{
	static char *const no_environment[] = {NULL};
	char *const *environment = cli->command->settings ? environ : no_environment;
	if (config_load(cli->context, cli->argc, cli->argv, environment, cli->command->flags, ret_config, ret_rest) == STATUS_OK)
		return true;
	(void)cli_failed(cli);
	return false;
}

bool cli_number(struct cli *cli, const char *flag, const char *text, int64_t min, int64_t max, int64_t *ret_value)
{
	int64_t value;
	if (!text)
		return true;
	if (text_to_i64(text_of(text), &value) && value >= min && value <= max) {
		*ret_value = value;
		return true;
	}
	violation_add(cli->context, text_of(flag), "flag.number", "is \"%.60s\"; allowed: a whole number from %lld to %lld", text,
		      (long long)min, (long long)max);
	return false;
}

static void print_flag(FILE *out, const struct config_flag *flag)
{
	char name[64];
	snprintf(name, sizeof(name), "--%s%s%s", flag->name, flag->argument ? " " : "", flag->argument ? flag->argument : "");
	fprintf(out, "  %-28s %s\n", name, flag->help);
}

void cli_help(FILE *out, const struct command *command)
{
	const char *gap = *command->arguments ? " " : "";
	fprintf(out, "hapax %s: %s\n\nUsage: hapax %s%s%s [flags]\n", command->name, command->summary, command->name, gap,
		command->arguments);
	if (*command->details)
		fprintf(out, "\n%s", command->details);
	if (command->flags && command->flags->name) {
		fputs("\nFlags:\n", out);
		for (const struct config_flag *flag = command->flags; flag->name; flag++)
			print_flag(out, flag);
	}
	for (size_t i = 0; command->verbs && command->verbs[i]; i++)
		fprintf(out, "%s  hapax %s %s\n        %s; flags of its own, see \"hapax help %s\"\n", i ? "" : "\nMore:\n",
			command->verbs[i]->name, command->verbs[i]->arguments, command->verbs[i]->summary, command->verbs[i]->name);
	if (command->settings) {
		fputc('\n', out);
		config_help(out);
	}
}
