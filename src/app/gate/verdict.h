/* Whether this build can read one stored event, and how it would be called. Reentrant. */
#ifndef HAPAX_APP_GATE_VERDICT_H
#define HAPAX_APP_GATE_VERDICT_H

#include "hapax/service.h"

struct stored_event {
	struct text topic; /* the contract's name */
	struct text form;
	struct text original;
};

struct verdict {
	bool readable;
	struct text type, version; /* empty: not known */
	struct text cause;
};

/* For services that have to be able to take it; ends with NULL. must_hear: that one of them doesn't listen is a cause as well. In
 * the context's arena. */
struct verdict verdict_of(struct context *context, const struct stored_event *event, const struct service *const *services,
			  bool must_hear);

#endif
