#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <protobuf-c/protobuf-c.h>

#include "hapax/arena.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WITH_ASAN 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(WITH_ASAN)
#include <sanitizer/asan_interface.h>
#endif

static void memory_is_aligned_and_apart(void **state)
{
	(void)state;
	struct arena arena;
	unsigned char *pieces[300];
	arena_init(&arena, 1 << 20);
	for (size_t i = 0; i < COUNT_OF(pieces); i++) {
		pieces[i] = arena_alloc(&arena, i);
		assert_non_null(pieces[i]);
		assert_int_equal((uintptr_t)pieces[i] % _Alignof(max_align_t), 0);
		memset(pieces[i], (int)(i % 251), i);
	}
	for (size_t i = 0; i < COUNT_OF(pieces); i++) {
		for (size_t j = 0; j < i; j++)
			assert_int_equal(pieces[i][j], i % 251);
	}
	arena_done(&arena);
}

static void size_zero_gives_unique_pointers(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, 1024);
	void *first = arena_alloc(&arena, 0);
	void *second = arena_alloc(&arena, 0);
	assert_non_null(first);
	assert_non_null(second);
	assert_ptr_not_equal(first, second);
	arena_done(&arena);
}

static void nothing_is_held_before_the_first_allocation(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, 1024);
	assert_int_equal(arena.held_bytes, 0);
	assert_null(arena.blocks);
	arena_done(&arena);
}

static void maximum_is_never_passed(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, 100000);
	size_t got = 0;
	while (arena_alloc(&arena, 100))
		got += 100;
	assert_true(arena.held_bytes <= 100000);
	assert_true(arena.used_bytes <= 100000);
	/* Rounding up and the ends of blocks may cost something, but not much. */
	assert_true(got >= 80000);
	assert_null(arena_alloc(&arena, 100000));
	assert_null(arena_alloc(&arena, SIZE_MAX));
	arena_done(&arena);
}

static void one_allocation_may_take_the_whole_maximum(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, 1000);
	assert_null(arena_alloc(&arena, 1001));
	assert_non_null(arena_alloc(&arena, 1000));
	assert_null(arena_alloc(&arena, 1));
	arena_done(&arena);
}

static void big_allocation_does_not_waste_the_current_block(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, 1 << 20);
	char *before = arena_alloc(&arena, 16);
	assert_non_null(arena_alloc(&arena, 100000));
	char *after = arena_alloc(&arena, 16);
	assert_ptr_equal(after, before + 16);
	arena_done(&arena);
}

static void reset_keeps_one_block_and_reuses_it(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, 1 << 20);
	for (int i = 0; i < 1000; i++)
		assert_non_null(arena_alloc(&arena, 200));
	arena_reset(&arena);
	assert_int_equal(arena.used_bytes, 0);
	assert_true(arena.held_bytes > 0 && arena.held_bytes <= 256 * 1024);
	size_t held = arena.held_bytes;
	assert_non_null(arena_alloc(&arena, 200));
	assert_int_equal(arena.held_bytes, held);
	arena_done(&arena);
	assert_int_equal(arena.held_bytes, 0);
}

static void reset_gives_back_a_huge_block(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, 8 << 20);
	assert_non_null(arena_alloc(&arena, 4 << 20));
	arena_reset(&arena);
	assert_int_equal(arena.held_bytes, 0);
	assert_non_null(arena_alloc(&arena, 10));
	arena_done(&arena);
}

static void done_is_fine_on_a_zeroed_arena(void **state)
{
	(void)state;
	struct arena arena = {0};
	arena_done(&arena);
	assert_null(arena_alloc(&arena, 1));
}

static void arrays_are_zeroed_also_after_reuse(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, 4096);
	memset(arena_alloc(&arena, 64), 0xff, 64);
	arena_reset(&arena);
	char *zeroed = arena_array(&arena, char, 64);
	for (int i = 0; i < 64; i++)
		assert_int_equal(zeroed[i], 0);
	arena_done(&arena);
}

static void array_size_that_overflows_is_refused(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, SIZE_MAX);
	volatile size_t many = SIZE_MAX / 2 + 2;
	assert_null(arena_calloc(&arena, many, 2));
	assert_null(arena_alloc(&arena, SIZE_MAX));
	arena_done(&arena);
}

static void printf_takes_texts_of_any_length(void **state)
{
	(void)state;
	struct arena arena;
	char long_text[2000];
	memset(long_text, 'y', sizeof(long_text) - 1);
	long_text[sizeof(long_text) - 1] = '\0';
	arena_init(&arena, 8192);
	assert_string_equal(arena_printf(&arena, "%d-%s", 7, "x"), "7-x");
	assert_string_equal(arena_printf(&arena, "%s", long_text), long_text);
	arena_done(&arena);
	arena_init(&arena, 100);
	assert_null(arena_printf(&arena, "%s", long_text));
	arena_done(&arena);
}

static void protobuf_allocator_takes_from_the_arena(void **state)
{
	(void)state;
	struct arena arena;
	ProtobufCAllocator allocator;
	arena_init(&arena, 1024);
	arena_allocator(&arena, &allocator);
	void *memory = allocator.alloc(allocator.allocator_data, 100);
	assert_non_null(memory);
	assert_int_equal(arena.used_bytes, 100);
	allocator.free(allocator.allocator_data, memory);
	assert_null(allocator.alloc(allocator.allocator_data, 2000));
	arena_done(&arena);
}

static void given_back_memory_is_poisoned(void **state)
{
	(void)state;
#if defined(__SANITIZE_ADDRESS__) || defined(WITH_ASAN)
	struct arena arena;
	arena_init(&arena, 8192);
	char *memory = arena_alloc(&arena, 10);
	assert_false(__asan_address_is_poisoned(memory));
	assert_false(__asan_address_is_poisoned(memory + 9));
	assert_true(__asan_address_is_poisoned(memory + 10));
	arena_reset(&arena);
	assert_true(__asan_address_is_poisoned(memory));
	arena_done(&arena);
#else
	skip();
#endif
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(memory_is_aligned_and_apart),
		cmocka_unit_test(size_zero_gives_unique_pointers),
		cmocka_unit_test(nothing_is_held_before_the_first_allocation),
		cmocka_unit_test(maximum_is_never_passed),
		cmocka_unit_test(one_allocation_may_take_the_whole_maximum),
		cmocka_unit_test(big_allocation_does_not_waste_the_current_block),
		cmocka_unit_test(reset_keeps_one_block_and_reuses_it),
		cmocka_unit_test(reset_gives_back_a_huge_block),
		cmocka_unit_test(done_is_fine_on_a_zeroed_arena),
		cmocka_unit_test(arrays_are_zeroed_also_after_reuse),
		cmocka_unit_test(array_size_that_overflows_is_refused),
		cmocka_unit_test(printf_takes_texts_of_any_length),
		cmocka_unit_test(protobuf_allocator_takes_from_the_arena),
		cmocka_unit_test(given_back_memory_is_poisoned),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
