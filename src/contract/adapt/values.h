/*
 * Values of an older envelope's members, made into what a CloudEvent's attributes hold. All of them return false for what they
 * don't understand, and leave the output alone then. Private to contract/adapt. Pure but for the arena.
 */
#ifndef HAPAX_CONTRACT_ADAPT_VALUES_H
#define HAPAX_CONTRACT_ADAPT_VALUES_H

#include "contract/json/tokens.h"
#include "hapax/arena.h"

/* A string as it is; a whole number as its digits. */
MUST_CHECK bool older_id(const struct json_token *value, struct text *ret_text);
/* 1, 1.0, "1", "1.0", "v1", "1.0.3" become MAJOR.MINOR. */
MUST_CHECK bool older_version(const struct json_token *value, struct arena *arena, struct text *ret_text);
/* RFC 3339; without a zone it is UTC. A number counts the seconds since 1970, also with a fraction; from 10^11 on milliseconds. A
 * string of digits counts as the number. The result is RFC 3339 in UTC. */
MUST_CHECK bool older_time(const struct json_token *value, struct arena *arena, struct text *ret_text);

#endif
