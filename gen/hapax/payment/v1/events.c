/* Written by protoc-gen-hapax from hapax/payment/v1/events.proto; change that one, not this one. */
#include "hapax/payment/v1/events.h"

static const struct rule payment_payment_processed_f0_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 128}},
};
static const struct rule payment_payment_processed_f1_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 128}},
};
static const struct rule payment_payment_processed_f2_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 64}},
};
static const struct rule payment_payment_processed_f3_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 1000}},
};
static const struct field_rules payment_payment_processed_field_rules[] = {
	{.field = 0, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = payment_payment_processed_f0_own_rules, .rule_count = 1}}, /* order_id */
	{.field = 1, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = payment_payment_processed_f1_own_rules, .rule_count = 1}}, /* transaction_id */
	{.field = 2, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = payment_payment_processed_f2_own_rules, .rule_count = 1}}, /* amount */
	{.field = 3, .own = {.type = RULE_TYPE_STRING, .rules = payment_payment_processed_f3_own_rules, .rule_count = 1}}, /* reason */
};
const struct message_rules payment_payment_processed_rules = {.message = &hapax__payment__v1__payment_processed__descriptor, .fields = payment_payment_processed_field_rules, .field_count = 4};

static const struct rule payment_payment_failed_f0_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 128}},
};
static const struct rule payment_payment_failed_f1_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 128}},
};
static const struct rule payment_payment_failed_f2_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 64}},
};
static const struct rule payment_payment_failed_f3_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 1000}},
};
static const struct field_rules payment_payment_failed_field_rules[] = {
	{.field = 0, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = payment_payment_failed_f0_own_rules, .rule_count = 1}}, /* order_id */
	{.field = 1, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = payment_payment_failed_f1_own_rules, .rule_count = 1}}, /* transaction_id */
	{.field = 2, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = payment_payment_failed_f2_own_rules, .rule_count = 1}}, /* amount */
	{.field = 3, .own = {.type = RULE_TYPE_STRING, .rules = payment_payment_failed_f3_own_rules, .rule_count = 1}}, /* reason */
};
const struct message_rules payment_payment_failed_rules = {.message = &hapax__payment__v1__payment_failed__descriptor, .fields = payment_payment_failed_field_rules, .field_count = 4};

static const struct rule payment_payment_refunded_f0_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 128}},
};
static const struct rule payment_payment_refunded_f1_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 128}},
};
static const struct rule payment_payment_refunded_f2_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 64}},
};
static const struct rule payment_payment_refunded_f3_own_rules[] = {
	{.kind = RULE_MAX_LEN, .id = "string.max_len", .value = {.whole = 1000}},
};
static const struct field_rules payment_payment_refunded_field_rules[] = {
	{.field = 0, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = payment_payment_refunded_f0_own_rules, .rule_count = 1}}, /* order_id */
	{.field = 1, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = payment_payment_refunded_f1_own_rules, .rule_count = 1}}, /* transaction_id */
	{.field = 2, .required = true, .own = {.type = RULE_TYPE_STRING, .rules = payment_payment_refunded_f2_own_rules, .rule_count = 1}}, /* amount */
	{.field = 3, .own = {.type = RULE_TYPE_STRING, .rules = payment_payment_refunded_f3_own_rules, .rule_count = 1}}, /* reason */
};
const struct message_rules payment_payment_refunded_rules = {.message = &hapax__payment__v1__payment_refunded__descriptor, .fields = payment_payment_refunded_field_rules, .field_count = 4};

static const char *const payment_payment_processed_aliases[] = {NULL};
static const char *const payment_payment_processed_topic_aliases[] = {NULL};
static const char *const payment_payment_processed_consumers[] = {"shipping", "inventory", "saga", NULL};
static const char *const payment_payment_processed_pii[] = {NULL};
const struct event_type payment_payment_processed_event = {
	.name = "payment.processed",
	.topic = "payment-events",
	.major = 1,
	.minor = 0,
	.owner = "payment",
	.aliases = payment_payment_processed_aliases,
	.topic_aliases = payment_payment_processed_topic_aliases,
	.consumers = payment_payment_processed_consumers,
	.description = "An order was paid.",
	.message = &hapax__payment__v1__payment_processed__descriptor,
	.key_field = 0,
	.subject_field = 0,
	.rules = &payment_payment_processed_rules,
	.pii = payment_payment_processed_pii,
	.example = "{\"order_id\": \"order-1001\", \"transaction_id\": \"tx-5e81\", \"amount\": \"25.00\"}",
};

static const char *const payment_payment_failed_aliases[] = {NULL};
static const char *const payment_payment_failed_topic_aliases[] = {NULL};
static const char *const payment_payment_failed_consumers[] = {"shipping", "inventory", "saga", NULL};
static const char *const payment_payment_failed_pii[] = {NULL};
const struct event_type payment_payment_failed_event = {
	.name = "payment.failed",
	.topic = "payment-events",
	.major = 1,
	.minor = 0,
	.owner = "payment",
	.aliases = payment_payment_failed_aliases,
	.topic_aliases = payment_payment_failed_topic_aliases,
	.consumers = payment_payment_failed_consumers,
	.description = "An order could not be paid.",
	.message = &hapax__payment__v1__payment_failed__descriptor,
	.key_field = 0,
	.subject_field = 0,
	.rules = &payment_payment_failed_rules,
	.pii = payment_payment_failed_pii,
	.example = "{\"order_id\": \"order-1001\", \"transaction_id\": \"tx-5e81\", \"amount\": \"25.00\", \"reason\": \"card declined\"}",
};

static const char *const payment_payment_refunded_aliases[] = {NULL};
static const char *const payment_payment_refunded_topic_aliases[] = {NULL};
static const char *const payment_payment_refunded_consumers[] = {"shipping", "inventory", "saga", NULL};
static const char *const payment_payment_refunded_pii[] = {NULL};
const struct event_type payment_payment_refunded_event = {
	.name = "payment.refunded",
	.topic = "payment-events",
	.major = 1,
	.minor = 0,
	.owner = "payment",
	.aliases = payment_payment_refunded_aliases,
	.topic_aliases = payment_payment_refunded_topic_aliases,
	.consumers = payment_payment_refunded_consumers,
	.description = "A payment was given back.",
	.message = &hapax__payment__v1__payment_refunded__descriptor,
	.key_field = 0,
	.subject_field = 0,
	.rules = &payment_payment_refunded_rules,
	.pii = payment_payment_refunded_pii,
	.example = "{\"order_id\": \"order-1001\", \"transaction_id\": \"tx-5e81\", \"amount\": \"25.00\", \"reason\": \"shipment failed\"}",
};
