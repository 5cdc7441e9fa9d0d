/* The one JSON document that a command with --json prints. */
#ifndef HAPAX_CLI_JSON_OUT_H
#define HAPAX_CLI_JSON_OUT_H

#include <jansson.h>

/* Prints and releases it; NULL, as jansson gives on exhausted memory, is a failure. Returns the exit code. */
int json_out(json_t *document);

#endif
