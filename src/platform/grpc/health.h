/*
 * grpc.health.v1.Health: Check answers for the server as a whole ("") and for each service it was told of. Watch isn't offered: it
 * answers UNIMPLEMENTED, after which the protocol has clients stop asking and go on. The program sets the state from any thread and
 * owns the object, which must outlive the server.
 */
#ifndef HAPAX_PLATFORM_GRPC_HEALTH_H
#define HAPAX_PLATFORM_GRPC_HEALTH_H

#include <stdatomic.h>

#include "platform/grpc/server.h"

struct health {
	const char *const *services; /* borrowed, with their names */
	size_t service_count;
	atomic_bool serving;
};

/* Starts as not serving. */
void health_init(struct health *health, const char *const *services, size_t service_count);
void health_set(struct health *health, bool serving);
/* To be given to grpc_front_open(). */
struct endpoint health_endpoint(struct health *health);

#endif
