/*
 * Inside of json_read(): one reader walks the tokens and fills in fields by descriptor. What is wrong becomes a violation
 * and the walk goes on; only an exhausted arena stops it. Private to contract/json. One thread.
 */
#ifndef HAPAX_CONTRACT_JSON_READ_H
#define HAPAX_CONTRACT_JSON_READ_H

#include <protobuf-c/protobuf-c.h>

#include "contract/json/path.h"
#include "contract/json/tokens.h"

struct reader {
	struct context *context;
	bool ignore_unknown;
	bool canonical;
	bool exhausted;
	bool dropped; /* the value just read is to be left out: a name that an enum lacks, where those are ignored */
	int depth;    /* messages inside one another */
};

/* A value on its way into a message: what it is, where it came from, where it goes. The member is zeroed memory of member_size().
 */
struct reading {
	const struct json_token *token;
	const struct path *path;
	const ProtobufCFieldDescriptor *field;
	void *member;
};

/* Reads any kind of value; null is none. False: a violation was added, or the arena is exhausted. */
bool read_value(struct reader *reader, const struct reading *reading);
/* The kinds that aren't messages. */
bool read_scalar(struct reader *reader, const struct reading *reading);
/* A scalar from text that stood as the key of a map's entry. */
bool read_map_key(struct reader *reader, const struct reading *reading);
/* Fills in an initialised message from an object, by descriptor. */
bool read_object(struct reader *reader, const struct reading *reading, ProtobufCMessage *message);
/* The same for an object whose keys are known to be unique; all but the key `except`, which may be NULL. */
bool read_fields(struct reader *reader, const struct reading *reading, ProtobufCMessage *message, const struct text *except);
/* Treats all keys but these as unknown fields of the type. */
bool read_others(struct reader *reader, const struct reading *reading, const struct text *taken, size_t count,
		 const ProtobufCMessageDescriptor *descriptor);
/* Items of a repeated field or entries of a map. */
bool read_repeated(struct reader *reader, const struct reading *reading, ProtobufCMessage *message);
bool read_map(struct reader *reader, const struct reading *reading, ProtobufCMessage *message);
/* A new, initialised message in the arena; NULL when that is exhausted. */
ProtobufCMessage *read_new(struct reader *reader, const ProtobufCMessageDescriptor *descriptor);
/* Sets a singular field of a message whose value was read: has_x or the oneof's case. */
void read_mark_set(ProtobufCMessage *message, const ProtobufCFieldDescriptor *field);
void *read_alloc(struct reader *reader, size_t count, size_t size);
/* "must be ..., not a string": always false, for `return`. */
bool read_refuse(struct reader *reader, const struct reading *reading, const char *allowed);
/* A violation for each key that the object has more than once. */
bool read_unique_keys(struct reader *reader, const struct json_token *object, const struct path *path);
/* A value that nobody wants must still have unique keys. */
bool read_skip(struct reader *reader, const struct json_token *value, const struct path *path);

/* Of a value that is left out: true once. */
static inline bool read_take_dropped(struct reader *reader)
{
	bool dropped = reader->dropped;
	reader->dropped = false;
	return dropped;
}

/* json_read_message() over tokens that are there already; but *ret_message is set as well when there are violations: to what could
 * be read, fit to be validated and for nothing else. */
MUST_CHECK enum status json_read_tokens_partly(struct context *context, const struct json_token *root,
					       const ProtobufCMessageDescriptor *descriptor, bool ignore_unknown,
					       ProtobufCMessage **ret_message);

#endif
