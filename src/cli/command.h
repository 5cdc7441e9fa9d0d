/*
 * The commands of the program: one per file, each ending in a const struct, all listed alphabetically in table.c. Main thread only.
 */
#ifndef HAPAX_CLI_COMMAND_H
#define HAPAX_CLI_COMMAND_H

#include <stdio.h>

#include "hapax/service.h"
#include "platform/config/config.h"

enum exit_code { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2, EXIT_PROBLEMS = 3 };

/* One run of a command. */
struct cli {
	struct context *context;
	const struct service *const *services;
	const struct command *command;
	int argc; /* argv[0] is the command's name */
	char **argv;
};

struct command {
	const char *name;
	const char *summary;		 /* one line for the listing */
	const char *arguments;		 /* what follows the name: "list | show TYPE"; "" for none */
	const char *details;		 /* more for `hapax help NAME`, lines ending in newlines; "" for none */
	const struct config_flag *flags; /* its own; NULL: none */
	bool settings;			 /* takes the settings of the configuration as flags */
	/* Those with flags of their own, named "events new" for `hapax events new`; ends with NULL. NULL: none. */
	const struct command *const *verbs;
	/* Returns the exit code. */
	int (*run)(struct cli *cli);
};

/* The table, in alphabetical order; ends with NULL. */
extern const struct command *const commands[];
/* NULL when there is none of that name. */
const struct command *command_find(const char *name);
/* The verb with flags of its own, as "new" of events; NULL when there is none of that name. */
const struct command *command_find_verb(const struct command *command, const char *name);

/* "hapax events: unknown type tsk.created ..." on stderr, from the context's failure. Returns the exit code that fits: 2 for
 * STATUS_INVALID, else 1. */
int cli_failed(const struct cli *cli);
/* A usage error of one line, with the way to the command's help. Returns 2. */
int cli_usage(const struct cli *cli, const char *format, ...) PRINTF_LIKE(2, 3);
/* A usage error about a command that doesn't exist, with those that look like it. Returns 2. */
int cli_unknown_command(const struct cli *cli, const char *name);
/* Usage, flags and settings of one command. */
void cli_help(FILE *out, const struct command *command);

/* Reads flags (and environment and file for commands with settings) into *ret_config, which the caller releases with config_done().
 * The other arguments start at cli->argv[*ret_rest]. Explains itself on stderr and returns false when something is wrong. */
MUST_CHECK bool cli_load(struct cli *cli, struct config *ret_config, int *ret_rest);
/* The number in a flag's text, when the flag was given (text not NULL): else *ret_value stays. False adds a violation. */
bool cli_number(struct cli *cli, const char *flag, const char *text, int64_t min, int64_t max, int64_t *ret_value);

/* Up to 3 of the names that look most like the given one, as "a, b or c"; NULL when none does. names end with NULL. In the arena.
 */
const char *cli_nearest(struct arena *arena, const char *given, const char *const *names);

#endif
