/* Every command of the program, in alphabetical order. */
#include <string.h>

#include "cli/commands.h"

const struct command *const commands[] = {
	&command_dev,	&command_events,  &command_help, &command_migrate, &command_serve, &command_sidecar,
	&command_trace, &command_version, NULL,
};

const struct command *command_find(const char *name)
{
	for (size_t i = 0; commands[i]; i++)
		if (!strcmp(commands[i]->name, name))
			return commands[i];
	return NULL;
}

const struct command *command_find_verb(const struct command *command, const char *name)
{
	size_t len = strlen(command->name);
	for (size_t i = 0; command->verbs && command->verbs[i]; i++)
		if (!strcmp(command->verbs[i]->name + len + 1, name))
			return command->verbs[i];
	return NULL;
}
