/*
 * Growing bytes with a maximum. Appends never have to be checked one by one: the first one that doesn't fit sets
 * `failed`, and everything after it does nothing; ask buffer_failed() once at the end. Memory comes from the heap, or
 * from an arena when one was given. One thread at a time.
 */
#ifndef HAPAX_BUFFER_H
#define HAPAX_BUFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hapax/text.h"

HAPAX_BEGIN_C

struct buffer {
	char *at;
	size_t len;
	size_t capacity;
	size_t max_bytes;
	struct arena *arena; /* NULL: heap */
	bool failed;
};

/* arena may be NULL: then buffer_done() must be called. */
void buffer_init(struct buffer *buffer, struct arena *arena, size_t max_bytes);
void buffer_done(struct buffer *buffer);
/* Forgets the content and the failure, keeps the memory. */
void buffer_clear(struct buffer *buffer);

void buffer_add(struct buffer *buffer, const void *bytes, size_t len);
void buffer_add_text(struct buffer *buffer, struct text text);
void buffer_add_string(struct buffer *buffer, const char *string);
void buffer_add_char(struct buffer *buffer, char c);
void buffer_printf(struct buffer *buffer, const char *format, ...) PRINTF_LIKE(2, 3);
/* Decimal digits without printf. */
void buffer_add_i64(struct buffer *buffer, int64_t value);
void buffer_add_u64(struct buffer *buffer, uint64_t value);
/* Big-endian, as Postgres's binary format wants them. */
void buffer_add_be16(struct buffer *buffer, uint16_t value);
void buffer_add_be32(struct buffer *buffer, uint32_t value);
void buffer_add_be64(struct buffer *buffer, uint64_t value);
/* Room for len more bytes, to be written by the caller and then counted by adding to buffer->len; NULL on failure. */
char *buffer_reserve(struct buffer *buffer, size_t len) MUST_CHECK;

bool buffer_failed(const struct buffer *buffer);
/* Borrowed until the next append. */
struct text buffer_text(const struct buffer *buffer);
/* NUL-terminated, borrowed until the next append; NULL on failure. */
const char *buffer_string(struct buffer *buffer);

HAPAX_END_C

#endif
