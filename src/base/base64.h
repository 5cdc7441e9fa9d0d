/* Base64 (RFC 4648), both alphabets. Pure. */
#ifndef HAPAX_BASE_BASE64_H
#define HAPAX_BASE_BASE64_H

#include "hapax/buffer.h"

/* Bytes that decoding len characters gives at most. */
size_t base64_decoded_max(size_t len);
/* The standard or the URL alphabet, with or without padding, nothing else in between. ret_bytes has room for base64_decoded_max().
 */
MUST_CHECK bool base64_decode(struct text text, uint8_t *ret_bytes, size_t *ret_len);
/* The same, whatever the last character's spare bits are: proto3 JSON's own tests have them set. */
MUST_CHECK bool base64_decode_lax(struct text text, uint8_t *ret_bytes, size_t *ret_len);
/* Appends the standard alphabet with padding. */
void base64_write(struct buffer *buffer, struct text bytes);

#endif
