/* Base64 (RFC 4648, with padding) over OpenSSL. Pure; results live in the context's arena. */
#ifndef HAPAX_DEV_SIDECAR_BASE64_H
#define HAPAX_DEV_SIDECAR_BASE64_H

#include "hapax/context.h"

MUST_CHECK enum status base64_encode(struct context *context, struct text bytes, struct text *ret_text);
/* STATUS_INVALID when it isn't base64. */
MUST_CHECK enum status base64_decode(struct context *context, struct text text, struct text *ret_bytes);

#endif
