/* Written by protoc-gen-hapax from hapax/shipping/v1/events.proto; change that one, not this one. */
#include "hapax/shipping/v1/events.h"

static const struct rule shipping_shipment_created_f0_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 128}},
};
static const struct rule shipping_shipment_created_f1_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 128}},
};
static const struct rule shipping_shipment_created_f2_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 1000}},
};
static const struct rule shipping_shipment_created_f3_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 1000}},
};
static const struct field_rules shipping_shipment_created_field_rules[] = {
	{.field = 0, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = shipping_shipment_created_f0_own_rules, .rule_count = 1}}, /* order_id */
	{.field = 1, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = shipping_shipment_created_f1_own_rules, .rule_count = 1}}, /* shipment_id */
	{.field = 2, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = shipping_shipment_created_f2_own_rules, .rule_count = 1}}, /* label */
	{.field = 3, .own = {.type = RULE_TYPE_STRING, .rules = shipping_shipment_created_f3_own_rules, .rule_count = 1}}, /* reason */
};
const struct message_rules shipping_shipment_created_rules = {.message = &hapax__shipping__v1__shipment_created__descriptor, .fields = shipping_shipment_created_field_rules, .field_count = 4};

static const struct rule shipping_shipment_failed_f0_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 128}},
};
static const struct rule shipping_shipment_failed_f1_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 128}},
};
static const struct rule shipping_shipment_failed_f2_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 1000}},
};
static const struct rule shipping_shipment_failed_f3_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 1000}},
};
static const struct field_rules shipping_shipment_failed_field_rules[] = {
	{.field = 0, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = shipping_shipment_failed_f0_own_rules, .rule_count = 1}}, /* order_id */
	{.field = 1, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = shipping_shipment_failed_f1_own_rules, .rule_count = 1}}, /* shipment_id */
	{.field = 2, .own = {.type = RULE_TYPE_STRING, .rules = shipping_shipment_failed_f2_own_rules, .rule_count = 1}}, /* label */
	{.field = 3, .own = {.type = RULE_TYPE_STRING, .rules = shipping_shipment_failed_f3_own_rules, .rule_count = 1}}, /* reason */
};
const struct message_rules shipping_shipment_failed_rules = {.message = &hapax__shipping__v1__shipment_failed__descriptor, .fields = shipping_shipment_failed_field_rules, .field_count = 4};

static const char *const shipping_shipment_created_aliases[] = {NULL};
static const char *const shipping_shipment_created_topic_aliases[] = {NULL};
static const char *const shipping_shipment_created_consumers[] = {"saga", NULL};
static const char *const shipping_shipment_created_pii[] = {NULL};
const struct event_type shipping_shipment_created_event = {
	.name = "shipment.created",
	.topic = "shipping-events",
	.major = 1,
	.minor = 0,
	.owner = "shipping",
	.aliases = shipping_shipment_created_aliases,
	.topic_aliases = shipping_shipment_created_topic_aliases,
	.consumers = shipping_shipment_created_consumers,
	.description = "A shipment for an order is ready to go.",
	.message = &hapax__shipping__v1__shipment_created__descriptor,
	.key_field = 0,
	.subject_field = 0,
	.rules = &shipping_shipment_created_rules,
	.pii = shipping_shipment_created_pii,
	.example = "{\"order_id\": \"order-1001\", \"shipment_id\": \"shipment-301\", \"label\": \"1Z999AA10123456784\"}",
};

static const char *const shipping_shipment_failed_aliases[] = {NULL};
static const char *const shipping_shipment_failed_topic_aliases[] = {NULL};
static const char *const shipping_shipment_failed_consumers[] = {"saga", NULL};
static const char *const shipping_shipment_failed_pii[] = {NULL};
const struct event_type shipping_shipment_failed_event = {
	.name = "shipment.failed",
	.topic = "shipping-events",
	.major = 1,
	.minor = 0,
	.owner = "shipping",
	.aliases = shipping_shipment_failed_aliases,
	.topic_aliases = shipping_shipment_failed_topic_aliases,
	.consumers = shipping_shipment_failed_consumers,
	.description = "An order could not be shipped.",
	.message = &hapax__shipping__v1__shipment_failed__descriptor,
	.key_field = 0,
	.subject_field = 0,
	.rules = &shipping_shipment_failed_rules,
	.pii = shipping_shipment_failed_pii,
	.example = "{\"order_id\": \"order-1001\", \"shipment_id\": \"shipment-301\", \"reason\": \"address unknown\"}",
};
