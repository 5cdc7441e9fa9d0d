/* Written by protoc-gen-hapax from hapax/shipping/v1/events.proto; change that one, not this one. */
#ifndef HAPAX_SHIPPING_V1_EVENTS_H
#define HAPAX_SHIPPING_V1_EVENTS_H

#include "hapax/event.h"
#include "hapax/shipping/v1/events.pb-c.h"
#include "hapax/outbox.h"
#include "hapax/producer.h"

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

/* outbox_append() of this type: published if, and only if, the transaction commits. sequence: of the aggregate, from 1; 0: none. */
MUST_CHECK static inline enum status shipping_shipment_created_append(struct tx *tx, const struct cause *cause, const struct shipping_shipment_created *data,
	int64_t sequence, struct uuid *ret_id)
{
	const struct outgoing outgoing = {&shipping_shipment_created_event, &data->base, sequence};
	return outbox_append(tx, cause, &outgoing, ret_id);
}

/* producer_publish() of this type: from a program without a database. */
MUST_CHECK static inline enum status shipping_shipment_created_publish(struct producer *producer, struct context *context,
	const struct shipping_shipment_created *data, const struct publish_options *options, struct text *ret_id)
{
	return producer_publish(producer, context, &shipping_shipment_created_event, &data->base, options, ret_id);
}

/* shipment.failed 1.0 on shipping-events: An order could not be shipped. */
extern const struct event_type shipping_shipment_failed_event;

/* The event's data; NULL when the event is of another type. */
static inline const struct shipping_shipment_failed *shipping_shipment_failed_of(const struct event *event)
{
	return event->type == &shipping_shipment_failed_event ? (const struct shipping_shipment_failed *)event->data : NULL;
}

/* outbox_append() of this type: published if, and only if, the transaction commits. sequence: of the aggregate, from 1; 0: none. */
MUST_CHECK static inline enum status shipping_shipment_failed_append(struct tx *tx, const struct cause *cause, const struct shipping_shipment_failed *data,
	int64_t sequence, struct uuid *ret_id)
{
	const struct outgoing outgoing = {&shipping_shipment_failed_event, &data->base, sequence};
	return outbox_append(tx, cause, &outgoing, ret_id);
}

/* producer_publish() of this type: from a program without a database. */
MUST_CHECK static inline enum status shipping_shipment_failed_publish(struct producer *producer, struct context *context,
	const struct shipping_shipment_failed *data, const struct publish_options *options, struct text *ret_id)
{
	return producer_publish(producer, context, &shipping_shipment_failed_event, &data->base, options, ret_id);
}

HAPAX_END_C

#endif
