/* One field of an event's data: its type and rules in words. */
#ifndef HAPAX_CLI_FIELD_ABOUT_H
#define HAPAX_CLI_FIELD_ABOUT_H

#include <jansson.h>

#include "hapax/event.h"

/* A line of the listing. rules may be NULL. */
void field_print(const ProtobufCMessageDescriptor *message, const struct message_rules *rules, unsigned field);
json_t *field_json(const ProtobufCMessageDescriptor *message, const struct message_rules *rules, unsigned field);

#endif
