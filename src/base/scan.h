/*
 * What protobuf-c doesn't check while it unpacks: nesting depth (it recurses without a bound, and a small message can overflow the
 * stack), text that isn't UTF-8, and NUL bytes in text (it would cut the string there). Pure functions over the context; any
 * thread.
 */
#ifndef HAPAX_BASE_SCAN_H
#define HAPAX_BASE_SCAN_H

#include <protobuf-c/protobuf-c.h>

#include "hapax/context.h"

/* Messages inside one another, the outermost included. */
enum { MESSAGE_DEPTH_MAX = 64 };

/* STATUS_INVALID when the bytes are no message of that type: malformed, nested too deeply, or with violations "string.utf8" that
 * name each bad field by its path ("lines[2].sku"). No recursion, time linear in the bytes. */
MUST_CHECK enum status message_scan(struct context *context, struct text bytes, const ProtobufCMessageDescriptor *descriptor);

/* Scans and unpacks into the context's arena. STATUS_EXHAUSTED when the arena is too small for it. */
MUST_CHECK enum status message_unpack(struct context *context, struct text bytes, const ProtobufCMessageDescriptor *descriptor,
				      ProtobufCMessage **ret_message);

#endif
