/* The first build: publishes note.taken 1.1 and reads it. */
#include <string.h>

#include "acme/notes/v1/api.h"
#include "acme/notes/v1/events.h"
#include "build.h"
#include "notes_first/catalogue.h"

static enum status take(struct call *call, const struct acme_notes_take_request *request, struct acme_notes_take_response *response)
{
	struct acme_notes_note_taken note = ACME_NOTES_NOTE_TAKEN_INIT;

	(void)response;
	note.note_id = (char *)"n1";
	note.author = (char *)"ada";
	note.text = request->text;
	return outbox_append(call->tx, &call->cause, &(struct outgoing){.type = &acme_notes_note_taken_event, .data = &note.base},
			     NULL);
}

static const struct acme_notes_notes methods = {.take = take};
static const struct rpc_binding rpcs[] = {{&acme_notes_notes_rpcs, &methods}, {0}};

static enum status read_note(struct tx *tx, const struct event *event)
{
	const char *text = acme_notes_note_taken_of(event)->text;

	if (strcmp(text, "scrawl") == 0)
		return fail(tx->context, STATUS_PRECONDITION, "nobody can read that");
	return build_write_down(tx, event, text);
}

static const struct handler handlers[] = {{.type = &acme_notes_note_taken_event, .one = read_note}, {0}};

static const struct service notes = {.name = "notes", .publishes = true, .rpcs = rpcs, .catalogue = &notes_first_catalogue};
static const struct service reader = {.name = "reader", .handlers = handlers, .migrations = build_reader_tables};

int main(int argc, char **argv)
{
	const struct service *const services[] = {&notes, &reader, NULL};

	return hapax_main(argc, argv, services);
}
