/* Taking events in: wrap, store, queue, and then answer. Any thread. */
#ifndef HAPAX_DEV_SIDECAR_PUBLISH_H
#define HAPAX_DEV_SIDECAR_PUBLISH_H

#include "dev_sidecar/cloud_event.h"
#include "dev_sidecar/state.h"

/* One event, and what became of it. */
struct publish_item {
	struct publish_input input;
	enum status status;
	const char *error; /* static or in the context's arena; NULL when status is STATUS_OK */
};

/* Publishes the items, which live in the context's arena like everything else here, and calls done once, on this or on another
 * thread, when what isn't refused is safe. The context isn't used after this returns, its arena must live until done. With bulk,
 * the faults of bulk entries apply too. */
void publish_items(struct sidecar *sidecar, struct context *context, struct publish_item *items, size_t count, bool bulk,
		   void (*done)(void *data, struct publish_item *items, size_t count), void *data);
/* The same, waiting. */
void publish_and_wait(struct sidecar *sidecar, struct context *context, struct publish_item *items, size_t count);

#endif
