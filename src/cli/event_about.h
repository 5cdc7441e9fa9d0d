/* An event type of the catalogue, for people and for programs. Pure but for stdout. */
#ifndef HAPAX_CLI_EVENT_ABOUT_H
#define HAPAX_CLI_EVENT_ABOUT_H

#include <jansson.h>

#include "hapax/event.h"

/* One line: type, version, topic, owner, consumers. */
void event_summary_print(const struct event_type *type);
/* The same as an object; NULL when memory is exhausted. */
json_t *event_summary_json(const struct event_type *type);

/* All versions of the type that the program knows, newest first: "2.0, 1.1". Returns ret_text. */
enum { EVENT_VERSIONS_MAX = 128 };
const char *event_versions(const struct event_type *type, char ret_text[EVENT_VERSIONS_MAX]);

/* Everything, with the fields of the data and their rules. */
void event_print(const struct event_type *type);
json_t *event_json(const struct event_type *type);

#endif
