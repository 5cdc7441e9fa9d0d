/* Prometheus text exposition format 0.0.4. */
#include <pthread.h>
#include <string.h>

#include "hapax/buffer.h"
#include "hapax/log.h"
#include "platform/metrics/series.h"

enum { REFRESHERS_MAX = 32 };

static struct refresher {
	void (*refresh)(void *data);
	void *data;
} refreshers[REFRESHERS_MAX];
static size_t refresher_count;
static pthread_mutex_t refreshers_lock = PTHREAD_MUTEX_INITIALIZER;

void metrics_on_scrape(void (*refresh)(void *data), void *data)
{
	pthread_mutex_lock(&refreshers_lock);
	bool full = refresher_count == REFRESHERS_MAX;
	if (!full)
		refreshers[refresher_count++] = (struct refresher){refresh, data};
	pthread_mutex_unlock(&refreshers_lock);
	if (full)
		log_record(LOG_ERROR, "metrics: too many functions to call before a scrape, one is left out",
			   LOG_INT("allowed", REFRESHERS_MAX));
}

/* Refreshers count and may register others, so they run without the lock. */
static void run_refreshers(void)
{
	struct refresher copy[REFRESHERS_MAX];
	pthread_mutex_lock(&refreshers_lock);
	size_t count = refresher_count;
	memcpy(copy, refreshers, sizeof(copy));
	pthread_mutex_unlock(&refreshers_lock);
	for (size_t i = 0; i < count; i++)
		copy[i].refresh(copy[i].data);
}

static void write_escaped(struct buffer *page, struct text text, bool in_quotes)
{
	/* One bad byte would make Prometheus refuse the whole page. */
	bool utf8 = text_is_utf8(text);
	for (size_t i = 0; i < text.len; i++) {
		char c = text.at[i];
		if (c == '\\')
			buffer_add_string(page, "\\\\");
		else if (c == '\n')
			buffer_add_string(page, "\\n");
		else if (c == '"' && in_quotes)
			buffer_add_string(page, "\\\"");
		else
			buffer_add_char(page, utf8 || (unsigned char)c < 0x80 ? c : '?');
	}
}

static void write_label(struct buffer *page, char before, const char *name, struct text value)
{
	buffer_add_char(page, before);
	buffer_add_string(page, name);
	buffer_add_string(page, "=\"");
	write_escaped(page, value, true);
	buffer_add_char(page, '"');
}

/* "name_suffix{label="value",le="bound"} ". */
static void write_name(struct buffer *page, const struct metric *metric, const char *suffix, const struct series *series,
		       const char *bound)
{
	char before = '{';
	buffer_add_string(page, metric->name);
	buffer_add_string(page, suffix);
	for (int i = 0; i < METRIC_LABELS_MAX && metric->labels[i]; i++) {
		write_label(page, before, metric->labels[i], series->labels[i]);
		before = ',';
	}
	if (bound) {
		write_label(page, before, "le", text_of(bound));
		before = ',';
	}
	buffer_add_string(page, before == '{' ? " " : "} ");
}

static void write_histogram(struct buffer *page, const struct metric *metric, const struct series *series)
{
	int64_t seen = 0;
	for (size_t i = 0; i < HISTOGRAM_BUCKETS; i++) {
		seen += atomic_load_explicit(&series->counts[i], memory_order_relaxed);
		write_name(page, metric, "_bucket", series, i < HISTOGRAM_BOUNDS ? histogram_bounds[i].seconds : "+Inf");
		buffer_add_i64(page, seen);
		buffer_add_char(page, '\n');
	}
	int64_t sum_us = atomic_load_explicit(&series->value, memory_order_relaxed);
	write_name(page, metric, "_sum", series, NULL);
	buffer_printf(page, "%lld.%06lld\n", (long long)(sum_us / 1000000), (long long)(sum_us % 1000000));
	write_name(page, metric, "_count", series, NULL);
	buffer_add_i64(page, seen);
	buffer_add_char(page, '\n');
}

static void write_series(struct buffer *page, const struct metric *metric, const struct series *series)
{
	if (metric->kind == METRIC_HISTOGRAM) {
		write_histogram(page, metric, series);
		return;
	}
	write_name(page, metric, "", series, NULL);
	buffer_add_i64(page, atomic_load_explicit(&series->value, memory_order_relaxed));
	buffer_add_char(page, '\n');
}

static void write_metric(struct metric *metric, void *data)
{
	static const char *const kinds[] = {
		[METRIC_COUNTER] = "counter", [METRIC_GAUGE] = "gauge", [METRIC_HISTOGRAM] = "histogram"};
	struct buffer *page = data;
	buffer_add_string(page, "# HELP ");
	buffer_add_string(page, metric->name);
	buffer_add_char(page, ' ');
	write_escaped(page, text_of(metric->help), false);
	buffer_add_string(page, "\n# TYPE ");
	buffer_add_string(page, metric->name);
	buffer_add_char(page, ' ');
	buffer_add_string(page, kinds[metric->kind]);
	buffer_add_char(page, '\n');

	const struct series_table *table = atomic_load_explicit(&metric->series, memory_order_acquire);
	for (size_t i = 0; i < SERIES_BUCKETS; i++) {
		const struct series *series = atomic_load_explicit(&table->buckets[i], memory_order_acquire);
		for (; series; series = series->next)
			write_series(page, metric, series);
	}
}

void metrics_write(struct buffer *page)
{
	run_refreshers();
	metrics_each(write_metric, page);
}
