/*
 * CloudEvents as daprd makes them of what an app publishes, and takes them apart for an app that wants single events. Pure; results
 * live in the context's arena.
 */
#ifndef HAPAX_DEV_SIDECAR_CLOUD_EVENT_H
#define HAPAX_DEV_SIDECAR_CLOUD_EVENT_H

#include "hapax/context.h"

struct pair {
	struct text key, value;
};

/* One event as an app publishes it. */
struct publish_input {
	struct text pubsub, topic;
	struct text content_type;
	struct text data;
	const struct pair *metadata;
	size_t metadata_count;
	const char *app_id; /* who publishes */
};

/* The metadata's value for a key; empty when absent. */
struct text publish_metadata(const struct publish_input *input, const char *key);

/* The bytes for the broker: a whole CloudEvent (content type application/cloudevents+json), else the data in a new envelope with a
 * random id, else, with metadata rawPayload "true", the data as it is. Attributes come sorted, so `data` precedes `type`, as with
 * daprd. STATUS_INVALID when the CloudEvent is no JSON object. */
MUST_CHECK enum status cloud_event_wrap(struct context *context, const struct publish_input *input, struct text *ret_bytes);

/* A CloudEvent for OnTopicEvent. Strings are never NULL. */
struct topic_event {
	char *id, *source, *type, *specversion, *datacontenttype;
	struct text data;
	struct text extensions; /* a serialized google.protobuf.Struct */
};

/* Of the broker's bytes. With raw, or when they aren't a CloudEvent, the bytes are the data of a new envelope, whose id differs
 * each time. */
MUST_CHECK enum status cloud_event_open(struct context *context, struct text bytes, bool raw, struct topic_event *ret_event);

#endif
