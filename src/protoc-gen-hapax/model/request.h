/* What protoc vouches for, looked at before anybody relies on it: the bytes may come from anywhere. Pure. */
#ifndef PROTOC_GEN_HAPAX_REQUEST_H
#define PROTOC_GEN_HAPAX_REQUEST_H

#include "google/protobuf/compiler/plugin.pb-c.h"
#include "hapax/context.h"

/* Names are there and are names, numbers and indexes are in their ranges, map entries have a key and a value, and all of it is of a
 * size that protoc sends. STATUS_INVALID says what isn't so. */
MUST_CHECK enum status request_check(struct context *context,
				     const struct Google__Protobuf__Compiler__CodeGeneratorRequest *request);

#endif
