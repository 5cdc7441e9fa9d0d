/*
 * Intake: from the bytes of a callback to decoded, validated events in the lanes of every consumer that listens. What can't be read
 * becomes a dead letter on the same way. Runs on a poller thread.
 */
#ifndef HAPAX_RECEIVE_INTAKE_H
#define HAPAX_RECEIVE_INTAKE_H

#include "receive/reading.h"
#include "receive/receiver_state.h"

/* Hands the entry's event, or its dead letter, to every consumer concerned. Reading it may take memory_bytes of the context's
 * arena; what needs more can't be read. */
void intake_entry(struct receiver *receiver, struct context *context, struct delivery_entry *entry,
		  const struct intake_source *source, size_t memory_bytes);

#endif
