/* How a contract writes versions and durations, and what a topic has when it doesn't say. Pure functions; any thread. */
#ifndef HAPAX_BASE_NOTATION_H
#define HAPAX_BASE_NOTATION_H

#include "hapax/text.h"

/* Of a topic, when its option says 0 or nothing. */
enum { TOPIC_DEFAULT_PARTITIONS = 3, TOPIC_DEFAULT_REPLICATION = 2 };
#define TOPIC_DEFAULT_RETENTION "7d"

/* "1.0" -> 1, 0: MAJOR from 1. False for anything else. */
MUST_CHECK bool notation_version(struct text text, unsigned *ret_major, unsigned *ret_minor);
/* "500ms", "2s", "5m", "1h", "7d" in milliseconds, at least 1. False for anything else. */
MUST_CHECK bool notation_duration(struct text text, int64_t *ret_ms);

#endif
