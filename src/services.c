/* Which services this program has: a new one is two lines here. */
#include "services.h"

extern const struct service audit_service;
extern const struct service tasks_service;

const struct service *const hapax_services[] = {
	&tasks_service,
	&audit_service,
	NULL,
};
