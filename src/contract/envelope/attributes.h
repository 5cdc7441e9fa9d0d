/*
 * The attributes of a CloudEvent that hapax knows, as one table: every reader looks names up here. Private to contract/envelope.
 * Pure.
 */
#ifndef HAPAX_CONTRACT_ENVELOPE_ATTRIBUTES_H
#define HAPAX_CONTRACT_ENVELOPE_ATTRIBUTES_H

#include "contract/envelope.h"

struct attribute {
	struct text name;
	size_t offset;	   /* of its text in struct envelope */
	bool takes_number; /* an extension that some publishers write as a number */
};

enum { ATTRIBUTE_COUNT = 15 };

extern const struct attribute attributes[ATTRIBUTE_COUNT];

/* NULL: one that hapax has no use for. */
const struct attribute *attribute_find(struct text name);
/* Where the attribute's text is in the envelope. */
struct text *attribute_of(struct envelope *envelope, const struct attribute *attribute);

/* A content type of JSON (RFC 6839: application/json, anything +json), parameters aside. Absent means JSON. */
bool content_is_json(struct text content_type);
bool content_is_protobuf(struct text content_type);
/* "2" or "2.1"; absent means 1.0. False leaves the outputs alone. */
MUST_CHECK bool event_version_parse(struct text text, unsigned *ret_major, unsigned *ret_minor);
/* 00-<32 hex>-<16 hex>-<2 hex> of W3C Trace Context, not all zeros. */
bool traceparent_is_valid(struct text text);

#endif
