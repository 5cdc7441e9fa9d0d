/* One event from a producer to the sidecar. */
#include <errno.h>
#include <time.h>

#include "contract/envelope/attributes.h"
#include "dapr/proto/runtime/v1/dapr.pb-c.h"
#include "send/encode.h"
#include "send/producer.h"

enum { FIRST_PAUSE_MS = 100, DOUBLINGS_MAX = 6, MICROS_A_MILLI = 1000, NANOS_A_MICRO = 1000, MICROS_A_SECOND = 1000000 };

/* Encoded once, sent as often as it takes. */
struct parcel {
	struct text id;
	struct text topic; /* the broker's name */
	struct text key;   /* percent-encoded */
	struct text event;
	const char *type;
};

/* The broker's name of a topic: the setting's form was checked when it was loaded. */
static struct text broker_topic(const char *setting, const char *topic)
{
	struct text rest = text_of(setting);

	while (!text_empty(rest)) {
		struct text theirs = text_cut(&rest, ',');
		struct text ours = text_cut(&theirs, '=');

		if (text_equal_string(ours, topic))
			return theirs;
	}
	return text_of(topic);
}

static enum status check_attributes(struct context *context, const struct publish_options *options)
{
	const struct {
		const char *name;
		struct text value;
	} texts[] = {{"id", options->id},
		     {"source", options->source},
		     {"correlation_id", options->cause.correlation_id},
		     {"causation_id", options->cause.causation_id},
		     {"user_id", options->cause.user_id}};

	for (size_t i = 0; i < COUNT_OF(texts); i++)
		if (!text_is_utf8(texts[i].value))
			violation_add(context, text_of(texts[i].name), "string.utf8", "must be UTF-8 without U+0000");
	if (!text_empty(options->cause.traceparent) && !traceparent_is_valid(options->cause.traceparent))
		violation_add(context, TEXT("traceparent"), "traceparent", "is \"%.*s\"; allowed: 00-(32 hex digits)-(16)-(2)",
			      TEXT_ARG(options->cause.traceparent));
	if (options->timeout_ms < 0)
		violation_add(context, TEXT("timeout_ms"), "producer.timeout", "is %d; allowed: 1 or more, or 0 for the producer's",
			      options->timeout_ms);
	return fail_violations(context);
}

static enum event_data_form form_of(const struct producer *producer, const struct publish_options *options)
{
	if (options->form == PUBLISH_FORM_DEFAULT)
		return producer->config.event_data == CONFIG_EVENT_DATA_PROTOBUF ? EVENT_DATA_PROTOBUF : EVENT_DATA_JSON;
	return options->form == PUBLISH_FORM_PROTOBUF ? EVENT_DATA_PROTOBUF : EVENT_DATA_JSON;
}

static enum status pack(struct context *context, const struct producer *producer, const struct event_type *type,
			const ProtobufCMessage *data, const struct publish_options *options, struct parcel *ret_parcel)
{
	struct text source = options->source, id = options->id;
	struct event event;
	struct buffer key;
	enum status status;

	if (text_empty(source))
		source = text_of(arena_printf(context->arena, "/hapax/%s", type->owner));
	id = text_empty(id) ? uuid_text(ids_next(context->ids, context_now_us(context)), context->arena)
			    : text_dup(id, context->arena);
	encode_fill(context, type, data, &options->cause, source, id, &event);
	if (options->time_us)
		event.time_us = options->time_us;
	buffer_init(&key, context->arena, event.key.len * 3 + 16);
	percent_encode(&key, event.key);
	if (text_empty(source) || text_empty(id) || !buffer_string(&key))
		return fail(context, STATUS_EXHAUSTED, "no memory left for an event of type %s", type->name);
	status = encode_event(context, &event, form_of(producer, options), producer->config.max_event_bytes, &ret_parcel->event);
	ret_parcel->id = id;
	ret_parcel->key = buffer_text(&key);
	ret_parcel->topic = broker_topic(producer->config.topics, type->topic);
	ret_parcel->type = type->name;
	return status;
}

