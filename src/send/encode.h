/* An event on its way out: what the contract says about its attributes, and its bytes. Pure; everything lives in the context's
 * arena. */
#ifndef HAPAX_SEND_ENCODE_H
#define HAPAX_SEND_ENCODE_H

#include "contract/envelope.h"

/* Checks the data by its rules. STATUS_INVALID with violations. */
MUST_CHECK enum status encode_check(struct context *context, const struct event_type *type, const ProtobufCMessage *data);
/* Type, version, subject and key out of contract and data; the context's time; the cause. Id and sequence are left to the caller,
 * but ret_event->id_text is: without a correlation id the cause gets that one. */
void encode_fill(struct context *context, const struct event_type *type, const ProtobufCMessage *data, const struct cause *cause,
		 struct text source, struct text id_text, struct event *ret_event);
/* The CloudEvent. STATUS_EXHAUSTED, with its size, when it is larger than max_bytes. */
MUST_CHECK enum status encode_event(struct context *context, const struct event *event, enum event_data_form form, size_t max_bytes,
				    struct text *ret_encoded);

#endif
