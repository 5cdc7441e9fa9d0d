/*
 * Protobuf messages to and from JSON by descriptor, with the events' conventions: proto field names on output (both spellings
 * on input), 64-bit integers as numbers up to 2^53 and as strings beyond, RFC 3339 timestamps, wrappers as bare values,
 * Struct as an object, null for what is absent (on input). Reentrant.
 */
#ifndef HAPAX_JSON_H
#define HAPAX_JSON_H

#include <protobuf-c/protobuf-c.h>

#include "hapax/buffer.h"
#include "hapax/context.h"

HAPAX_BEGIN_C

/* Deepest nesting of objects and arrays taken from outside. */
enum { JSON_MAX_DEPTH = 64 };

/* Appends one JSON object. Every scalar and repeated field is written, also zero and empty ones; absent messages, wrappers and
 * oneofs are not. STATUS_EXHAUSTED when the buffer is full, STATUS_INVALID with the path of what JSON can't hold: a string that
 * isn't UTF-8, a Struct's number that isn't finite, a time out of range, nesting beyond JSON_MAX_DEPTH, google.protobuf.Any. */
MUST_CHECK enum status json_write_message(struct context *context, struct buffer *buffer, const ProtobufCMessage *message);
/* Reads one JSON object into a message in the context's arena. Unknown fields are ignored when ignore_unknown. STATUS_INVALID
 * with a violation per wrong field (path and what is allowed), or a plain failure with the byte offset when it is no JSON.
 * Duplicate keys, lone surrogates, U+0000, invalid UTF-8, numbers out of range, nesting beyond JSON_MAX_DEPTH and messages nested
 * deeper than protobuf bytes may nest them (MESSAGE_DEPTH_MAX, which a Struct reaches after some 20 levels) are wrong. */
MUST_CHECK enum status json_read_message(struct context *context, struct text json, const ProtobufCMessageDescriptor *descriptor,
					 bool ignore_unknown, ProtobufCMessage **ret_message);
/* Appends a JSON string with its quotes. Input must be UTF-8; otherwise the buffer fails. */
void json_write_string(struct buffer *buffer, struct text text);

HAPAX_END_C

#endif