static enum status send_once(struct context *context, struct producer *producer, const struct parcel *parcel, int timeout_ms)
{
	Dapr__Proto__Runtime__V1__PublishEventRequest request = DAPR__PROTO__RUNTIME__V1__PUBLISH_EVENT_REQUEST__INIT;
	Dapr__Proto__Runtime__V1__PublishEventRequest__MetadataEntry key =
		DAPR__PROTO__RUNTIME__V1__PUBLISH_EVENT_REQUEST__METADATA_ENTRY__INIT;
	Dapr__Proto__Runtime__V1__PublishEventRequest__MetadataEntry *metadata[] = {&key};
	const struct grpc_request rpc = {
		.path = "/dapr.proto.runtime.v1.Dapr/PublishEvent", .message = &request.base, .timeout_ms = timeout_ms};
	char *topic = text_dup_string(parcel->topic, context->arena);

	if (!topic)
		return fail(context, STATUS_EXHAUSTED, "no memory left for an event of type %s", parcel->type);
	key.key = (char *)"partitionKey";
	key.value = (char *)(uintptr_t)parcel->key.at;
	request.pubsub_name = (char *)(uintptr_t)producer->config.pubsub;
	request.topic = topic;
	request.data.data = (uint8_t *)(uintptr_t)parcel->event.at;
	request.data.len = parcel->event.len;
	request.data_content_type = (char *)"application/cloudevents+json";
	request.metadata = metadata;
	request.n_metadata = 1;
	return grpc_call_wait(context, producer->sidecar, &rpc, NULL, NULL);
}

/* Whether the sidecar may take the same event a moment later. It answers INTERNAL when the broker doesn't. */
static bool may_pass(enum status status)
{
	switch (status) {
	case STATUS_UNAVAILABLE:
	case STATUS_TIMEOUT:
	case STATUS_EXHAUSTED:
	case STATUS_AGAIN:
	case STATUS_INTERNAL:
		return true;
	default:
		return false;
	}
}

/* 100 to 200 ms after the first attempt, twice as long after each further one. False: the time would be up. */
static bool pause_before_next(int attempt, int64_t deadline_us)
{
	int64_t least_us = (int64_t)FIRST_PAUSE_MS * MICROS_A_MILLI << (attempt - 1 < DOUBLINGS_MAX ? attempt - 1 : DOUBLINGS_MAX);
	int64_t now_us = clock_monotonic_us();
	int64_t pause_us = least_us + now_us % least_us;
	struct timespec pause = {.tv_sec = pause_us / MICROS_A_SECOND, .tv_nsec = pause_us % MICROS_A_SECOND * NANOS_A_MICRO};

	if (now_us + pause_us >= deadline_us)
		return false;
	while (nanosleep(&pause, &pause) != 0 && errno == EINTR)
		;
	return true;
}

static enum status send_until_taken(struct context *context, struct producer *producer, const struct parcel *parcel, int timeout_ms)
{
	int64_t deadline_us = clock_monotonic_us() + (int64_t)timeout_ms * MICROS_A_MILLI;

	for (int attempt = 1;; attempt++) {
		int64_t left_ms = (deadline_us - clock_monotonic_us()) / MICROS_A_MILLI;
		enum status status = send_once(context, producer, parcel, left_ms > 0 ? (int)left_ms : 1);

		if (status == STATUS_OK || attempt >= producer->attempts || !may_pass(status) ||
		    !pause_before_next(attempt, deadline_us))
			return status;
		failure_clear(context);
	}
}

/* STATUS_INVALID is ours to say, of what never left: what the sidecar finds wrong is something else to the caller. */
static enum status as_refusal(struct context *context, enum status status)
{
	if (status == STATUS_INVALID)
		return fail(context, STATUS_PRECONDITION, "%.*s", TEXT_ARG(context->failure.message));
	return status;
}

enum status producer_publish(struct producer *producer, struct context *context, const struct event_type *type,
			     const ProtobufCMessage *data, const struct publish_options *options, struct text *ret_id)
{
	static const struct publish_options none;
	struct parcel parcel = {.type = type->name};
	enum status status;

	options = options ? options : &none;
	failure_clear(context);
	status = encode_check(context, type, data);
	if (status == STATUS_OK)
		status = check_attributes(context, options);
	if (status == STATUS_OK)
		status = pack(context, producer, type, data, options, &parcel);
	if (status != STATUS_OK)
		return status;
	status = send_until_taken(context, producer, &parcel, options->timeout_ms ? options->timeout_ms : producer->timeout_ms);
	if (as_refusal(context, status) != STATUS_OK)
		return fail_while(context, "publishing %s %.*s to %.*s", type->name, TEXT_ARG(parcel.id), TEXT_ARG(parcel.topic));
	if (ret_id)
		*ret_id = parcel.id;
	return STATUS_OK;
}
