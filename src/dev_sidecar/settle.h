/* What becomes of events after the app's answer. */
#ifndef HAPAX_DEV_SIDECAR_SETTLE_H
#define HAPAX_DEV_SIDECAR_SETTLE_H

#include "dev_sidecar/deliver.h"

/* As the `done` of a call: data is the delivery, which is freed. */
void settle_delivery(void *data, const struct grpc_reply *reply);
/* The event is done with: forgotten by journal and broker. Under the lock. */
void settle_one(struct sidecar *sidecar, struct message *message);

#endif
