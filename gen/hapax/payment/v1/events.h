/* Written by protoc-gen-hapax from hapax/payment/v1/events.proto; change that one, not this one. */
#ifndef HAPAX_PAYMENT_V1_EVENTS_H
#define HAPAX_PAYMENT_V1_EVENTS_H

#include "hapax/event.h"
#include "hapax/payment/v1/events.pb-c.h"
#include "hapax/outbox.h"
#include "hapax/producer.h"

HAPAX_BEGIN_C

#define payment_payment_processed Hapax__Payment__V1__PaymentProcessed
#define PAYMENT_PAYMENT_PROCESSED_INIT HAPAX__PAYMENT__V1__PAYMENT_PROCESSED__INIT
#define payment_payment_failed Hapax__Payment__V1__PaymentFailed
#define PAYMENT_PAYMENT_FAILED_INIT HAPAX__PAYMENT__V1__PAYMENT_FAILED__INIT
#define payment_payment_refunded Hapax__Payment__V1__PaymentRefunded
#define PAYMENT_PAYMENT_REFUNDED_INIT HAPAX__PAYMENT__V1__PAYMENT_REFUNDED__INIT

extern const struct message_rules payment_payment_processed_rules;
extern const struct message_rules payment_payment_failed_rules;
extern const struct message_rules payment_payment_refunded_rules;

/* payment.processed 1.0 on payment-events: An order was paid. */
extern const struct event_type payment_payment_processed_event;

/* The event's data; NULL when the event is of another type. */
static inline const struct payment_payment_processed *payment_payment_processed_of(const struct event *event)
{
	return event->type == &payment_payment_processed_event ? (const struct payment_payment_processed *)event->data : NULL;
}

/* outbox_append() of this type: published if, and only if, the transaction commits. sequence: of the aggregate, from 1; 0: none. */
MUST_CHECK static inline enum status payment_payment_processed_append(struct tx *tx, const struct cause *cause, const struct payment_payment_processed *data,
	int64_t sequence, struct uuid *ret_id)
{
	const struct outgoing outgoing = {&payment_payment_processed_event, &data->base, sequence};
	return outbox_append(tx, cause, &outgoing, ret_id);
}

/* producer_publish() of this type: from a program without a database. */
MUST_CHECK static inline enum status payment_payment_processed_publish(struct producer *producer, struct context *context,
	const struct payment_payment_processed *data, const struct publish_options *options, struct text *ret_id)
{
	return producer_publish(producer, context, &payment_payment_processed_event, &data->base, options, ret_id);
}

/* payment.failed 1.0 on payment-events: An order could not be paid. */
extern const struct event_type payment_payment_failed_event;

/* The event's data; NULL when the event is of another type. */
static inline const struct payment_payment_failed *payment_payment_failed_of(const struct event *event)
{
	return event->type == &payment_payment_failed_event ? (const struct payment_payment_failed *)event->data : NULL;
}

/* outbox_append() of this type: published if, and only if, the transaction commits. sequence: of the aggregate, from 1; 0: none. */
MUST_CHECK static inline enum status payment_payment_failed_append(struct tx *tx, const struct cause *cause, const struct payment_payment_failed *data,
	int64_t sequence, struct uuid *ret_id)
{
	const struct outgoing outgoing = {&payment_payment_failed_event, &data->base, sequence};
	return outbox_append(tx, cause, &outgoing, ret_id);
}

/* producer_publish() of this type: from a program without a database. */
MUST_CHECK static inline enum status payment_payment_failed_publish(struct producer *producer, struct context *context,
	const struct payment_payment_failed *data, const struct publish_options *options, struct text *ret_id)
{
	return producer_publish(producer, context, &payment_payment_failed_event, &data->base, options, ret_id);
}

/* payment.refunded 1.0 on payment-events: A payment was given back. */
extern const struct event_type payment_payment_refunded_event;

/* The event's data; NULL when the event is of another type. */
static inline const struct payment_payment_refunded *payment_payment_refunded_of(const struct event *event)
{
	return event->type == &payment_payment_refunded_event ? (const struct payment_payment_refunded *)event->data : NULL;
}

/* outbox_append() of this type: published if, and only if, the transaction commits. sequence: of the aggregate, from 1; 0: none. */
MUST_CHECK static inline enum status payment_payment_refunded_append(struct tx *tx, const struct cause *cause, const struct payment_payment_refunded *data,
	int64_t sequence, struct uuid *ret_id)
{
	const struct outgoing outgoing = {&payment_payment_refunded_event, &data->base, sequence};
	return outbox_append(tx, cause, &outgoing, ret_id);
}

/* producer_publish() of this type: from a program without a database. */
MUST_CHECK static inline enum status payment_payment_refunded_publish(struct producer *producer, struct context *context,
	const struct payment_payment_refunded *data, const struct publish_options *options, struct text *ret_id)
{
	return producer_publish(producer, context, &payment_payment_refunded_event, &data->base, options, ret_id);
}

HAPAX_END_C

#endif
