/* Written by protoc-gen-hapax from hapax/inventory/v1/events.proto; change that one, not this one. */
#ifndef HAPAX_INVENTORY_V1_EVENTS_H
#define HAPAX_INVENTORY_V1_EVENTS_H

#include "hapax/event.h"
#include "hapax/inventory/v1/events.pb-c.h"

HAPAX_BEGIN_C

#define inventory_stock_line Hapax__Inventory__V1__StockLine
#define INVENTORY_STOCK_LINE_INIT HAPAX__INVENTORY__V1__STOCK_LINE__INIT
#define inventory_stock_reserved Hapax__Inventory__V1__StockReserved
#define INVENTORY_STOCK_RESERVED_INIT HAPAX__INVENTORY__V1__STOCK_RESERVED__INIT
#define inventory_stock_reservation_failed Hapax__Inventory__V1__StockReservationFailed
#define INVENTORY_STOCK_RESERVATION_FAILED_INIT HAPAX__INVENTORY__V1__STOCK_RESERVATION_FAILED__INIT
#define inventory_stock_released Hapax__Inventory__V1__StockReleased
#define INVENTORY_STOCK_RELEASED_INIT HAPAX__INVENTORY__V1__STOCK_RELEASED__INIT

extern const struct message_rules inventory_stock_line_rules;
extern const struct message_rules inventory_stock_reserved_rules;
extern const struct message_rules inventory_stock_reservation_failed_rules;
extern const struct message_rules inventory_stock_released_rules;

/* stock.reserved 1.0 on inventory-events: Stock was set aside for an order. */
extern const struct event_type inventory_stock_reserved_event;

/* The event's data; NULL when the event is of another type. */
static inline const struct inventory_stock_reserved *inventory_stock_reserved_of(const struct event *event)
{
	return event->type == &inventory_stock_reserved_event ? (const struct inventory_stock_reserved *)event->data : NULL;
}

/* stock.reservation_failed 1.0 on inventory-events: There was not enough stock for an order. */
extern const struct event_type inventory_stock_reservation_failed_event;

/* The event's data; NULL when the event is of another type. */
static inline const struct inventory_stock_reservation_failed *inventory_stock_reservation_failed_of(const struct event *event)
{
	return event->type == &inventory_stock_reservation_failed_event ? (const struct inventory_stock_reservation_failed *)event->data : NULL;
}

/* stock.released 1.0 on inventory-events: Stock set aside for an order is free again. */
extern const struct event_type inventory_stock_released_event;

/* The event's data; NULL when the event is of another type. */
static inline const struct inventory_stock_released *inventory_stock_released_of(const struct event *event)
{
	return event->type == &inventory_stock_released_event ? (const struct inventory_stock_released *)event->data : NULL;
}

HAPAX_END_C

#endif
