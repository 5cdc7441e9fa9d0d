/* The services of the hapax program. */
#ifndef HAPAX_SERVICES_H
#define HAPAX_SERVICES_H

#include "hapax/service.h"

/* Ends with NULL. */
extern const struct service *const hapax_services[];

#endif
