/*
 * What a metric counts per combination of label values, shared by the counting and the writing side. Series are made under the
 * registry's lock, published with release order, never changed but for their atomics, and never freed.
 */
#ifndef HAPAX_PLATFORM_METRICS_SERIES_H
#define HAPAX_PLATFORM_METRICS_SERIES_H

#include <stdatomic.h>
#include <stddef.h>

#include "hapax/metrics.h"
#include "hapax/text.h"

enum {
	HISTOGRAM_BOUNDS = 14,
	HISTOGRAM_BUCKETS = HISTOGRAM_BOUNDS + 1, /* the last one is +Inf */
	SERIES_BUCKETS = 64,
	SERIES_MAX = 1000, /* and one for "other" */
};

struct histogram_bound {
	int64_t us;
	const char *seconds;
};
extern const struct histogram_bound histogram_bounds[HISTOGRAM_BOUNDS];

struct series {
	struct series *next; /* older one in the same hash bucket */
	uint64_t hash;
	struct text labels[METRIC_LABELS_MAX];
	_Atomic int64_t value;	  /* of a histogram: the sum, in microseconds */
	_Atomic int64_t counts[]; /* HISTOGRAM_BUCKETS, not cumulative; none for counters and gauges */
};

struct series_table {
	struct series *_Atomic buckets[SERIES_BUCKETS];
	size_t count; /* under the registry's lock */
};

/* Calls each for every registered metric in order of their names, holding the registry's lock. */
void metrics_each(void (*each)(struct metric *metric, void *data), void *data);

#endif
