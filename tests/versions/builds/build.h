/*
 * What the builds of one program share: a service `notes` that publishes, and a service `reader` that listens and writes down what
 * it read. Each build is a version of the same program with another contract.
 */
#ifndef TESTS_VERSIONS_BUILD_H
#define TESTS_VERSIONS_BUILD_H

#include "hapax/service.h"

/* Writes the words down as what was read of the event. */
static inline enum status build_write_down(struct tx *tx, const struct event *event, const char *words)
{
	static const struct statement insert = {"write_down",
						"insert into {schema}.read (event_id, version, words) values ($1, $2, $3)"};
	struct db_params params;

	db_params_init(&params, tx->context->arena);
	db_add_uuid(&params, event->id);
	db_add_text(&params, text_of(arena_printf(tx->context->arena, "%u.%u", event->major, event->minor)));
	db_add_text(&params, text_of(words));
	return tx_exec(tx, &insert, &params, NULL);
}

static const struct migration build_reader_tables[] = {
	{1, "read", "create table {schema}.read (event_id uuid, version text, words text)"},
	{0},
};

#endif
