/* Rules that no value keeps: bounds that cross, lists of values that other rules forbid. Not all of them can be seen, but these. */
#include <string.h>

#include "protoc-gen-hapax/model/rules.h"

int rules_order(const struct planner *planner, const union rule_value *a, const union rule_value *b)
{
	switch (planner->type->type) {
	case RULE_TYPE_UNSIGNED:
		return (a->natural > b->natural) - (a->natural < b->natural);
	case RULE_TYPE_REAL:
		return (a->real > b->real) - (a->real < b->real);
	case RULE_TYPE_STRING:
	case RULE_TYPE_BYTES:
	case RULE_TYPE_ANY:
		return text_compare(a->text, b->text);
	case RULE_TYPE_TIMESTAMP:
	case RULE_TYPE_DURATION:
		if (a->time.seconds != b->time.seconds)
			return a->time.seconds < b->time.seconds ? -1 : 1;
		return (a->time.nanos > b->time.nanos) - (a->time.nanos < b->time.nanos);
	default:
		return (a->whole > b->whole) - (a->whole < b->whole);
	}
}

static const struct planned_rule *find(const struct planner *planner, enum rule_kind kind)
{
	for (size_t i = 0; i < planner->set->rule_count; i++)
		if (planner->set->rules[i].is.kind == kind)
			return &planner->set->rules[i];
	return NULL;
}

static bool is_text(const struct planner *planner)
{
	return planner->type->type == RULE_TYPE_STRING || planner->type->type == RULE_TYPE_BYTES ||
	       planner->type->type == RULE_TYPE_ANY;
}

static bool is_whole(const struct planner *planner)
{
	return planner->type->type == RULE_TYPE_SIGNED || planner->type->type == RULE_TYPE_UNSIGNED;
}

/* No whole number is between neighbours, below the smallest or above the largest. */
static bool is_empty_of_wholes(const struct planner *planner, const struct rule *range)
{
	bool above = range->lower_bound == RULE_BOUND_OPEN, below = range->upper_bound == RULE_BOUND_OPEN;
	if (above && rules_order(planner, &range->value, &planner->type->max) == 0)
		return true;
	if (below && rules_order(planner, &range->upper, &planner->type->min) == 0)
		return true;
	return above && below && range->upper.natural - range->value.natural == 1;
}

static void check_range(struct planner *planner)
{
	const struct planned_rule *rule = find(planner, RULE_RANGE);
	if (!rule)
		return;
	const struct rule *range = &rule->is;
	bool both = range->lower_bound && range->upper_bound;
	bool touch = both && rules_order(planner, &range->value, &range->upper) == 0 &&
		     (range->lower_bound == RULE_BOUND_OPEN || range->upper_bound == RULE_BOUND_OPEN);
	if (touch || (is_whole(planner) && is_empty_of_wholes(planner, range)))
		rules_mistake(planner, "no value keeps %s; move a bound", rule->name);
}

static void check_sizes(struct planner *planner, enum rule_kind least, enum rule_kind most)
{
	const struct planned_rule *min = find(planner, least), *max = find(planner, most);
	if (min && max && min->is.value.whole > max->is.value.whole)
		rules_mistake(planner, "%s is above %s; no value keeps both", min->name, max->name);
}

/* The exact size beside a bound of the same measure. */
static void check_size(struct planner *planner, enum rule_kind exact, enum rule_kind least, enum rule_kind most)
{
	const struct planned_rule *len = find(planner, exact), *min = find(planner, least), *max = find(planner, most);
	if (len && min && len->is.value.whole < min->is.value.whole)
		rules_mistake(planner, "%s is below %s; no value keeps both", len->name, min->name);
	if (len && max && len->is.value.whole > max->is.value.whole)
		rules_mistake(planner, "%s is above %s; no value keeps both", len->name, max->name);
	check_sizes(planner, least, most);
}

static void check_now(struct planner *planner)
{
	const struct planned_rule *past = find(planner, RULE_LT_NOW), *future = find(planner, RULE_GT_NOW);
	const struct planned_rule *range = find(planner, RULE_RANGE);
	if (!range)
		range = find(planner, RULE_OUTSIDE);
	if (past && future)
		rules_mistake(planner, "lt_now and gt_now: no value keeps both");
	if (past && range && range->is.upper_bound)
		rules_mistake(planner, "lt_now excludes lt and lte; take one away");
	if (future && range && range->is.lower_bound)
		rules_mistake(planner, "gt_now excludes gt and gte; take one away");
}

