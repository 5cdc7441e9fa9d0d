/* Questions to the sidecar about itself. Blocking. */
#ifndef HAPAX_PLATFORM_DAPR_METADATA_H
#define HAPAX_PLATFORM_DAPR_METADATA_H

#include "platform/grpc/client.h"

/* The type of a registered component, "pubsub.kafka", in the context's arena. STATUS_NOT_FOUND when the sidecar has no such
 * component. */
MUST_CHECK enum status dapr_component_type(struct context *context, struct grpc_peer *sidecar, const char *component,
					   int timeout_ms, struct text *ret_type);

#endif
