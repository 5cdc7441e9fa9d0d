#include "hapax/buffer.h"

#include <endian.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hapax/arena.h"

enum { FIRST_CAPACITY = 256 };

void buffer_init(struct buffer *buffer, struct arena *arena, size_t max_bytes)
{
	*buffer = (struct buffer){.arena = arena, .max_bytes = max_bytes};
}

void buffer_done(struct buffer *buffer)
{
	if (!buffer->arena)
		free(buffer->at);
	buffer_init(buffer, buffer->arena, buffer->max_bytes);
}

void buffer_clear(struct buffer *buffer)
{
	buffer->len = 0;
	buffer->failed = false;
}

static char *take_memory(struct buffer *buffer, size_t capacity)
{
	if (!buffer->arena)
		return realloc(buffer->at, capacity);
	char *at = arena_alloc(buffer->arena, capacity);
	if (at && buffer->len)
		memcpy(at, buffer->at, buffer->len);
	return at;
}

static size_t next_capacity(const struct buffer *buffer, size_t needed)
{
	size_t most = buffer->max_bytes < SIZE_MAX ? buffer->max_bytes + 1 : SIZE_MAX;
	size_t capacity = buffer->capacity > most / 2 ? most : buffer->capacity * 2;
	if (capacity < FIRST_CAPACITY)
		capacity = FIRST_CAPACITY < most ? FIRST_CAPACITY : most;
	return capacity < needed ? needed : capacity;
}

/* Room for len more bytes and always one beyond them, for the NUL of buffer_string(). */
static bool make_room(struct buffer *buffer, size_t len)
{
	if (buffer->failed)
		return false;
	if (len > buffer->max_bytes - buffer->len || len > SIZE_MAX - 1 - buffer->len) {
		buffer->failed = true;
		return false;
	}
	if (len < buffer->capacity - buffer->len)
		return true;
	size_t capacity = next_capacity(buffer, buffer->len + len + 1);
	char *at = take_memory(buffer, capacity);
	if (!at) {
		buffer->failed = true;
		return false;
	}
	buffer->at = at;
	buffer->capacity = capacity;
	return true;
}

void buffer_add(struct buffer *buffer, const void *bytes, size_t len)
{
	if (len == 0 || !make_room(buffer, len))
		return;
	memcpy(buffer->at + buffer->len, bytes, len);
	buffer->len += len;
}

void buffer_add_text(struct buffer *buffer, struct text text)
{
	buffer_add(buffer, text.at, text.len);
}

void buffer_add_string(struct buffer *buffer, const char *string)
{
	buffer_add_text(buffer, text_of(string));
}

void buffer_add_char(struct buffer *buffer, char c)
{
	if (make_room(buffer, 1))
		buffer->at[buffer->len++] = c;
}

void buffer_printf(struct buffer *buffer, const char *format, ...)
{
	if (!make_room(buffer, 0))
		return;
	size_t room = buffer->capacity - buffer->len;
	va_list arguments;
	va_start(arguments, format);
	int len = vsnprintf(buffer->at + buffer->len, room, format, arguments);
	va_end(arguments);
	if (len < 0) {
		buffer->failed = true;
		return;
	}
	if (!make_room(buffer, (size_t)len))
		return;
	if ((size_t)len >= room) {
		va_start(arguments, format);
		vsnprintf(buffer->at + buffer->len, (size_t)len + 1, format, arguments);
		va_end(arguments);
	}
	buffer->len += (size_t)len;
}

void buffer_add_u64(struct buffer *buffer, uint64_t value)
{
	char digits[20];
	size_t first = sizeof(digits);
	do {
		digits[--first] = (char)('0' + value % 10);
		value /= 10;
	} while (value);
	buffer_add(buffer, digits + first, sizeof(digits) - first);
}

void buffer_add_i64(struct buffer *buffer, int64_t value)
{
	if (value < 0)
		buffer_add_char(buffer, '-');
	buffer_add_u64(buffer, value < 0 ? -(uint64_t)value : (uint64_t)value);
}

void buffer_add_be16(struct buffer *buffer, uint16_t value)
{
	value = htobe16(value);
	buffer_add(buffer, &value, sizeof(value));
}

void buffer_add_be32(struct buffer *buffer, uint32_t value)
{
	value = htobe32(value);
	buffer_add(buffer, &value, sizeof(value));
}

void buffer_add_be64(struct buffer *buffer, uint64_t value)
{
	value = htobe64(value);
	buffer_add(buffer, &value, sizeof(value));
}

char *buffer_reserve(struct buffer *buffer, size_t len)
{
	return make_room(buffer, len) ? buffer->at + buffer->len : NULL;
}

bool buffer_failed(const struct buffer *buffer)
{
	return buffer->failed;
}

struct text buffer_text(const struct buffer *buffer)
{
	return (struct text){buffer->at, buffer->len};
}

const char *buffer_string(struct buffer *buffer)
{
	if (!make_room(buffer, 0))
		return NULL;
	buffer->at[buffer->len] = '\0';
	return buffer->at;
}
