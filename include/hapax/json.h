/*
 * Protobuf messages to and from JSON by descriptor, with the events' conventions: proto field names on output (both spellings
 * on input), 64-bit integers as numbers up to 2^53 and as strings beyond, RFC 3339 timestamps, wrappers as bare values,
 * Struct as an object, absent message fields and empty scalars left out on output unless asked for. Reentrant.
 */
#ifndef HAPAX_JSON_H
#define HAPAX_JSON_H

#include <protobuf-c/protobuf-c.h>

#include "hapax/buffer.h"
#include "hapax/context.h"

HAPAX_BEGIN_C

/* Deepest nesting of objects and arrays taken from outside. */
enum { JSON_MAX_DEPTH = 64 };

/* Appends one JSON object. Every scalar field is written, also zero ones; absent messages, wrappers and oneofs are not.
 * STATUS_EXHAUSTED when the buffer is full, STATUS_INVALID when a string isn't UTF-8 or a Struct's bytes aren't a Struct. */
MUST_CHECK enum status json_write_message(struct context *context, struct buffer *buffer, const ProtobufCMessage *message);
/* Reads one JSON object into a message in the context's arena. Unknown fields are ignored when ignore_unknown. STATUS_INVALID
 * with a violation per wrong field (path and what is allowed), or a plain failure with the byte offset when it is no JSON.
 * Duplicate keys, lone surrogates, U+0000, invalid UTF-8, numbers out of range and nesting beyond JSON_MAX_DEPTH are wrong. */
MUST_CHECK enum status json_read_message(struct context *context, struct text json, const ProtobufCMessageDescriptor *descriptor,
					 bool ignore_unknown, ProtobufCMessage **ret_message);
/* Appends a JSON string with its quotes. Input must be UTF-8; otherwise the buffer fails. */
void json_write_string(struct buffer *buffer, struct text text);

HAPAX_END_C

#endif
