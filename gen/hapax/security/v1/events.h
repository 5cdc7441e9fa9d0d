/* Written by protoc-gen-hapax from hapax/security/v1/events.proto; change that one, not this one. */
#ifndef HAPAX_SECURITY_V1_EVENTS_H
#define HAPAX_SECURITY_V1_EVENTS_H

#include "hapax/event.h"
#include "hapax/security/v1/events.pb-c.h"
#include "hapax/outbox.h"
#include "hapax/producer.h"

HAPAX_BEGIN_C

#define security_security_alert_raised Hapax__Security__V1__SecurityAlertRaised
#define SECURITY_SECURITY_ALERT_RAISED_INIT HAPAX__SECURITY__V1__SECURITY_ALERT_RAISED__INIT

extern const struct message_rules security_security_alert_raised_rules;

/* security.alert.raised 1.0 on security-events: Something suspicious happened around a user. */
extern const struct event_type security_security_alert_raised_event;

/* The event's data; NULL when the event is of another type. */
static inline const struct security_security_alert_raised *security_security_alert_raised_of(const struct event *event)
{
	return event->type == &security_security_alert_raised_event ? (const struct security_security_alert_raised *)event->data : NULL;
}

/* outbox_append() of this type: published if, and only if, the transaction commits. sequence: of the aggregate, from 1; 0: none. */
MUST_CHECK static inline enum status security_security_alert_raised_append(struct tx *tx, const struct cause *cause, const struct security_security_alert_raised *data,
	int64_t sequence, struct uuid *ret_id)
{
	const struct outgoing outgoing = {&security_security_alert_raised_event, &data->base, sequence};
	return outbox_append(tx, cause, &outgoing, ret_id);
}

/* producer_publish() of this type: from a program without a database. */
MUST_CHECK static inline enum status security_security_alert_raised_publish(struct producer *producer, struct context *context,
	const struct security_security_alert_raised *data, const struct publish_options *options, struct text *ret_id)
{
	return producer_publish(producer, context, &security_security_alert_raised_event, &data->base, options, ret_id);
}

HAPAX_END_C

#endif
