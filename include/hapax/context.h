/*
 * What one call, batch or command carries along: memory, clock, ids, and the story of its failure. Made by whoever
 * starts the work (the gRPC server, a lane, a CLI command), passed down, used by one thread at a time.
 */
#ifndef HAPAX_CONTEXT_H
#define HAPAX_CONTEXT_H

#include <stddef.h>

#include "hapax/arena.h"
#include "hapax/clock.h"
#include "hapax/status.h"
#include "hapax/text.h"
#include "hapax/uuid.h"

HAPAX_BEGIN_C

/* One broken rule of an input message. All texts live in the context's arena or are static. */
struct violation {
	struct violation *next;
	struct text field;   /* path in proto names: "lines[2].sku"; empty for the whole message */
	struct text rule;    /* the rule's name: "string.max_len", "required" */
	struct text message; /* what is wrong and what is allowed, for people */
};

/* Why the current operation failed. status is STATUS_OK while nothing failed. */
struct failure {
	enum status status;
	struct text message;	      /* outermost cause first: "storing the batch: connection refused" */
	struct violation *violations; /* in the order they were found */
	size_t violation_count;
	const char *sqlstate; /* five characters when Postgres said so, else NULL */
};

struct context {
	struct arena *arena;
	const struct clock *clock;
	const struct ids *ids;
	struct failure failure;
};

/* clock and ids may be NULL: the system's and random ones. */
void context_init(struct context *context, struct arena *arena, const struct clock *clock, const struct ids *ids);
int64_t context_now_us(const struct context *context);

/* Records the failure (replacing an older one) and returns status, so that "return fail(...)" is the idiom. Doesn't log:
 * only the edge does. The arguments may point into the failure that is replaced. Never succeeds: STATUS_OK is recorded as
 * STATUS_INTERNAL. */
enum status fail(struct context *context, enum status status, const char *format, ...) PRINTF_LIKE(3, 4);
/* Puts what we were doing in front of the recorded cause: "doing: cause". Returns the recorded status; STATUS_INTERNAL when
 * nothing was recorded. */
enum status fail_while(struct context *context, const char *format, ...) PRINTF_LIKE(2, 3);
/* Adds a broken rule (its name is static, field is copied); after the 64th only the count grows. Doesn't set failure.status:
 * see fail_violations(). */
void violation_add(struct context *context, struct text field, const char *rule, const char *format, ...) PRINTF_LIKE(4, 5);
/* STATUS_OK when there are none; else STATUS_INVALID with a message that names each: "title: must have at least 1
 * character; priority: must be one of low, medium, high". */
MUST_CHECK enum status fail_violations(struct context *context);
/* Forgets the failure and the violations, for a fallback or another try. */
void failure_clear(struct context *context);
/* The message as a C string in the arena, never NULL. */
const char *failure_text(const struct context *context);

HAPAX_END_C

#endif
