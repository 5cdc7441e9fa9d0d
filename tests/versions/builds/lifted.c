/* The next major version, with the one before beside it and a way from there. */
#include "acme/notes/v1/events.h"
#include "acme/notes/v2/events.h"
#include "build.h"
#include "notes_lifted/catalogue.h"

static enum status lift(struct context *context, const ProtobufCMessage *old, ProtobufCMessage **ret_new)
{
	const struct acme_notes_note_taken *from = (const void *)old;
	struct acme_notes_v2_note_taken *to = arena_new(context->arena, struct acme_notes_v2_note_taken);

	if (!to)
		return fail(context, STATUS_EXHAUSTED, "no memory left for a note");
	*to = (struct acme_notes_v2_note_taken)ACME_NOTES_V2_NOTE_TAKEN_INIT;
	to->note_id = from->note_id;
	to->author = from->author;
	to->title = from->text;
	*ret_new = &to->base;
	return STATUS_OK;
}

static const struct upcaster upcasters[] = {{&acme_notes_note_taken_event, &acme_notes_v2_note_taken_event, lift}, {0}};

static enum status read_note(struct tx *tx, const struct event *event)
{
	return build_write_down(tx, event, acme_notes_v2_note_taken_of(event)->title);
}

static const struct handler handlers[] = {{.type = &acme_notes_v2_note_taken_event, .one = read_note}, {0}};

static const struct service notes = {
	.name = "notes", .publishes = true, .catalogue = &notes_lifted_catalogue, .upcasters = upcasters};
static const struct service reader = {.name = "reader", .handlers = handlers, .migrations = build_reader_tables};

int main(int argc, char **argv)
{
	const struct service *const services[] = {&notes, &reader, NULL};

	return hapax_main(argc, argv, services);
}
