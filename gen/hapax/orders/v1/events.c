/* Written by protoc-gen-hapax from hapax/orders/v1/events.proto; change that one, not this one. */
#include "hapax/orders/v1/events.h"

static const struct rule orders_order_line_rule_list[] = {
	{.field = 0, .kind = RULE_REQUIRED}, /* sku */
	{.field = 0, .kind = RULE_STRING_MAX_LEN, .number = 64}, /* sku */
	{.field = 1, .kind = RULE_INT_GT}, /* quantity */
	{.field = 2, .kind = RULE_REQUIRED}, /* price */
	{.field = 2, .kind = RULE_STRING_MAX_LEN, .number = 64}, /* price */
};
const struct message_rules orders_order_line_rules = {&hapax__orders__v1__order_line__descriptor, orders_order_line_rule_list, 5};

static const struct rule orders_order_placed_rule_list[] = {
	{.field = 0, .kind = RULE_REQUIRED}, /* order_id */
	{.field = 0, .kind = RULE_STRING_MAX_LEN, .number = 128}, /* order_id */
	{.field = 1, .kind = RULE_REQUIRED}, /* user_id */
	{.field = 1, .kind = RULE_STRING_MAX_LEN, .number = 128}, /* user_id */
	{.field = 2, .kind = RULE_REQUIRED}, /* total */
	{.field = 2, .kind = RULE_STRING_MAX_LEN, .number = 64}, /* total */
	{.field = 3, .kind = RULE_REPEATED_MIN_ITEMS, .number = 1}, /* lines */
	{.field = 3, .kind = RULE_REPEATED_MAX_ITEMS, .number = 1000}, /* lines */
	{.field = 3, .kind = RULE_MESSAGE, .each = true, .message = &orders_order_line_rules}, /* lines */
	{.field = 4, .kind = RULE_STRING_MAX_LEN, .number = 1000}, /* reason */
};
const struct message_rules orders_order_placed_rules = {&hapax__orders__v1__order_placed__descriptor, orders_order_placed_rule_list, 10};

static const struct rule orders_order_confirmed_rule_list[] = {
	{.field = 0, .kind = RULE_REQUIRED}, /* order_id */
	{.field = 0, .kind = RULE_STRING_MAX_LEN, .number = 128}, /* order_id */
	{.field = 1, .kind = RULE_REQUIRED}, /* user_id */
	{.field = 1, .kind = RULE_STRING_MAX_LEN, .number = 128}, /* user_id */
	{.field = 2, .kind = RULE_REQUIRED}, /* total */
	{.field = 2, .kind = RULE_STRING_MAX_LEN, .number = 64}, /* total */
	{.field = 3, .kind = RULE_REPEATED_MIN_ITEMS, .number = 1}, /* lines */
	{.field = 3, .kind = RULE_REPEATED_MAX_ITEMS, .number = 1000}, /* lines */
	{.field = 3, .kind = RULE_MESSAGE, .each = true, .message = &orders_order_line_rules}, /* lines */
	{.field = 4, .kind = RULE_STRING_MAX_LEN, .number = 1000}, /* reason */
};
const struct message_rules orders_order_confirmed_rules = {&hapax__orders__v1__order_confirmed__descriptor, orders_order_confirmed_rule_list, 10};

static const struct rule orders_order_cancelled_rule_list[] = {
	{.field = 0, .kind = RULE_REQUIRED}, /* order_id */
	{.field = 0, .kind = RULE_STRING_MAX_LEN, .number = 128}, /* order_id */
	{.field = 1, .kind = RULE_REQUIRED}, /* user_id */
	{.field = 1, .kind = RULE_STRING_MAX_LEN, .number = 128}, /* user_id */
	{.field = 2, .kind = RULE_REQUIRED}, /* total */
	{.field = 2, .kind = RULE_STRING_MAX_LEN, .number = 64}, /* total */
	{.field = 3, .kind = RULE_REPEATED_MIN_ITEMS, .number = 1}, /* lines */
	{.field = 3, .kind = RULE_REPEATED_MAX_ITEMS, .number = 1000}, /* lines */
	{.field = 3, .kind = RULE_MESSAGE, .each = true, .message = &orders_order_line_rules}, /* lines */
	{.field = 4, .kind = RULE_STRING_MAX_LEN, .number = 1000}, /* reason */
};
const struct message_rules orders_order_cancelled_rules = {&hapax__orders__v1__order_cancelled__descriptor, orders_order_cancelled_rule_list, 10};

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
