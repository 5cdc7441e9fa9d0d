/*
 * The contract of an event type, as generated from its .proto, and one event as a handler sees it.
 */
#ifndef HAPAX_EVENT_H
#define HAPAX_EVENT_H

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>
#include <stdint.h>

#include "hapax/cause.h"
#include "hapax/rules.h"
#include "hapax/uuid.h"

HAPAX_BEGIN_C

enum on_dead { ON_DEAD_UNSPECIFIED, ON_DEAD_CONTINUE, ON_DEAD_HOLD };

/* How a consumer tries a failing event again. Zeros: the consumer's own policy. */
struct retry_policy {
	int max_attempts; /* with the first one; then it is a dead letter */
	int64_t initial_interval_ms, max_interval_ms;
	enum on_dead on_dead; /* whether the key's later events wait behind a dead one */
};

/* A topic as the contract declares it. Static, generated. */
struct topic {
	const char *name;		/* "task-events" */
	const char *const *also_called; /* other systems' names for it, NULL-terminated */
	const char *description;
	int partitions, replication; /* on Kafka */
	int64_t retention_ms;
};

/* One entry of the catalogue. Static, generated. */
struct event_type {
	const char *name;  /* "task.created" */
	const char *topic; /* "task-events" */
	unsigned major, minor;
	const char *owner;		  /* the service that publishes it */
	const char *const *aliases;	  /* other spellings of the name, NULL-terminated */
	const char *const *topic_aliases; /* spellings that mean this type on its topic only ("created"), NULL-terminated */
	const char *const *consumers;	  /* services that declared interest, NULL-terminated */
	const char *description;
	const ProtobufCMessageDescriptor *message;
	int key_field;			   /* index into message->fields of the partition key, -1: none */
	int subject_field;		   /* the same for the subject */
	const struct message_rules *rules; /* NULL: none */
	const char *const *pii;		   /* paths of the fields with personal data ("email", "lines.note"), NULL-terminated */
	int64_t retention_ms;		   /* its own; 0: as its topic */
	struct retry_policy retry;
	const char *example; /* of the data, as JSON; NULL: none */
};

/* Who hears what on a topic, as the contract has it. Static, generated. */
struct subscription {
	const char *consumer;
	const char *topic;
	const struct event_type *const *events; /* NULL-terminated */
};

/* A message with fields whose name in JSON isn't theirs in lowerCamelCase (option json_name). Static, generated. */
struct json_names {
	const ProtobufCMessageDescriptor *message;
	const char *const *names; /* by index into message->fields; NULL: the usual one */
};

/* What one protoc run knows: events, and the serialized FileDescriptorSet for reflection. */
struct catalogue {
	const struct event_type *const *events; /* by name and major version */
	size_t event_count;
	const struct topic *topics; /* that the run's own files declare */
	size_t topic_count;
	const struct subscription *subscriptions; /* by consumer and topic */
	size_t subscription_count;
	const ProtobufCMessageDescriptor *const *messages; /* by full name: what google.protobuf.Any may hold */
	size_t message_count;
	const struct json_names *json_names;
	size_t json_names_count;
	const uint8_t *descriptor_set;
	size_t descriptor_set_size;
};

/* The catalogue that hapax itself ships (gen/hapax/catalogue.c). */
extern const struct catalogue hapax_catalogue;

/* One event, decoded and validated. Borrowed by the handler until it returns; lives in the batch's arena. */
struct event {
	const struct event_type *type;
	struct uuid id;	     /* the envelope's id, or UUID v5 over source and id where that is no UUID */
	struct text id_text; /* as it came */
	struct text source;
	struct text subject;
	int64_t time_us;
	unsigned major, minor; /* as it came: major may be older than type->major (see upcaster.h), minor newer than type->minor */
	struct cause cause;    /* the event's own correlation, causation, user, traceparent */
	struct text key;       /* partition key; the source and subject when the event has none */
	int64_t sequence;      /* of the aggregate; -1: none */
	const ProtobufCMessage *data;
	int64_t published_us; /* when the publisher's relay handed it to the broker; 0: unknown */
	int64_t received_us;  /* when the callback arrived */
	int attempt;	      /* 1 for the first */
};

/* Correlation, causation, user and trace for whatever this event causes: the causation is this event. */
struct cause cause_of_event(const struct event *event);

HAPAX_END_C

#endif
