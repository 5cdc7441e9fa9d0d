/*
 * Everything that one correlation id caused, put together from what the services keep: commands and outbox times from the ids
 * (version 7 ids carry their time), the rest from the audit log, the inboxes, the outboxes and the dead letters.
 */
#ifndef HAPAX_APP_TRACE_TRACE_H
#define HAPAX_APP_TRACE_TRACE_H

#include "hapax/service.h"
#include "platform/db/pool.h"

/* In the order in which they happen to one event. */
enum trace_step_kind {
	TRACE_COMMAND,
	TRACE_OCCURRED,
	TRACE_OUTBOX,
	TRACE_BROKER,
	TRACE_RECEIVED,
	TRACE_HANDLED,
	TRACE_DEAD,
	TRACE_WAITING
};

struct trace_step {
	enum trace_step_kind kind;
	int64_t time_us;
	const char *where;	/* a service or a topic */
	struct text event_type; /* empty for commands */
	struct text event_id;	/* of the command, for commands */
	struct text note;	/* who, or why */
};

struct trace {
	struct text correlation_id;
	struct trace_step *steps; /* by time */
	size_t count;
	bool truncated; /* there are more than a trace shows */
};

/* Lower-case name: "outbox". Static. */
const char *trace_step_name(enum trace_step_kind kind);

/* The correlation id of the newest event; STATUS_NOT_FOUND when there is none. Services that have no tables yet are passed over. */
MUST_CHECK enum status trace_last(struct context *context, struct db_pool *pool, const struct service *const *services,
				  struct text *ret_correlation);
/* STATUS_NOT_FOUND when nothing is known of it. In the context's arena. */
MUST_CHECK enum status trace_read(struct context *context, struct db_pool *pool, const struct service *const *services,
				  struct text correlation_id, struct trace *ret_trace);

#endif
