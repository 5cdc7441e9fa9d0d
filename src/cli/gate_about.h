/* What the in-flight gate found, for people and for programs. */
#ifndef HAPAX_CLI_GATE_ABOUT_H
#define HAPAX_CLI_GATE_ABOUT_H

#include <jansson.h>
#include <stdio.h>

#include "app/app.h"

/* "<number> events <what>", the groups, and the first events with their ids. */
void gate_print(FILE *out, const struct gate_list *list, const char *what);
/* Everything about a migration as an object; NULL when memory is exhausted. */
json_t *gate_json(const struct migrated *migrated);

#endif
