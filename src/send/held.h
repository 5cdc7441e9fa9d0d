/*
 * Keys whose oldest event the sidecar refused: left out of the next claims for a while, longer with each refusal, so that what the
 * broker doesn't take stands in nobody's way. Kept in memory only: whoever takes over the lease finds out by itself. The relay's
 * thread.
 */
#ifndef HAPAX_SEND_HELD_H
#define HAPAX_SEND_HELD_H

#include "hapax/db.h"

enum { HELD_KEYS_MAX = 256 };

struct held_key {
	char *key;
	int64_t until_us; /* monotonic */
	int refusals;	  /* in a row */
};

struct held_keys {
	struct held_key items[HELD_KEYS_MAX];
	size_t count;
};

/* Returns how often in a row the key was refused. When all places are taken, the key that is due first loses its own. */
int held_keys_add(struct held_keys *held, struct text key, int64_t now_us);
/* The sidecar took an event of the key. */
void held_keys_remove(struct held_keys *held, struct text key);
/* Forgets all: they are tried at once. Also the end of it; a new one is all zero. */
void held_keys_clear(struct held_keys *held);
bool held_keys_has(const struct held_keys *held, struct text key);
bool held_keys_full(const struct held_keys *held);
/* Adds a text[] of those that aren't due. */
void held_keys_add_param(const struct held_keys *held, struct db_params *params, int64_t now_us);

#endif
