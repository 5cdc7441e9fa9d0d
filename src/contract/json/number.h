/*
 * Numbers as JSON spells them, to and from C, exactly and whatever the process's locale is. Reentrant.
 */
#ifndef HAPAX_CONTRACT_JSON_NUMBER_H
#define HAPAX_CONTRACT_JSON_NUMBER_H

#include "hapax/buffer.h"

/* A whole number as sign and magnitude: the one form that holds both int64 and uint64. */
struct whole {
	bool negative; /* never with magnitude 0 */
	uint64_t magnitude;
};

/* Digits as in JSON, also with a fraction or exponent as long as the value is whole: 10, 1.0, 1e1. False for anything else and
 * beyond 64 bits. */
MUST_CHECK bool number_to_whole(struct text text, struct whole *ret_whole);
/* Whether a whole number lies in these bounds, e.g. INT32_MIN and INT32_MAX. */
bool whole_within(struct whole whole, int64_t min, uint64_t max);
/* The value modulo 2^64, to be cast to the type whose bounds were checked. */
uint64_t whole_bits(struct whole whole);

/* A JSON number, or "NaN", "Infinity", "-Infinity" when words is set. False for anything else and for what overflows a double, or a
 * float when single. */
MUST_CHECK bool number_to_double(struct text text, bool words, bool single, double *ret_value);
/* The shortest digits that read back as the same double, or the same float when single. The value must be finite. */
void number_write_double(struct buffer *buffer, double value, bool single);

#endif
