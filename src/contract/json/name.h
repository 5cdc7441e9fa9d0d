/*
 * What fields are called in JSON: their name in the .proto, their JSON name, which is that name in lowerCamelCase unless the .proto
 * says something else. Pure.
 */
#ifndef HAPAX_CONTRACT_JSON_NAME_H
#define HAPAX_CONTRACT_JSON_NAME_H

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>

#include "hapax/buffer.h"

/* How the fields of one message are found; made once per object. */
struct names {
	const ProtobufCMessageDescriptor *descriptor;
	const char *const *json; /* as type_json_names() */
	bool canonical;		 /* JSON names before the .proto's; else the other way round, and lowerCamelCase always */
};

struct names names_of(const ProtobufCMessageDescriptor *descriptor, bool canonical);
/* The field that a key means, in either spelling. guess is the index to try first. NULL: none. */
const ProtobufCFieldDescriptor *names_find(const struct names *names, struct text key, unsigned guess);
/* Appends the name as a string, with a colon behind it. */
void names_write(const struct names *names, struct buffer *buffer, unsigned index);

#endif
