/* Set-up of the log; records are written through hapax/log.h. Call before other threads start; until then: info, LOG_FORMAT_AUTO.
 */
#ifndef HAPAX_PLATFORM_LOG_LOG_H
#define HAPAX_PLATFORM_LOG_LOG_H

#include "hapax/log.h"

enum log_format {
	LOG_FORMAT_AUTO, /* text when stderr is a terminal, else JSON */
	LOG_FORMAT_JSON,
	LOG_FORMAT_TEXT,
};

void log_setup(enum log_level level, enum log_format format);

#endif
