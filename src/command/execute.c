#include "command/execute.h"

#include <stdio.h>

#include "command/idempotency.h"
#include "contract/envelope/attributes.h"
#include "contract/validate.h"
#include "hapax/metrics.h"

enum {
	DB_WAIT_MS = 5000,
	TRIES = 10, /* of a transaction that lost against another one */
	USER_ID_MAX = 128,
	KEY_MAX = 255,
	CORRELATION_MAX = 128,
};

static struct metric duration = {.name = "rpc_server_call_duration_seconds",
				 .help = "Duration of commands",
				 .kind = METRIC_HISTOGRAM,
				 .labels = {"rpc_method", "rpc_response_status_code"}};

/* Headers come from outside: what is stored must be text without control characters. */
static void check_header(struct context *context, const char *name, struct text value, size_t max)
{
	bool control = false;

	for (size_t i = 0; i < value.len; i++)
		control |= (unsigned char)value.at[i] < 0x20 || value.at[i] == 0x7f;
	if (value.len > max)
		violation_add(context, text_of(name), "header.max_len", "has %zu bytes, at most %zu are allowed", value.len, max);
	else if (control || (value.len && !text_is_utf8(value)))
		violation_add(context, text_of(name), "header.text", "must be UTF-8 text without control characters");
}

static enum status check_caller(struct context *context, const struct caller *caller)
{
	check_header(context, "user-id", caller->user_id, USER_ID_MAX);
	check_header(context, "idempotency-key", caller->idempotency_key, KEY_MAX);
	check_header(context, "correlation-id", caller->correlation_id, CORRELATION_MAX);
	if (context->failure.violation_count)
		return fail_violations(context);
	if (text_empty(caller->user_id))
		return fail(context, STATUS_UNAUTHENTICATED, "who is calling? metadata user-id is missing");
	return STATUS_OK;
}

/* A new trace where the caller brought no valid one, so that everything that follows belongs to one. */
static struct text root_traceparent(struct context *context)
{
	struct uuid trace = ids_next(context->ids, context_now_us(context));
	struct uuid span = ids_next(context->ids, context_now_us(context));
	char hex[49];

	for (int i = 0; i < 24; i++)
		snprintf(hex + i * 2, 3, "%02x", i < 16 ? trace.bytes[i] : span.bytes[i - 8]);
	return text_of(arena_printf(context->arena, "00-%.32s-%.16s-01", hex, hex + 32));
}

static struct cause cause_of_command(struct context *context, const struct caller *caller)
{
	struct text command_id = uuid_text(ids_next(context->ids, context_now_us(context)), context->arena);

	return (struct cause){
		.correlation_id = text_empty(caller->correlation_id) ? command_id : caller->correlation_id,
		.causation_id = command_id,
		.user_id = caller->user_id,
		.traceparent = traceparent_is_valid(caller->traceparent) ? caller->traceparent : root_traceparent(context),
	};
}

static enum status pack(struct context *context, const ProtobufCMessage *message, struct text *ret_bytes)
{
	size_t size = protobuf_c_message_get_packed_size(message);
	uint8_t *bytes = arena_alloc(context->arena, size + 1);

	if (!bytes)
		return fail(context, STATUS_EXHAUSTED, "no memory left for an answer of %zu bytes", size);
	*ret_bytes = (struct text){(const char *)bytes, protobuf_c_message_pack(message, bytes)};
	return STATUS_OK;
}

static enum status call_method(struct tx *tx, const struct bound_method *bound, const struct caller *caller,
			       const struct cause *cause, const ProtobufCMessage *request, struct text *ret_answer)
{
	struct context *context = tx->context;
	const ProtobufCMessageDescriptor *descriptor = bound->method->response;
	ProtobufCMessage *response = arena_alloc(context->arena, descriptor->sizeof_message);
	struct call call = {
		.context = context,
		.tx = tx,
		.user_id = caller->user_id,
		.cause = *cause,
		.method = text_of(bound->method->name),
	};
	enum status status;

	if (!response)
		return fail(context, STATUS_EXHAUSTED, "no memory left for an answer");
	descriptor->message_init(response);
	status = bound->method->thunk(bound->methods, &call, request, response);
	return status == STATUS_OK ? pack(context, response, ret_answer) : status;
}

/* One try. A first call with a key holds the key's row until it commits or fails: a parallel one with the same key waits for it. */
static enum status run_once(struct tx *tx, const struct bound_method *bound, const struct caller *caller, const struct cause *cause,
			    const ProtobufCMessage *request, struct text *ret_answer)
{
	struct remembered key = {
		.user_id = caller->user_id, .method = text_of(bound->method->path + 1), .key = caller->idempotency_key};
	bool keyed = !text_empty(caller->idempotency_key) && !bound->method->reads_only;
	bool repeated = false;
	enum status status;

	if (keyed) {
		status = idempotency_claim(tx, &key, request, ret_answer, &repeated);
		if (status != STATUS_OK || repeated)
			return status;
	}
	status = call_method(tx, bound, caller, cause, request, ret_answer);
	if (status == STATUS_OK && keyed)
		status = idempotency_keep(tx, &key, *ret_answer);
	return status;
}

static enum status run_transaction(struct context *context, struct db_pool *pool, const struct bound_method *bound,
				   const struct caller *caller, const struct cause *cause, const ProtobufCMessage *request,
				   struct text *ret_answer)
{
	struct tx tx = {0};
	enum status status = tx_begin(&tx, context, pool, clock_monotonic_us() + DB_WAIT_MS * 1000);

	if (status != STATUS_OK)
		return status;
	tx.schema = bound->service->name;
	status = run_once(&tx, bound, caller, cause, request, ret_answer);
	if (status == STATUS_OK)
		status = tx_commit(&tx);
	tx_rollback(&tx);
	return status;
}

enum status execute(struct context *context, struct db_pool *pool, const struct bound_method *bound, const struct caller *caller,
		    const ProtobufCMessage *request, struct text *ret_answer)
{
	int64_t started_us = clock_monotonic_us();
	struct cause cause;
	enum status status = check_caller(context, caller);

	if (status == STATUS_OK)
		status = validate(context, bound->method->rules, request);
	if (status == STATUS_OK) {
		cause = cause_of_command(context, caller);
		for (int i = 0; i < TRIES; i++) {
			failure_clear(context);
			status = run_transaction(context, pool, bound, caller, &cause, request, ret_answer);
			if (status != STATUS_AGAIN)
				break;
		}
		if (status == STATUS_AGAIN)
			status = fail(context, STATUS_UNAVAILABLE, "gave up after %d tries against concurrent changes: %s", TRIES,
				      failure_text(context));
	}
	metric_observe_us(&duration, clock_monotonic_us() - started_us, bound->method->path + 1, status_grpc_name(status), NULL);
	return status;
}
