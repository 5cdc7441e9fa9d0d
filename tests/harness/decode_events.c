/*
 * Reads CloudEvents, one a line, as hapax reads them: envelope, type, data by its rules. Writes a line for each: its type, or why
 * not. For tests of what other languages publish; which services listen makes no difference here.
 */
#include <stdio.h>
#include <stdlib.h>

#include "contract/catalogue.h"
#include "contract/envelope.h"
#include "hapax/catalogue.h"

enum { ARENA_BYTES = 16 << 20 };

static enum status decode(struct context *context, struct text json, struct event *event)
{
	struct envelope envelope;
	enum status status = envelope_read(context, json, &envelope);
	if (status == STATUS_OK)
		status = envelope_check(context, &envelope);
	if (status != STATUS_OK)
		return status;
	const struct event_type *type = catalogue_find(envelope.type, (struct text){0});
	if (!type)
		return fail(context, STATUS_NOT_FOUND, "no such type: %.*s", TEXT_ARG(envelope.type));
	status = envelope_to_event(context, &envelope, type, event);
	return status == STATUS_OK ? envelope_decode_data(context, &envelope, event) : status;
}

static void decode_line(struct text json)
{
	struct arena arena;
	struct context context;
	struct event event;
	arena_init(&arena, ARENA_BYTES);
	context_init(&context, &arena, NULL, NULL);
	if (catalogue_register(&context, &hapax_catalogue) == STATUS_OK && decode(&context, json, &event) == STATUS_OK)
		printf("%s\n", event.type->name);
	else
		printf("refused: %s\n", failure_text(&context));
	arena_done(&arena);
}

int main(void)
{
	char *line = NULL;
	size_t room = 0;
	for (ssize_t len; (len = getline(&line, &room, stdin)) > 0;)
		decode_line((struct text){line, (size_t)len - (line[len - 1] == '\n')});
	free(line);
	return 0;
}
