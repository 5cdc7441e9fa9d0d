/*
 * The program's upcasters (hapax/upcaster.h). Registered after the catalogues and before threads start; afterwards any thread may
 * ask and lift.
 */
#ifndef HAPAX_CONTRACT_UPCASTERS_H
#define HAPAX_CONTRACT_UPCASTERS_H

#include "hapax/upcaster.h"

/* A list as struct service has it; NULL is an empty one. Listing a step again, with the same function, is fine. STATUS_INVALID when
 * it has no function, goes from one type to another, doesn't go up, or has a version that no catalogue knows; STATUS_CONFLICT when
 * another one lifts from the same version. The failure says which and what to do. */
MUST_CHECK enum status upcasters_register(struct context *context, const struct upcaster *upcasters);
/* How many steps there are between two versions of a type: 0 when they are the same, -1 when there is no way. */
int upcasters_steps(const struct event_type *from, const struct event_type *to);
/* Makes the event, decoded and validated, one of version `to`: type and data change, nothing else. There must be a way. Whatever
 * goes wrong, the event stays as it was. */
MUST_CHECK enum status upcasters_lift(struct context *context, struct event *event, const struct event_type *to);

#endif
