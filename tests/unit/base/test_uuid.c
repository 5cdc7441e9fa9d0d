#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#include <pthread.h>

#include "hapax/arena.h"
#include "hapax/clock.h"
#include "hapax/uuid.h"

static const char dns_space[] = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";

static struct uuid parsed(const char *text)
{
	struct uuid uuid;
	if (!uuid_parse_text(text_of(text), &uuid))
		fail_msg("refused: %s", text);
	return uuid;
}

static void text_goes_round(void **state)
{
	(void)state;
	char text[UUID_TEXT_LEN + 1];
	struct uuid uuid = parsed("6BA7B810-9dad-11D1-80b4-00C04FD430C8");
	uuid_format(uuid, text);
	assert_string_equal(text, dns_space);
	static const unsigned char bytes[] = {0x6b, 0xa7, 0xb8, 0x10, 0x9d, 0xad, 0x11, 0xd1,
					      0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8};
	assert_memory_equal(uuid.bytes, bytes, sizeof(bytes));
}

static void malformed_text_is_refused(void **state)
{
	(void)state;
	static const char *const bad[] = {
		"",
		"6ba7b810",
		"6ba7b8109dad11d180b400c04fd430c8",
		"6ba7b810-9dad-11d1-80b4-00c04fd430c",
		"6ba7b810-9dad-11d1-80b4-00c04fd430c8a",
		"6ba7b810-9dad-11d1-80b4-00c04fd430cg",
		"6ba7b81-09dad-11d1-80b4-00c04fd430c8",
		"{ba7b810-9dad-11d1-80b4-00c04fd430c}",
		" ba7b810-9dad-11d1-80b4-00c04fd430c8",
		"0xa7b810-9dad-11d1-80b4-00c04fd430c8",
		"+ba7b810-9dad-11d1-80b4-00c04fd430c8",
	};
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		struct uuid uuid = {{1, 2, 3}};
		if (uuid_parse_text(text_of(bad[i]), &uuid))
			fail_msg("accepted: %s", bad[i]);
		assert_int_equal(uuid.bytes[0], 1);
	}
}

static void text_need_not_end_with_nul(void **state)
{
	(void)state;
	char page[UUID_TEXT_LEN];
	struct uuid uuid;
	memcpy(page, dns_space, UUID_TEXT_LEN);
	assert_true(uuid_parse_text((struct text){page, UUID_TEXT_LEN}, &uuid));
}

static void name_based_ids_match_known_ones(void **state)
{
	(void)state;
	char text[UUID_TEXT_LEN + 1];
	uuid_format(uuid_v5(parsed(dns_space), TEXT("python.org")), text);
	assert_string_equal(text, "886313e1-3b8a-5372-9b90-0c9aee199e5d");
	uuid_format(uuid_v5(parsed(dns_space), TEXT("www.example.com")), text);
	assert_string_equal(text, "2ed6657d-e927-568b-95e1-2665a8aea6a2");
	assert_int_equal(uuid_v5(parsed(dns_space), (struct text){0}).bytes[6] >> 4, 5);
}

static void id_carries_version_variant_and_time(void **state)
{
	(void)state;
	for (int64_t offset = 0; offset < 2000; offset++) {
		int64_t now_us = INT64_C(1800000000000000) + offset * 1000003;
		struct uuid uuid = ids_next(ids_random(), now_us);
		assert_int_equal(uuid.bytes[6] >> 4, 7);
		assert_int_equal(uuid.bytes[8] >> 6, 2);
		assert_true(uuid_v7_time_us(uuid) == now_us);
	}
}

static void ids_of_one_instant_are_in_the_order_of_their_making(void **state)
{
	(void)state;
	int64_t now_us = INT64_C(1900000000000000);
	struct uuid last = ids_next(ids_random(), now_us);
	for (int i = 0; i < 10000; i++) {
		struct uuid next = ids_next(ids_random(), now_us);
		assert_true(uuid_order(last, next) < 0);
		last = next;
	}
}

static void clock_set_back_a_little_does_not_disturb_the_order(void **state)
{
	(void)state;
	int64_t now_us = INT64_C(2000000000000000);
	struct uuid before = ids_next(ids_random(), now_us);
	struct uuid after = ids_next(ids_random(), now_us - 5000000);
	assert_true(uuid_order(before, after) < 0);
}

static void clock_set_back_a_lot_is_believed(void **state)
{
	(void)state;
	(void)ids_next(ids_random(), INT64_C(2100000000000000));
	int64_t now_us = INT64_C(1700000000000000);
	assert_true(uuid_v7_time_us(ids_next(ids_random(), now_us)) == now_us);
}

