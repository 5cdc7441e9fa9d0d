/*
 * The running program: the order in which its parts start and stop. The only place that knows them all.
 */
#ifndef HAPAX_APP_APP_H
#define HAPAX_APP_APP_H

#include "hapax/service.h"
#include "platform/config/config.h"

/* Serves until SIGTERM or SIGINT, then drains. Returns the exit code: 0, or 1 when it could not start. Call before other threads
 * exist. */
int app_serve(const struct config *config, const struct service *const *services);

/* Runs the missing migrations of the chosen services, once. */
MUST_CHECK enum status app_migrate(struct context *context, const struct config *config, const struct service *const *services,
				   int *ret_applied);

/* Registers hapax's own events, those that the services bring, and their upcasters. */
MUST_CHECK enum status app_register_events(struct context *context, const struct service *const *services);

/* The services named in the configuration, in the order of the program's list; ends with NULL. In the context's arena.
 * STATUS_INVALID names an unknown one. */
MUST_CHECK enum status app_choose_services(struct context *context, const char *names, const struct service *const *services,
					   const struct service *const **ret_chosen);

#endif
