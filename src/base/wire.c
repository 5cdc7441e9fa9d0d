#include "base/wire.h"

enum { VARINT_MAX_BYTES = 10, FIELD_NUMBER_MAX = (1 << 29) - 1 };

/* Length of the varint at the front of bytes, 0 when there is none. */
static size_t read_varint(struct text bytes, uint64_t *ret_value)
{
	uint64_t value = 0;
	for (size_t i = 0; i < bytes.len && i < VARINT_MAX_BYTES; i++) {
		const uint8_t byte = (uint8_t)bytes.at[i];
		value |= (uint64_t)(byte & 0x7f) << (7 * i);
		if (byte < 0x80) {
			*ret_value = value;
			return i + 1;
		}
	}
	return 0;
}

static bool take(struct text *rest, uint64_t len, struct text *ret_taken)
{
	if (len > rest->len)
		return false;
	*ret_taken = (struct text){rest->at, (size_t)len};
	rest->at += len;
	rest->len -= (size_t)len;
	return true;
}

static bool take_varint(struct text *rest, uint64_t *ret_value)
{
	struct text skipped;
	const size_t len = read_varint(*rest, ret_value);
	return len > 0 && take(rest, len, &skipped);
}

static bool take_value(struct text *rest, struct wire_field *field)
{
	struct text skipped;
	uint64_t value;
	switch (field->type) {
	case WIRE_VARINT:
		return take_varint(rest, &value);
	case WIRE_FIXED64:
		return take(rest, 8, &skipped);
	case WIRE_BYTES:
		return take_varint(rest, &value) && take(rest, value, &field->bytes);
	case WIRE_FIXED32:
		return take(rest, 4, &skipped);
	}
	return false;
}

enum wire_result wire_next(struct text *rest, struct wire_field *ret_field)
{
	if (rest->len == 0)
		return WIRE_END;
	struct text left = *rest;
	uint64_t key;
	if (!take_varint(&left, &key) || key >> 3 == 0 || key >> 3 > FIELD_NUMBER_MAX)
		return WIRE_MALFORMED;
	struct wire_field field = {.number = (uint32_t)(key >> 3), .type = (enum wire_type)(key & 7)};
	if (!take_value(&left, &field))
		return WIRE_MALFORMED;
	*rest = left;
	*ret_field = field;
	return WIRE_FIELD;
}
