/*
 * A small contract that a test changes in one place: a shop's events, with everything that a contract can have. Held by value;
 * packed into the descriptor set that protoc would make of it.
 */
#ifndef TESTS_HARNESS_EVOLVE_WORLD_H
#define TESTS_HARNESS_EVOLVE_WORLD_H

#include "buf/validate/validate.pb-c.h"
#include "google/protobuf/descriptor.pb-c.h"
#include "hapax/context.h"
#include "hapax/options.pb-c.h"

enum { WORLD_FIELDS = 8, WORLD_VALUES = 4, WORLD_WORDS = 4, WORLD_MESSAGES = 6, WORLD_TOPICS = 2, WORLD_METHODS = 2 };
/* Where the messages of the default world are. */
enum world_message_index { ORDER_PLACED, ORDER_PAID, LINE, GET_ORDER, PRICES_ENTRY, SPARE };

struct world_field {
	const char *name; /* NULL: no field */
	int number;
	Google__Protobuf__FieldDescriptorProto__Type type;
	const char *type_name;				     /* ".shop.v1.Line" */
	Google__Protobuf__FieldDescriptorProto__Label label; /* 0: optional */
	bool oneof;					     /* in the message's oneof "way" */
	bool optional;					     /* proto3's keyword */
	const char *json_name, *default_value;
	Buf__Validate__FieldRules *rules;
	bool pii;
};

struct world_event {
	const char *type, *version, *topic, *key, *subject, *owner; /* type NULL: no event */
	const char *consumers[WORLD_WORDS], *aliases[WORLD_WORDS], *topic_aliases[WORLD_WORDS];
	const char *retention, *description;
	int attempts;
	int unknown; /* of an option that nobody knows; 0: it isn't there */
};

struct world_message {
	const char *name; /* NULL: no message */
	bool map_entry;
	struct world_event event;
	struct world_field fields[WORLD_FIELDS];
	int reserved_number; /* 0: none */
	const char *reserved_name;
};

struct world_topic {
	const char *name; /* NULL: none */
	int partitions, replication;
	const char *retention, *also_called;
};

struct world_method {
	const char *name, *input, *output;
	bool stream;
	int idempotency;
};

struct world_value {
	const char *name;
	int number;
};

struct world {
	const char *file, *package, *syntax;
	struct world_message messages[WORLD_MESSAGES];
	const char *enum_name, *second_enum; /* NULL: none */
	struct world_value values[WORLD_VALUES];
	struct world_topic topics[WORLD_TOPICS];
	const char *service;
	struct world_method methods[WORLD_METHODS];
};

struct world world_default(void);
/* The serialized FileDescriptorSet, in the arena. */
struct text world_pack(const struct world *world, struct arena *arena);

#endif
