/* Maps as protobuf bytes bring them: a key may come twice, and the last one counts. Private to contract/envelope. */
#ifndef HAPAX_CONTRACT_ENVELOPE_MAPS_H
#define HAPAX_CONTRACT_ENVELOPE_MAPS_H

#include <protobuf-c/protobuf-c.h>

#include "hapax/context.h"

/* Leaves one entry for each key of every map in the message, however deep, which message_unpack() bounds. */
MUST_CHECK enum status maps_keep_last(struct context *context, ProtobufCMessage *message);

#endif
