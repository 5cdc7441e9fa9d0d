/*
 * Regular expressions in RE2's syntax (https://github.com/google/re2/wiki/Syntax): their time is linear in the text, their memory
 * bounded. Thread-safe.
 */
#ifndef HAPAX_PATTERN_H
#define HAPAX_PATTERN_H

#include "hapax/text.h"

HAPAX_BEGIN_C

/* Static, one for each expression. It is compiled at its first use and kept for the life of the process. */
struct pattern {
	const char *regex;
	void *compiled; /* pattern_search()'s own */
};

#define PATTERN_INIT(regex)                                                                                                        \
	{                                                                                                                          \
		(regex), 0                                                                                                         \
	}

enum pattern_result {
	PATTERN_MATCHES, /* somewhere in the text, unless the expression is anchored */
	PATTERN_DIFFERS,
	PATTERN_FAILED, /* no expression of RE2's, or no memory */
};

enum { PATTERN_ERROR_MAX = 160 };

/* The text is UTF-8. */
enum pattern_result pattern_search(struct pattern *pattern, struct text text);
/* Whether RE2 takes the expression; if not, why. */
MUST_CHECK bool pattern_check(const char *regex, char ret_error[PATTERN_ERROR_MAX]);

HAPAX_END_C

#endif
