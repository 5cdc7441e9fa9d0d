/* Written by protoc-gen-hapax from hapax/recurrence/v1/events.proto; change that one, not this one. */
#ifndef HAPAX_RECURRENCE_V1_EVENTS_H
#define HAPAX_RECURRENCE_V1_EVENTS_H

#include "hapax/event.h"
#include "hapax/recurrence/v1/events.pb-c.h"
#include "hapax/outbox.h"
#include "hapax/producer.h"

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

/* outbox_append() of this type: published if, and only if, the transaction commits. sequence: of the aggregate, from 1; 0: none. */
MUST_CHECK static inline enum status recurrence_task_recurrence_triggered_append(struct tx *tx, const struct cause *cause, const struct recurrence_task_recurrence_triggered *data,
	int64_t sequence, struct uuid *ret_id)
{
	const struct outgoing outgoing = {&recurrence_task_recurrence_triggered_event, &data->base, sequence};
	return outbox_append(tx, cause, &outgoing, ret_id);
}

/* producer_publish() of this type: from a program without a database. */
MUST_CHECK static inline enum status recurrence_task_recurrence_triggered_publish(struct producer *producer, struct context *context,
	const struct recurrence_task_recurrence_triggered *data, const struct publish_options *options, struct text *ret_id)
{
	return producer_publish(producer, context, &recurrence_task_recurrence_triggered_event, &data->base, options, ret_id);
}

HAPAX_END_C

#endif
