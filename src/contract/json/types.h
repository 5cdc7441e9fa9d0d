/*
 * Messages by their full names, and the JSON names that protobuf-c's descriptors don't have: from the registered catalogues, and
 * google.protobuf's own. Lock-free, as catalogues are registered before threads start.
 */
#ifndef HAPAX_CONTRACT_JSON_TYPES_H
#define HAPAX_CONTRACT_JSON_TYPES_H

#include <protobuf-c/protobuf-c.h>

#include "hapax/text.h"

/* By full name: "hapax.tasks.v1.TaskCreated". NULL: unknown. */
const ProtobufCMessageDescriptor *type_find(struct text full_name);
/* JSON names of the message's fields, by index; NULL among them: the name in lowerCamelCase. NULL: that is so for all. */
const char *const *type_json_names(const ProtobufCMessageDescriptor *descriptor);

#endif