static void times_out_of_range_still_give_ids(void **state)
{
	(void)state;
	assert_int_equal(ids_next(ids_random(), INT64_MIN).bytes[6] >> 4, 7);
	assert_int_equal(ids_next(ids_random(), INT64_MAX).bytes[6] >> 4, 7);
	assert_int_equal(ids_next(ids_random(), INT64_MAX).bytes[8] >> 6, 2);
}

static void other_versions_have_no_time(void **state)
{
	(void)state;
	assert_true(uuid_v7_time_us(parsed(dns_space)) == 0);
	assert_true(uuid_v7_time_us((struct uuid){{0}}) == 0);
	/* Example of RFC 9562, appendix A.6: 2022-02-22T19:22:22.000Z with random bits in the fraction's place. */
	assert_true(uuid_v7_time_us(parsed("017F22E2-79B0-7CC3-98C4-DC0C0C07398F")) / 1000 == INT64_C(1645557742000));
}

enum { THREADS = 4, IDS_EACH = 20000 };

static void *make_ids(void *data)
{
	struct uuid *made = data;
	for (int i = 0; i < IDS_EACH; i++)
		made[i] = ids_next(ids_random(), clock_now_us(clock_system()));
	return NULL;
}

static int by_order(const void *a, const void *b)
{
	return uuid_order(*(const struct uuid *)a, *(const struct uuid *)b);
}

static void threads_never_make_the_same_id(void **state)
{
	(void)state;
	pthread_t threads[THREADS];
	struct uuid *all = calloc((size_t)THREADS * IDS_EACH, sizeof(*all));
	for (int i = 0; i < THREADS; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, make_ids, all + (size_t)i * IDS_EACH), 0);
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	for (int i = 0; i < THREADS; i++) {
		for (int j = 1; j < IDS_EACH; j++)
			assert_true(uuid_order(all[(size_t)i * IDS_EACH + j - 1], all[(size_t)i * IDS_EACH + j]) < 0);
	}
	qsort(all, (size_t)THREADS * IDS_EACH, sizeof(*all), by_order);
	for (int i = 1; i < THREADS * IDS_EACH; i++)
		assert_int_not_equal(uuid_order(all[i - 1], all[i]), 0);
	free(all);
}

static void forked_child_makes_other_ids(void **state)
{
	(void)state;
	int ends[2];
	int64_t now_us = INT64_C(2200000000000000);
	(void)ids_next(ids_random(), now_us); /* random bytes are fetched ahead */
	assert_int_equal(pipe(ends), 0);
	pid_t child = fork();
	if (child == 0) {
		struct uuid theirs = ids_next(ids_random(), now_us);
		_exit(write(ends[1], &theirs, sizeof(theirs)) == sizeof(theirs) ? 0 : 1);
	}
	struct uuid ours = ids_next(ids_random(), now_us), theirs;
	assert_int_equal(read(ends[0], &theirs, sizeof(theirs)), sizeof(theirs));
	waitpid(child, NULL, 0);
	assert_memory_equal(ours.bytes, theirs.bytes, 8); /* the same time */
	assert_memory_not_equal(ours.bytes + 8, theirs.bytes + 8, 8);
	close(ends[0]);
	close(ends[1]);
}

static void text_in_the_arena_or_nothing(void **state)
{
	(void)state;
	struct arena arena;
	arena_init(&arena, 64);
	assert_true(text_equal_string(uuid_text(parsed(dns_space), &arena), dns_space));
	assert_true(text_empty(uuid_text(parsed(dns_space), &arena)));
	arena_done(&arena);
	assert_true(uuid_is_zero((struct uuid){{0}}));
	assert_false(uuid_is_zero(parsed(dns_space)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_goes_round),
		cmocka_unit_test(malformed_text_is_refused),
		cmocka_unit_test(text_need_not_end_with_nul),
		cmocka_unit_test(name_based_ids_match_known_ones),
		cmocka_unit_test(id_carries_version_variant_and_time),
		cmocka_unit_test(ids_of_one_instant_are_in_the_order_of_their_making),
		cmocka_unit_test(clock_set_back_a_little_does_not_disturb_the_order),
		cmocka_unit_test(clock_set_back_a_lot_is_believed),
		cmocka_unit_test(times_out_of_range_still_give_ids),
		cmocka_unit_test(other_versions_have_no_time),
		cmocka_unit_test(threads_never_make_the_same_id),
		cmocka_unit_test(forked_child_makes_other_ids),
		cmocka_unit_test(text_in_the_arena_or_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
