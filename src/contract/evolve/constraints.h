/*
 * What protovalidate's rules let through, as a list of bounds and sets that two sides can be compared by, whatever rules there are:
 * it is read by the descriptor of buf.validate.FieldRules, not rule by rule. Read-only once made; in the context's arena.
 */
#ifndef HAPAX_CONTRACT_EVOLVE_CONSTRAINTS_H
#define HAPAX_CONTRACT_EVOLVE_CONSTRAINTS_H

#include <protobuf-c/protobuf-c.h>

#include "hapax/context.h"

/* How a greater value changes what is let through. */
enum constraint_kind {
	CONSTRAINT_EXACT,     /* any other value is another rule */
	CONSTRAINT_LOWER,     /* a greater one lets less through; a switch is 0 or 1 */
	CONSTRAINT_UPPER,     /* a greater one lets more through */
	CONSTRAINT_ALLOWED,   /* a set: more words let more through */
	CONSTRAINT_FORBIDDEN, /* a set: more words let less through */
};

struct constraint {
	const char *key;  /* without the type, for comparison: "max_len", "items.max_len", "lower" */
	const char *name; /* as people write it: "string.max_len", "repeated.items.string.max_len" */
	enum constraint_kind kind;
	bool absent;  /* stands for one that isn't there */
	bool implied; /* follows from another one; nobody wrote it */
	long double number;
	bool open;	    /* a bound that isn't itself let through */
	bool needs_value;   /* the empty text breaks it: a format, a prefix, ... */
	const char *text;   /* the value as people write it */
	const char **words; /* of a set, in order */
	size_t word_count;
};

struct constraints {
	struct constraint *at;
	size_t count;
};

/* Of one field's options (NULL: none). STATUS_INVALID when they are no rules. */
MUST_CHECK enum status constraints_read(struct context *context, const ProtobufCMessage *options,
					const struct constraints **ret_constraints);
/* A list with what follows from its constraints: a text, or a list, that is required has at least one character, or item, and the
 * other way round; a number above 0 is there. key: "min_len", "items.min_len", "min_items", "min_pairs", or "lower" for numbers. */
MUST_CHECK enum status constraints_imply(struct context *context, const char *key, const struct constraints **constraints);
/* NULL: none of that key. */
const struct constraint *constraint_find(const struct constraints *constraints, const char *key);
/* What a constraint means that isn't there: 0, or no bound at all. */
struct constraint constraint_absent(const struct constraint *like);

enum constraint_change { CONSTRAINT_SAME, CONSTRAINT_TIGHTER, CONSTRAINT_LOOSER, CONSTRAINT_OTHER };
/* Of two of the same key. */
enum constraint_change constraint_compare(const struct constraint *before, const struct constraint *after);
/* Whether a field that nobody fills in is refused: 0, "" or the empty list; or nothing at all, when it can be absent. */
bool constraints_refuse_nothing(const struct constraints *constraints, bool can_be_absent);

#endif
