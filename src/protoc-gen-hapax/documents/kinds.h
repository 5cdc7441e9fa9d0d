/* What a field's values are on the wire, in hapax's JSON form. Static tables; any thread. */
#ifndef PROTOC_GEN_HAPAX_DOCUMENTS_KINDS_H
#define PROTOC_GEN_HAPAX_DOCUMENTS_KINDS_H

#include "protoc-gen-hapax/model/model.h"

enum shape { SHAPE_WHOLE, SHAPE_REAL, SHAPE_BOOL, SHAPE_TEXT, SHAPE_BYTES, SHAPE_ENUM, SHAPE_MESSAGE };

/* A scalar type, or "message". */
struct kind {
	enum shape shape;
	const char *name; /* as a .proto has it */
	int64_t min, max; /* of whole numbers; of 64 bits, what is written as a number: beyond that they are texts */
	bool wide;	  /* 64 bits */
};

/* A message with a form of its own in JSON. */
struct known {
	const char *full_name;
	const char *schema; /* JSON */
};

struct value_type {
	const struct kind *kind; /* of a wrapper: of what is in it */
	const struct known *known;
	bool wrapped;
};

/* Of one value: of an item when the field is a list. */
struct value_type value_type_of(const struct field *field);
/* "int64", "google.protobuf.Timestamp", "hapax.orders.v1.OrderLine": as `hapax events show` tells it. */
const char *value_type_name(const struct field *field);
bool field_is_repeated(const struct field *field);
bool field_is_map(const struct field *field);
/* Whether its absence is told from its zero. */
bool field_has_presence(const struct field *field);
/* The fields by their numbers, as they are written: an array of message->field_count. */
const struct field **fields_by_number(struct model *model, const struct message *message);

#endif
