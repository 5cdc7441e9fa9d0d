/* Written by protoc-gen-hapax from acme/shop/v1/rules.proto; change that one, not this one. */
#ifndef ACME_SHOP_V1_RULES_H
#define ACME_SHOP_V1_RULES_H

#include "hapax/event.h"
#include "acme/shop/v1/rules.pb-c.h"

HAPAX_BEGIN_C

#define acme_shop_careful Acme__Shop__V1__Careful
#define ACME_SHOP_CAREFUL_INIT ACME__SHOP__V1__CAREFUL__INIT

extern const struct message_rules acme_shop_careful_rules;

HAPAX_END_C

#endif
