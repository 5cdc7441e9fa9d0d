/*
 * A view of bytes that somebody else owns: usually an arena, a request, or a string literal. Not NUL-terminated; may
 * hold any bytes. The empty text has len 0 and may have at == NULL.
 */
#ifndef HAPAX_TEXT_H
#define HAPAX_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hapax/macros.h"

HAPAX_BEGIN_C

struct arena;

struct text {
	const char *at;
	size_t len;
};

/* A text over a string literal, also usable in static tables. */
#define TEXT(literal) (HAPAX_VALUE(text){(literal), sizeof(literal) - 1})
#define TEXT_INIT(literal)                                                                                                         \
	{                                                                                                                          \
		(literal), sizeof(literal) - 1                                                                                     \
	}
/* For printf: printf("%.*s", TEXT_ARG(t)). */
#define TEXT_ARG(text) (int)(text).len, ((text).at ? (text).at : "")

/* A view of a C string; NULL gives the empty text. */
struct text text_of(const char *string);
bool text_empty(struct text text);
bool text_equal(struct text a, struct text b);
bool text_equal_string(struct text a, const char *b);
/* Bytewise order, shorter first on a common prefix: < 0, 0, > 0. */
int text_compare(struct text a, struct text b);
bool text_starts_with(struct text text, struct text prefix);
/* Cuts *rest at the first separator: returns the part before it, *rest becomes what follows; when the separator does
 * not occur, returns all of it and *rest becomes the empty text. */
struct text text_cut(struct text *rest, char separator);
/* Decimal integer with optional minus, nothing else around it, in the range of int64. False leaves *ret_value alone. */
MUST_CHECK bool text_to_i64(struct text text, int64_t *ret_value);
/* Well-formed UTF-8 (no surrogates, no overlong forms, no U+0000). */
MUST_CHECK bool text_is_utf8(struct text text);
/* Unicode code points in well-formed UTF-8. */
size_t text_count_points(struct text text);

/* The same for the same bytes, on every machine and in every version. Not for hostile keys in tables that must not degrade. */
uint64_t text_hash(struct text text);

/* NUL-terminated copy in the arena; NULL when the arena is exhausted. */
char *text_dup_string(struct text text, struct arena *arena);
/* Copy in the arena; a text with at == NULL and len 0 when the arena is exhausted or the text empty. */
struct text text_dup(struct text text, struct arena *arena);

HAPAX_END_C

#endif
