/* Written by protoc-gen-hapax from acme/common/v1/money.proto; change that one, not this one. */
#include "acme/common/v1/money.h"

static const struct rule acme_common_money_rule_list[] = {
	{.field = 0, .kind = RULE_STRING_MIN_LEN, .number = 3}, /* currency */
	{.field = 0, .kind = RULE_STRING_MAX_LEN, .number = 3}, /* currency */
	{.field = 1, .kind = RULE_INT_LT, .number = INT64_C(9007199254740992)}, /* cents */
};
const struct message_rules acme_common_money_rules = {&acme__common__v1__money__descriptor, acme_common_money_rule_list, 3};
