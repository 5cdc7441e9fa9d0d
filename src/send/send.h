/*
 * The sending half: what the outbox and the relay share. Set once before threads start, then read only.
 */
#ifndef HAPAX_SEND_SEND_H
#define HAPAX_SEND_SEND_H

#include "contract/envelope.h"
#include "hapax/outbox.h"

enum { OUTBOX_SHARDS = 16 };

struct send_settings {
	size_t max_event_bytes; /* of one encoded event */
	enum event_data_form form;
	/* Called after a transaction with outbox rows committed; must not block. May be NULL. */
	void (*committed)(void *data, const char *schema);
	void *committed_data;
};

void send_setup(const struct send_settings *settings);
const struct send_settings *send_settings_get(void);

/* Which shard a key belongs to: 0 .. OUTBOX_SHARDS - 1, the same in every version. */
int outbox_shard(struct text key);

/* The tables of a schema that publishes. */
const struct migration *outbox_migrations(void);

#endif
