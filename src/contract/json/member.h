/*
 * Fields of a protobuf-c message reached through its descriptor: where a value lives, whether it is there, how large an item
 * is. The layout is protobuf-c's (protobuf-c.h, ProtobufCFieldDescriptor). Pure.
 */
#ifndef HAPAX_CONTRACT_JSON_MEMBER_H
#define HAPAX_CONTRACT_JSON_MEMBER_H

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "contract/json/number.h"

static inline void *member_of(ProtobufCMessage *message, const ProtobufCFieldDescriptor *field)
{
	return (char *)message + field->offset;
}

static inline const void *member_get(const ProtobufCMessage *message, const ProtobufCFieldDescriptor *field)
{
	return (const char *)message + field->offset;
}

/* has_x (int), n_x (size_t) or x_case (int), by the field's label. */
static inline void *member_quantifier(ProtobufCMessage *message, const ProtobufCFieldDescriptor *field)
{
	return (char *)message + field->quantifier_offset;
}

static inline size_t member_count(const ProtobufCMessage *message, const ProtobufCFieldDescriptor *field)
{
	size_t count;
	memcpy(&count, (const char *)message + field->quantifier_offset, sizeof(count));
	return count;
}

static inline bool member_is_oneof(const ProtobufCFieldDescriptor *field)
{
	return field->flags & PROTOBUF_C_FIELD_FLAG_ONEOF;
}

/* The id of the oneof's member that is set; 0: none. */
static inline uint32_t member_oneof_case(const ProtobufCMessage *message, const ProtobufCFieldDescriptor *field)
{
	uint32_t id;
	memcpy(&id, (const char *)message + field->quantifier_offset, sizeof(id));
	return id;
}

static inline const ProtobufCMessage *member_message(const void *member)
{
	const ProtobufCMessage *message;
	memcpy(&message, member, sizeof(message));
	return message;
}

/* The empty text also for NULL. */
static inline struct text member_string(const void *member)
{
	const char *string;
	memcpy(&string, member, sizeof(string));
	return text_of(string);
}

/* Whether a singular field has a value. Scalars of proto3 without presence always have one. */
bool member_is_set(const ProtobufCMessage *message, const ProtobufCFieldDescriptor *field);
/* Whether proto3 JSON leaves the field out: no items, or the zero of a scalar without presence. */
bool member_is_default(const ProtobufCMessage *message, const ProtobufCFieldDescriptor *field);
/* Bytes of one value of the field's type. */
size_t member_size(ProtobufCType type);
/* Value of a whole-number field; false for other types. */
bool member_whole(const ProtobufCFieldDescriptor *field, const void *member, struct whole *ret_whole);
/* The items of a repeated field lie next to each other from here on. */
static inline const char *member_items(const ProtobufCMessage *message, const ProtobufCFieldDescriptor *field)
{
	const char *items;
	memcpy(&items, member_get(message, field), sizeof(items));
	return items;
}

/* A map comes as repeated entries of a generated message with the fields key and value. Its name, after the field's, is all that
 * tells it from somebody's list of pairs: protobuf-c's descriptors don't say. */
bool member_is_map(const ProtobufCFieldDescriptor *field);
/* Whether a JSON key means this field: its proto name, or that name in lowerCamelCase. */
bool member_has_name(const ProtobufCFieldDescriptor *field, struct text key);
/* That name in lowerCamelCase alone. */
bool member_has_camel_name(const ProtobufCFieldDescriptor *field, struct text key);
/* By its name in the .proto alone. NULL: none. */
const ProtobufCFieldDescriptor *member_find_proto_name(const ProtobufCMessageDescriptor *descriptor, struct text name);
/* By JSON key, in either spelling. guess is the index to try first. NULL: none. */
const ProtobufCFieldDescriptor *member_find(const ProtobufCMessageDescriptor *descriptor, struct text key, unsigned guess);

#endif
