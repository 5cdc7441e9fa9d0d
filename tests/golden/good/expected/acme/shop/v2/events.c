/* Written by protoc-gen-hapax from acme/shop/v2/events.proto; change that one, not this one. */
#include "acme/shop/v2/events.h"

static const struct rule acme_shop_v2_cart_filled_f1_own_rules[] = {
	{.kind = RULE_MIN_COUNT, .id = "repeated.min_items", .value = {.whole = 1}},
};
static const struct field_rules acme_shop_v2_cart_filled_field_rules[] = {
	{.field = 0, .required = true, .own = {.type = RULE_TYPE_STRING}}, /* cart_id */
	{.field = 1, .own = {.type = RULE_TYPE_LIST, .rules = acme_shop_v2_cart_filled_f1_own_rules, .rule_count = 1}}, /* skus */
};
const struct message_rules acme_shop_v2_cart_filled_rules = {.message = &acme__shop__v2__cart_filled__descriptor, .fields = acme_shop_v2_cart_filled_field_rules, .field_count = 2};

static const char *const acme_shop_v2_cart_filled_aliases[] = {"carts.filled", NULL};
static const char *const acme_shop_v2_cart_filled_topic_aliases[] = {NULL};
static const char *const acme_shop_v2_cart_filled_consumers[] = {"billing", NULL};
static const char *const acme_shop_v2_cart_filled_pii[] = {NULL};
const struct event_type acme_shop_v2_cart_filled_event = {
	.name = "cart.filled",
	.topic = "cart-events",
	.major = 3,
	.minor = 0,
	.owner = "shop",
	.aliases = acme_shop_v2_cart_filled_aliases,
	.topic_aliases = acme_shop_v2_cart_filled_topic_aliases,
	.consumers = acme_shop_v2_cart_filled_consumers,
	.description = "A cart was filled.",
	.message = &acme__shop__v2__cart_filled__descriptor,
	.key_field = 0,
	.subject_field = -1,
	.rules = &acme_shop_v2_cart_filled_rules,
	.pii = acme_shop_v2_cart_filled_pii,
};
