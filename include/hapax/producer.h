/*
 * Publishing events from a program without a database, straight to its Dapr sidecar: built, checked by the contract's rules and
 * sent as CloudEvents through Dapr's gRPC API (PublishEvent of dapr.proto.runtime.v1). Services of hapax don't use it: they have
 * transactions, and hapax/outbox.h. The generated headers have a typed function an event over producer_publish(), as
 * tasks_task_created_publish() in "hapax/tasks/v1/events.h".
 *
 * The program owns the producer and closes it. Any number of threads may publish with one producer at once, each with a context of
 * its own; nobody may when it is closed.
 *
 *     struct producer *producer;
 *     enum status status = producer_open(&context, NULL, &producer);
 *     ...
 *     struct tasks_task_created data = TASKS_TASK_CREATED_INIT;
 *     ...
 *     status = tasks_task_created_publish(producer, &context, &data, NULL, NULL);
 */
#ifndef HAPAX_PRODUCER_H
#define HAPAX_PRODUCER_H

#include "hapax/context.h"
#include "hapax/event.h"

HAPAX_BEGIN_C

struct producer;

/* How data is put into a CloudEvent: as JSON, or as the protobuf message's bytes. */
enum publish_form { PUBLISH_FORM_DEFAULT, PUBLISH_FORM_JSON, PUBLISH_FORM_PROTOBUF };

/* What is zero or NULL comes from the environment, and from the default where that says nothing either. All texts are copied. */
struct producer_options {
	const char *endpoint;	/* of the sidecar's gRPC API, written as for Dapr's SDKs; DAPR_GRPC_ENDPOINT, else 127.0.0.1 and
				   DAPR_GRPC_PORT, else 127.0.0.1:50001 */
	const char *token;	/* for the sidecar; DAPR_API_TOKEN, else none */
	const char *pubsub;	/* Dapr's component; HAPAX_PUBSUB, else "pubsub" */
	const char *topics;	/* that have another name at the broker, "task-events=my-tasks,..."; HAPAX_TOPICS, else none */
	enum publish_form form; /* HAPAX_EVENT_DATA (json or protobuf), else JSON */
	int timeout_ms;		/* of one publishing with all its attempts; 10000 */
	int attempts;		/* in all, while the sidecar is away or fails; 3 */
};

/* Connects when the first event is published, not here. options may be NULL. STATUS_INVALID with violations that name the setting,
 * what it is and what is allowed; STATUS_EXHAUSTED without memory or threads. */
MUST_CHECK enum status producer_open(struct context *context, const struct producer_options *options,
				     struct producer **ret_producer);
/* NULL is fine. */
void producer_close(struct producer *producer);

/* Attributes of one event that aren't in its data; what is zero or empty is left to the default. Borrowed during the call. */
struct publish_options {
	struct text id;		/* the same for the same fact, however often it is published; a new UUIDv7 */
	struct text source;	/* who publishes, where that isn't the service that owns the event: ids are unique for each source;
				   "/hapax/" and the owner */
	int64_t time_us;	/* when it happened, microseconds since 1970 UTC; now, by the context's clock */
	struct cause cause;	/* its correlation id is the event's id by default, the rest is left out */
	enum publish_form form; /* the producer's */
	int timeout_ms;		/* the producer's */
};

/*
 * Blocks until the sidecar took the event, refused it for good, or the time is up. What can pass (the sidecar can't be reached; it
 * answers UNAVAILABLE, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, ABORTED, INTERNAL or UNKNOWN) is tried again after 100 to 200 ms, and
 * twice as long after each further attempt; every attempt sends the same bytes with the same id, so consumers that know ids give
 * them one effect.
 *
 * data is of type->message. options may be NULL. *ret_id (may be NULL) is the event's id, in the context's arena. The context's
 * earlier failure is forgotten; its arena holds the event, so reset it now and then.
 *
 * STATUS_INVALID: nothing was sent, and the failure has a violation for every broken rule (path of the field, rule, what is
 * allowed), or says which attribute is wrong. STATUS_EXHAUSTED: larger than HAPAX_MAX_EVENT_BYTES, or no memory.
 * STATUS_PRECONDITION: the sidecar says that something is wrong with the event or the settings. Beyond the first two, the sidecar's
 * own words are in the failure's message; when status_is_transient(), and when it is STATUS_INTERNAL (the broker failed), nobody
 * knows whether the broker has the event. Publishing again with the same id is safe: choose the id yourself (ids_next(), uuid_v5())
 * when you want to be able to.
 */
MUST_CHECK enum status producer_publish(struct producer *producer, struct context *context, const struct event_type *type,
					const ProtobufCMessage *data, const struct publish_options *options, struct text *ret_id);

HAPAX_END_C

#endif
