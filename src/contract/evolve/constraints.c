#include "contract/evolve/constraints.h"

#include <math.h>
#include <string.h>

const struct constraint *constraint_find(const struct constraints *constraints, const char *key)
{
	for (size_t i = 0; i < constraints->count; i++)
		if (!strcmp(constraints->at[i].key, key))
			return &constraints->at[i];
	return NULL;
}

/* The last word of a key: "items.max_len" -> "max_len". */
static const char *last_word(const char *key)
{
	const char *dot = strrchr(key, '.');
	return dot ? dot + 1 : key;
}

struct constraint constraint_absent(const struct constraint *like)
{
	struct constraint absent = {.key = like->key, .name = like->name, .kind = like->kind, .absent = true};
	const char *word = last_word(like->key);
	if (!strcmp(word, "lower"))
		absent.number = -INFINITY;
	else if (like->kind == CONSTRAINT_UPPER && strcmp(word, "ignore") != 0)
		absent.number = INFINITY;
	return absent;
}

static bool holds(const struct constraint *constraint)
{
	return constraint && (constraint->number > 0 || (constraint->number >= 0 && constraint->open));
}

/* What follows for the key, or for its required; false: nothing that isn't said. */
static bool implied(const struct constraints *constraints, const char *key, const char *required_key,
		    struct constraint *ret_implied)
{
	const struct constraint *least = constraint_find(constraints, key), *required = constraint_find(constraints, required_key);
	const struct constraint *ignore = constraint_find(constraints, "ignore");
	if (holds(least) == holds(required) || (ignore && ignore->number > 0))
		return false;
	/* That a number isn't 0 doesn't say on which side of it it is. */
	if (holds(required) && (least || !strcmp(last_word(key), "lower")))
		return false;
	const char *missing_key = holds(required) ? key : required_key;
	*ret_implied = (struct constraint){.key = missing_key, .name = missing_key, .kind = CONSTRAINT_LOWER, .implied = true};
	ret_implied->number = 1;
	ret_implied->text = holds(required) ? "1" : "true";
	return true;
}

enum status constraints_imply(struct context *context, const char *key, const struct constraints **constraints)
{
	const struct constraints *old = *constraints;
	const char *required_key = arena_printf(context->arena, "%.*srequired", (int)(last_word(key) - key), key);
	struct constraint more;
	if (required_key && !implied(old, key, required_key, &more))
		return STATUS_OK;
	struct constraints *new = arena_new(context->arena, struct constraints);
	if (new)
		new->at = arena_array(context->arena, struct constraint, old->count + 1);
	if (!required_key || !new || !new->at)
		return fail(context, STATUS_EXHAUSTED, "no memory for its rules");
	if (old->count)
		memcpy(new->at, old->at, old->count * sizeof(old->at[0]));
	new->at[old->count] = more;
	new->count = old->count + 1;
	*constraints = new;
	return STATUS_OK;
}

static enum constraint_change tighter_if(bool tighter)
{
	return tighter ? CONSTRAINT_TIGHTER : CONSTRAINT_LOOSER;
}

static enum constraint_change compare_bounds(const struct constraint *before, const struct constraint *after)
{
	bool lower = before->kind == CONSTRAINT_LOWER;
	if (isnan(before->number) || isnan(after->number))
		return isnan(before->number) && isnan(after->number) ? CONSTRAINT_SAME : CONSTRAINT_OTHER;
	if (before->number < after->number || before->number > after->number)
		return tighter_if((before->number < after->number) == lower);
	if (before->open != after->open)
		return tighter_if(after->open);
	return CONSTRAINT_SAME;
}

/* How many of a's words b lacks; both are in order. */
static size_t missing(const struct constraint *a, const struct constraint *b)
{
	size_t count = 0;
	for (size_t i = 0, j = 0; i < a->word_count; i++) {
		while (j < b->word_count && strcmp(b->words[j], a->words[i]) < 0)
			j++;
		count += j == b->word_count || strcmp(b->words[j], a->words[i]) != 0;
	}
	return count;
}

static enum constraint_change compare_sets(const struct constraint *before, const struct constraint *after)
{
	bool allowed = before->kind == CONSTRAINT_ALLOWED;
	if (before->absent || after->absent)
		return before->absent == after->absent ? CONSTRAINT_SAME : tighter_if(before->absent);
	size_t lost = missing(before, after), won = missing(after, before);
	if (lost && won)
		return CONSTRAINT_OTHER;
	if (lost || won)
		return tighter_if((lost > 0) == allowed);
	return CONSTRAINT_SAME;
}

enum constraint_change constraint_compare(const struct constraint *before, const struct constraint *after)
{
	if (before->kind != after->kind)
		return CONSTRAINT_OTHER;
	switch (before->kind) {
	case CONSTRAINT_LOWER:
	case CONSTRAINT_UPPER:
		return compare_bounds(before, after);
	case CONSTRAINT_ALLOWED:
	case CONSTRAINT_FORBIDDEN:
		return compare_sets(before, after);
	default:
		break;
	}
	if (before->absent || after->absent)
		return before->absent == after->absent ? CONSTRAINT_SAME : tighter_if(before->absent);
	return strcmp(before->text, after->text) ? CONSTRAINT_OTHER : CONSTRAINT_SAME;
}

/* Whether 0, "" or the empty list breaks it. */
static bool breaks_at_zero(const struct constraint *constraint)
{
	static const char *const zeros[] = {"", "0", "false"};
	bool zero = false;
	for (size_t i = 0; i < COUNT_OF(zeros); i++) {
		zero |= constraint->text && !strcmp(constraint->text, zeros[i]);
		for (size_t j = 0; j < constraint->word_count; j++)
			zero |= !strcmp(constraint->words[j], zeros[i]);
	}
	switch (constraint->kind) {
	case CONSTRAINT_LOWER:
		if (constraint->number > 0 && strcmp(last_word(constraint->key), "lower") != 0 &&
		    strncmp(last_word(constraint->key), "min_", 4) != 0)
			return constraint->needs_value;
		return constraint->number > 0 || (constraint->number >= 0 && constraint->open);
	case CONSTRAINT_UPPER:
		return strcmp(constraint->key, "ignore") != 0 &&
		       (constraint->number < 0 || (constraint->number <= 0 && constraint->open));
	case CONSTRAINT_ALLOWED:
		return !zero;
	case CONSTRAINT_FORBIDDEN:
		return zero;
	default:
		return constraint->needs_value && !zero;
	}
}

bool constraints_refuse_nothing(const struct constraints *constraints, bool can_be_absent)
{
	const struct constraint *required = constraint_find(constraints, "required");
	const struct constraint *ignore = constraint_find(constraints, "ignore");
	if (required && required->number > 0)
		return true;
	if (can_be_absent || (ignore && ignore->number > 0))
		return false;
	for (size_t i = 0; i < constraints->count; i++) {
		const struct constraint *constraint = &constraints->at[i];
		if (!strchr(constraint->key, '.') && breaks_at_zero(constraint))
			return true;
	}
	return false;
}
