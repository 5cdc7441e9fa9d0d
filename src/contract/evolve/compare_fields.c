#include <string.h>

#include "contract/evolve/compare.h"
#include "contract/evolve/read.h"

/* hapax reads nothing that is nested more deeply. */
enum { TRAIL_MAX = 64 };

typedef Google__Protobuf__DescriptorProto__ReservedRange reserved_range;

static bool holds(const reserved_range *range, int32_t number)
{
	return range->start <= number && number < range->end;
}

static bool is_reserved(const struct message *message, int32_t number)
{
	for (size_t i = 0; i < message->proto->n_reserved_range; i++)
		if (holds(message->proto->reserved_range[i], number))
			return true;
	return false;
}

static bool is_reserved_name(const struct message *message, const char *name)
{
	for (size_t i = 0; i < message->proto->n_reserved_name; i++)
		if (!strcmp(message->proto->reserved_name[i], name))
			return true;
	return false;
}

/* The first number of the range that the message doesn't reserve; the range's end: it reserves all. */
static int32_t first_open(const struct message *message, const reserved_range *range)
{
	int32_t at = range->start;
	for (bool moved = true; moved && at < range->end;) {
		moved = false;
		for (size_t i = 0; i < message->proto->n_reserved_range && !moved; i++) {
			moved = holds(message->proto->reserved_range[i], at);
			at = moved ? message->proto->reserved_range[i]->end : at;
		}
	}
	return at < range->end ? at : range->end;
}

static void compare_reserved(struct compare *compare, const struct message *before, const struct message *after,
			     const struct trail *trail)
{
	size_t old = before->proto->n_reserved_range + before->proto->n_reserved_name;
	size_t new = after->proto->n_reserved_range + after->proto->n_reserved_name;
	if (!compare_work(compare, old * (new + 1) * (new + 1)))
		return;
	for (size_t i = 0; i < before->proto->n_reserved_range; i++) {
		const reserved_range *range = before->proto->reserved_range[i];
		int32_t open = first_open(after, range);
		/* What is in use again is told of the field that uses it. */
		if (open < range->end && !index_find_number(&after->by_number, open))
			compare_note(compare, RESERVED_REMOVED, trail, compare_text(compare, "reserved %d", open), NULL,
				     &after->place);
	}
	for (size_t i = 0; i < before->proto->n_reserved_name; i++) {
		const char *name = before->proto->reserved_name[i];
		if (!is_reserved_name(after, name) && !index_find_name(&after->by_name, name))
			compare_note(compare, RESERVED_REMOVED, trail, compare_text(compare, "reserved \"%s\"", name), NULL,
				     &after->place);
	}
}

static void note_removed(struct compare *compare, const struct field *field, const struct message *after, const struct trail *trail)
{
	bool reserved = is_reserved(after, field->proto->number) && is_reserved_name(after, field->proto->name);
	(void)compare_work(compare, after->proto->n_reserved_range + after->proto->n_reserved_name);
	compare_note(compare, reserved ? FIELD_REMOVED : FIELD_REMOVED_UNRESERVED, trail, field_text(compare, field), NULL,
		     &after->place);
}

static void note_added(struct compare *compare, const struct field *field, const struct message *before, const struct trail *trail)
{
	enum evolve_rule rule = FIELD_ADDED;
	(void)compare_work(compare, before->proto->n_reserved_range + before->proto->n_reserved_name);
	if (is_reserved(before, field->proto->number) || is_reserved_name(before, field->proto->name))
		rule = RESERVED_REUSED;
	else if (field->required || constraints_refuse_nothing(field->constraints, field->explicit))
		rule = FIELD_ADDED_REQUIRED;
	compare_note(compare, rule, trail, NULL, field_text(compare, field), &field->place);
}

/* Into the messages that the fields hold. Below an event everything, each message once. */
static void descend(struct compare *compare, const struct field *before, const struct field *after, const struct trail *trail,
		    bool deep)
{
	const struct message *old = before->message, *new = after->message;
	if (!old || !new || old->library || new->library || trail->depth >= TRAIL_MAX)
		return;
	if (old->map_entry != new->map_entry || (!old->map_entry && (!deep || !field_same_message(before, after))))
		return;
	unsigned *walked = &compare->walked[old - compare->before->messages];
	if (deep && *walked == compare->walk)
		return;
	*walked = deep ? compare->walk : 0;
	compare_fields(compare, old, new, trail, deep);
}

static void compare_pair(struct compare *compare, const struct field *before, const struct field *after, const struct trail *outer,
			 bool deep)
{
	struct trail trail = {outer, after->proto->name, outer ? outer->depth + 1 : 1};
	bool renamed = strcmp(before->proto->name, after->proto->name) != 0, moved = before->proto->number != after->proto->number;
	if (renamed || moved)
		compare_note(compare, renamed ? FIELD_RENAMED : FIELD_RENUMBERED, &trail, field_text(compare, before),
			     field_text(compare, after), &after->place);
	compare_field(compare, before, after, &trail);
	descend(compare, before, after, &trail, deep);
}

/* What became of a field: found by number and name, by one of them, or gone. */
static void compare_fate(struct compare *compare, const struct field *field, const struct message *before,
			 const struct message *after, const struct trail *outer, bool deep)
{
	struct trail trail = {outer, field->proto->name, outer ? outer->depth + 1 : 1};
	const struct field *numbered = index_find_number(&after->by_number, field->proto->number);
	const struct field *named = index_find_name(&after->by_name, field->proto->name);
	bool taken = numbered && numbered != named;
	bool newcomer = taken && !index_find_name(&before->by_name, numbered->proto->name);
	bool renamed = newcomer && !named && numbered->type == field->type && numbered->repeated == field->repeated;
	if (named || renamed)
		compare_pair(compare, field, named ? named : numbered, outer, deep);
	else if (!taken)
		note_removed(compare, field, after, &trail);
	/* Where the two fields live on, each tells of its own new number. */
	if (taken && !renamed && (newcomer || !named))
		compare_note(compare, FIELD_NUMBER_REUSED, &trail, field_text(compare, field), field_text(compare, numbered),
			     &numbered->place);
}

void compare_fields(struct compare *compare, const struct message *before, const struct message *after, const struct trail *trail,
		    bool deep)
{
	compare->reached[before - compare->before->messages] = true;
	if (!compare_work(compare, before->field_count + after->field_count + 1))
		return;
	if (!strcmp(before->name, after->name) && strcmp(before->place.file->name, after->place.file->name) != 0)
		compare_note(compare, MESSAGE_MOVED, trail, before->place.file->name, after->place.file->name, &after->place);
	for (size_t i = 0; i < before->field_count && !compare->exhausted; i++)
		compare_fate(compare, &before->fields[i], before, after, trail, deep);
	for (size_t i = 0; i < after->field_count && !compare->exhausted; i++) {
		const struct field *field = &after->fields[i];
		struct trail added = {trail, field->proto->name, trail ? trail->depth + 1 : 1};
		if (!index_find_name(&before->by_name, field->proto->name) &&
		    !index_find_number(&before->by_number, field->proto->number))
			note_added(compare, field, before, &added);
	}
	compare_reserved(compare, before, after, trail);
}
