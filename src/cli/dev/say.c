#include "cli/dev/say.h"

#include <stdarg.h>
#include <stdio.h>

void dev_say(const char *format, ...)
{
	char line[2048];
	va_list args;
	va_start(args, format);
	vsnprintf(line, sizeof(line), format, args);
	va_end(args);
	fprintf(stderr, "hapax dev: %s\n", line);
}
