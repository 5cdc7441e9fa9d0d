/* Written by protoc-gen-hapax from hapax/reminders/v1/events.proto; change that one, not this one. */
#ifndef HAPAX_REMINDERS_V1_EVENTS_H
#define HAPAX_REMINDERS_V1_EVENTS_H

#include "hapax/event.h"
#include "hapax/reminders/v1/events.pb-c.h"

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

/* reminder.triggered 1.0 on reminder-events: It is time to remind a user of a task. */
extern const struct event_type reminders_reminder_triggered_event;

/* The event's data; NULL when the event is of another type. */
static inline const struct reminders_reminder_triggered *reminders_reminder_triggered_of(const struct event *event)
{
	return event->type == &reminders_reminder_triggered_event ? (const struct reminders_reminder_triggered *)event->data : NULL;
}

HAPAX_END_C

#endif
