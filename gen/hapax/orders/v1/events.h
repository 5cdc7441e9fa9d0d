/* Written by protoc-gen-hapax from hapax/orders/v1/events.proto; change that one, not this one. */
#ifndef HAPAX_ORDERS_V1_EVENTS_H
#define HAPAX_ORDERS_V1_EVENTS_H

#include "hapax/event.h"
#include "hapax/orders/v1/events.pb-c.h"

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

/* order.confirmed 1.0 on order-events: An order is paid and on its way. */
extern const struct event_type orders_order_confirmed_event;

/* The event's data; NULL when the event is of another type. */
static inline const struct orders_order_confirmed *orders_order_confirmed_of(const struct event *event)
{
	return event->type == &orders_order_confirmed_event ? (const struct orders_order_confirmed *)event->data : NULL;
}

/* order.cancelled 1.0 on order-events: An order came to nothing. */
extern const struct event_type orders_order_cancelled_event;

/* The event's data; NULL when the event is of another type. */
static inline const struct orders_order_cancelled *orders_order_cancelled_of(const struct event *event)
{
	return event->type == &orders_order_cancelled_event ? (const struct orders_order_cancelled *)event->data : NULL;
}

HAPAX_END_C

#endif
