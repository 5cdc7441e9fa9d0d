/*
 * Structured log: one line a record on stderr, JSON or text. A failure is logged once, at the edge (the lane, the gRPC
 * answer, the CLI), with everything needed to find it again. Thread-safe; a line is written with one write(), has 16 KiB at most
 * (long values are cut, and say so), and stays one line of valid UTF-8 whatever bytes the fields hold. A well-formed
 * LOG_TRACEPARENT becomes trace_id and span_id.
 */
#ifndef HAPAX_LOG_H
#define HAPAX_LOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "hapax/text.h"

HAPAX_BEGIN_C

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR };

/* One attribute of a record. Build with LOG_TEXT, LOG_STR, LOG_INT. An empty text is left out of the record. */
struct log_field {
	const char *name; /* NULL ends a list */
	struct text text;
	int64_t number;
	bool is_number;
};
#define LOG_TEXT(field_name, value) (HAPAX_VALUE(log_field){(field_name), (value), 0, false})
#define LOG_STR(field_name, value)  (HAPAX_VALUE(log_field){(field_name), text_of(value), 0, false})
#define LOG_INT(field_name, value)  (HAPAX_VALUE(log_field){(field_name), {NULL, 0}, (int64_t)(value), true})

/* Well-known attribute names, so that they are spelled alike everywhere. */
#define LOG_CORRELATION "correlation_id"
#define LOG_EVENT	"event_id"
#define LOG_TYPE	"event_type"
#define LOG_CONSUMER	"consumer"
#define LOG_TOPIC	"topic"
#define LOG_TRACEPARENT "traceparent"
#define LOG_CAUSE	"cause"

bool log_enabled(enum log_level level);
void log_write(enum log_level level, const char *body, const struct log_field *fields, unsigned count);
/* log_record(LOG_WARN, "relay: publish failed", LOG_STR("topic", topic), LOG_INT("entries", n)); fields may be left out. */
#define log_record(level, ...) LOG_RECORD_(level, __VA_ARGS__, LOG_END_)
#define LOG_END_	       (HAPAX_VALUE(log_field){NULL, {NULL, 0}, 0, false})
#define LOG_RECORD_(level, body, ...)                                                                                              \
	do {                                                                                                                       \
		if (log_enabled(level)) {                                                                                          \
			const struct log_field log_fields_[] = {__VA_ARGS__};                                                      \
			log_write((level), (body), log_fields_, COUNT_OF(log_fields_));                                            \
		}                                                                                                                  \
	} while (0)

HAPAX_END_C

#endif
