#include "hapax/cause.h"

#include "hapax/event.h"

struct cause cause_of_event(const struct event *event)
{
	struct cause cause = event->cause;
	/* As other programs know it: the text, not the UUID that a foreign id is mapped to. */
	cause.causation_id = event->id_text;
	return cause;
}
