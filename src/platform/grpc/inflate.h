/*
 * Compressed messages, unpacked with a bound. Core would unpack them itself, but without one: 1 MB on the wire became 1 GB in
 * memory before its size limit was looked at. Pure function; any thread.
 */
#ifndef HAPAX_PLATFORM_GRPC_INFLATE_H
#define HAPAX_PLATFORM_GRPC_INFLATE_H

#include <grpc/byte_buffer.h>

#include "hapax/status.h"

/* A message's bytes as one slice, to be unreferenced by the caller; plain ones without copying where they lie in one piece.
 * STATUS_EXHAUSTED when they are or become more than max_bytes, STATUS_INVALID when they aren't what their encoding says. */
MUST_CHECK enum status message_inflate(const grpc_byte_buffer *message, size_t max_bytes, grpc_slice *ret_slice);

#endif
