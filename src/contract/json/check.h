/*
 * What yajl is too lax about, looked at over the raw bytes before it runs: UTF-8, control characters, U+0000, lone surrogates,
 * unterminated strings and depth. Also counts what a parse will need, so that it can be given its memory in one piece. Pure.
 */
#ifndef HAPAX_CONTRACT_JSON_CHECK_H
#define HAPAX_CONTRACT_JSON_CHECK_H

#include "hapax/text.h"

/* Upper bounds of what a parse of the text meets. */
struct json_shape {
	size_t tokens;		      /* values, keys and ends of containers */
	size_t longest_escaped_bytes; /* of a string with a backslash in it; 0: none */
};

struct json_fault {
	size_t offset;
	const char *what; /* static, for people */
};

/* Takes one JSON object or array with white space around it. True doesn't mean that it is JSON: yajl knows the grammar. */
MUST_CHECK bool json_check(struct text json, struct json_shape *ret_shape, struct json_fault *ret_fault);

#endif
