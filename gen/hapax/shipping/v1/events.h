/* Written by protoc-gen-hapax from hapax/shipping/v1/events.proto; change that one, not this one. */
#ifndef HAPAX_SHIPPING_V1_EVENTS_H
#define HAPAX_SHIPPING_V1_EVENTS_H

#include "hapax/event.h"
#include "hapax/shipping/v1/events.pb-c.h"

HAPAX_BEGIN_C

#define shipping_shipment_created Hapax__Shipping__V1__ShipmentCreated
#define SHIPPING_SHIPMENT_CREATED_INIT HAPAX__SHIPPING__V1__SHIPMENT_CREATED__INIT
#define shipping_shipment_failed Hapax__Shipping__V1__ShipmentFailed
#define SHIPPING_SHIPMENT_FAILED_INIT HAPAX__SHIPPING__V1__SHIPMENT_FAILED__INIT

extern const struct message_rules shipping_shipment_created_rules;
extern const struct message_rules shipping_shipment_failed_rules;

/* shipment.created 1.0 on shipping-events: A shipment for an order is ready to go. */
extern const struct event_type shipping_shipment_created_event;

/* The event's data; NULL when the event is of another type. */
static inline const struct shipping_shipment_created *shipping_shipment_created_of(const struct event *event)
{
	return event->type == &shipping_shipment_created_event ? (const struct shipping_shipment_created *)event->data : NULL;
}

/* shipment.failed 1.0 on shipping-events: An order could not be shipped. */
extern const struct event_type shipping_shipment_failed_event;

/* The event's data; NULL when the event is of another type. */
static inline const struct shipping_shipment_failed *shipping_shipment_failed_of(const struct event *event)
{
	return event->type == &shipping_shipment_failed_event ? (const struct shipping_shipment_failed *)event->data : NULL;
}

HAPAX_END_C

#endif
