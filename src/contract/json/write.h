/*
 * Inside of json_write(): one writer appends values by descriptor, in field order. The first thing that can't be written stops it,
 * with its path. Private to contract. One thread.
 */
#ifndef HAPAX_CONTRACT_JSON_WRITE_H
#define HAPAX_CONTRACT_JSON_WRITE_H

#include <protobuf-c/protobuf-c.h>

#include "contract/json/path.h"
#include "hapax/buffer.h"

struct writer {
	struct context *context;
	struct buffer *buffer;
	const struct path *path;
	int depth; /* open objects and arrays */
	bool canonical;
};

/* One value of the field's type that lives at the member. False: the context's failure says why. */
bool write_value(struct writer *writer, const ProtobufCFieldDescriptor *field, const void *member);
bool write_scalar(struct writer *writer, const ProtobufCFieldDescriptor *field, const void *member);
bool write_repeated(struct writer *writer, const ProtobufCFieldDescriptor *field, const ProtobufCMessage *message);
bool write_map(struct writer *writer, const ProtobufCFieldDescriptor *field, const ProtobufCMessage *message);
bool write_object(struct writer *writer, const ProtobufCMessage *message);
/* The fields alone, inside of an object that is open; first: nothing stands in it yet. */
bool write_fields(struct writer *writer, const ProtobufCMessage *message, bool first);
/* Which entries of a map count, as flags by index; NULL: all. bytes may have one key twice, and then the last one does. False: the
 * arena is exhausted. */
MUST_CHECK bool map_find_shadowed(struct context *context, const ProtobufCFieldDescriptor *field, const ProtobufCMessage *message,
				  const bool **ret_shadowed);
/* STATUS_INVALID at the writer's path; always false, for `return`. */
bool write_refuse(struct writer *writer, const char *what);
/* The arena is exhausted: always false. */
bool write_exhausted(struct writer *writer);
/* Opens "{" or "[" unless that is too deep. */
bool write_open(struct writer *writer, char bracket);
void write_close(struct writer *writer, char bracket);

/* json_write_message() inside a document that is `depth` deep already. */
MUST_CHECK enum status json_write_nested(struct context *context, struct buffer *buffer, const ProtobufCMessage *message,
					 int depth);

#endif
