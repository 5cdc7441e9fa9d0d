/* Written by protoc-gen-hapax from acme/shop/v1/events.proto; change that one, not this one. */
#ifndef ACME_SHOP_V1_EVENTS_H
#define ACME_SHOP_V1_EVENTS_H

#include "hapax/event.h"
#include "acme/shop/v1/events.pb-c.h"
#include "hapax/outbox.h"
#include "hapax/producer.h"
#include "acme/common/v1/money.h"

HAPAX_BEGIN_C

#define acme_shop_cart_filled Acme__Shop__V1__CartFilled
#define ACME_SHOP_CART_FILLED_INIT ACME__SHOP__V1__CART_FILLED__INIT
#define acme_shop_cart_filled_line Acme__Shop__V1__CartFilled__Line
#define ACME_SHOP_CART_FILLED_LINE_INIT ACME__SHOP__V1__CART_FILLED__LINE__INIT
#define acme_shop_cart_filled_line_note Acme__Shop__V1__CartFilled__Line__Note
#define ACME_SHOP_CART_FILLED_LINE_NOTE_INIT ACME__SHOP__V1__CART_FILLED__LINE__NOTE__INIT

extern const struct message_rules acme_shop_cart_filled_rules;
extern const struct message_rules acme_shop_cart_filled_line_rules;

/* cart.filled 2.13 on cart-events: What?? "Full", or * / nearly so: größer. */
extern const struct event_type acme_shop_cart_filled_event;

/* The event's data; NULL when the event is of another type. */
static inline const struct acme_shop_cart_filled *acme_shop_cart_filled_of(const struct event *event)
{
	return event->type == &acme_shop_cart_filled_event ? (const struct acme_shop_cart_filled *)event->data : NULL;
}

/* outbox_append() of this type: published if, and only if, the transaction commits. sequence: of the aggregate, from 1; 0: none. */
MUST_CHECK static inline enum status acme_shop_cart_filled_append(struct tx *tx, const struct cause *cause, const struct acme_shop_cart_filled *data,
	int64_t sequence, struct uuid *ret_id)
{
	const struct outgoing outgoing = {&acme_shop_cart_filled_event, &data->base, sequence};
	return outbox_append(tx, cause, &outgoing, ret_id);
}

/* producer_publish() of this type: from a program without a database. */
MUST_CHECK static inline enum status acme_shop_cart_filled_publish(struct producer *producer, struct context *context,
	const struct acme_shop_cart_filled *data, const struct publish_options *options, struct text *ret_id)
{
	return producer_publish(producer, context, &acme_shop_cart_filled_event, &data->base, options, ret_id);
}

HAPAX_END_C

#endif
