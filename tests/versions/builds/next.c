/* Only the next major version, without a way from the one before. */
#include "acme/notes/v2/events.h"
#include "build.h"
#include "notes_next/catalogue.h"

static enum status read_note(struct tx *tx, const struct event *event)
{
	return build_write_down(tx, event, acme_notes_v2_note_taken_of(event)->title);
}

static const struct handler handlers[] = {{.type = &acme_notes_v2_note_taken_event, .one = read_note}, {0}};

static const struct service notes = {.name = "notes", .publishes = true, .catalogue = &notes_next_catalogue};
static const struct service reader = {.name = "reader", .handlers = handlers, .migrations = build_reader_tables};

int main(int argc, char **argv)
{
	const struct service *const services[] = {&notes, &reader, NULL};

	return hapax_main(argc, argv, services);
}
