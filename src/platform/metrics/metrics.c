#include "hapax/metrics.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "platform/metrics/series.h"

enum { LABEL_BYTES = 200 }; /* longer values are told apart by their beginnings only */

/* Guards the list of metrics and the making of series. Never taken to count into a series that exists. */
static pthread_mutex_t registry_lock = PTHREAD_MUTEX_INITIALIZER;
static struct metric *registered_metrics; /* ordered by name */

const struct histogram_bound histogram_bounds[HISTOGRAM_BOUNDS] = {
	{5000, "0.005"}, {10000, "0.01"},  {25000, "0.025"}, {50000, "0.05"},  {75000, "0.075"}, {100000, "0.1"},  {250000, "0.25"},
	{500000, "0.5"}, {750000, "0.75"}, {1000000, "1"},   {2500000, "2.5"}, {5000000, "5"},	 {7500000, "7.5"}, {10000000, "10"},
};

struct labels {
	struct text values[METRIC_LABELS_MAX];
	uint64_t hash;
};

/* FNV-1a, with a separator so that ("ab", "c") and ("a", "bc") differ. */
static uint64_t hash_add(uint64_t hash, struct text text)
{
	for (size_t i = 0; i < text.len; i++)
		hash = (hash ^ (unsigned char)text.at[i]) * UINT64_C(0x100000001b3);
	return (hash ^ 0xff) * UINT64_C(0x100000001b3);
}

static struct labels labels_of(const struct metric *metric, const char *const values[METRIC_LABELS_MAX])
{
	struct labels labels = {.hash = UINT64_C(0xcbf29ce484222325)};
	for (int i = 0; i < METRIC_LABELS_MAX && metric->labels[i]; i++) {
		if (values[i])
			labels.values[i] = (struct text){values[i], strnlen(values[i], LABEL_BYTES)};
		labels.hash = hash_add(labels.hash, labels.values[i]);
	}
	return labels;
}

static struct series *find_series(struct series_table *table, const struct labels *labels)
{
	struct series *series = atomic_load_explicit(&table->buckets[labels->hash % SERIES_BUCKETS], memory_order_acquire);
	for (; series; series = series->next) {
		bool same = series->hash == labels->hash;
		for (int i = 0; i < METRIC_LABELS_MAX && same; i++)
			same = text_equal(series->labels[i], labels->values[i]);
		if (same)
			return series;
	}
	return NULL;
}

/* Under the lock. NULL when memory is exhausted: then the count is lost, which is better than the work. */
static struct series *add_series(struct metric *metric, struct series_table *table, const struct labels *labels)
{
	size_t counts = metric->kind == METRIC_HISTOGRAM ? HISTOGRAM_BUCKETS : 0;
	size_t bytes = sizeof(struct series) + counts * sizeof(_Atomic int64_t);
	size_t text_bytes = 0;
	for (int i = 0; i < METRIC_LABELS_MAX; i++)
		text_bytes += labels->values[i].len;
	struct series *series = calloc(1, bytes + text_bytes);
	if (!series)
		return NULL;
	char *copy = (char *)series + bytes;
	for (int i = 0; i < METRIC_LABELS_MAX; i++) {
		if (!labels->values[i].at)
			continue;
		memcpy(copy, labels->values[i].at, labels->values[i].len);
		series->labels[i] = (struct text){copy, labels->values[i].len};
		copy += labels->values[i].len;
	}
	series->hash = labels->hash;
	struct series *_Atomic *bucket = &table->buckets[labels->hash % SERIES_BUCKETS];
	series->next = atomic_load_explicit(bucket, memory_order_relaxed);
	atomic_store_explicit(bucket, series, memory_order_release);
	table->count++;
	return series;
}

/* Under the lock. */
static struct series_table *register_metric(struct metric *metric)
{
	struct series_table *table = atomic_load_explicit(&metric->series, memory_order_relaxed);
	if (table)
		return table;
	table = calloc(1, sizeof(*table));
	if (!table)
		return NULL;
	struct metric **place = &registered_metrics;
	while (*place && strcmp((*place)->name, metric->name) < 0)
		place = &(*place)->next;
	metric->next = *place;
	metric->registered = 1;
	*place = metric;
	atomic_store_explicit(&metric->series, table, memory_order_release);
	return table;
}

static struct series *make_series(struct metric *metric, const struct labels *labels)
{
	static const char *const others[METRIC_LABELS_MAX] = {"other", "other", "other"};
	pthread_mutex_lock(&registry_lock);
	struct series_table *table = register_metric(metric);
	struct series *series = table ? find_series(table, labels) : NULL;
	if (table && !series && table->count < SERIES_MAX) {
		series = add_series(metric, table, labels);
	} else if (table && !series) {
		struct labels other = labels_of(metric, others);
		series = find_series(table, &other);
		if (!series)
			series = add_series(metric, table, &other);
	}
	pthread_mutex_unlock(&registry_lock);
	return series;
}

static struct series *series_of(struct metric *metric, const char *const values[METRIC_LABELS_MAX])
{
	struct labels labels = labels_of(metric, values);
	struct series_table *table = atomic_load_explicit(&metric->series, memory_order_acquire);
	struct series *series = table ? find_series(table, &labels) : NULL;
	return series ? series : make_series(metric, &labels);
}

void metric_add(struct metric *metric, int64_t delta, const char *label0, const char *label1, const char *label2)
{
	struct series *series = series_of(metric, (const char *const[]){label0, label1, label2});
	if (series)
		atomic_fetch_add_explicit(&series->value, delta, memory_order_relaxed);
}

void metric_set(struct metric *metric, int64_t value, const char *label0, const char *label1, const char *label2)
{
	struct series *series = series_of(metric, (const char *const[]){label0, label1, label2});
	if (series)
		atomic_store_explicit(&series->value, value, memory_order_relaxed);
}

void metric_observe_us(struct metric *metric, int64_t duration_us, const char *label0, const char *label1, const char *label2)
{
	struct series *series = series_of(metric, (const char *const[]){label0, label1, label2});
	if (!series || metric->kind != METRIC_HISTOGRAM)
		return;
	if (duration_us < 0)
		duration_us = 0;
	size_t bucket = 0;
	while (bucket < HISTOGRAM_BOUNDS && duration_us > histogram_bounds[bucket].us)
		bucket++;
	atomic_fetch_add_explicit(&series->counts[bucket], 1, memory_order_relaxed);
	atomic_fetch_add_explicit(&series->value, duration_us, memory_order_relaxed);
}

int64_t metric_value(struct metric *metric, const char *label0, const char *label1, const char *label2)
{
	struct labels labels = labels_of(metric, (const char *const[]){label0, label1, label2});
	struct series_table *table = atomic_load_explicit(&metric->series, memory_order_acquire);
	struct series *series = table ? find_series(table, &labels) : NULL;
	return series ? atomic_load_explicit(&series->value, memory_order_relaxed) : 0;
}

void metrics_each(void (*each)(struct metric *metric, void *data), void *data)
{
	pthread_mutex_lock(&registry_lock);
	for (struct metric *metric = registered_metrics; metric; metric = metric->next)
		each(metric, data);
	pthread_mutex_unlock(&registry_lock);
}
