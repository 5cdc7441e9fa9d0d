/* A fixed number of threads that run jobs from a bounded queue, first come first served. Thread-safe. */
#ifndef HAPAX_COMMAND_WORKERS_H
#define HAPAX_COMMAND_WORKERS_H

#include "hapax/context.h"

struct workers;

MUST_CHECK enum status workers_open(struct context *context, int threads, int max_waiting, struct workers **ret_workers);
/* Runs what waits, then stops. */
void workers_close(struct workers *workers);
/* False when max_waiting jobs wait already, or while closing. */
MUST_CHECK bool workers_submit(struct workers *workers, void (*run)(void *data), void *data);

#endif
