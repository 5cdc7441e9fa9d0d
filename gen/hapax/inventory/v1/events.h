/* Written by protoc-gen-hapax from hapax/inventory/v1/events.proto; change that one, not this one. */
#ifndef HAPAX_INVENTORY_V1_EVENTS_H
#define HAPAX_INVENTORY_V1_EVENTS_H

#include "hapax/event.h"
#include "hapax/inventory/v1/events.pb-c.h"
#include "hapax/outbox.h"
#include "hapax/producer.h"

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

/* outbox_append() of this type: published if, and only if, the transaction commits. sequence: of the aggregate, from 1; 0: none. */
MUST_CHECK static inline enum status inventory_stock_reserved_append(struct tx *tx, const struct cause *cause, const struct inventory_stock_reserved *data,
	int64_t sequence, struct uuid *ret_id)
{
	const struct outgoing outgoing = {&inventory_stock_reserved_event, &data->base, sequence};
	return outbox_append(tx, cause, &outgoing, ret_id);
}

/* producer_publish() of this type: from a program without a database. */
MUST_CHECK static inline enum status inventory_stock_reserved_publish(struct producer *producer, struct context *context,
	const struct inventory_stock_reserved *data, const struct publish_options *options, struct text *ret_id)
{
	return producer_publish(producer, context, &inventory_stock_reserved_event, &data->base, options, ret_id);
}

/* stock.reservation_failed 1.0 on inventory-events: There was not enough stock for an order. */
extern const struct event_type inventory_stock_reservation_failed_event;

/* The event's data; NULL when the event is of another type. */
static inline const struct inventory_stock_reservation_failed *inventory_stock_reservation_failed_of(const struct event *event)
{
	return event->type == &inventory_stock_reservation_failed_event ? (const struct inventory_stock_reservation_failed *)event->data : NULL;
}

/* outbox_append() of this type: published if, and only if, the transaction commits. sequence: of the aggregate, from 1; 0: none. */
MUST_CHECK static inline enum status inventory_stock_reservation_failed_append(struct tx *tx, const struct cause *cause, const struct inventory_stock_reservation_failed *data,
	int64_t sequence, struct uuid *ret_id)
{
	const struct outgoing outgoing = {&inventory_stock_reservation_failed_event, &data->base, sequence};
	return outbox_append(tx, cause, &outgoing, ret_id);
}

/* producer_publish() of this type: from a program without a database. */
MUST_CHECK static inline enum status inventory_stock_reservation_failed_publish(struct producer *producer, struct context *context,
	const struct inventory_stock_reservation_failed *data, const struct publish_options *options, struct text *ret_id)
{
	return producer_publish(producer, context, &inventory_stock_reservation_failed_event, &data->base, options, ret_id);
}

/* stock.released 1.0 on inventory-events: Stock set aside for an order is free again. */
extern const struct event_type inventory_stock_released_event;

/* The event's data; NULL when the event is of another type. */
static inline const struct inventory_stock_released *inventory_stock_released_of(const struct event *event)
{
	return event->type == &inventory_stock_released_event ? (const struct inventory_stock_released *)event->data : NULL;
}

/* outbox_append() of this type: published if, and only if, the transaction commits. sequence: of the aggregate, from 1; 0: none. */
MUST_CHECK static inline enum status inventory_stock_released_append(struct tx *tx, const struct cause *cause, const struct inventory_stock_released *data,
	int64_t sequence, struct uuid *ret_id)
{
	const struct outgoing outgoing = {&inventory_stock_released_event, &data->base, sequence};
	return outbox_append(tx, cause, &outgoing, ret_id);
}

/* producer_publish() of this type: from a program without a database. */
MUST_CHECK static inline enum status inventory_stock_released_publish(struct producer *producer, struct context *context,
	const struct inventory_stock_released *data, const struct publish_options *options, struct text *ret_id)
{
	return producer_publish(producer, context, &inventory_stock_released_event, &data->base, options, ret_id);
}

HAPAX_END_C

#endif
