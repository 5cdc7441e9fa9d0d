/*
 * Options of others, as protoc hands them over: extensions that descriptor.proto doesn't know are unknown fields of the options
 * message. Pure functions over borrowed bytes; any thread.
 */
#ifndef HAPAX_BASE_EXTENSION_H
#define HAPAX_BASE_EXTENSION_H

#include <protobuf-c/protobuf-c.h>

#include "hapax/buffer.h"

/* The content of a length-prefixed unknown field. False when it is no such field, or ends too early. */
MUST_CHECK bool extension_content(const ProtobufCMessageUnknownField *field, struct text *ret_content);
/* Every field of that number in options (NULL: none) one after the other: as bytes of a message that is the merged one, for an
 * option may be given in several statements. Initialises *ret_bytes in the arena, of max_bytes at most. False when there is none.
 */
MUST_CHECK bool extension_collect(struct arena *arena, const ProtobufCMessage *options, uint32_t number, size_t max_bytes,
				  struct buffer *ret_bytes);

#endif
