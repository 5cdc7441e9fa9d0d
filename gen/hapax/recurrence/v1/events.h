/* Written by protoc-gen-hapax from hapax/recurrence/v1/events.proto; change that one, not this one. */
#ifndef HAPAX_RECURRENCE_V1_EVENTS_H
#define HAPAX_RECURRENCE_V1_EVENTS_H

#include "hapax/event.h"
#include "hapax/recurrence/v1/events.pb-c.h"

HAPAX_BEGIN_C

#define recurrence_task_recurrence_triggered Hapax__Recurrence__V1__TaskRecurrenceTriggered
#define RECURRENCE_TASK_RECURRENCE_TRIGGERED_INIT HAPAX__RECURRENCE__V1__TASK_RECURRENCE_TRIGGERED__INIT

extern const struct message_rules recurrence_task_recurrence_triggered_rules;

/* task.recurrence.triggered 1.0 on task-events: A repeating task is due for its next instance. */
extern const struct event_type recurrence_task_recurrence_triggered_event;

/* The event's data; NULL when the event is of another type. */
static inline const struct recurrence_task_recurrence_triggered *recurrence_task_recurrence_triggered_of(const struct event *event)
{
	return event->type == &recurrence_task_recurrence_triggered_event ? (const struct recurrence_task_recurrence_triggered *)event->data : NULL;
}

HAPAX_END_C

#endif
