/* Written by protoc-gen-hapax from hapax/notification/v1/events.proto; change that one, not this one. */
#ifndef HAPAX_NOTIFICATION_V1_EVENTS_H
#define HAPAX_NOTIFICATION_V1_EVENTS_H

#include "hapax/event.h"
#include "hapax/notification/v1/events.pb-c.h"
#include "hapax/outbox.h"
#include "hapax/producer.h"

HAPAX_BEGIN_C

#define notification_notification_sent Hapax__Notification__V1__NotificationSent
#define NOTIFICATION_NOTIFICATION_SENT_INIT HAPAX__NOTIFICATION__V1__NOTIFICATION_SENT__INIT
#define notification_notification_failed Hapax__Notification__V1__NotificationFailed
#define NOTIFICATION_NOTIFICATION_FAILED_INIT HAPAX__NOTIFICATION__V1__NOTIFICATION_FAILED__INIT

extern const struct message_rules notification_notification_sent_rules;
extern const struct message_rules notification_notification_failed_rules;

/* notification.sent 1.0 on notification-events: A notification went out. */
extern const struct event_type notification_notification_sent_event;

/* The event's data; NULL when the event is of another type. */
static inline const struct notification_notification_sent *notification_notification_sent_of(const struct event *event)
{
	return event->type == &notification_notification_sent_event ? (const struct notification_notification_sent *)event->data : NULL;
}

/* outbox_append() of this type: published if, and only if, the transaction commits. sequence: of the aggregate, from 1; 0: none. */
MUST_CHECK static inline enum status notification_notification_sent_append(struct tx *tx, const struct cause *cause, const struct notification_notification_sent *data,
	int64_t sequence, struct uuid *ret_id)
{
	const struct outgoing outgoing = {&notification_notification_sent_event, &data->base, sequence};
	return outbox_append(tx, cause, &outgoing, ret_id);
}

/* producer_publish() of this type: from a program without a database. */
MUST_CHECK static inline enum status notification_notification_sent_publish(struct producer *producer, struct context *context,
	const struct notification_notification_sent *data, const struct publish_options *options, struct text *ret_id)
{
	return producer_publish(producer, context, &notification_notification_sent_event, &data->base, options, ret_id);
}

/* notification.failed 1.0 on notification-events: A notification could not be sent. */
extern const struct event_type notification_notification_failed_event;

/* The event's data; NULL when the event is of another type. */
static inline const struct notification_notification_failed *notification_notification_failed_of(const struct event *event)
{
	return event->type == &notification_notification_failed_event ? (const struct notification_notification_failed *)event->data : NULL;
}

/* outbox_append() of this type: published if, and only if, the transaction commits. sequence: of the aggregate, from 1; 0: none. */
MUST_CHECK static inline enum status notification_notification_failed_append(struct tx *tx, const struct cause *cause, const struct notification_notification_failed *data,
	int64_t sequence, struct uuid *ret_id)
{
	const struct outgoing outgoing = {&notification_notification_failed_event, &data->base, sequence};
	return outbox_append(tx, cause, &outgoing, ret_id);
}

/* producer_publish() of this type: from a program without a database. */
MUST_CHECK static inline enum status notification_notification_failed_publish(struct producer *producer, struct context *context,
	const struct notification_notification_failed *data, const struct publish_options *options, struct text *ret_id)
{
	return producer_publish(producer, context, &notification_notification_failed_event, &data->base, options, ret_id);
}

HAPAX_END_C

#endif
