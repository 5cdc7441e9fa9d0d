#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <pthread.h>

#include "hapax/buffer.h"
#include "hapax/metrics.h"

static struct buffer page;

/* The page as one string, valid until the next call. */
static const char *scraped(void)
{
	if (!page.max_bytes)
		buffer_init(&page, NULL, 1 << 24);
	buffer_clear(&page);
	metrics_write(&page);
	return buffer_string(&page);
}

static void assert_on_page(const char *text)
{
	if (!strstr(scraped(), text))
		fail_msg("%s is missing in:\n%s", text, page.at);
}

static void counter_adds_up_per_label_values(void **state)
{
	(void)state;
	static struct metric metric = {
		.name = "test_sent_total", .help = "Sent.", .kind = METRIC_COUNTER, .labels = {"topic", "result"}};
	metric_add(&metric, 1, "task-events", "ok", NULL);
	metric_add(&metric, 2, "task-events", "ok", NULL);
	metric_add(&metric, 5, "task-events", "failed", NULL);
	assert_int_equal(metric_value(&metric, "task-events", "ok", NULL), 3);
	assert_int_equal(metric_value(&metric, "task-events", "failed", NULL), 5);
	assert_int_equal(metric_value(&metric, "other-events", "ok", NULL), 0);
	assert_on_page("# HELP test_sent_total Sent.\n# TYPE test_sent_total counter\n");
	assert_on_page("\ntest_sent_total{topic=\"task-events\",result=\"ok\"} 3\n");
	assert_on_page("\ntest_sent_total{topic=\"task-events\",result=\"failed\"} 5\n");
	assert_null(strstr(scraped(), "other-events"));
}

static void metric_without_labels_has_no_braces(void **state)
{
	(void)state;
	static struct metric metric = {.name = "test_pending", .help = "Pending.", .kind = METRIC_GAUGE};
	metric_set(&metric, 7, NULL, NULL, NULL);
	metric_set(&metric, -2, "ignored", NULL, NULL);
	assert_int_equal(metric_value(&metric, NULL, NULL, NULL), -2);
	assert_on_page("# TYPE test_pending gauge\ntest_pending -2\n");
}

static void untouched_metric_is_not_on_the_page(void **state)
{
	(void)state;
	static struct metric metric = {.name = "test_untouched", .help = "Never.", .kind = METRIC_GAUGE};
	assert_int_equal(metric_value(&metric, NULL, NULL, NULL), 0);
	assert_null(strstr(scraped(), "test_untouched"));
}

static void labels_are_told_apart_at_their_borders(void **state)
{
	(void)state;
	static struct metric metric = {.name = "test_borders_total", .help = "x", .kind = METRIC_COUNTER, .labels = {"a", "b"}};
	metric_add(&metric, 1, "ab", "c", NULL);
	metric_add(&metric, 10, "a", "bc", NULL);
	metric_add(&metric, 100, NULL, "abc", NULL);
	assert_int_equal(metric_value(&metric, "ab", "c", NULL), 1);
	assert_int_equal(metric_value(&metric, "a", "bc", NULL), 10);
	assert_int_equal(metric_value(&metric, "", "abc", NULL), 100);
}

static void label_values_are_copied_and_escaped(void **state)
{
	(void)state;
	static struct metric metric = {
		.name = "test_escaped_total", .help = "Back\\slash\nand \"quote\".", .kind = METRIC_COUNTER, .labels = {"value"}};
	char value[] = "a\\b\"c\nd\xff";
	metric_add(&metric, 1, value, NULL, NULL);
	memset(value, 'x', sizeof(value) - 1);
	assert_on_page("# HELP test_escaped_total Back\\\\slash\\nand \"quote\".\n");
	assert_on_page("test_escaped_total{value=\"a\\\\b\\\"c\\nd?\"} 1\n");
}

static void histogram_buckets_are_cumulative_and_in_seconds(void **state)
{
	(void)state;
	static struct metric metric = {.name = "test_duration_seconds", .help = "x", .kind = METRIC_HISTOGRAM, .labels = {"op"}};
	metric_observe_us(&metric, 5000, "p", NULL, NULL);     /* on the bound: belongs to it */
	metric_observe_us(&metric, 5001, "p", NULL, NULL);     /* the next one */
	metric_observe_us(&metric, 20000000, "p", NULL, NULL); /* beyond all */
	metric_observe_us(&metric, -5, "p", NULL, NULL);
	assert_on_page(
		"# TYPE test_duration_seconds histogram\ntest_duration_seconds_bucket{op=\"p\",le=\"0.005\"} 2\n"
		"test_duration_seconds_bucket{op=\"p\",le=\"0.01\"} 3\ntest_duration_seconds_bucket{op=\"p\",le=\"0.025\"} 3\n"
		"test_duration_seconds_bucket{op=\"p\",le=\"0.05\"} 3\ntest_duration_seconds_bucket{op=\"p\",le=\"0.075\"} 3\n"
		"test_duration_seconds_bucket{op=\"p\",le=\"0.1\"} 3\ntest_duration_seconds_bucket{op=\"p\",le=\"0.25\"} 3\n"
		"test_duration_seconds_bucket{op=\"p\",le=\"0.5\"} 3\ntest_duration_seconds_bucket{op=\"p\",le=\"0.75\"} 3\n"
		"test_duration_seconds_bucket{op=\"p\",le=\"1\"} 3\ntest_duration_seconds_bucket{op=\"p\",le=\"2.5\"} 3\n"
		"test_duration_seconds_bucket{op=\"p\",le=\"5\"} 3\ntest_duration_seconds_bucket{op=\"p\",le=\"7.5\"} 3\n"
		"test_duration_seconds_bucket{op=\"p\",le=\"10\"} 3\ntest_duration_seconds_bucket{op=\"p\",le=\"+Inf\"} 4\n"
		"test_duration_seconds_sum{op=\"p\"} 20.010001\ntest_duration_seconds_count{op=\"p\"} 4\n");
}

