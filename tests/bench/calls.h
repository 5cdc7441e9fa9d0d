/* Ready-made requests of one kind, so that the load generator's own work stays small while the clock runs. */
#ifndef HAPAX_BENCH_CALLS_H
#define HAPAX_BENCH_CALLS_H

#include <protobuf-c/protobuf-c.h>

#include "event_source.h"

struct call_kind {
	const char *name;
	const char *path;
	/* Makes the nth request with this many events, in the arena; NULL when that is exhausted. */
	ProtobufCMessage *(*make)(struct event_source *source, struct arena *arena, int64_t n, int events);
	/* How many of its events the answer says are done. */
	int (*accepted)(struct text response, int events);
};

/* By name; NULL when there is none. */
const struct call_kind *call_kind_find(const char *name);
const char *call_kind_names(void);

#endif
