/*
 * Counters, gauges and histograms for /metrics in the Prometheus text format. A metric is a static table entry; label
 * values are registered on first use and never hold an event, task or user id. Updates are atomic adds: any thread.
 */
#ifndef HAPAX_METRICS_H
#define HAPAX_METRICS_H

#include <stdint.h>

#include "hapax/macros.h"

HAPAX_BEGIN_C

struct buffer;

enum metric_kind { METRIC_COUNTER, METRIC_GAUGE, METRIC_HISTOGRAM };

enum { METRIC_LABELS_MAX = 3 };

/* Declared static by whoever counts; registers itself on first use. */
struct metric {
	const char *name;
	const char *help;
	enum metric_kind kind;
	const char *labels[METRIC_LABELS_MAX]; /* names; unused ones NULL */
	/* private */
	struct metric *next;
#ifdef __cplusplus
	void *series;
#else
	void *_Atomic series;
#endif
	int registered;
};

/* Label values in the order of metric->labels, static or long-lived strings are copied; NULL for unused ones. After 1,000
 * combinations further ones are counted under the label value "other". */
void metric_add(struct metric *metric, int64_t delta, const char *label0, const char *label1, const char *label2);
void metric_set(struct metric *metric, int64_t value, const char *label0, const char *label1, const char *label2);
/* A duration into a histogram; exposed in seconds with OpenTelemetry's buckets. */
void metric_observe_us(struct metric *metric, int64_t duration_us, const char *label0, const char *label1, const char *label2);
/* Current value of a counter or gauge (0 when never touched); for tests and readiness. */
int64_t metric_value(struct metric *metric, const char *label0, const char *label1, const char *label2);

/* A function that sets gauges just before a scrape. At most 32; any thread. */
void metrics_on_scrape(void (*refresh)(void *data), void *data);
/* The whole page, text format 0.0.4. */
void metrics_write(struct buffer *page);

HAPAX_END_C

#endif
