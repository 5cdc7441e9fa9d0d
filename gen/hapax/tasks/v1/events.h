/* Written by protoc-gen-hapax from hapax/tasks/v1/events.proto; change that one, not this one. */
#ifndef HAPAX_TASKS_V1_EVENTS_H
#define HAPAX_TASKS_V1_EVENTS_H

#include "hapax/event.h"
#include "hapax/tasks/v1/events.pb-c.h"
#include "hapax/outbox.h"
#include "hapax/producer.h"

HAPAX_BEGIN_C

#define tasks_task_created Hapax__Tasks__V1__TaskCreated
#define TASKS_TASK_CREATED_INIT HAPAX__TASKS__V1__TASK_CREATED__INIT
#define tasks_task_updated Hapax__Tasks__V1__TaskUpdated
#define TASKS_TASK_UPDATED_INIT HAPAX__TASKS__V1__TASK_UPDATED__INIT
#define tasks_task_completed Hapax__Tasks__V1__TaskCompleted
#define TASKS_TASK_COMPLETED_INIT HAPAX__TASKS__V1__TASK_COMPLETED__INIT
#define tasks_task_deleted Hapax__Tasks__V1__TaskDeleted
#define TASKS_TASK_DELETED_INIT HAPAX__TASKS__V1__TASK_DELETED__INIT
#define tasks_task_corrected Hapax__Tasks__V1__TaskCorrected
#define TASKS_TASK_CORRECTED_INIT HAPAX__TASKS__V1__TASK_CORRECTED__INIT
#define tasks_task_changed Hapax__Tasks__V1__TaskChanged
#define TASKS_TASK_CHANGED_INIT HAPAX__TASKS__V1__TASK_CHANGED__INIT

extern const struct message_rules tasks_task_created_rules;
extern const struct message_rules tasks_task_updated_rules;
extern const struct message_rules tasks_task_completed_rules;
extern const struct message_rules tasks_task_deleted_rules;
extern const struct message_rules tasks_task_corrected_rules;
extern const struct message_rules tasks_task_changed_rules;

/* task.created 1.0 on task-events: A user made a task. */
extern const struct event_type tasks_task_created_event;

/* The event's data; NULL when the event is of another type. */
static inline const struct tasks_task_created *tasks_task_created_of(const struct event *event)
{
	return event->type == &tasks_task_created_event ? (const struct tasks_task_created *)event->data : NULL;
}

/* outbox_append() of this type: published if, and only if, the transaction commits. sequence: of the aggregate, from 1; 0: none. */
MUST_CHECK static inline enum status tasks_task_created_append(struct tx *tx, const struct cause *cause, const struct tasks_task_created *data,
	int64_t sequence, struct uuid *ret_id)
{
	const struct outgoing outgoing = {&tasks_task_created_event, &data->base, sequence};
	return outbox_append(tx, cause, &outgoing, ret_id);
}

/* producer_publish() of this type: from a program without a database. */
MUST_CHECK static inline enum status tasks_task_created_publish(struct producer *producer, struct context *context,
	const struct tasks_task_created *data, const struct publish_options *options, struct text *ret_id)
{
	return producer_publish(producer, context, &tasks_task_created_event, &data->base, options, ret_id);
}

/* task.updated 1.0 on task-events: A user changed fields of a task. */
extern const struct event_type tasks_task_updated_event;

/* The event's data; NULL when the event is of another type. */
static inline const struct tasks_task_updated *tasks_task_updated_of(const struct event *event)
{
	return event->type == &tasks_task_updated_event ? (const struct tasks_task_updated *)event->data : NULL;
}

/* outbox_append() of this type: published if, and only if, the transaction commits. sequence: of the aggregate, from 1; 0: none. */
MUST_CHECK static inline enum status tasks_task_updated_append(struct tx *tx, const struct cause *cause, const struct tasks_task_updated *data,
	int64_t sequence, struct uuid *ret_id)
{
	const struct outgoing outgoing = {&tasks_task_updated_event, &data->base, sequence};
	return outbox_append(tx, cause, &outgoing, ret_id);
}

/* producer_publish() of this type: from a program without a database. */
MUST_CHECK static inline enum status tasks_task_updated_publish(struct producer *producer, struct context *context,
	const struct tasks_task_updated *data, const struct publish_options *options, struct text *ret_id)
{
	return producer_publish(producer, context, &tasks_task_updated_event, &data->base, options, ret_id);
}

/* task.completed 1.0 on task-events: A user finished a task. */
extern const struct event_type tasks_task_completed_event;

/* The event's data; NULL when the event is of another type. */
static inline const struct tasks_task_completed *tasks_task_completed_of(const struct event *event)
{
	return event->type == &tasks_task_completed_event ? (const struct tasks_task_completed *)event->data : NULL;
}

