/* Which services this program has: a new one is a line here. */
#include "services.h"

const struct service *const hapax_services[] = {
	NULL,
};
