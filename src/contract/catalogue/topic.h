/* The topics that the registered catalogues declare. Private to the catalogue. */
#ifndef HAPAX_CONTRACT_CATALOGUE_TOPIC_H
#define HAPAX_CONTRACT_CATALOGUE_TOPIC_H

#include "hapax/context.h"
#include "hapax/event.h"

/* STATUS_CONFLICT when a topic of the catalogue, or another name of it, is one that was registered before. */
MUST_CHECK enum status catalogue_topics_check(struct context *context, const struct catalogue *catalogue);

#endif
