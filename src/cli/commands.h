/* The commands, each from the file of its name. */
#ifndef HAPAX_CLI_COMMANDS_H
#define HAPAX_CLI_COMMANDS_H

#include "cli/command.h"

extern const struct command command_dev;
extern const struct command command_events;
extern const struct command command_events_check;
extern const struct command command_events_decode;
extern const struct command command_events_encode;
extern const struct command command_events_new;
extern const struct command command_help;
extern const struct command command_migrate;
extern const struct command command_serve;
extern const struct command command_sidecar;
extern const struct command command_trace;
extern const struct command command_version;

/* The list of commands, as `hapax help` shows it. */
void help_overview(FILE *out);

#endif
