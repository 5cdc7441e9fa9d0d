/* Written by protoc-gen-hapax from hapax/orders/v1/events.proto; change that one, not this one. */
#ifndef HAPAX_ORDERS_V1_EVENTS_H
#define HAPAX_ORDERS_V1_EVENTS_H

#include "hapax/event.h"
#include "hapax/orders/v1/events.pb-c.h"
#include "hapax/outbox.h"
#include "hapax/producer.h"

HAPAX_BEGIN_C

#define orders_order_line Hapax__Orders__V1__OrderLine
#define ORDERS_ORDER_LINE_INIT HAPAX__ORDERS__V1__ORDER_LINE__INIT
#define orders_order_placed Hapax__Orders__V1__OrderPlaced
#define ORDERS_ORDER_PLACED_INIT HAPAX__ORDERS__V1__ORDER_PLACED__INIT
#define orders_order_confirmed Hapax__Orders__V1__OrderConfirmed
#define ORDERS_ORDER_CONFIRMED_INIT HAPAX__ORDERS__V1__ORDER_CONFIRMED__INIT
#define orders_order_cancelled Hapax__Orders__V1__OrderCancelled
#define ORDERS_ORDER_CANCELLED_INIT HAPAX__ORDERS__V1__ORDER_CANCELLED__INIT

extern const struct message_rules orders_order_line_rules;
extern const struct message_rules orders_order_placed_rules;
extern const struct message_rules orders_order_confirmed_rules;
extern const struct message_rules orders_order_cancelled_rules;

/* order.placed 1.0 on order-events: A user placed an order. */
extern const struct event_type orders_order_placed_event;

/* The event's data; NULL when the event is of another type. */
static inline const struct orders_order_placed *orders_order_placed_of(const struct event *event)
{
	return event->type == &orders_order_placed_event ? (const struct orders_order_placed *)event->data : NULL;
}

/* outbox_append() of this type: published if, and only if, the transaction commits. sequence: of the aggregate, from 1; 0: none. */
MUST_CHECK static inline enum status orders_order_placed_append(struct tx *tx, const struct cause *cause, const struct orders_order_placed *data,
	int64_t sequence, struct uuid *ret_id)
{
	const struct outgoing outgoing = {&orders_order_placed_event, &data->base, sequence};
	return outbox_append(tx, cause, &outgoing, ret_id);
}

/* producer_publish() of this type: from a program without a database. */
MUST_CHECK static inline enum status orders_order_placed_publish(struct producer *producer, struct context *context,
	const struct orders_order_placed *data, const struct publish_options *options, struct text *ret_id)
{
	return producer_publish(producer, context, &orders_order_placed_event, &data->base, options, ret_id);
}

/* order.confirmed 1.0 on order-events: An order is paid and on its way. */
extern const struct event_type orders_order_confirmed_event;

/* The event's data; NULL when the event is of another type. */
static inline const struct orders_order_confirmed *orders_order_confirmed_of(const struct event *event)
{
	return event->type == &orders_order_confirmed_event ? (const struct orders_order_confirmed *)event->data : NULL;
}

/* outbox_append() of this type: published if, and only if, the transaction commits. sequence: of the aggregate, from 1; 0: none. */
MUST_CHECK static inline enum status orders_order_confirmed_append(struct tx *tx, const struct cause *cause, const struct orders_order_confirmed *data,
	int64_t sequence, struct uuid *ret_id)
{
	const struct outgoing outgoing = {&orders_order_confirmed_event, &data->base, sequence};
	return outbox_append(tx, cause, &outgoing, ret_id);
}

/* producer_publish() of this type: from a program without a database. */
MUST_CHECK static inline enum status orders_order_confirmed_publish(struct producer *producer, struct context *context,
	const struct orders_order_confirmed *data, const struct publish_options *options, struct text *ret_id)
{
	return producer_publish(producer, context, &orders_order_confirmed_event, &data->base, options, ret_id);
}

/* order.cancelled 1.0 on order-events: An order came to nothing. */
extern const struct event_type orders_order_cancelled_event;

/* The event's data; NULL when the event is of another type. */
static inline const struct orders_order_cancelled *orders_order_cancelled_of(const struct event *event)
{
	return event->type == &orders_order_cancelled_event ? (const struct orders_order_cancelled *)event->data : NULL;
}

/* outbox_append() of this type: published if, and only if, the transaction commits. sequence: of the aggregate, from 1; 0: none. */
MUST_CHECK static inline enum status orders_order_cancelled_append(struct tx *tx, const struct cause *cause, const struct orders_order_cancelled *data,
	int64_t sequence, struct uuid *ret_id)
{
	const struct outgoing outgoing = {&orders_order_cancelled_event, &data->base, sequence};
	return outbox_append(tx, cause, &outgoing, ret_id);
}

/* producer_publish() of this type: from a program without a database. */
MUST_CHECK static inline enum status orders_order_cancelled_publish(struct producer *producer, struct context *context,
	const struct orders_order_cancelled *data, const struct publish_options *options, struct text *ret_id)
{
	return producer_publish(producer, context, &orders_order_cancelled_event, &data->base, options, ret_id);
}

HAPAX_END_C

#endif
