/*
 * Cuts a batch into waves: in one wave every handler gets at most one event of a key (unless it takes any), and events of one key
 * go out in the order they came.
 */
#ifndef HAPAX_RECEIVE_WAVE_H
#define HAPAX_RECEIVE_WAVE_H

#include "receive/consumer.h"

/* Runs the handlers of the fresh items among these. Stops at the first failure. */
MUST_CHECK enum status waves_run(struct tx *tx, struct inbox_item **items, size_t count);

#endif
