/* What a call looks like to the endpoint that serves it. */
#include "platform/grpc/front.h"

#include "base/scan.h"

struct arena *incoming_arena(struct incoming *incoming)
{
	return &incoming->arena;
}

const char *incoming_path(const struct incoming *incoming)
{
	return incoming->method ? incoming->method->endpoint.path : "";
}

struct text incoming_request(const struct incoming *incoming)
{
	return slice_text(&incoming->request);
}

struct text incoming_metadata(const struct incoming *incoming, const char *key, size_t nth)
{
	const struct text wanted = text_of(key);
	for (size_t i = 0; i < incoming->metadata.count; i++) {
		const grpc_metadata *entry = &incoming->metadata.metadata[i];
		if (text_equal(slice_text(&entry->key), wanted) && nth-- == 0)
			return slice_text(&entry->value);
	}
	return (struct text){0};
}

int64_t incoming_deadline_us(const struct incoming *incoming)
{
	const gpr_timespec deadline = incoming->deadline;
	if (gpr_time_cmp(deadline, gpr_inf_future(deadline.clock_type)) == 0)
		return INT64_MAX;
	const gpr_timespec left = gpr_time_sub(deadline, gpr_now(deadline.clock_type));
	return clock_monotonic_us() + left.tv_sec * 1000000 + left.tv_nsec / 1000;
}

bool incoming_cancelled(const struct incoming *incoming)
{
	return atomic_load_explicit(&incoming->cancelled, memory_order_acquire);
}

enum status incoming_unpack(struct context *context, struct incoming *incoming, const ProtobufCMessageDescriptor *descriptor,
			    ProtobufCMessage **ret_message)
{
	struct arena *callers = context->arena;
	context->arena = &incoming->arena;
	const enum status status = message_unpack(context, incoming_request(incoming), descriptor, ret_message);
	context->arena = callers;
	return status;
}