static void after_a_thousand_combinations_the_rest_is_other(void **state)
{
	(void)state;
	static struct metric metric = {.name = "test_many_total", .help = "x", .kind = METRIC_COUNTER, .labels = {"n", "m"}};
	for (int i = 0; i < 1500; i++) {
		char label[16];
		snprintf(label, sizeof(label), "%d", i);
		metric_add(&metric, 1, label, "m", NULL);
	}
	metric_add(&metric, 1, "5", "m", NULL);
	assert_int_equal(metric_value(&metric, "5", "m", NULL), 2);
	assert_int_equal(metric_value(&metric, "999", "m", NULL), 1);
	assert_int_equal(metric_value(&metric, "1000", "m", NULL), 0);
	assert_int_equal(metric_value(&metric, "other", "other", NULL), 500);
}

static void endless_label_values_are_cut(void **state)
{
	(void)state;
	static struct metric metric = {.name = "test_endless_total", .help = "x", .kind = METRIC_COUNTER, .labels = {"n"}};
	char value[1001];
	memset(value, 'v', sizeof(value) - 1);
	value[1000] = '\0';
	metric_add(&metric, 1, value, NULL, NULL);
	metric_add(&metric, 1, value, NULL, NULL);
	assert_int_equal(metric_value(&metric, value, NULL, NULL), 2);
	value[201] = '\0';
	assert_null(strstr(scraped(), value));
}

static void metrics_stand_in_order_of_their_names(void **state)
{
	(void)state;
	static struct metric z = {.name = "test_order_z", .help = "x", .kind = METRIC_GAUGE};
	static struct metric a = {.name = "test_order_a", .help = "x", .kind = METRIC_GAUGE};
	metric_set(&z, 1, NULL, NULL, NULL);
	metric_set(&a, 1, NULL, NULL, NULL);
	const char *text = scraped();
	assert_true(strstr(text, "test_order_a") < strstr(text, "test_order_z"));
}

static struct metric refreshed = {.name = "test_refreshed", .help = "x", .kind = METRIC_GAUGE};

static void refresh(void *data)
{
	metric_set(&refreshed, ++*(int *)data, NULL, NULL, NULL);
}

static void refreshers_run_before_each_scrape(void **state)
{
	(void)state;
	static int scrapes;
	metrics_on_scrape(refresh, &scrapes);
	assert_on_page("test_refreshed 1\n");
	assert_on_page("test_refreshed 2\n");
}

enum { THREADS = 4, ROUNDS = 20000 };
static struct metric contended = {.name = "test_contended_total", .help = "x", .kind = METRIC_COUNTER, .labels = {"n"}};
static struct metric contended_seconds = {.name = "test_contended_seconds", .help = "x", .kind = METRIC_HISTOGRAM};

static void *count_many(void *data)
{
	static const char *const labels[] = {"0", "1", "2", "3", "4", "5", "6", "7"};
	(void)data;
	for (int i = 0; i < ROUNDS; i++) {
		metric_add(&contended, 1, labels[i % 8], NULL, NULL);
		metric_observe_us(&contended_seconds, 1000, NULL, NULL, NULL);
	}
	return NULL;
}

static void no_count_is_lost_between_threads(void **state)
{
	(void)state;
	pthread_t threads[THREADS];
	for (int i = 0; i < THREADS; i++)
		pthread_create(&threads[i], NULL, count_many, NULL);
	for (int i = 0; i < 20; i++)
		(void)scraped();
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	for (int i = 0; i < 8; i++)
		assert_int_equal(metric_value(&contended, (char[]){(char)('0' + i), '\0'}, NULL, NULL), THREADS * ROUNDS / 8);
	assert_on_page("test_contended_seconds_sum 80.000000\ntest_contended_seconds_count 80000\n");
	buffer_done(&page);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counter_adds_up_per_label_values),
		cmocka_unit_test(metric_without_labels_has_no_braces),
		cmocka_unit_test(untouched_metric_is_not_on_the_page),
		cmocka_unit_test(labels_are_told_apart_at_their_borders),
		cmocka_unit_test(label_values_are_copied_and_escaped),
		cmocka_unit_test(histogram_buckets_are_cumulative_and_in_seconds),
		cmocka_unit_test(after_a_thousand_combinations_the_rest_is_other),
		cmocka_unit_test(endless_label_values_are_cut),
		cmocka_unit_test(metrics_stand_in_order_of_their_names),
		cmocka_unit_test(refreshers_run_before_each_scrape),
		cmocka_unit_test(no_count_is_lost_between_threads),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
