/* How long, how many, and whether anything is twice. */
#include "contract/validate/rules.h"
#include "contract/validate/value.h"

bool rule_len_holds(const struct subject *subject)
{
	return (int64_t)text_count_points(subject->value.text) == subject->rule->value.whole;
}

bool rule_min_len_holds(const struct subject *subject)
{
	return (int64_t)text_count_points(subject->value.text) >= subject->rule->value.whole;
}

bool rule_max_len_holds(const struct subject *subject)
{
	struct text text = subject->value.text;
	/* No code point is shorter than a byte. */
	return (int64_t)text.len <= subject->rule->value.whole || (int64_t)text_count_points(text) <= subject->rule->value.whole;
}

bool rule_len_bytes_holds(const struct subject *subject)
{
	return (int64_t)subject->value.text.len == subject->rule->value.whole;
}

bool rule_min_bytes_holds(const struct subject *subject)
{
	return (int64_t)subject->value.text.len >= subject->rule->value.whole;
}

bool rule_max_bytes_holds(const struct subject *subject)
{
	return (int64_t)subject->value.text.len <= subject->rule->value.whole;
}

bool rule_min_count_holds(const struct subject *subject)
{
	return subject->value.whole >= subject->rule->value.whole;
}

bool rule_max_count_holds(const struct subject *subject)
{
	return subject->value.whole <= subject->rule->value.whole;
}

static void sift_down(enum rule_type type, union rule_value *values, size_t root, size_t count)
{
	for (size_t child; (child = 2 * root + 1) < count; root = child) {
		if (child + 1 < count && value_order(type, &values[child], &values[child + 1]) < 0)
			child++;
		if (value_order(type, &values[root], &values[child]) >= 0)
			return;
		union rule_value moved = values[root];
		values[root] = values[child];
		values[child] = moved;
	}
}

/* Heapsort: in place, and never slower than n log n, whoever chose the items. (qsort() may take memory from the heap.) */
static void sort(enum rule_type type, union rule_value *values, size_t count)
{
	for (size_t i = count / 2; i-- > 0;)
		sift_down(type, values, i, count);
	for (size_t end = count; end-- > 1;) {
		union rule_value largest = values[0];
		values[0] = values[end];
		values[end] = largest;
		sift_down(type, values, 0, end);
	}
}

bool rule_unique_holds(const struct subject *subject)
{
	enum { FEW = 32 };
	union rule_value few[FEW], *values = few;
	size_t count = (size_t)subject->value.whole, size = member_size(subject->field->type);
	enum rule_type type = value_type(subject->field);
	const char *items = member_items(subject->message, subject->field);
	if (count > FEW)
		values = arena_array(subject->checker->context->arena, union rule_value, count);
	if (!values) {
		subject->checker->exhausted = true;
		return true;
	}
	for (size_t i = 0; i < count; i++)
		values[i] = value_read(type, subject->field, items + i * size);
	sort(type, values, count);
	for (size_t i = 1; i < count; i++)
		if (value_equal(type, &values[i - 1], &values[i]))
			return false;
	return true;
}
