#include "dev_sidecar/faults.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void same_seed_gives_the_same_decisions(void **state)
{
	(void)state;
	struct faults a, b, c;
	int differing = 0;
	faults_init(&a, &(struct fault_rates){.seed = 1});
	faults_init(&b, &(struct fault_rates){.seed = 1});
	faults_init(&c, &(struct fault_rates){.seed = 2});
	for (int i = 0; i < 1000; i++) {
		bool hit = faults_hit(&a, 50);
		assert_int_equal(hit, faults_hit(&b, 50));
		differing += hit != faults_hit(&c, 50);
	}
	assert_true(differing > 300);
}

static void rates_are_percent(void **state)
{
	(void)state;
	struct faults faults;
	int hits = 0;
	faults_init(&faults, &(struct fault_rates){.seed = 3});
	for (int i = 0; i < 10000; i++)
		hits += faults_hit(&faults, 30);
	assert_in_range(hits, 2800, 3200);
}

static void never_and_always_draw_nothing(void **state)
{
	(void)state;
	struct faults faults;
	faults_init(&faults, &(struct fault_rates){.seed = 3});
	uint64_t before = faults.state;
	assert_false(faults_hit(&faults, 0));
	assert_true(faults_hit(&faults, 100));
	assert_int_equal(faults_delay_us(&faults), 0);
	assert_true(faults.state == before);
}

static void half_of_the_failed_publishes_are_stored(void **state)
{
	(void)state;
	struct faults faults;
	int count[3] = {0};
	faults_init(&faults, &(struct fault_rates){.seed = 5});
	for (int i = 0; i < 10000; i++)
		count[faults_publish(&faults, 20)]++;
	assert_in_range(count[PUBLISH_FINE], 7800, 8200);
	assert_in_range(count[PUBLISH_REFUSED], 850, 1150);
	assert_in_range(count[PUBLISH_ANSWER_LOST], 850, 1150);
}

static void delay_stays_within_its_bound(void **state)
{
	(void)state;
	struct faults faults;
	int64_t longest = 0;
	faults_init(&faults, &(struct fault_rates){.seed = 5, .delay_ms = 10});
	for (int i = 0; i < 10000; i++) {
		int64_t delay = faults_delay_us(&faults);
		assert_true(delay >= 0 && delay <= 10000);
		longest = delay > longest ? delay : longest;
	}
	assert_true(longest > 9900);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(same_seed_gives_the_same_decisions), cmocka_unit_test(rates_are_percent),
		cmocka_unit_test(never_and_always_draw_nothing),      cmocka_unit_test(half_of_the_failed_publishes_are_stored),
		cmocka_unit_test(delay_stays_within_its_bound),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
