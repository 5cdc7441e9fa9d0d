/* The topics that the contract declares, and who hears what on them. */
#ifndef HAPAX_CLI_EVENTS_TOPICS_H
#define HAPAX_CLI_EVENTS_TOPICS_H

#include <jansson.h>

/* Prints both tables. Returns the exit code. */
int topics_print(void);
/* The same as an object; NULL when memory is exhausted. */
json_t *topics_json(void);

#endif
