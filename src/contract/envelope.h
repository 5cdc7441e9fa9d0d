/*
 * CloudEvents 1.0 in and out (https://github.com/cloudevents/spec, JSON event format), with hapax's extension attributes. Reading
 * is done in two passes, because Dapr sorts attributes and `data` precedes `type`: first the envelope with the byte range of
 * `data`, then `data` into the type's message. Reentrant; everything lives in the context's arena or borrows from the input.
 */
#ifndef HAPAX_CONTRACT_ENVELOPE_H
#define HAPAX_CONTRACT_ENVELOPE_H

#include "hapax/buffer.h"
#include "hapax/context.h"
#include "hapax/event.h"

struct json_token;

enum envelope_data { ENVELOPE_NO_DATA, ENVELOPE_JSON, ENVELOPE_BINARY };

/* The attributes as they came, and where the data is. Absent and empty are the same. */
struct envelope {
	struct text id, source, type, specversion, time, subject, datacontenttype;
	struct text eventversion, correlationid, causationid, userid, partitionkey, sequence, traceparent, publishedtime;
	enum envelope_data data_kind;
	struct text data; /* JSON text (as in the input), or bytes (data_base64 decoded, or the binary body) */
	/* What envelope_read() parsed of `data` already; used only while data is still that same text. May be NULL. */
	const struct json_token *data_tokens;
};

/* A whole CloudEvent in JSON. STATUS_INVALID when it isn't one: no JSON (with offset), not an object, a known attribute of a wrong
 * type, duplicate attributes, both data and data_base64, nesting beyond JSON_MAX_DEPTH, bad UTF-8, U+0000 or lone surrogates
 * anywhere in it. Doesn't require attributes: see envelope_check(). */
MUST_CHECK enum status envelope_read(struct context *context, struct text json, struct envelope *ret_envelope);
/* Extension attributes as Dapr's callbacks carry them: the serialized google.protobuf.Struct of TopicEventRequest.extensions. Fills
 * in attributes that are still empty. STATUS_INVALID when malformed or too deep. */
MUST_CHECK enum status envelope_read_extensions(struct context *context, struct text struct_bytes, struct envelope *envelope);
/* Whether bytes look like a whole CloudEvent in JSON: an object with specversion and type on its top level. Cheap; never fails. */
bool envelope_is_cloudevent(struct text bytes);

/* Required attributes there (id, source, type, specversion 1.x), time and eventversion well-formed; one violation each. */
MUST_CHECK enum status envelope_check(struct context *context, const struct envelope *envelope);
/* Fills in everything but event->data. type may be NULL. After envelope_check(). */
MUST_CHECK enum status envelope_to_event(struct context *context, const struct envelope *envelope, const struct event_type *type,
					 struct event *ret_event);
/* Decodes the data into the type's message and validates it; sets event->data, and event->key where the envelope had none. */
MUST_CHECK enum status envelope_decode_data(struct context *context, const struct envelope *envelope, struct event *event);
/* A number over source, type and the meaning of the data: tells a redelivery, in whatever form, from a reused id. Keeps the
 * context's failure. */
int64_t envelope_digest(struct context *context, const struct envelope *envelope);

enum event_data_form { EVENT_DATA_JSON, EVENT_DATA_PROTOBUF };

/* Appends the event as application/cloudevents+json: attributes in a fixed order, data last. The encoding of one event never
 * changes, so a repeated publish is byte-equal. */
MUST_CHECK enum status envelope_write(struct context *context, struct buffer *buffer, const struct event *event,
				      enum event_data_form form);
/* Appends bytes with every byte outside unreserved (RFC 3986) percent-encoded: broker metadata carries only such keys safely. */
void percent_encode(struct buffer *buffer, struct text text);

#endif
