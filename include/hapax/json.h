/*
 * Protobuf messages to and from JSON by descriptor, in two forms. Reentrant; everything that is made lives in the context's arena.
 *
 *                 JSON_EVENT, what events carry             JSON_CANONICAL, proto3 JSON for other implementations
 * names           as in the .proto                          json_name, else lowerCamelCase
 * on reading      both spellings of a name, in either form
 * zeros, ""       written, also empty lists and maps        left out
 * 64-bit numbers  up to 2^53, beyond as text                as text
 * times           to the microsecond                        to the nanosecond
 * FieldMask       "due_date,title"                          "dueDate,title"
 * In both: null is absent (on reading), wrappers are bare values, Struct is an object, bytes are base64, enums are names, Any is an
 * object with "@type" whose message is one of a registered catalogue or of google.protobuf.
 *
 * Source of the second: https://protobuf.dev/programming-guides/json/. docs/json.md says where the two differ from each other and
 * from other implementations.
 *
 * Reading goes once forward over the text, into a flat row of tokens that point into it, and once forward over that row; there is
 * no tree. Writing goes once over the message and appends to the buffer, whose maximum is the output's.
 */
#ifndef HAPAX_JSON_H
#define HAPAX_JSON_H

#include <protobuf-c/protobuf-c.h>

#include "hapax/buffer.h"
#include "hapax/context.h"

HAPAX_BEGIN_C

enum {
	JSON_MAX_DEPTH = 64,		   /* nesting of objects and arrays, both ways */
	JSON_MAX_BYTES = 64 * 1024 * 1024, /* of a text that is read */
};

enum json_form { JSON_EVENT, JSON_CANONICAL };

/* Zeros are the event form, with unknown fields refused and the reader's own bounds. */
struct json_options {
	enum json_form form;
	bool ignore_unknown; /* reading: fields that the message doesn't have; in the canonical form names that an enum lacks as
				well */
	size_t max_bytes;    /* reading: of the text; 0, or more than it: JSON_MAX_BYTES */
	size_t max_tokens;   /* reading: values, keys and ends of objects and arrays; 0: as many as there are. One takes 16 bytes */
};

/* Appends one JSON value: an object, or what the message's type is in JSON (google.protobuf.Timestamp: a string). STATUS_EXHAUSTED
 * when the buffer or the arena (which holds what an Any is unpacked to) is full; STATUS_INVALID with the path of what JSON can't
 * hold: a string that isn't UTF-8, a Struct's number that isn't finite, a time out of range, a path of a FieldMask that has no
 * other spelling, nesting beyond JSON_MAX_DEPTH, an Any of a type that isn't known or whose bytes aren't of that type. The buffer
 * then holds a part of the text. */
MUST_CHECK enum status json_write(struct context *context, struct buffer *buffer, const ProtobufCMessage *message,
				  const struct json_options *options);
/* Reads one JSON value into a message in the context's arena; *ret_message borrows nothing from the text. STATUS_INVALID with a
 * violation per wrong field (path and what is allowed), or a plain failure with the byte offset when it is no JSON. Duplicate keys,
 * two members of one oneof, lone surrogates, U+0000, invalid UTF-8, numbers out of range, nesting beyond JSON_MAX_DEPTH and
 * messages nested deeper than protobuf bytes may nest them (MESSAGE_DEPTH_MAX, which a Struct reaches after some 20 levels) are
 * wrong. STATUS_EXHAUSTED when the arena is too small. */
MUST_CHECK enum status json_read(struct context *context, struct text json, const ProtobufCMessageDescriptor *descriptor,
				 const struct json_options *options, ProtobufCMessage **ret_message);

/* The same in the event form. */
MUST_CHECK enum status json_write_message(struct context *context, struct buffer *buffer, const ProtobufCMessage *message);
MUST_CHECK enum status json_read_message(struct context *context, struct text json, const ProtobufCMessageDescriptor *descriptor,
					 bool ignore_unknown, ProtobufCMessage **ret_message);
/* Appends a JSON string with its quotes. Input must be UTF-8; otherwise the buffer fails. */
void json_write_string(struct buffer *buffer, struct text text);

HAPAX_END_C

#endif
