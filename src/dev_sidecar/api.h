/* The sidecar's gRPC API: the methods of dapr.proto.runtime.v1.Dapr that hapax uses. Served on the front's poller threads. */
#ifndef HAPAX_DEV_SIDECAR_API_H
#define HAPAX_DEV_SIDECAR_API_H

#include "dapr/proto/runtime/v1/dapr.pb-c.h"
#include "dev_sidecar/state.h"

/* Opens the gRPC front; its port is then known. */
MUST_CHECK enum status api_open(struct context *context, struct sidecar *sidecar);

/* GetMetadata's answer, for both APIs, in the context's arena. */
MUST_CHECK enum status api_metadata(struct context *context, struct sidecar *sidecar,
				    Dapr__Proto__Runtime__V1__GetMetadataResponse **ret_response);

#endif
