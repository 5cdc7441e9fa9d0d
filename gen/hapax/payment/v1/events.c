/* Written by protoc-gen-hapax from hapax/payment/v1/events.proto; change that one, not this one. */
#include "hapax/payment/v1/events.h"

static const struct rule payment_payment_processed_rule_list[] = {
	{.field = 0, .kind = RULE_REQUIRED}, /* order_id */
	{.field = 0, .kind = RULE_STRING_MAX_LEN, .number = 128}, /* order_id */
	{.field = 1, .kind = RULE_REQUIRED}, /* transaction_id */
	{.field = 1, .kind = RULE_STRING_MAX_LEN, .number = 128}, /* transaction_id */
	{.field = 2, .kind = RULE_REQUIRED}, /* amount */
	{.field = 2, .kind = RULE_STRING_MAX_LEN, .number = 64}, /* amount */
	{.field = 3, .kind = RULE_STRING_MAX_LEN, .number = 1000}, /* reason */
};
const struct message_rules payment_payment_processed_rules = {&hapax__payment__v1__payment_processed__descriptor, payment_payment_processed_rule_list, 7};

static const struct rule payment_payment_failed_rule_list[] = {
	{.field = 0, .kind = RULE_REQUIRED}, /* order_id */
	{.field = 0, .kind = RULE_STRING_MAX_LEN, .number = 128}, /* order_id */
	{.field = 1, .kind = RULE_REQUIRED}, /* transaction_id */
	{.field = 1, .kind = RULE_STRING_MAX_LEN, .number = 128}, /* transaction_id */
	{.field = 2, .kind = RULE_REQUIRED}, /* amount */
	{.field = 2, .kind = RULE_STRING_MAX_LEN, .number = 64}, /* amount */
	{.field = 3, .kind = RULE_STRING_MAX_LEN, .number = 1000}, /* reason */
};
const struct message_rules payment_payment_failed_rules = {&hapax__payment__v1__payment_failed__descriptor, payment_payment_failed_rule_list, 7};

static const struct rule payment_payment_refunded_rule_list[] = {
	{.field = 0, .kind = RULE_REQUIRED}, /* order_id */
	{.field = 0, .kind = RULE_STRING_MAX_LEN, .number = 128}, /* order_id */
	{.field = 1, .kind = RULE_REQUIRED}, /* transaction_id */
	{.field = 1, .kind = RULE_STRING_MAX_LEN, .number = 128}, /* transaction_id */
	{.field = 2, .kind = RULE_REQUIRED}, /* amount */
	{.field = 2, .kind = RULE_STRING_MAX_LEN, .number = 64}, /* amount */
	{.field = 3, .kind = RULE_STRING_MAX_LEN, .number = 1000}, /* reason */
};
const struct message_rules payment_payment_refunded_rules = {&hapax__payment__v1__payment_refunded__descriptor, payment_payment_refunded_rule_list, 7};

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
