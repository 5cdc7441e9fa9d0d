/* Which of a window's rows go out together: at most one of a key. Pure. */
#ifndef HAPAX_SEND_ROUND_H
#define HAPAX_SEND_ROUND_H

#include "send/publish.h"

/* Which keys a round has seen: open addressing over row numbers + 1. Made once a window, cleared every round. */
struct round_keys {
	uint32_t *rows;
	size_t slots; /* a power of two */
};

MUST_CHECK enum status round_keys_init(struct context *context, struct round_keys *table, size_t count);
/* Chooses the first unpublished row of every key, so that a key never has two events under way. A refused row holds back its key
 * until the next claim. Returns how many were chosen. */
size_t round_choose(struct round_keys *table, struct claimed_row *rows, size_t count);
/* Of the chosen ones leaves the first of each topic: enough to find out whether the sidecar takes events again. */
void round_thin_out(struct claimed_row *rows, size_t count);

#endif
