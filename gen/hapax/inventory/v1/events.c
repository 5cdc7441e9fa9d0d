/* Written by protoc-gen-hapax from hapax/inventory/v1/events.proto; change that one, not this one. */
#include "hapax/inventory/v1/events.h"

static const struct rule inventory_stock_line_f0_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 64}},
};
static const struct rule inventory_stock_line_f1_own_rules[] = {
	{.kind = RULE_RANGE, .id = "int32.gt", .lower_bound = RULE_BOUND_OPEN, .value = {.whole = 0}},
};
static const struct field_rules inventory_stock_line_field_rules[] = {
	{.field = 0, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = inventory_stock_line_f0_own_rules, .rule_count = 1}}, /* sku */
	{.field = 1, .own = {.type = RULE_TYPE_SIGNED, .rules = inventory_stock_line_f1_own_rules, .rule_count = 1}}, /* quantity */
};
const struct message_rules inventory_stock_line_rules = {.message = &hapax__inventory__v1__stock_line__descriptor, .fields = inventory_stock_line_field_rules, .field_count = 2};

static const struct rule inventory_stock_reserved_f0_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 128}},
};
static const struct rule inventory_stock_reserved_f1_own_rules[] = {
	{.kind = RULE_MIN_COUNT, .id = "repeated.min_items", .value = {.whole = 1}},
	{.kind = RULE_MAX_COUNT, .id = "repeated.max_items", .value = {.whole = 1000}},
};
static const struct rule_set inventory_stock_reserved_f1_items = {.type = RULE_TYPE_MESSAGE, .message = &inventory_stock_line_rules};
static const struct rule inventory_stock_reserved_f2_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 1000}},
};
static const struct field_rules inventory_stock_reserved_field_rules[] = {
	{.field = 0, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = inventory_stock_reserved_f0_own_rules, .rule_count = 1}}, /* order_id */
	{.field = 1, .own = {.type = RULE_TYPE_LIST, .rules = inventory_stock_reserved_f1_own_rules, .rule_count = 2}, .items = &inventory_stock_reserved_f1_items}, /* lines */
	{.field = 2, .own = {.type = RULE_TYPE_STRING, .rules = inventory_stock_reserved_f2_own_rules, .rule_count = 1}}, /* reason */
};
const struct message_rules inventory_stock_reserved_rules = {.message = &hapax__inventory__v1__stock_reserved__descriptor, .fields = inventory_stock_reserved_field_rules, .field_count = 3};

static const struct rule inventory_stock_reservation_failed_f0_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 128}},
};
static const struct rule inventory_stock_reservation_failed_f1_own_rules[] = {
	{.kind = RULE_MIN_COUNT, .id = "repeated.min_items", .value = {.whole = 1}},
	{.kind = RULE_MAX_COUNT, .id = "repeated.max_items", .value = {.whole = 1000}},
};
static const struct rule_set inventory_stock_reservation_failed_f1_items = {.type = RULE_TYPE_MESSAGE, .message = &inventory_stock_line_rules};
static const struct rule inventory_stock_reservation_failed_f2_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 1000}},
};
static const struct field_rules inventory_stock_reservation_failed_field_rules[] = {
	{.field = 0, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = inventory_stock_reservation_failed_f0_own_rules, .rule_count = 1}}, /* order_id */
	{.field = 1, .own = {.type = RULE_TYPE_LIST, .rules = inventory_stock_reservation_failed_f1_own_rules, .rule_count = 2}, .items = &inventory_stock_reservation_failed_f1_items}, /* lines */
	{.field = 2, .own = {.type = RULE_TYPE_STRING, .rules = inventory_stock_reservation_failed_f2_own_rules, .rule_count = 1}}, /* reason */
};
const struct message_rules inventory_stock_reservation_failed_rules = {.message = &hapax__inventory__v1__stock_reservation_failed__descriptor, .fields = inventory_stock_reservation_failed_field_rules, .field_count = 3};

static const struct rule inventory_stock_released_f0_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 128}},
};
static const struct rule inventory_stock_released_f1_own_rules[] = {
	{.kind = RULE_MIN_COUNT, .id = "repeated.min_items", .value = {.whole = 1}},
	{.kind = RULE_MAX_COUNT, .id = "repeated.max_items", .value = {.whole = 1000}},
};
static const struct rule_set inventory_stock_released_f1_items = {.type = RULE_TYPE_MESSAGE, .message = &inventory_stock_line_rules};
static const struct rule inventory_stock_released_f2_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 1000}},
};
static const struct field_rules inventory_stock_released_field_rules[] = {
	{.field = 0, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = inventory_stock_released_f0_own_rules, .rule_count = 1}}, /* order_id */
	{.field = 1, .own = {.type = RULE_TYPE_LIST, .rules = inventory_stock_released_f1_own_rules, .rule_count = 2}, .items = &inventory_stock_released_f1_items}, /* lines */
	{.field = 2, .own = {.type = RULE_TYPE_STRING, .rules = inventory_stock_released_f2_own_rules, .rule_count = 1}}, /* reason */
};
const struct message_rules inventory_stock_released_rules = {.message = &hapax__inventory__v1__stock_released__descriptor, .fields = inventory_stock_released_field_rules, .field_count = 3};

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
