/* Written by protoc-gen-hapax from acme/shop/v1/rules.proto; change that one, not this one. */
#include "acme/shop/v1/rules.h"

static struct pattern acme_shop_careful_f0_own_pattern = PATTERN_INIT("^\"\\\\?\?/\\pL$");
static const struct rule acme_shop_careful_f0_own_rules[] = {
	{.kind = RULE_PATTERN, .id = "string.pattern", .pattern = &acme_shop_careful_f0_own_pattern},
};
static const union rule_value acme_shop_careful_f1_own_in[] = {{.text = {"\0001", 2}}, {.text = {"\377?\?=", 4}}};
static const struct rule acme_shop_careful_f1_own_rules[] = {
	{.kind = RULE_IN, .id = "bytes.in", .list = acme_shop_careful_f1_own_in, .list_count = 2},
};
static const struct rule acme_shop_careful_f2_own_rules[] = {
	{.kind = RULE_RANGE, .id = "double.gt_lte", .lower_bound = RULE_BOUND_OPEN, .value = {.real = -__builtin_inf()}, .upper_bound = RULE_BOUND_CLOSED, .upper = {.real = 0.10000000000000001}},
};
static const struct rule acme_shop_careful_f3_own_rules[] = {
	{.kind = RULE_RANGE, .id = "uint64.gte_lt", .lower_bound = RULE_BOUND_CLOSED, .value = {.natural = UINT64_C(5)}, .upper_bound = RULE_BOUND_OPEN, .upper = {.natural = UINT64_C(18446744073709551615)}},
};
static const struct rule acme_shop_careful_f4_own_rules[] = {
	{.kind = RULE_OUTSIDE, .id = "sint64.gt_lte_exclusive", .lower_bound = RULE_BOUND_OPEN, .value = {.whole = 5}, .upper_bound = RULE_BOUND_CLOSED, .upper = {.whole = INT64_MIN}},
};
static const union rule_value acme_shop_careful_f5_own_in[] = {{.time = {-2, 500000000}}};
static const struct rule acme_shop_careful_f5_own_rules[] = {
	{.kind = RULE_IN, .id = "duration.in", .list = acme_shop_careful_f5_own_in, .list_count = 1},
};
static const struct rule acme_shop_careful_f6_own_rules[] = {
	{.kind = RULE_RANGE, .id = "timestamp.gte", .lower_bound = RULE_BOUND_CLOSED, .value = {.time = {1, 5}}},
	{.kind = RULE_WITHIN, .id = "timestamp.within", .value = {.time = {60, 0}}},
};
static const struct rule acme_shop_careful_f7_own_rules[] = {
	{.kind = RULE_MAX_COUNT, .id = "map.max_pairs", .value = {.whole = 3}},
};
static const struct rule acme_shop_careful_f7_keys_rules[] = {
	{.kind = RULE_FORMAT, .id = "string.email", .id_if_empty = "string.email_empty", .value = {.whole = RULE_FORMAT_EMAIL}},
};
static const struct rule_set acme_shop_careful_f7_keys = {.type = RULE_TYPE_STRING, .rules = acme_shop_careful_f7_keys_rules, .rule_count = 1};
static const struct rule_set acme_shop_careful_f7_values = {.type = RULE_TYPE_MESSAGE, .ignore_zero = true, .message = &acme_shop_careful_rules};
static const struct rule acme_shop_careful_f9_own_rules[] = {
	{.kind = RULE_CONST, .id = "bool.const", .value = {.whole = 1}},
};
static const struct field_rules acme_shop_careful_field_rules[] = {
	{.field = 0, .own = {.type = RULE_TYPE_STRING, .rules = acme_shop_careful_f0_own_rules, .rule_count = 1}}, /* pattern */
	{.field = 1, .own = {.type = RULE_TYPE_BYTES, .rules = acme_shop_careful_f1_own_rules, .rule_count = 1}}, /* zero */
	{.field = 2, .own = {.type = RULE_TYPE_REAL, .rules = acme_shop_careful_f2_own_rules, .rule_count = 1}}, /* real */
	{.field = 3, .own = {.type = RULE_TYPE_UNSIGNED, .rules = acme_shop_careful_f3_own_rules, .rule_count = 1}}, /* large */
	{.field = 4, .own = {.type = RULE_TYPE_SIGNED, .rules = acme_shop_careful_f4_own_rules, .rule_count = 1}}, /* outside */
	{.field = 5, .own = {.type = RULE_TYPE_DURATION, .rules = acme_shop_careful_f5_own_rules, .rule_count = 1}}, /* span */
	{.field = 6, .own = {.type = RULE_TYPE_TIMESTAMP, .rules = acme_shop_careful_f6_own_rules, .rule_count = 2}}, /* time */
	{.field = 7, .own = {.type = RULE_TYPE_MAP, .rules = acme_shop_careful_f7_own_rules, .rule_count = 1}, .keys = &acme_shop_careful_f7_keys, .values = &acme_shop_careful_f7_values}, /* children */
	{.field = 9, .own = {.type = RULE_TYPE_BOOL, .rules = acme_shop_careful_f9_own_rules, .rule_count = 1}}, /* flag */
};
static const struct oneof_rules acme_shop_careful_oneof_rules[] = {{"kind", 8}};
const struct message_rules acme_shop_careful_rules = {.message = &acme__shop__v1__careful__descriptor, .fields = acme_shop_careful_field_rules, .field_count = 9, .oneofs = acme_shop_careful_oneof_rules, .oneof_count = 1};
