/* Members of option messages by their descriptors, as JSON. One thread. */
#ifndef PROTOC_GEN_HAPAX_DOCUMENTS_OPTION_VALUE_H
#define PROTOC_GEN_HAPAX_DOCUMENTS_OPTION_VALUE_H

#include <protobuf-c/protobuf-c.h>

#include "protoc-gen-hapax/tree/tree.h"

bool option_is_given(const ProtobufCMessage *message, const ProtobufCFieldDescriptor *field);
/* Of a given member: a number, a text, a boolean, or an array of such. A message must be a Duration or a Timestamp: its text. */
json_t *option_value(const ProtobufCMessage *message, const ProtobufCFieldDescriptor *field);
/* Of a given member that is a message. */
const ProtobufCMessage *option_message(const ProtobufCMessage *message, const ProtobufCFieldDescriptor *field);

#endif
