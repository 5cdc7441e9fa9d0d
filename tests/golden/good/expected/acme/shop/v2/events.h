/* Written by protoc-gen-hapax from acme/shop/v2/events.proto; change that one, not this one. */
#ifndef ACME_SHOP_V2_EVENTS_H
#define ACME_SHOP_V2_EVENTS_H

#include "hapax/event.h"
#include "acme/shop/v2/events.pb-c.h"
#include "hapax/outbox.h"
#include "hapax/producer.h"

HAPAX_BEGIN_C

#define acme_shop_v2_cart_filled Acme__Shop__V2__CartFilled
#define ACME_SHOP_V2_CART_FILLED_INIT ACME__SHOP__V2__CART_FILLED__INIT

extern const struct message_rules acme_shop_v2_cart_filled_rules;

/* cart.filled 3.0 on cart-events: A cart was filled. */
extern const struct event_type acme_shop_v2_cart_filled_event;

/* The event's data; NULL when the event is of another type. */
static inline const struct acme_shop_v2_cart_filled *acme_shop_v2_cart_filled_of(const struct event *event)
{
	return event->type == &acme_shop_v2_cart_filled_event ? (const struct acme_shop_v2_cart_filled *)event->data : NULL;
}

/* outbox_append() of this type: published if, and only if, the transaction commits. sequence: of the aggregate, from 1; 0: none. */
MUST_CHECK static inline enum status acme_shop_v2_cart_filled_append(struct tx *tx, const struct cause *cause, const struct acme_shop_v2_cart_filled *data,
	int64_t sequence, struct uuid *ret_id)
{
	const struct outgoing outgoing = {&acme_shop_v2_cart_filled_event, &data->base, sequence};
	return outbox_append(tx, cause, &outgoing, ret_id);
}

/* producer_publish() of this type: from a program without a database. */
MUST_CHECK static inline enum status acme_shop_v2_cart_filled_publish(struct producer *producer, struct context *context,
	const struct acme_shop_v2_cart_filled *data, const struct publish_options *options, struct text *ret_id)
{
	return producer_publish(producer, context, &acme_shop_v2_cart_filled_event, &data->base, options, ret_id);
}

HAPAX_END_C

#endif
