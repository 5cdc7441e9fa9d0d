/* Written by protoc-gen-hapax from acme/shop/v1/events.proto; change that one, not this one. */
#ifndef ACME_SHOP_V1_EVENTS_H
#define ACME_SHOP_V1_EVENTS_H

#include "hapax/event.h"
#include "acme/shop/v1/events.pb-c.h"
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

HAPAX_END_C

#endif
