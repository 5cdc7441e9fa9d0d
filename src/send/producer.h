/* What is behind hapax/producer.h: made by producer_open(), read only afterwards, shared by the threads that publish. */
#ifndef HAPAX_SEND_PRODUCER_H
#define HAPAX_SEND_PRODUCER_H

#include "hapax/producer.h"
#include "platform/config/config.h"
#include "platform/grpc/client.h"

enum { PRODUCER_TIMEOUT_MS = 10000, PRODUCER_ATTEMPTS = 3 };

struct producer {
	struct config config; /* of the settings, those that concern a producer */
	struct grpc_peer *sidecar;
	int timeout_ms;
	int attempts;
};

#endif
