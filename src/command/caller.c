#include "command/command.h"

static void read_one(struct context *context, const struct incoming *incoming, const char *name, struct text *ret_value)
{
	struct text first = incoming_metadata(incoming, name, 0), second = incoming_metadata(incoming, name, 1);

	if (second.at && !text_equal(first, second))
		violation_add(context, text_of(name), "header.once", "is given more than once, with different values");
	*ret_value = first;
}

enum status caller_read(struct context *context, const struct incoming *incoming, struct caller *ret_caller)
{
	struct caller caller;

	read_one(context, incoming, "user-id", &caller.user_id);
	read_one(context, incoming, "idempotency-key", &caller.idempotency_key);
	read_one(context, incoming, "correlation-id", &caller.correlation_id);
	read_one(context, incoming, "traceparent", &caller.traceparent);
	*ret_caller = caller;
	return fail_violations(context);
}
