#include "base/base64.h"

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static int value_of(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	if (c == '+' || c == '-')
		return 62;
	return c == '/' || c == '_' ? 63 : -1;
}

size_t base64_decoded_max(size_t len)
{
	return len / 4 * 3 + 3;
}

/* Padding is all or nothing: it must fill up the last group of four. */
static bool strip_padding(struct text *text)
{
	size_t padding = 0;
	while (padding < 2 && padding < text->len && text->at[text->len - 1 - padding] == '=')
		padding++;
	if (padding && text->len % 4 != 0)
		return false;
	text->len -= padding;
	return text->len % 4 != 1;
}

/* *ret_left: bits at the end that belong to no byte. */
static bool decode(struct text text, uint8_t *ret_bytes, size_t *ret_len, uint32_t *ret_left)
{
	if (!strip_padding(&text))
		return false;
	size_t len = 0;
	uint32_t bits = 0;
	unsigned count = 0;
	for (size_t i = 0; i < text.len; i++) {
		int value = value_of(text.at[i]);
		if (value < 0)
			return false;
		bits = bits << 6 | (uint32_t)value;
		count += 6;
		if (count < 8)
			continue;
		count -= 8;
		ret_bytes[len++] = (uint8_t)(bits >> count);
	}
	*ret_left = bits & ((1U << count) - 1);
	*ret_len = len;
	return true;
}

/* Left-over bits that aren't zero: somebody cut the text. */
bool base64_decode(struct text text, uint8_t *ret_bytes, size_t *ret_len)
{
	uint32_t left;
	size_t len;
	if (!decode(text, ret_bytes, &len, &left) || left)
		return false;
	*ret_len = len;
	return true;
}

bool base64_decode_lax(struct text text, uint8_t *ret_bytes, size_t *ret_len)
{
	uint32_t left;
	return decode(text, ret_bytes, ret_len, &left);
}

void base64_write(struct buffer *buffer, struct text bytes)
{
	char *out = buffer_reserve(buffer, (bytes.len + 2) / 3 * 4);
	if (!out)
		return;
	size_t len = 0;
	for (size_t i = 0; i < bytes.len; i += 3) {
		size_t left = bytes.len - i;
		uint32_t bits = (uint32_t)(uint8_t)bytes.at[i] << 16;
		bits |= left > 1 ? (uint32_t)(uint8_t)bytes.at[i + 1] << 8 : 0;
		bits |= left > 2 ? (uint32_t)(uint8_t)bytes.at[i + 2] : 0;
		out[len++] = alphabet[bits >> 18];
		out[len++] = alphabet[bits >> 12 & 63];
		out[len++] = left > 1 ? alphabet[bits >> 6 & 63] : '=';
		out[len++] = left > 2 ? alphabet[bits & 63] : '=';
	}
	buffer->len += len;
}
