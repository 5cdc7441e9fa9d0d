/*
 * Events for benchmarks, as other programs would publish them: distinct random ids, many users, about 560 bytes. Made before the
 * clock starts. One thread.
 */
#ifndef HAPAX_BENCH_EVENT_SOURCE_H
#define HAPAX_BENCH_EVENT_SOURCE_H

#include <stdint.h>

#include "hapax/arena.h"
#include "hapax/text.h"

enum event_kind { EVENT_TASK_CREATED, EVENT_USER_LOGGED_IN };

struct event_source {
	uint64_t state[4];
	int64_t number; /* of the last event */
	int users;
};

/* Different seeds give different ids, the same seed the same events to the byte. */
void event_source_init(struct event_source *source, uint64_t seed, int users);
const char *event_kind_topic(enum event_kind kind);
/* A complete CloudEvent in JSON; *ret_user is its key. Both in the arena. The empty text when that is exhausted. */
struct text event_source_next(struct event_source *source, enum event_kind kind, struct arena *arena, char **ret_user);

#endif
