#include "protoc-gen-hapax/tree/match.h"

#include <stdlib.h>
#include <string.h>

struct kept {
	struct pattern pattern;
	struct kept *next;
};

static struct kept *all;

static struct kept *keep(const char *regex)
{
	struct kept *kept = calloc(1, sizeof(*kept));
	if (!kept)
		return NULL;
	kept->pattern.regex = strdup(regex);
	kept->next = all;
	return all = kept;
}

enum pattern_result match(const char *regex, struct text text)
{
	struct kept *kept = all;
	while (kept && strcmp(kept->pattern.regex, regex) != 0)
		kept = kept->next;
	if (!kept)
		kept = keep(regex);
	return kept && kept->pattern.regex ? pattern_search(&kept->pattern, text) : PATTERN_FAILED;
}
