/* Written by protoc-gen-hapax from acme/shop/v1/events.proto; change that one, not this one. */
#include "acme/shop/v1/events.h"

static const struct rule acme_shop_cart_filled_f7_own_rules[] = {
	{.kind = RULE_MIN_COUNT, .id = "repeated.min_items", .value = {.whole = 1}},
	{.kind = RULE_MAX_COUNT, .id = "repeated.max_items", .value = {.whole = 5}},
};
static const struct rule_set acme_shop_cart_filled_f7_items = {.type = RULE_TYPE_MESSAGE, .message = &acme_shop_cart_filled_line_rules};
static const struct rule acme_shop_cart_filled_f5_own_rules[] = {
	{.kind = RULE_RANGE, .id = "int32.gte_lte", .lower_bound = RULE_BOUND_CLOSED, .value = {.whole = -2147483648}, .upper_bound = RULE_BOUND_CLOSED, .upper = {.whole = 10}},
};
static const struct rule acme_shop_cart_filled_f1_own_rules[] = {
	{.kind = RULE_MIN_LEN, .id = "string.min_len", .value = {.whole = 1}},
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 40}},
};
static const struct rule acme_shop_cart_filled_f0_own_rules[] = {
	{.kind = RULE_DEFINED_ONLY, .id = "enum.defined_only"},
};
static const struct rule acme_shop_cart_filled_f6_own_rules[] = {
	{.kind = RULE_RANGE, .id = "int64.gt_lt", .lower_bound = RULE_BOUND_OPEN, .value = {.whole = INT64_MIN}, .upper_bound = RULE_BOUND_OPEN, .upper = {.whole = INT64_C(9223372036854775807)}},
};
static const struct field_rules acme_shop_cart_filled_field_rules[] = {
	{.field = 7, .own = {.type = RULE_TYPE_LIST, .rules = acme_shop_cart_filled_f7_own_rules, .rule_count = 2}, .items = &acme_shop_cart_filled_f7_items}, /* lines */
	{.field = 5, .own = {.type = RULE_TYPE_SIGNED, .rules = acme_shop_cart_filled_f5_own_rules, .rule_count = 1}}, /* HTTPName */
	{.field = 1, .own = {.type = RULE_TYPE_STRING, .rules = acme_shop_cart_filled_f1_own_rules, .rule_count = 2}}, /* cart_id */
	{.field = 0, .own = {.type = RULE_TYPE_ENUM, .rules = acme_shop_cart_filled_f0_own_rules, .rule_count = 1}}, /* colour */
	{.field = 3, .required = true, .own = {.type = RULE_TYPE_MESSAGE, .message = &acme_common_money_rules}}, /* total */
	{.field = 6, .own = {.type = RULE_TYPE_SIGNED, .rules = acme_shop_cart_filled_f6_own_rules, .rule_count = 1}}, /* smallest */
	{.field = 8, .own = {.type = RULE_TYPE_MESSAGE, .message = &acme_shop_cart_filled_rules}}, /* before */
};
const struct message_rules acme_shop_cart_filled_rules = {.message = &acme__shop__v1__cart_filled__descriptor, .fields = acme_shop_cart_filled_field_rules, .field_count = 7};

static const struct rule acme_shop_cart_filled_line_f0_own_rules[] = {
	{.kind = RULE_FORMAT, .id = "string.uuid", .id_if_empty = "string.uuid_empty", .value = {.whole = RULE_FORMAT_UUID}},
};
static const struct field_rules acme_shop_cart_filled_line_field_rules[] = {
	{.field = 0, .own = {.type = RULE_TYPE_STRING, .rules = acme_shop_cart_filled_line_f0_own_rules, .rule_count = 1}}, /* sku */
};
const struct message_rules acme_shop_cart_filled_line_rules = {.message = &acme__shop__v1__cart_filled__line__descriptor, .fields = acme_shop_cart_filled_line_field_rules, .field_count = 1};

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
