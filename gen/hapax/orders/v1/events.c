/* Written by protoc-gen-hapax from hapax/orders/v1/events.proto; change that one, not this one. */
#include "hapax/orders/v1/events.h"

static const struct rule orders_order_line_f0_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 64}},
};
static const struct rule orders_order_line_f1_own_rules[] = {
	{.kind = RULE_RANGE, .id = "int32.gt", .lower_bound = RULE_BOUND_OPEN, .value = {.whole = 0}},
};
static const struct rule orders_order_line_f2_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 64}},
};
static const struct field_rules orders_order_line_field_rules[] = {
	{.field = 0, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = orders_order_line_f0_own_rules, .rule_count = 1}}, /* sku */
	{.field = 1, .own = {.type = RULE_TYPE_SIGNED, .rules = orders_order_line_f1_own_rules, .rule_count = 1}}, /* quantity */
	{.field = 2, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = orders_order_line_f2_own_rules, .rule_count = 1}}, /* price */
};
const struct message_rules orders_order_line_rules = {.message = &hapax__orders__v1__order_line__descriptor, .fields = orders_order_line_field_rules, .field_count = 3};

static const struct rule orders_order_placed_f0_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 128}},
};
static const struct rule orders_order_placed_f1_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 128}},
};
static const struct rule orders_order_placed_f2_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 64}},
};
static const struct rule orders_order_placed_f3_own_rules[] = {
	{.kind = RULE_MIN_COUNT, .id = "repeated.min_items", .value = {.whole = 1}},
	{.kind = RULE_MAX_COUNT, .id = "repeated.max_items", .value = {.whole = 1000}},
};
static const struct rule_set orders_order_placed_f3_items = {.type = RULE_TYPE_MESSAGE, .message = &orders_order_line_rules};
static const struct rule orders_order_placed_f4_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 1000}},
};
static const struct field_rules orders_order_placed_field_rules[] = {
	{.field = 0, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = orders_order_placed_f0_own_rules, .rule_count = 1}}, /* order_id */
	{.field = 1, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = orders_order_placed_f1_own_rules, .rule_count = 1}}, /* user_id */
	{.field = 2, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = orders_order_placed_f2_own_rules, .rule_count = 1}}, /* total */
	{.field = 3, .own = {.type = RULE_TYPE_LIST, .rules = orders_order_placed_f3_own_rules, .rule_count = 2}, .items = &orders_order_placed_f3_items}, /* lines */
	{.field = 4, .own = {.type = RULE_TYPE_STRING, .rules = orders_order_placed_f4_own_rules, .rule_count = 1}}, /* reason */
};
const struct message_rules orders_order_placed_rules = {.message = &hapax__orders__v1__order_placed__descriptor, .fields = orders_order_placed_field_rules, .field_count = 5};

static const struct rule orders_order_confirmed_f0_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 128}},
};
static const struct rule orders_order_confirmed_f1_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 128}},
};
static const struct rule orders_order_confirmed_f2_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 64}},
};
static const struct rule orders_order_confirmed_f3_own_rules[] = {
	{.kind = RULE_MIN_COUNT, .id = "repeated.min_items", .value = {.whole = 1}},
	{.kind = RULE_MAX_COUNT, .id = "repeated.max_items", .value = {.whole = 1000}},
};
static const struct rule_set orders_order_confirmed_f3_items = {.type = RULE_TYPE_MESSAGE, .message = &orders_order_line_rules};
static const struct rule orders_order_confirmed_f4_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 1000}},
};
static const struct field_rules orders_order_confirmed_field_rules[] = {
	{.field = 0, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = orders_order_confirmed_f0_own_rules, .rule_count = 1}}, /* order_id */
	{.field = 1, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = orders_order_confirmed_f1_own_rules, .rule_count = 1}}, /* user_id */
	{.field = 2, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = orders_order_confirmed_f2_own_rules, .rule_count = 1}}, /* total */
	{.field = 3, .own = {.type = RULE_TYPE_LIST, .rules = orders_order_confirmed_f3_own_rules, .rule_count = 2}, .items = &orders_order_confirmed_f3_items}, /* lines */
	{.field = 4, .own = {.type = RULE_TYPE_STRING, .rules = orders_order_confirmed_f4_own_rules, .rule_count = 1}}, /* reason */
};
const struct message_rules orders_order_confirmed_rules = {.message = &hapax__orders__v1__order_confirmed__descriptor, .fields = orders_order_confirmed_field_rules, .field_count = 5};

