#include "receive/route.h"

#include <string.h>

#include "contract/catalogue.h"
#include "contract/upcasters.h"

bool service_is_declared(const struct service *service, const struct event_type *version)
{
	for (const char *const *name = version->consumers; name && *name; name++)
		if (strcmp(*name, service->name) == 0)
			return true;
	return false;
}

/* What a service hears of in one version it hears of in all: none may get lost on the way from one to the next. */
static bool is_declared_in_some_version(const struct service *service, const struct event_type *type)
{
	size_t count;
	const struct event_type *const *versions;

	if (service_is_declared(service, type))
		return true;
	versions = catalogue_versions(text_of(type->name), (struct text){0}, &count);
	for (size_t i = 0; i < count; i++)
		if (service_is_declared(service, versions[i]))
			return true;
	return false;
}

static bool is_for(const struct service *service, const struct handler *handler, const struct event_type *version)
{
	return handler->type == version || (handler->every && is_declared_in_some_version(service, version));
}

bool service_hears(const struct service *service, const struct event_type *type)
{
	for (const struct handler *handler = service->handlers; handler->type || handler->every; handler++)
		if (is_for(service, handler, type) || (handler->type && strcmp(handler->type->name, type->name) == 0))
			return true;
	return false;
}

bool service_listens(const struct service *service, const char *topic)
{
	for (size_t i = 0; i < catalogue_count(); i++)
		if (strcmp(catalogue_at(i)->topic, topic) == 0 && service_hears(service, catalogue_at(i)))
			return true;
	return false;
}

bool service_route(const struct service *service, const struct event_type *version, struct event_route *ret_route)
{
	int fewest = 0;

	for (const struct handler *handler = service->handlers; handler->type || handler->every; handler++) {
		if (is_for(service, handler, version)) {
			*ret_route = (struct event_route){handler, version};
			return true;
		}
	}
	for (const struct handler *handler = service->handlers; handler->type || handler->every; handler++) {
		int steps = handler->type ? upcasters_steps(version, handler->type) : -1;

		if (steps <= 0 || (fewest && steps >= fewest))
			continue;
		*ret_route = (struct event_route){handler, handler->type};
		fewest = steps;
	}
	return fewest > 0;
}
