/*
 * Server reflection, grpc.reflection.v1 and v1alpha (the same messages under two package names): which services there are, and the
 * .proto files behind them. hapax uses no extensions, so questions about them are answered NOT_FOUND. Read-only after it was made;
 * the program owns it, and it must outlive the server.
 */
#ifndef HAPAX_PLATFORM_GRPC_REFLECTION_H
#define HAPAX_PLATFORM_GRPC_REFLECTION_H

#include "platform/grpc/server.h"

struct reflection;

enum { REFLECTION_ENDPOINTS = 2 };

/* sets: serialized google.protobuf.FileDescriptorSet, borrowed; services: full names to list, borrowed. STATUS_CORRUPT when a set
 * isn't one. */
MUST_CHECK enum status reflection_new(struct context *context, const struct text *sets, size_t set_count,
				      const char *const *services, size_t service_count, struct reflection **ret_reflection);
void reflection_free(struct reflection *reflection);
/* To be given to grpc_front_open(). */
void reflection_endpoints(struct reflection *reflection, struct endpoint ret_endpoints[REFLECTION_ENDPOINTS]);

#endif