static bool is_listed(const struct planner *planner, const struct rule *rule, const union rule_value *value)
{
	for (size_t i = 0; i < rule->list_count; i++)
		if (rules_order(planner, value, &rule->list[i]) == 0)
			return true;
	return false;
}

static bool is_within(const struct planner *planner, const struct rule *range, const union rule_value *value)
{
	int lower = rules_order(planner, value, &range->value), upper = rules_order(planner, value, &range->upper);
	bool above = !range->lower_bound || lower > 0 || (lower == 0 && range->lower_bound == RULE_BOUND_CLOSED);
	bool below = !range->upper_bound || upper < 0 || (upper == 0 && range->upper_bound == RULE_BOUND_CLOSED);
	return range->kind == RULE_OUTSIDE ? above || below : above && below;
}

/* Whether the value keeps a rule that can be decided here; others count as kept. */
static bool keeps(const struct planner *planner, const struct rule *rule, const union rule_value *value)
{
	int64_t bytes = is_text(planner) ? (int64_t)value->text.len : 0;
	int64_t points = is_text(planner) ? (int64_t)text_count_points(value->text) : 0;
	switch (rule->kind) {
	case RULE_CONST:
		return rules_order(planner, value, &rule->value) == 0;
	case RULE_IN:
		return is_listed(planner, rule, value);
	case RULE_NOT_IN:
		return !is_listed(planner, rule, value);
	case RULE_RANGE:
	case RULE_OUTSIDE:
		return is_within(planner, rule, value);
	case RULE_LEN:
		return points == rule->value.whole;
	case RULE_MIN_LEN:
		return points >= rule->value.whole;
	case RULE_MAX_LEN:
		return points <= rule->value.whole;
	case RULE_LEN_BYTES:
		return bytes == rule->value.whole;
	case RULE_MIN_BYTES:
		return bytes >= rule->value.whole;
	case RULE_MAX_BYTES:
		return bytes <= rule->value.whole;
	case RULE_PREFIX:
		return text_starts_with(value->text, rule->value.text);
	default:
		return true;
	}
}

static bool is_zero(const struct planner *planner, const union rule_value *value)
{
	static const union rule_value zero = {.text = {0}};
	return is_text(planner) ? value->text.len == 0 : rules_order(planner, value, &zero) == 0;
}

static bool keeps_all(const struct planner *planner, const union rule_value *value)
{
	if (planner->required && planner->plain && is_zero(planner, value))
		return false;
	for (size_t i = 0; i < planner->set->rule_count; i++) {
		const struct rule *rule = &planner->set->rules[i].is;
		bool about_texts = rule->kind >= RULE_LEN && rule->kind <= RULE_PREFIX;
		if ((!about_texts || is_text(planner)) && !keeps(planner, rule, value))
			return false;
	}
	return true;
}

static void check_values(struct planner *planner)
{
	const struct planned_rule *one = find(planner, RULE_CONST), *list = find(planner, RULE_IN);
	if (one && !keeps_all(planner, &one->is.value))
		rules_mistake(planner, "const doesn't keep the other rules; no value keeps all");
	else if (list) {
		for (size_t i = 0; i < list->is.list_count; i++)
			if (keeps_all(planner, &list->is.list[i]))
				return;
		rules_mistake(planner, "none of in keeps the other rules; no value keeps all");
	}
}

void rules_check_conflicts(struct planner *planner)
{
	if (!planner->set->rule_count)
		return;
	check_range(planner);
	check_size(planner, RULE_LEN, RULE_MIN_LEN, RULE_MAX_LEN);
	check_size(planner, RULE_LEN_BYTES, RULE_MIN_BYTES, RULE_MAX_BYTES);
	check_sizes(planner, RULE_MIN_LEN, RULE_MAX_BYTES);
	check_sizes(planner, RULE_MIN_COUNT, RULE_MAX_COUNT);
	check_now(planner);
	check_values(planner);
}
