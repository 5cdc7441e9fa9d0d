#include <string.h>

#include "contract/evolve/compare.h"

static const char *constraint_text(struct compare *compare, const struct constraint *constraint)
{
	if (constraint->absent)
		return NULL;
	return compare_text(compare, "%s: %s", constraint->name, constraint->text);
}

static enum evolve_rule rule_of(const char *key, enum constraint_change change)
{
	bool required = !strcmp(key, "required");
	switch (change) {
	case CONSTRAINT_TIGHTER:
		return required ? REQUIRED_ADDED : RULE_TIGHTENED;
	case CONSTRAINT_LOOSER:
		return required ? REQUIRED_REMOVED : RULE_LOOSENED;
	default:
		return RULE_CHANGED;
	}
}

static void compare_one(struct compare *compare, const struct constraint *before, const struct constraint *after,
			const struct trail *trail, const struct place *place)
{
	enum constraint_change change = constraint_compare(before, after);
	(void)compare_work(compare, 1 + before->word_count + after->word_count);
	/* Told of the one that it follows from. */
	if ((change == CONSTRAINT_TIGHTER && after->implied) || (change == CONSTRAINT_LOOSER && before->implied))
		return;
	if (change != CONSTRAINT_SAME)
		compare_note(compare, rule_of(before->key, change), trail, constraint_text(compare, before),
			     constraint_text(compare, after), place);
}

void compare_constraints(struct compare *compare, const struct field *before, const struct field *after, const struct trail *trail)
{
	const struct constraints *old = before->constraints, *new = after->constraints;
	if (!compare_work(compare, old->count * new->count))
		return;
	for (size_t i = 0; i < old->count; i++) {
		const struct constraint absent = constraint_absent(&old->at[i]), *now = constraint_find(new, old->at[i].key);
		compare_one(compare, &old->at[i], now ? now : &absent, trail, &after->place);
	}
	for (size_t i = 0; i < new->count; i++) {
		const struct constraint absent = constraint_absent(&new->at[i]);
		if (!constraint_find(old, new->at[i].key))
			compare_one(compare, &absent, &new->at[i], trail, &after->place);
	}
}
