/* Written by protoc-gen-hapax from acme/shop/v1/events.proto; change that one, not this one. */
#include "acme/shop/v1/events.h"

static const struct rule acme_shop_cart_filled_rule_list[] = {
	{.field = 7, .kind = RULE_REPEATED_MIN_ITEMS, .number = 1}, /* lines */
	{.field = 7, .kind = RULE_REPEATED_MAX_ITEMS, .number = 5}, /* lines */
	{.field = 7, .kind = RULE_MESSAGE, .each = true, .message = &acme_shop_cart_filled_line_rules}, /* lines */
	{.field = 5, .kind = RULE_INT_GTE, .number = -2147483648}, /* HTTPName */
	{.field = 5, .kind = RULE_INT_LTE, .number = 10}, /* HTTPName */
	{.field = 1, .kind = RULE_STRING_MIN_LEN, .number = 1}, /* cart_id */
	{.field = 1, .kind = RULE_STRING_MAX_LEN, .number = 40}, /* cart_id */
	{.field = 0, .kind = RULE_ENUM_DEFINED_ONLY}, /* colour */
	{.field = 3, .kind = RULE_REQUIRED}, /* total */
	{.field = 3, .kind = RULE_MESSAGE, .message = &acme_common_money_rules}, /* total */
	{.field = 6, .kind = RULE_INT_GT, .number = INT64_MIN}, /* smallest */
	{.field = 6, .kind = RULE_INT_LT, .number = INT64_C(9223372036854775807)}, /* smallest */
	{.field = 8, .kind = RULE_MESSAGE, .message = &acme_shop_cart_filled_rules}, /* before */
};
const struct message_rules acme_shop_cart_filled_rules = {&acme__shop__v1__cart_filled__descriptor, acme_shop_cart_filled_rule_list, 13};

static const struct rule acme_shop_cart_filled_line_rule_list[] = {
	{.field = 0, .kind = RULE_STRING_UUID}, /* sku */
};
const struct message_rules acme_shop_cart_filled_line_rules = {&acme__shop__v1__cart_filled__line__descriptor, acme_shop_cart_filled_line_rule_list, 1};

static const char *const acme_shop_cart_filled_aliases[] = {"carts.filled", "say \"hi\"\\", NULL};
static const char *const acme_shop_cart_filled_topic_aliases[] = {NULL};
static const char *const acme_shop_cart_filled_consumers[] = {NULL};
static const char *const acme_shop_cart_filled_pii[] = {NULL};
const struct event_type acme_shop_cart_filled_event = {
	.name = "cart.filled",
	.topic = "cart-events",
	.major = 2,
	.minor = 13,
	.owner = "shop",
	.aliases = acme_shop_cart_filled_aliases,
	.topic_aliases = acme_shop_cart_filled_topic_aliases,
	.consumers = acme_shop_cart_filled_consumers,
	.description = "What?\? \"Full\", or */ nearly\nso: gr\303\266\303\237er.",
	.message = &acme__shop__v1__cart_filled__descriptor,
	.key_field = 1,
	.subject_field = 6,
	.rules = &acme_shop_cart_filled_rules,
	.pii = acme_shop_cart_filled_pii,
};
