/* Environment variables of the children, and hapax.env. */
#ifndef HAPAX_CLI_DEV_ENVIRONMENT_H
#define HAPAX_CLI_DEV_ENVIRONMENT_H

#include "hapax/context.h"

struct dev_variable {
	const char *name;
	const char *value; /* NULL: not set */
};

/* A copy of the environment with these changes, and without every variable whose name starts with the prefix (NULL: none). NULL
 * when memory is exhausted. */
char **dev_environment(struct arena *arena, char *const *environment, const char *without_prefix,
		       const struct dev_variable *changes, size_t count);

/* As one word for a shell; NULL when memory is exhausted. */
const char *dev_shell_quoted(struct arena *arena, const char *value);

/* Writes "export NAME='value'" lines; variables without a value are left out. */
MUST_CHECK enum status dev_env_file_write(struct context *context, const char *path, const struct dev_variable *variables,
					  size_t count);
/* Whether all of these variables are in the process's environment as the file has them: then it was read by the shell that started
 * us. */
bool dev_env_file_is_in_use(struct arena *arena, const char *path, const char *const *names);

#endif
