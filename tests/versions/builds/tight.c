/* note.taken 1.1 again, but its text may have 5 characters where it could have 100: no compatible change. */
#include "acme/notes/v1/events.h"
#include "build.h"
#include "notes_tight/catalogue.h"

static enum status read_note(struct tx *tx, const struct event *event)
{
	return build_write_down(tx, event, acme_notes_note_taken_of(event)->text);
}

static const struct handler handlers[] = {{.type = &acme_notes_note_taken_event, .one = read_note}, {0}};

static const struct service notes = {.name = "notes", .publishes = true, .catalogue = &notes_tight_catalogue};
static const struct service reader = {.name = "reader", .handlers = handlers, .migrations = build_reader_tables};

int main(int argc, char **argv)
{
	const struct service *const services[] = {&notes, &reader, NULL};

	return hapax_main(argc, argv, services);
}
