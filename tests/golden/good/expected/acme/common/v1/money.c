/* Written by protoc-gen-hapax from acme/common/v1/money.proto; change that one, not this one. */
#include "acme/common/v1/money.h"

static const struct rule acme_common_money_f0_own_rules[] = {
	{.kind = RULE_LEN, .id = "string.len", .value = {.whole = 3}},
};
static const struct rule acme_common_money_f1_own_rules[] = {
	{.kind = RULE_RANGE, .id = "uint64.lt", .upper_bound = RULE_BOUND_OPEN, .upper = {.natural = UINT64_C(9007199254740992)}},
};
static const struct field_rules acme_common_money_field_rules[] = {
	{.field = 0, .own = {.type = RULE_TYPE_STRING, .rules = acme_common_money_f0_own_rules, .rule_count = 1}}, /* currency */
	{.field = 1, .own = {.type = RULE_TYPE_UNSIGNED, .rules = acme_common_money_f1_own_rules, .rule_count = 1}}, /* cents */
};
const struct message_rules acme_common_money_rules = {.message = &acme__common__v1__money__descriptor, .fields = acme_common_money_field_rules, .field_count = 2};
