/* One comparison under way, and the parts that it is made of. Used by evolve() only. */
#ifndef HAPAX_CONTRACT_EVOLVE_COMPARE_H
#define HAPAX_CONTRACT_EVOLVE_COMPARE_H

#include "contract/evolve/model.h"

struct noted {
	struct noted *next;
	struct finding finding;
};

struct compare {
	struct context *context;
	const struct contract *before, *after;
	struct noted *first, **last;
	size_t count;
	size_t work;	/* what was looked at so far */
	bool exhausted; /* too much of it, or no memory: everything after that does nothing */

	const struct subject *subject;	  /* whom findings are noted for */
	size_t data_changes, data_breaks; /* of this subject so far: findings about its data, and those of them that break */
	unsigned walk;			  /* counts the walks through an event's messages */
	unsigned *walked;		  /* for each message of before, the walk that came by last */
	bool *reached;			  /* messages of before that were compared */
	bool *enum_reached;
};

/* Where a field is found by people: "lines.sku". */
struct trail {
	const struct trail *outer;
	const char *name;
	size_t depth;
};

/* Counts steps; false when there were too many. */
bool compare_work(struct compare *compare, size_t steps);
/* Notes a finding for the current subject. before and after may be NULL, place too. All texts are borrowed, path is the trail's. */
void compare_note(struct compare *compare, enum evolve_rule rule, const struct trail *trail, const char *before, const char *after,
		  const struct place *place);
/* printf into the arena; "" when it is exhausted, which is noted. */
const char *compare_text(struct compare *compare, const char *format, ...) PRINTF_LIKE(2, 3);
/* Makes a subject the current one. consumers end with NULL. */
void compare_subject(struct compare *compare, enum subject_kind kind, const char *name, const char *version, const char *owner,
		     const char *const *consumers);
/* The words of both lists, each once, ending with NULL; in the arena, never NULL. */
const char *const *compare_union(struct compare *compare, char *const *a, size_t a_count, char *const *b, size_t b_count);

/* The parts, each noting what it finds. */
void compare_events(struct compare *compare);
void compare_event_options(struct compare *compare, const struct message *before, const struct message *after);
void compare_topics(struct compare *compare);
void compare_services(struct compare *compare);
/* What no event led to. */
void compare_messages(struct compare *compare);
/* The fields of a message and, below an event, of the messages in them. */
void compare_fields(struct compare *compare, const struct message *before, const struct message *after, const struct trail *trail,
		    bool deep);
void compare_field(struct compare *compare, const struct field *before, const struct field *after, const struct trail *trail);
void compare_constraints(struct compare *compare, const struct field *before, const struct field *after, const struct trail *trail);
void compare_enums(struct compare *compare, const struct enumeration *before, const struct enumeration *after, bool defined_only,
		   const struct trail *trail);
/* "repeated string tags = 8". */
const char *field_text(struct compare *compare, const struct field *field);
/* "string", "hapax.orders.v1.OrderLine", "map<string, int64>". */
const char *field_type_text(struct compare *compare, const struct field *field);
bool field_is_map(const struct field *field);
/* Both hold a message: of the same name, or of the same name in the packages that the two fields are in. */
bool field_same_message(const struct field *before, const struct field *after);

#endif
