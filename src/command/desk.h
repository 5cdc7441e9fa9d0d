/* What the rooms of command/ share: the methods of the running services, the workers, the database. Read only after it was opened.
 */
#ifndef HAPAX_COMMAND_DESK_H
#define HAPAX_COMMAND_DESK_H

#include "command/execute.h"
#include "command/workers.h"

struct command_desk {
	struct db_pool *pool;
	struct workers *workers;
	const struct service *const *services;
	struct bound_method *methods; /* in the order of the services */
	struct endpoint *endpoints;   /* one for each method */
	struct method_port *ports;    /* what an endpoint's self points to */
	size_t method_count;
};

/* The method with this full path, or NULL. */
const struct bound_method *desk_find_method(const struct command_desk *desk, const char *path);

#endif
