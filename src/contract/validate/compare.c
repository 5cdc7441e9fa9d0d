/* const, in, not_in, ranges: for every type that has them. */
#include <math.h>

#include "contract/validate/rules.h"
#include "contract/validate/value.h"

bool rule_const_holds(const struct subject *subject)
{
	return value_equal(subject->set->type, &subject->value, &subject->rule->value);
}

bool rule_in_holds(const struct subject *subject)
{
	for (size_t i = 0; i < subject->rule->list_count; i++)
		if (value_equal(subject->set->type, &subject->value, &subject->rule->list[i]))
			return true;
	return false;
}

bool rule_not_in_holds(const struct subject *subject)
{
	return !rule_in_holds(subject);
}

static bool is_nan(const struct subject *subject)
{
	return subject->set->type == RULE_TYPE_REAL && isnan(subject->value.real);
}

static bool is_above(const struct subject *subject)
{
	int order = value_order(subject->set->type, &subject->value, &subject->rule->value);
	return order > 0 || (order == 0 && subject->rule->lower_bound == RULE_BOUND_CLOSED);
}

static bool is_below(const struct subject *subject)
{
	int order = value_order(subject->set->type, &subject->value, &subject->rule->upper);
	return order < 0 || (order == 0 && subject->rule->upper_bound == RULE_BOUND_CLOSED);
}

bool rule_range_holds(const struct subject *subject)
{
	const struct rule *rule = subject->rule;
	return !is_nan(subject) && (rule->lower_bound == RULE_BOUND_NONE || is_above(subject)) &&
	       (rule->upper_bound == RULE_BOUND_NONE || is_below(subject));
}

bool rule_outside_holds(const struct subject *subject)
{
	return !is_nan(subject) && (is_above(subject) || is_below(subject));
}

bool rule_finite_holds(const struct subject *subject)
{
	return isfinite(subject->value.real);
}

bool rule_defined_only_holds(const struct subject *subject)
{
	return protobuf_c_enum_descriptor_get_value(subject->field->descriptor, (int)subject->value.whole);
}
