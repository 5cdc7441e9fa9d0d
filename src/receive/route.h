/* Which handler of a service an event goes to, and in which version of its type. Pure; asks the catalogue and the upcasters. */
#ifndef HAPAX_RECEIVE_ROUTE_H
#define HAPAX_RECEIVE_ROUTE_H

#include "hapax/service.h"

struct event_route {
	const struct handler *handler;
	const struct event_type *as; /* the version that the handler gets the event in */
};

/* Whether some handler of the service is for the type, in whatever version. */
bool service_hears(const struct service *service, const struct event_type *type);
/* Whether the service hears of a type that has a version on the topic. */
bool service_listens(const struct service *service, const char *topic);
/* A handler of that very version, or of every type, comes first; then the one of the nearest newer version that upcasters lead to.
 * False: none of the service's handlers can take the version. */
bool service_route(const struct service *service, const struct event_type *version, struct event_route *ret_route);
/* Whether the version's contract names the service as a consumer. */
bool service_is_declared(const struct service *service, const struct event_type *version);

#endif
