/* Upcasters of note.taken: 1 -> 2 -> 3. A note about "secret" can't be lifted from 1, one that begins with "none" makes nothing,
 * and one that is "hard" only at the second try. */
#ifndef TESTS_VERSIONS_LIFT_NOTES_H
#define TESTS_VERSIONS_LIFT_NOTES_H

#include <string.h>

#include "acme/notes/v1/events.h"
#include "acme/notes/v2/events.h"
#include "acme/notes/v3/events.h"
#include "hapax/upcaster.h"

static inline enum status lift_1_to_2(struct context *context, const ProtobufCMessage *old, ProtobufCMessage **ret_new)
{
	const struct acme_notes_note_taken *from = (const void *)old;
	struct acme_notes_v2_note_taken *to = arena_new(context->arena, struct acme_notes_v2_note_taken);

	if (!to)
		return (fail)(context, STATUS_EXHAUSTED, "no memory left for a note");
	if (strcmp(from->text, "secret") == 0)
		return (fail)(context, STATUS_PRECONDITION, "nobody may know what it is about");
	if (strcmp(from->text, "hard") == 0)
		violation_add(context, TEXT("text"), "note.hard", "is hard to lift");
	if (strncmp(from->text, "none", 4) == 0)
		return STATUS_OK;
	*to = (struct acme_notes_v2_note_taken)ACME_NOTES_V2_NOTE_TAKEN_INIT;
	to->note_id = from->note_id;
	to->author = from->author;
	to->title = from->text;
	to->body = from->text;
	*ret_new = &to->base;
	return STATUS_OK;
}

static inline enum status lift_2_to_3(struct context *context, const ProtobufCMessage *old, ProtobufCMessage **ret_new)
{
	const struct acme_notes_v2_note_taken *from = (const void *)old;
	struct acme_notes_v3_note_taken *to = arena_new(context->arena, struct acme_notes_v3_note_taken);

	if (!to)
		return (fail)(context, STATUS_EXHAUSTED, "no memory left for a note");
	*to = (struct acme_notes_v3_note_taken)ACME_NOTES_V3_NOTE_TAKEN_INIT;
	to->note_id = from->note_id;
	to->author = from->author;
	to->title = from->title;
	to->words = from->body[0] ? 1 : 0;
	for (const char *c = from->body; *c; c++)
		to->words += *c == ' ';
	*ret_new = &to->base;
	return STATUS_OK;
}

static const struct upcaster lift_notes[] = {
	{&acme_notes_v2_note_taken_event, &acme_notes_v3_note_taken_event, lift_2_to_3},
	{&acme_notes_note_taken_event, &acme_notes_v2_note_taken_event, lift_1_to_2},
	{0},
};

#endif
