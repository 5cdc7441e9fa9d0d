/* Checks of the connection string that keep its secrets out of messages. Pure. */
#ifndef HAPAX_PLATFORM_DB_URL_H
#define HAPAX_PLATFORM_DB_URL_H

#include "hapax/context.h"

/* STATUS_INVALID when libpq can't read it, or when a password that wasn't percent-encoded has spilled into a field that messages
 * show. NULL and empty are fine. */
MUST_CHECK enum status url_check(struct context *context, const char *url);

#endif
