/* UUIDs (RFC 9562), 16 bytes in network order, over libuuid. Thread-safe. */
#ifndef HAPAX_UUID_H
#define HAPAX_UUID_H

#include <stdbool.h>
#include <stdint.h>

#include "hapax/text.h"

HAPAX_BEGIN_C

struct uuid {
	uint8_t bytes[16];
};

enum { UUID_TEXT_LEN = 36 };

/* Where ids come from; tests bring their own. */
struct ids {
	/* A version 7 id for the given time: ordered by time, 12 bits of sub-millisecond fraction, the rest random. */
	struct uuid (*next)(const struct ids *ids, int64_t now_us);
};

/* Random ids. Static. */
const struct ids *ids_random(void);
struct uuid ids_next(const struct ids *ids, int64_t now_us);

/* The time in a version 7 id made by ids_random(), to about a microsecond; 0 for other versions. */
int64_t uuid_v7_time_us(struct uuid uuid);
/* Version 5 over a namespace and name bytes. */
struct uuid uuid_v5(struct uuid space, struct text name);
/* 36 characters, either case. False leaves *ret_uuid alone. */
MUST_CHECK bool uuid_parse_text(struct text text, struct uuid *ret_uuid);
/* Lower case, NUL-terminated. */
void uuid_format(struct uuid uuid, char ret_text[UUID_TEXT_LEN + 1]);
/* The same in the arena; the empty text when it is exhausted. */
struct text uuid_text(struct uuid uuid, struct arena *arena);
int uuid_order(struct uuid a, struct uuid b);
bool uuid_is_zero(struct uuid uuid);

HAPAX_END_C

#endif
