/* Regular expressions of contracts. One thread. */
#ifndef PROTOC_GEN_HAPAX_MATCH_H
#define PROTOC_GEN_HAPAX_MATCH_H

#include "hapax/pattern.h"

/* hapax/pattern.h for expressions that aren't static: each is kept to the end. */
enum pattern_result match(const char *regex, struct text text);

#endif
