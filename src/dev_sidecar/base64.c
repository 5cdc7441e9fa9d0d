#include "dev_sidecar/base64.h"

#include <limits.h>
#include <openssl/evp.h>

enum status base64_encode(struct context *context, struct text bytes, struct text *ret_text)
{
	if (bytes.len > INT_MAX / 2)
		return fail(context, STATUS_EXHAUSTED, "%zu bytes are too many for base64", bytes.len);
	unsigned char *at = arena_alloc(context->arena, bytes.len / 3 * 4 + 5);
	if (!at)
		return fail(context, STATUS_EXHAUSTED, "%zu bytes are too many for base64", bytes.len);
	int len = EVP_EncodeBlock(at, (const unsigned char *)bytes.at, (int)bytes.len);
	*ret_text = (struct text){(const char *)at, (size_t)len};
	return STATUS_OK;
}

enum status base64_decode(struct context *context, struct text text, struct text *ret_bytes)
{
	if (text.len > INT_MAX / 2)
		return fail(context, STATUS_EXHAUSTED, "%zu bytes of base64 are too many", text.len);
	unsigned char *at = arena_alloc(context->arena, text.len / 4 * 3 + 4);
	if (!at)
		return fail(context, STATUS_EXHAUSTED, "%zu bytes of base64 are too many", text.len);
	int len = text.len % 4 ? -1 : EVP_DecodeBlock(at, (const unsigned char *)text.at, (int)text.len);
	if (len < 0)
		return fail(context, STATUS_INVALID, "data_base64 isn't base64 with padding");
	/* OpenSSL counts the padding as data. */
	for (size_t i = text.len; i && len && text.at[i - 1] == '='; i--)
		len--;
	*ret_bytes = (struct text){(const char *)at, (size_t)len};
	return STATUS_OK;
}
