/*
 * Memory of one call or one batch: many allocations, freed together by arena_reset() or arena_done(). Blocks grow on
 * demand up to a fixed maximum, so hostile input can't take more than its share. Used by one thread at a time. Under
 * AddressSanitizer, memory that was given back is poisoned.
 */
#ifndef HAPAX_ARENA_H
#define HAPAX_ARENA_H

#include <stddef.h>

#include "hapax/macros.h"

HAPAX_BEGIN_C

struct arena_block;

struct arena {
	struct arena_block *blocks; /* newest first */
	size_t used_bytes;	    /* handed out since the last reset */
	size_t held_bytes;	    /* taken from the heap */
	size_t max_bytes;
};

/* The caller owns *arena. No heap memory is taken before the first allocation. */
void arena_init(struct arena *arena, size_t max_bytes);
/* Gives everything back to the heap. Also fine on a zeroed arena. */
void arena_done(struct arena *arena);
/* Forgets all allocations but keeps one block (of 256 KiB at most) for reuse. */
void arena_reset(struct arena *arena);

/* Aligned for any type; not zeroed. NULL when max_bytes would be passed or the heap is exhausted. A size of 0 gives a
 * unique non-NULL pointer. */
void *arena_alloc(struct arena *arena, size_t size) MUST_CHECK;
/* Zeroed array; NULL also when count * size overflows. */
void *arena_calloc(struct arena *arena, size_t count, size_t size) MUST_CHECK;
#define arena_new(arena, type)		((type *)arena_calloc((arena), 1, sizeof(type)))
#define arena_array(arena, type, count) ((type *)arena_calloc((arena), (count), sizeof(type)))
/* printf into the arena; NULL when exhausted. */
char *arena_printf(struct arena *arena, const char *format, ...) PRINTF_LIKE(2, 3) MUST_CHECK;

/* Fills in a protobuf-c allocator that takes from the arena and frees nothing. */
struct ProtobufCAllocator;
void arena_allocator(struct arena *arena, struct ProtobufCAllocator *ret_allocator);

HAPAX_END_C

#endif
