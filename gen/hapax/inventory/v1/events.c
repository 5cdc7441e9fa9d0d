/* Written by protoc-gen-hapax from hapax/inventory/v1/events.proto; change that one, not this one. */
#include "hapax/inventory/v1/events.h"

static const struct rule inventory_stock_line_rule_list[] = {
	{.field = 0, .kind = RULE_REQUIRED}, /* sku */
	{.field = 0, .kind = RULE_STRING_MAX_LEN, .number = 64}, /* sku */
	{.field = 1, .kind = RULE_INT_GT}, /* quantity */
};
const struct message_rules inventory_stock_line_rules = {&hapax__inventory__v1__stock_line__descriptor, inventory_stock_line_rule_list, 3};

static const struct rule inventory_stock_reserved_rule_list[] = {
	{.field = 0, .kind = RULE_REQUIRED}, /* order_id */
	{.field = 0, .kind = RULE_STRING_MAX_LEN, .number = 128}, /* order_id */
	{.field = 1, .kind = RULE_REPEATED_MIN_ITEMS, .number = 1}, /* lines */
	{.field = 1, .kind = RULE_REPEATED_MAX_ITEMS, .number = 1000}, /* lines */
	{.field = 1, .kind = RULE_MESSAGE, .each = true, .message = &inventory_stock_line_rules}, /* lines */
	{.field = 2, .kind = RULE_STRING_MAX_LEN, .number = 1000}, /* reason */
};
const struct message_rules inventory_stock_reserved_rules = {&hapax__inventory__v1__stock_reserved__descriptor, inventory_stock_reserved_rule_list, 6};

static const struct rule inventory_stock_reservation_failed_rule_list[] = {
	{.field = 0, .kind = RULE_REQUIRED}, /* order_id */
	{.field = 0, .kind = RULE_STRING_MAX_LEN, .number = 128}, /* order_id */
	{.field = 1, .kind = RULE_REPEATED_MIN_ITEMS, .number = 1}, /* lines */
	{.field = 1, .kind = RULE_REPEATED_MAX_ITEMS, .number = 1000}, /* lines */
	{.field = 1, .kind = RULE_MESSAGE, .each = true, .message = &inventory_stock_line_rules}, /* lines */
	{.field = 2, .kind = RULE_STRING_MAX_LEN, .number = 1000}, /* reason */
};
const struct message_rules inventory_stock_reservation_failed_rules = {&hapax__inventory__v1__stock_reservation_failed__descriptor, inventory_stock_reservation_failed_rule_list, 6};

static const struct rule inventory_stock_released_rule_list[] = {
	{.field = 0, .kind = RULE_REQUIRED}, /* order_id */
	{.field = 0, .kind = RULE_STRING_MAX_LEN, .number = 128}, /* order_id */
	{.field = 1, .kind = RULE_REPEATED_MIN_ITEMS, .number = 1}, /* lines */
	{.field = 1, .kind = RULE_REPEATED_MAX_ITEMS, .number = 1000}, /* lines */
	{.field = 1, .kind = RULE_MESSAGE, .each = true, .message = &inventory_stock_line_rules}, /* lines */
	{.field = 2, .kind = RULE_STRING_MAX_LEN, .number = 1000}, /* reason */
};
const struct message_rules inventory_stock_released_rules = {&hapax__inventory__v1__stock_released__descriptor, inventory_stock_released_rule_list, 6};

static const char *const inventory_stock_reserved_aliases[] = {NULL};
static const char *const inventory_stock_reserved_topic_aliases[] = {NULL};
static const char *const inventory_stock_reserved_consumers[] = {"payment", "saga", NULL};
static const char *const inventory_stock_reserved_pii[] = {NULL};
const struct event_type inventory_stock_reserved_event = {
	.name = "stock.reserved",
	.topic = "inventory-events",
	.major = 1,
	.minor = 0,
	.owner = "inventory",
	.aliases = inventory_stock_reserved_aliases,
	.topic_aliases = inventory_stock_reserved_topic_aliases,
	.consumers = inventory_stock_reserved_consumers,
	.description = "Stock was set aside for an order.",
	.message = &hapax__inventory__v1__stock_reserved__descriptor,
	.key_field = 0,
	.subject_field = 0,
	.rules = &inventory_stock_reserved_rules,
	.pii = inventory_stock_reserved_pii,
	.example = "{\"order_id\": \"order-1001\", \"lines\": [{\"sku\": \"MUG-RED\", \"quantity\": 2}]}",
};

static const char *const inventory_stock_reservation_failed_aliases[] = {NULL};
static const char *const inventory_stock_reservation_failed_topic_aliases[] = {NULL};
static const char *const inventory_stock_reservation_failed_consumers[] = {"payment", "saga", NULL};
static const char *const inventory_stock_reservation_failed_pii[] = {NULL};
const struct event_type inventory_stock_reservation_failed_event = {
	.name = "stock.reservation_failed",
	.topic = "inventory-events",
	.major = 1,
	.minor = 0,
	.owner = "inventory",
	.aliases = inventory_stock_reservation_failed_aliases,
	.topic_aliases = inventory_stock_reservation_failed_topic_aliases,
	.consumers = inventory_stock_reservation_failed_consumers,
	.description = "There was not enough stock for an order.",
	.message = &hapax__inventory__v1__stock_reservation_failed__descriptor,
	.key_field = 0,
	.subject_field = 0,
	.rules = &inventory_stock_reservation_failed_rules,
	.pii = inventory_stock_reservation_failed_pii,
	.example = "{\"order_id\": \"order-1001\", \"lines\": [{\"sku\": \"MUG-RED\", \"quantity\": 2}], \"reason\": \"MUG-RED: 1 left\"}",
};

static const char *const inventory_stock_released_aliases[] = {NULL};
static const char *const inventory_stock_released_topic_aliases[] = {NULL};
static const char *const inventory_stock_released_consumers[] = {"payment", "saga", NULL};
static const char *const inventory_stock_released_pii[] = {NULL};
const struct event_type inventory_stock_released_event = {
	.name = "stock.released",
	.topic = "inventory-events",
	.major = 1,
	.minor = 0,
	.owner = "inventory",
	.aliases = inventory_stock_released_aliases,
	.topic_aliases = inventory_stock_released_topic_aliases,
	.consumers = inventory_stock_released_consumers,
	.description = "Stock set aside for an order is free again.",
	.message = &hapax__inventory__v1__stock_released__descriptor,
	.key_field = 0,
	.subject_field = 0,
	.rules = &inventory_stock_released_rules,
	.pii = inventory_stock_released_pii,
	.example = "{\"order_id\": \"order-1001\", \"lines\": [{\"sku\": \"MUG-RED\", \"quantity\": 2}], \"reason\": \"payment failed\"}",
};
