#include "contract/evolve/compare.h"
#include "contract/evolve/read.h"

typedef Google__Protobuf__EnumValueDescriptorProto value_proto;

static struct place place_of(const struct enumeration *enumeration, const value_proto *value)
{
	for (size_t i = 0; i < enumeration->proto->n_value; i++)
		if (enumeration->proto->value[i] == value)
			return place_below(&enumeration->place, ENUM_VALUES, (int32_t)i);
	return enumeration->place;
}

static const char *value_text(struct compare *compare, const value_proto *value)
{
	return value ? compare_text(compare, "%s = %d", value->name, value->number) : NULL;
}

static void note(struct compare *compare, enum evolve_rule rule, const struct trail *trail, const value_proto *before,
		 const struct enumeration *after, const value_proto *now)
{
	struct place place = now ? place_of(after, now) : after->place;
	compare_note(compare, rule, trail, value_text(compare, before), value_text(compare, now), &place);
	(void)compare_work(compare, after->proto->n_value);
}

static void compare_value(struct compare *compare, const struct enumeration *before, const value_proto *value,
			  const struct enumeration *after, const struct trail *trail)
{
	const value_proto *same_name = index_find_name(&after->values_by_name, value->name);
	const value_proto *same_number = index_find_number(&after->values_by_number, value->number);
	if (same_name && same_name->number == value->number)
		return;
	if (same_name)
		note(compare, ENUM_VALUE_RENUMBERED, trail, value, after, same_name);
	else if (same_number && !index_find_name(&before->values_by_name, same_number->name))
		note(compare, ENUM_VALUE_RENAMED, trail, value, after, same_number);
	else
		note(compare, ENUM_VALUE_REMOVED, trail, value, after, NULL);
}

void compare_enums(struct compare *compare, const struct enumeration *before, const struct enumeration *after, bool defined_only,
		   const struct trail *trail)
{
	compare->enum_reached[before - compare->before->enums] = true;
	if (!compare_work(compare, before->proto->n_value + after->proto->n_value + 1))
		return;
	for (size_t i = 0; i < before->proto->n_value && !compare->exhausted; i++)
		compare_value(compare, before, before->proto->value[i], after, trail);
	for (size_t i = 0; i < after->proto->n_value && !compare->exhausted; i++) {
		const value_proto *value = after->proto->value[i];
		/* A number that was there has a new name, or one name more. */
		if (!index_find_name(&before->values_by_name, value->name) &&
		    !index_find_number(&before->values_by_number, value->number))
			note(compare, defined_only ? ENUM_VALUE_ADDED_DEFINED_ONLY : ENUM_VALUE_ADDED, trail, NULL, after, value);
	}
}
