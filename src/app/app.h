/*
 * The running program: the order in which its parts start and stop. The only place that knows them all.
 */
#ifndef HAPAX_APP_APP_H
#define HAPAX_APP_APP_H

#include "app/gate/gate.h"
#include "hapax/service.h"
#include "platform/config/config.h"

/* The exit code of a start that was refused because of events in flight (gate.h): starting it again doesn't help. */
enum { APP_REFUSED = 3 };

/* Serves until SIGTERM or SIGINT, then drains. Returns the exit code: 0, APP_REFUSED, or 1 when it could not start. Where it
 * migrates it asks the gate first; accept_unreadable: its refusal is logged and no more. Call before other threads exist. */
int app_serve(const struct config *config, const struct service *const *services, bool accept_unreadable);

struct migrated {
	const struct gate_report *gate;
	bool refused; /* by the gate: nothing was changed */
	int applied;
};

/* Registers the events, asks the gate, and runs the missing migrations of the chosen services, once. With accept_unreadable the
 * gate's refusal is logged and no more. */
MUST_CHECK enum status app_migrate(struct context *context, const struct config *config, const struct service *const *services,
				   bool accept_unreadable, struct migrated *ret_migrated);

/* Registers hapax's own events, those that the services bring, and their upcasters. */
MUST_CHECK enum status app_register_events(struct context *context, const struct service *const *services);

/* In one process. */
enum { SERVICES_MAX = 64 };

/* The services named in the configuration, in the order of the program's list; ends with NULL. In the context's arena.
 * STATUS_INVALID names an unknown one, or says that they are more than SERVICES_MAX. */
MUST_CHECK enum status app_choose_services(struct context *context, const char *names, const struct service *const *services,
					   const struct service *const **ret_chosen);

#endif
