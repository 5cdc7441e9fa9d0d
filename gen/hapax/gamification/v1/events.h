/* Written by protoc-gen-hapax from hapax/gamification/v1/events.proto; change that one, not this one. */
#ifndef HAPAX_GAMIFICATION_V1_EVENTS_H
#define HAPAX_GAMIFICATION_V1_EVENTS_H

#include "hapax/event.h"
#include "hapax/gamification/v1/events.pb-c.h"
#include "hapax/outbox.h"
#include "hapax/producer.h"

HAPAX_BEGIN_C

#define gamification_points_awarded Hapax__Gamification__V1__PointsAwarded
#define GAMIFICATION_POINTS_AWARDED_INIT HAPAX__GAMIFICATION__V1__POINTS_AWARDED__INIT
#define gamification_badge_earned Hapax__Gamification__V1__BadgeEarned
#define GAMIFICATION_BADGE_EARNED_INIT HAPAX__GAMIFICATION__V1__BADGE_EARNED__INIT

extern const struct message_rules gamification_points_awarded_rules;
extern const struct message_rules gamification_badge_earned_rules;

/* points.awarded 1.0 on gamification-events: A user got points. */
extern const struct event_type gamification_points_awarded_event;

/* The event's data; NULL when the event is of another type. */
static inline const struct gamification_points_awarded *gamification_points_awarded_of(const struct event *event)
{
	return event->type == &gamification_points_awarded_event ? (const struct gamification_points_awarded *)event->data : NULL;
}

/* outbox_append() of this type: published if, and only if, the transaction commits. sequence: of the aggregate, from 1; 0: none. */
MUST_CHECK static inline enum status gamification_points_awarded_append(struct tx *tx, const struct cause *cause, const struct gamification_points_awarded *data,
	int64_t sequence, struct uuid *ret_id)
{
	const struct outgoing outgoing = {&gamification_points_awarded_event, &data->base, sequence};
	return outbox_append(tx, cause, &outgoing, ret_id);
}

/* producer_publish() of this type: from a program without a database. */
MUST_CHECK static inline enum status gamification_points_awarded_publish(struct producer *producer, struct context *context,
	const struct gamification_points_awarded *data, const struct publish_options *options, struct text *ret_id)
{
	return producer_publish(producer, context, &gamification_points_awarded_event, &data->base, options, ret_id);
}

/* badge.earned 1.0 on gamification-events: A user earned a badge. */
extern const struct event_type gamification_badge_earned_event;

/* The event's data; NULL when the event is of another type. */
static inline const struct gamification_badge_earned *gamification_badge_earned_of(const struct event *event)
{
	return event->type == &gamification_badge_earned_event ? (const struct gamification_badge_earned *)event->data : NULL;
}

/* outbox_append() of this type: published if, and only if, the transaction commits. sequence: of the aggregate, from 1; 0: none. */
MUST_CHECK static inline enum status gamification_badge_earned_append(struct tx *tx, const struct cause *cause, const struct gamification_badge_earned *data,
	int64_t sequence, struct uuid *ret_id)
{
	const struct outgoing outgoing = {&gamification_badge_earned_event, &data->base, sequence};
	return outbox_append(tx, cause, &outgoing, ret_id);
}

/* producer_publish() of this type: from a program without a database. */
MUST_CHECK static inline enum status gamification_badge_earned_publish(struct producer *producer, struct context *context,
	const struct gamification_badge_earned *data, const struct publish_options *options, struct text *ret_id)
{
	return producer_publish(producer, context, &gamification_badge_earned_event, &data->base, options, ret_id);
}

HAPAX_END_C

#endif