/* outbox_append() of this type: published if, and only if, the transaction commits. sequence: of the aggregate, from 1; 0: none. */
MUST_CHECK static inline enum status tasks_task_completed_append(struct tx *tx, const struct cause *cause, const struct tasks_task_completed *data,
	int64_t sequence, struct uuid *ret_id)
{
	const struct outgoing outgoing = {&tasks_task_completed_event, &data->base, sequence};
	return outbox_append(tx, cause, &outgoing, ret_id);
}

/* producer_publish() of this type: from a program without a database. */
MUST_CHECK static inline enum status tasks_task_completed_publish(struct producer *producer, struct context *context,
	const struct tasks_task_completed *data, const struct publish_options *options, struct text *ret_id)
{
	return producer_publish(producer, context, &tasks_task_completed_event, &data->base, options, ret_id);
}

/* task.deleted 1.0 on task-events: A task was deleted. */
extern const struct event_type tasks_task_deleted_event;

/* The event's data; NULL when the event is of another type. */
static inline const struct tasks_task_deleted *tasks_task_deleted_of(const struct event *event)
{
	return event->type == &tasks_task_deleted_event ? (const struct tasks_task_deleted *)event->data : NULL;
}

/* outbox_append() of this type: published if, and only if, the transaction commits. sequence: of the aggregate, from 1; 0: none. */
MUST_CHECK static inline enum status tasks_task_deleted_append(struct tx *tx, const struct cause *cause, const struct tasks_task_deleted *data,
	int64_t sequence, struct uuid *ret_id)
{
	const struct outgoing outgoing = {&tasks_task_deleted_event, &data->base, sequence};
	return outbox_append(tx, cause, &outgoing, ret_id);
}

/* producer_publish() of this type: from a program without a database. */
MUST_CHECK static inline enum status tasks_task_deleted_publish(struct producer *producer, struct context *context,
	const struct tasks_task_deleted *data, const struct publish_options *options, struct text *ret_id)
{
	return producer_publish(producer, context, &tasks_task_deleted_event, &data->base, options, ret_id);
}

/* task.corrected 1.0 on task-events: An earlier event of a task was wrong; this says how it should have been. */
extern const struct event_type tasks_task_corrected_event;

/* The event's data; NULL when the event is of another type. */
static inline const struct tasks_task_corrected *tasks_task_corrected_of(const struct event *event)
{
	return event->type == &tasks_task_corrected_event ? (const struct tasks_task_corrected *)event->data : NULL;
}

/* outbox_append() of this type: published if, and only if, the transaction commits. sequence: of the aggregate, from 1; 0: none. */
MUST_CHECK static inline enum status tasks_task_corrected_append(struct tx *tx, const struct cause *cause, const struct tasks_task_corrected *data,
	int64_t sequence, struct uuid *ret_id)
{
	const struct outgoing outgoing = {&tasks_task_corrected_event, &data->base, sequence};
	return outbox_append(tx, cause, &outgoing, ret_id);
}

/* producer_publish() of this type: from a program without a database. */
MUST_CHECK static inline enum status tasks_task_corrected_publish(struct producer *producer, struct context *context,
	const struct tasks_task_corrected *data, const struct publish_options *options, struct text *ret_id)
{
	return producer_publish(producer, context, &tasks_task_corrected_event, &data->base, options, ret_id);
}

/* task.changed 1.0 on task-updates: Something about a task changed; carries the difference only. */
extern const struct event_type tasks_task_changed_event;

/* The event's data; NULL when the event is of another type. */
static inline const struct tasks_task_changed *tasks_task_changed_of(const struct event *event)
{
	return event->type == &tasks_task_changed_event ? (const struct tasks_task_changed *)event->data : NULL;
}

/* outbox_append() of this type: published if, and only if, the transaction commits. sequence: of the aggregate, from 1; 0: none. */
MUST_CHECK static inline enum status tasks_task_changed_append(struct tx *tx, const struct cause *cause, const struct tasks_task_changed *data,
	int64_t sequence, struct uuid *ret_id)
{
	const struct outgoing outgoing = {&tasks_task_changed_event, &data->base, sequence};
	return outbox_append(tx, cause, &outgoing, ret_id);
}

/* producer_publish() of this type: from a program without a database. */
MUST_CHECK static inline enum status tasks_task_changed_publish(struct producer *producer, struct context *context,
	const struct tasks_task_changed *data, const struct publish_options *options, struct text *ret_id)
{
	return producer_publish(producer, context, &tasks_task_changed_event, &data->base, options, ret_id);
}

HAPAX_END_C

#endif
