/* Written by protoc-gen-hapax from hapax/reminders/v1/events.proto; change that one, not this one. */
#ifndef HAPAX_REMINDERS_V1_EVENTS_H
#define HAPAX_REMINDERS_V1_EVENTS_H

#include "hapax/event.h"
#include "hapax/reminders/v1/events.pb-c.h"
#include "hapax/outbox.h"
#include "hapax/producer.h"

HAPAX_BEGIN_C

#define reminders_reminder_scheduled Hapax__Reminders__V1__ReminderScheduled
#define REMINDERS_REMINDER_SCHEDULED_INIT HAPAX__REMINDERS__V1__REMINDER_SCHEDULED__INIT
#define reminders_reminder_triggered Hapax__Reminders__V1__ReminderTriggered
#define REMINDERS_REMINDER_TRIGGERED_INIT HAPAX__REMINDERS__V1__REMINDER_TRIGGERED__INIT

extern const struct message_rules reminders_reminder_scheduled_rules;
extern const struct message_rules reminders_reminder_triggered_rules;

/* reminder.scheduled 1.0 on reminder-events: A reminder was set for a task. */
extern const struct event_type reminders_reminder_scheduled_event;

/* The event's data; NULL when the event is of another type. */
static inline const struct reminders_reminder_scheduled *reminders_reminder_scheduled_of(const struct event *event)
{
	return event->type == &reminders_reminder_scheduled_event ? (const struct reminders_reminder_scheduled *)event->data : NULL;
}

/* outbox_append() of this type: published if, and only if, the transaction commits. sequence: of the aggregate, from 1; 0: none. */
MUST_CHECK static inline enum status reminders_reminder_scheduled_append(struct tx *tx, const struct cause *cause, const struct reminders_reminder_scheduled *data,
	int64_t sequence, struct uuid *ret_id)
{
	const struct outgoing outgoing = {&reminders_reminder_scheduled_event, &data->base, sequence};
	return outbox_append(tx, cause, &outgoing, ret_id);
}

/* producer_publish() of this type: from a program without a database. */
MUST_CHECK static inline enum status reminders_reminder_scheduled_publish(struct producer *producer, struct context *context,
	const struct reminders_reminder_scheduled *data, const struct publish_options *options, struct text *ret_id)
{
	return producer_publish(producer, context, &reminders_reminder_scheduled_event, &data->base, options, ret_id);
}

/* reminder.triggered 1.0 on reminder-events: It is time to remind a user of a task. */
extern const struct event_type reminders_reminder_triggered_event;

/* The event's data; NULL when the event is of another type. */
static inline const struct reminders_reminder_triggered *reminders_reminder_triggered_of(const struct event *event)
{
	return event->type == &reminders_reminder_triggered_event ? (const struct reminders_reminder_triggered *)event->data : NULL;
}

/* outbox_append() of this type: published if, and only if, the transaction commits. sequence: of the aggregate, from 1; 0: none. */
MUST_CHECK static inline enum status reminders_reminder_triggered_append(struct tx *tx, const struct cause *cause, const struct reminders_reminder_triggered *data,
	int64_t sequence, struct uuid *ret_id)
{
	const struct outgoing outgoing = {&reminders_reminder_triggered_event, &data->base, sequence};
	return outbox_append(tx, cause, &outgoing, ret_id);
}

/* producer_publish() of this type: from a program without a database. */
MUST_CHECK static inline enum status reminders_reminder_triggered_publish(struct producer *producer, struct context *context,
	const struct reminders_reminder_triggered *data, const struct publish_options *options, struct text *ret_id)
{
	return producer_publish(producer, context, &reminders_reminder_triggered_event, &data->base, options, ret_id);
}

HAPAX_END_C

#endif
