/*
 * The receiving half of the process: Dapr's AppCallback on one side, the consumers on the other. Opened before the server, closed
 * after it.
 */
#ifndef HAPAX_RECEIVE_RECEIVER_H
#define HAPAX_RECEIVE_RECEIVER_H

#include "command/command.h"
#include "contract/topics.h"
#include "platform/config/config.h"
#include "platform/grpc/client.h"
#include "receive/consumer.h"

enum { RECEIVER_ENDPOINTS_MAX = 16, APP_TOKENS_MAX = 2 };

struct receiver_options {
	const struct config *config;
	struct db *db;
	struct grpc_peer *sidecar;
	struct command_desk *desk;
	const struct topic_map *topics;
	const struct service *const *services; /* ends with NULL */
	int lanes;			       /* of every consumer */
};

struct receiver;

MUST_CHECK enum status receiver_open(struct context *context, const struct receiver_options *options,
				     struct receiver **ret_receiver);
/* Finishes what the lanes have. After the server stopped calling. */
void receiver_close(struct receiver *receiver);
/* From now on HealthCheck says no, so that the sidecar stops delivering. */
void receiver_drain(struct receiver *receiver);

/* The dapr.* endpoints, to be registered with the server; they live in the receiver. */
const struct endpoint *receiver_endpoints(const struct receiver *receiver, size_t *ret_count);

/* The tables of a schema that consumes. */
const struct migration *inbox_migrations(void);

#endif