static const struct rule orders_order_cancelled_f0_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 128}},
};
static const struct rule orders_order_cancelled_f1_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 128}},
};
static const struct rule orders_order_cancelled_f2_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 64}},
};
static const struct rule orders_order_cancelled_f3_own_rules[] = {
	{.kind = RULE_MIN_COUNT, .id = "repeated.min_items", .value = {.whole = 1}},
	{.kind = RULE_MAX_COUNT, .id = "repeated.max_items", .value = {.whole = 1000}},
};
static const struct rule_set orders_order_cancelled_f3_items = {.type = RULE_TYPE_MESSAGE, .message = &orders_order_line_rules};
static const struct rule orders_order_cancelled_f4_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 1000}},
};
static const struct field_rules orders_order_cancelled_field_rules[] = {
	{.field = 0, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = orders_order_cancelled_f0_own_rules, .rule_count = 1}}, /* order_id */
	{.field = 1, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = orders_order_cancelled_f1_own_rules, .rule_count = 1}}, /* user_id */
	{.field = 2, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = orders_order_cancelled_f2_own_rules, .rule_count = 1}}, /* total */
	{.field = 3, .own = {.type = RULE_TYPE_LIST, .rules = orders_order_cancelled_f3_own_rules, .rule_count = 2}, .items = &orders_order_cancelled_f3_items}, /* lines */
	{.field = 4, .own = {.type = RULE_TYPE_STRING, .rules = orders_order_cancelled_f4_own_rules, .rule_count = 1}}, /* reason */
};
const struct message_rules orders_order_cancelled_rules = {.message = &hapax__orders__v1__order_cancelled__descriptor, .fields = orders_order_cancelled_field_rules, .field_count = 5};

static const char *const orders_order_placed_aliases[] = {NULL};
static const char *const orders_order_placed_topic_aliases[] = {NULL};
static const char *const orders_order_placed_consumers[] = {"inventory", "saga", "audit", NULL};
static const char *const orders_order_placed_pii[] = {NULL};
const struct event_type orders_order_placed_event = {
	.name = "order.placed",
	.topic = "order-events",
	.major = 1,
	.minor = 0,
	.owner = "orders",
	.aliases = orders_order_placed_aliases,
	.topic_aliases = orders_order_placed_topic_aliases,
	.consumers = orders_order_placed_consumers,
	.description = "A user placed an order.",
	.message = &hapax__orders__v1__order_placed__descriptor,
	.key_field = 0,
	.subject_field = 0,
	.rules = &orders_order_placed_rules,
	.pii = orders_order_placed_pii,
	.example = "{\"order_id\": \"order-1001\", \"user_id\": \"ada\", \"total\": \"25.00\", \"lines\": [{\"sku\": \"MUG-RED\", \"quantity\": 2, \"price\": \"12.50\"}]}",
};

static const char *const orders_order_confirmed_aliases[] = {NULL};
static const char *const orders_order_confirmed_topic_aliases[] = {NULL};
static const char *const orders_order_confirmed_consumers[] = {"inventory", "saga", "audit", NULL};
static const char *const orders_order_confirmed_pii[] = {NULL};
const struct event_type orders_order_confirmed_event = {
	.name = "order.confirmed",
	.topic = "order-events",
	.major = 1,
	.minor = 0,
	.owner = "orders",
	.aliases = orders_order_confirmed_aliases,
	.topic_aliases = orders_order_confirmed_topic_aliases,
	.consumers = orders_order_confirmed_consumers,
	.description = "An order is paid and on its way.",
	.message = &hapax__orders__v1__order_confirmed__descriptor,
	.key_field = 0,
	.subject_field = 0,
	.rules = &orders_order_confirmed_rules,
	.pii = orders_order_confirmed_pii,
	.example = "{\"order_id\": \"order-1001\", \"user_id\": \"ada\", \"total\": \"25.00\", \"lines\": [{\"sku\": \"MUG-RED\", \"quantity\": 2, \"price\": \"12.50\"}]}",
};

static const char *const orders_order_cancelled_aliases[] = {NULL};
static const char *const orders_order_cancelled_topic_aliases[] = {NULL};
static const char *const orders_order_cancelled_consumers[] = {"inventory", "saga", "audit", NULL};
static const char *const orders_order_cancelled_pii[] = {NULL};
const struct event_type orders_order_cancelled_event = {
	.name = "order.cancelled",
	.topic = "order-events",
	.major = 1,
	.minor = 0,
	.owner = "orders",
	.aliases = orders_order_cancelled_aliases,
	.topic_aliases = orders_order_cancelled_topic_aliases,
	.consumers = orders_order_cancelled_consumers,
	.description = "An order came to nothing.",
	.message = &hapax__orders__v1__order_cancelled__descriptor,
	.key_field = 0,
	.subject_field = 0,
	.rules = &orders_order_cancelled_rules,
	.pii = orders_order_cancelled_pii,
	.example = "{\"order_id\": \"order-1001\", \"user_id\": \"ada\", \"total\": \"25.00\", \"lines\": [{\"sku\": \"MUG-RED\", \"quantity\": 2, \"price\": \"12.50\"}], \"reason\": \"payment failed\"}",
};
