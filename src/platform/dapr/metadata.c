#include "platform/dapr/metadata.h"

#include <string.h>

#include "dapr/proto/runtime/v1/dapr.pb-c.h"

enum status dapr_component_type(struct context *context, struct grpc_peer *sidecar, const char *component, int timeout_ms,
				struct text *ret_type)
{
	Dapr__Proto__Runtime__V1__GetMetadataRequest request = DAPR__PROTO__RUNTIME__V1__GET_METADATA_REQUEST__INIT;
	struct grpc_request rpc = {
		.path = "/dapr.proto.runtime.v1.Dapr/GetMetadata", .message = &request.base, .timeout_ms = timeout_ms};
	const Dapr__Proto__Runtime__V1__GetMetadataResponse *metadata;
	ProtobufCMessage *message;
	enum status status =
		grpc_call_wait(context, sidecar, &rpc, &dapr__proto__runtime__v1__get_metadata_response__descriptor, &message);

	if (status != STATUS_OK)
		return fail_while(context, "asking the sidecar for its components");
	metadata = (const void *)message;
	for (size_t i = 0; i < metadata->n_registered_components; i++) {
		if (strcmp(metadata->registered_components[i]->name, component) != 0)
			continue;
		*ret_type = text_of(metadata->registered_components[i]->type);
		return STATUS_OK;
	}
	return fail(context, STATUS_NOT_FOUND, "the sidecar has no component '%s'", component);
}
