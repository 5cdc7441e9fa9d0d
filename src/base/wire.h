/*
 * Reading the protobuf wire format field by field, without building anything. Bytes are borrowed. Any thread.
 */
#ifndef HAPAX_BASE_WIRE_H
#define HAPAX_BASE_WIRE_H

#include "hapax/text.h"

enum wire_type { WIRE_VARINT = 0, WIRE_FIXED64 = 1, WIRE_BYTES = 2, WIRE_FIXED32 = 5 };

struct wire_field {
	uint32_t number;
	enum wire_type type;
	struct text bytes; /* of a WIRE_BYTES field; empty for the others */
};

enum wire_result { WIRE_END, WIRE_FIELD, WIRE_MALFORMED };

/* Takes the next field off *rest. Groups, which proto3 doesn't have, count as malformed. On WIRE_MALFORMED *rest stays where the
 * field begins. */
MUST_CHECK enum wire_result wire_next(struct text *rest, struct wire_field *ret_field);

#endif
