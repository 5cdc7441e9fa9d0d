/* note.taken is no more; there is another event. */
#include "acme/notes/v1/events.h"
#include "build.h"
#include "notes_gone/catalogue.h"

static enum status read_note(struct tx *tx, const struct event *event)
{
	return build_write_down(tx, event, acme_notes_note_dropped_of(event)->note_id);
}

static const struct handler handlers[] = {{.type = &acme_notes_note_dropped_event, .one = read_note}, {0}};

static const struct service notes = {.name = "notes", .publishes = true, .catalogue = &notes_gone_catalogue};
static const struct service reader = {.name = "reader", .handlers = handlers, .migrations = build_reader_tables};

int main(int argc, char **argv)
{
	const struct service *const services[] = {&notes, &reader, NULL};

	return hapax_main(argc, argv, services);
}
