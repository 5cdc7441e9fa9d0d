/* Timestamps against the context's clock. */
#include "contract/validate/rules.h"
#include "contract/validate/value.h"

static struct rule_time now(struct checker *checker)
{
	enum { SECOND_US = 1000000 };
	if (!checker->has_now) {
		int64_t now_us = context_now_us(checker->context);
		checker->now = time_normal(now_us / SECOND_US, now_us % SECOND_US * 1000);
		checker->has_now = true;
	}
	return checker->now;
}

bool rule_lt_now_holds(const struct subject *subject)
{
	return time_order(subject->value.time, now(subject->checker)) <= 0;
}

bool rule_gt_now_holds(const struct subject *subject)
{
	return time_order(subject->value.time, now(subject->checker)) >= 0;
}

bool rule_within_holds(const struct subject *subject)
{
	struct rule_time span = subject->rule->value.time, time = subject->value.time, at = now(subject->checker);
	return time_order(time_sum(time, span), at) >= 0 && time_order(time, time_sum(at, span)) <= 0;
}
