/* What `hapax dev` tells its user while it works: one line each on stderr. */
#ifndef HAPAX_CLI_DEV_SAY_H
#define HAPAX_CLI_DEV_SAY_H

#include "hapax/macros.h"

void dev_say(const char *format, ...) PRINTF_LIKE(1, 2);

#endif
