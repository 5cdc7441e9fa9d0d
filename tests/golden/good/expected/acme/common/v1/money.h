/* Written by protoc-gen-hapax from acme/common/v1/money.proto; change that one, not this one. */
#ifndef ACME_COMMON_V1_MONEY_H
#define ACME_COMMON_V1_MONEY_H

#include "hapax/event.h"
#include "acme/common/v1/money.pb-c.h"

HAPAX_BEGIN_C

#define acme_common_money Acme__Common__V1__Money
#define ACME_COMMON_MONEY_INIT ACME__COMMON__V1__MONEY__INIT

extern const struct message_rules acme_common_money_rules;

HAPAX_END_C

#endif
