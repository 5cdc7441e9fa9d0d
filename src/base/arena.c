#include "hapax/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <protobuf-c/protobuf-c.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_ASAN 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(ARENA_ASAN)
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(at, size)   ((void)(at), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(at, size) ((void)(at), (void)(size))
#endif

enum {
	ALIGNMENT = alignof(max_align_t),
	FIRST_BLOCK_BYTES = 4096,
	LARGEST_BLOCK_BYTES = 256 * 1024, /* what one allocation needs may be larger; such a block isn't kept by a reset */
};

struct arena_block {
	struct arena_block *next;
	size_t capacity;
	size_t used;
	alignas(max_align_t) char bytes[];
};

void arena_init(struct arena *arena, size_t max_bytes)
{
	*arena = (struct arena){.max_bytes = max_bytes};
}

static void block_free(struct arena_block *block)
{
	ASAN_UNPOISON_MEMORY_REGION(block->bytes, block->capacity);
	free(block);
}

void arena_done(struct arena *arena)
{
	while (arena->blocks) {
		struct arena_block *block = arena->blocks;
		arena->blocks = block->next;
		block_free(block);
	}
	arena_init(arena, arena->max_bytes);
}

void arena_reset(struct arena *arena)
{
	struct arena_block *kept = NULL;
	while (arena->blocks) {
		struct arena_block *block = arena->blocks;
		arena->blocks = block->next;
		if (block->capacity > LARGEST_BLOCK_BYTES || (kept && kept->capacity >= block->capacity)) {
			block_free(block);
			continue;
		}
		if (kept)
			block_free(kept);
		kept = block;
	}
	arena_init(arena, arena->max_bytes);
	if (!kept)
		return;
	kept->next = NULL;
	kept->used = 0;
	ASAN_POISON_MEMORY_REGION(kept->bytes, kept->capacity);
	arena->blocks = kept;
	arena->held_bytes = kept->capacity;
}

/* Blocks double, so that a big batch takes few of them, but never so far that max_bytes is passed. */
static size_t next_capacity(const struct arena *arena, size_t size)
{
	size_t capacity = arena->held_bytes < FIRST_BLOCK_BYTES ? FIRST_BLOCK_BYTES : arena->held_bytes;
	if (capacity > LARGEST_BLOCK_BYTES)
		capacity = LARGEST_BLOCK_BYTES;
	size_t left = arena->max_bytes - arena->held_bytes;
	if (capacity > left)
		capacity = left;
	return capacity < size ? size : capacity;
}

static struct arena_block *block_add(struct arena *arena, size_t size)
{
	if (size > arena->max_bytes - arena->held_bytes)
		return NULL;
	size_t capacity = next_capacity(arena, size);
	if (capacity > SIZE_MAX - sizeof(struct arena_block))
		return NULL;
	struct arena_block *block = malloc(sizeof(*block) + capacity);
	if (!block)
		return NULL;
	block->capacity = capacity;
	block->used = 0;
	ASAN_POISON_MEMORY_REGION(block->bytes, capacity);
	arena->held_bytes += capacity;

	/* A block that will be full at once goes behind the current one, whose rest is still good for small things. */
	struct arena_block *first = arena->blocks;
	if (first && first->capacity - first->used > capacity - size) {
		block->next = first->next;
		first->next = block;
	} else {
		block->next = first;
		arena->blocks = block;
	}
	return block;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	if (size == 0)
		size = 1;
	struct arena_block *block = arena->blocks;
	size_t start = 0;
	if (block)
		start = (block->used + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
	if (!block || start > block->capacity || size > block->capacity - start) {
		block = block_add(arena, size);
		start = 0;
	}
	if (!block)
		return NULL;
	arena->used_bytes += start + size - block->used;
	block->used = start + size;
	ASAN_UNPOISON_MEMORY_REGION(block->bytes + start, size);
	return block->bytes + start;
}

void *arena_calloc(struct arena *arena, size_t count, size_t size)
{
	size_t bytes;
	if (__builtin_mul_overflow(count, size, &bytes))
		return NULL;
	void *memory = arena_alloc(arena, bytes);
	return memory ? memset(memory, 0, bytes) : NULL;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
	char first_try[256];
	va_list arguments;
	va_start(arguments, format);
	int len = vsnprintf(first_try, sizeof(first_try), format, arguments);
	va_end(arguments);
	if (len < 0)
		return NULL;
	char *text = arena_alloc(arena, (size_t)len + 1);
	if (!text)
		return NULL;
	if ((size_t)len < sizeof(first_try))
		return memcpy(text, first_try, (size_t)len + 1);
	va_start(arguments, format);
	vsnprintf(text, (size_t)len + 1, format, arguments);
	va_end(arguments);
	return text;
}

static void *protobuf_alloc(void *arena, size_t size)
{
	return arena_alloc(arena, size);
}

static void protobuf_free(void *arena, void *memory)
{
	(void)arena;
	(void)memory;
}

void arena_allocator(struct arena *arena, struct ProtobufCAllocator *ret_allocator)
{
	*ret_allocator = (ProtobufCAllocator){.alloc = protobuf_alloc, .free = protobuf_free, .allocator_data = arena};
}
