/* What was found, for people and for programs. */
#ifndef HAPAX_CLI_EVENTS_CHECK_REPORT_H
#define HAPAX_CLI_EVENTS_CHECK_REPORT_H

#include <jansson.h>
#include <stdio.h>

#include "contract/evolve.h"

struct report {
	const struct evolution *evolution;
	const char *against; /* as it was given */
	const char *folder;  /* that the new side's files are in; NULL: none */
	size_t event_count;  /* of the new side */
};

void report_print(FILE *out, const struct report *report);
/* NULL when memory is out. */
json_t *report_json(const struct report *report);

#endif
