/* Written by protoc-gen-hapax from hapax/shipping/v1/events.proto; change that one, not this one. */
#include "hapax/shipping/v1/events.h"

static const struct rule shipping_shipment_created_rule_list[] = {
	{.field = 0, .kind = RULE_REQUIRED}, /* order_id */
	{.field = 0, .kind = RULE_STRING_MAX_LEN, .number = 128}, /* order_id */
	{.field = 1, .kind = RULE_REQUIRED}, /* shipment_id */
	{.field = 1, .kind = RULE_STRING_MAX_LEN, .number = 128}, /* shipment_id */
	{.field = 2, .kind = RULE_REQUIRED}, /* label */
	{.field = 2, .kind = RULE_STRING_MAX_LEN, .number = 1000}, /* label */
	{.field = 3, .kind = RULE_STRING_MAX_LEN, .number = 1000}, /* reason */
};
const struct message_rules shipping_shipment_created_rules = {&hapax__shipping__v1__shipment_created__descriptor, shipping_shipment_created_rule_list, 7};

static const struct rule shipping_shipment_failed_rule_list[] = {
	{.field = 0, .kind = RULE_REQUIRED}, /* order_id */
	{.field = 0, .kind = RULE_STRING_MAX_LEN, .number = 128}, /* order_id */
	{.field = 1, .kind = RULE_REQUIRED}, /* shipment_id */
	{.field = 1, .kind = RULE_STRING_MAX_LEN, .number = 128}, /* shipment_id */
	{.field = 2, .kind = RULE_STRING_MAX_LEN, .number = 1000}, /* label */
	{.field = 3, .kind = RULE_STRING_MAX_LEN, .number = 1000}, /* reason */
};
const struct message_rules shipping_shipment_failed_rules = {&hapax__shipping__v1__shipment_failed__descriptor, shipping_shipment_failed_rule_list, 6};

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
