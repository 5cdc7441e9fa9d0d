/*
 * One side of a comparison: the files, messages, fields, enums, events and topics of a FileDescriptorSet, indexed. Made by
 * contract_read(), which refuses what protoc wouldn't have made: behind it nothing has no name, no number or an unknown type. One
 * thread; everything lives in the context's arena.
 */
#ifndef HAPAX_CONTRACT_EVOLVE_MODEL_H
#define HAPAX_CONTRACT_EVOLVE_MODEL_H

#include "contract/evolve.h"
#include "contract/evolve/constraints.h"
#include "contract/evolve/index.h"
#include "google/protobuf/descriptor.pb-c.h"
#include "hapax/options.pb-c.h"

typedef Google__Protobuf__FieldDescriptorProto__Type field_type;

enum { PATH_PARTS_MAX = 64 };

/* Where something is in a file, as source_code_info counts. */
struct place {
	const Google__Protobuf__FileDescriptorProto *file;
	int32_t part[PATH_PARTS_MAX];
	size_t len;
};

/* A place below another one. Too deep ones stay where they are: the finding's line is that of what is around. */
struct place place_below(const struct place *place, int32_t tag, int32_t index);
/* From 1; 0: the set doesn't say. */
int place_line(const struct place *place);

struct enumeration {
	const Google__Protobuf__EnumDescriptorProto *proto;
	const char *name; /* full */
	struct place place;
	struct index values_by_name, values_by_number; /* of Google__Protobuf__EnumValueDescriptorProto */
	bool library;
};

struct message;

struct field {
	const Google__Protobuf__FieldDescriptorProto *proto;
	const struct message *owner;
	field_type type;
	bool repeated;		       /* also maps */
	bool required;		       /* proto2's */
	bool explicit;		       /* can be told whether it is there */
	const char *oneof;	       /* the oneof it is in; NULL: none that anybody wrote */
	const char *json_name;	       /* as canonical JSON calls it */
	const struct message *message; /* its type; NULL: no message */
	const struct enumeration *enumeration;
	const struct constraints *constraints; /* never NULL */
	bool pii;
	struct place place;
};

struct message {
	const Google__Protobuf__DescriptorProto *proto;
	const char *name; /* full: "hapax.tasks.v1.TaskCreated" */
	struct place place;
	struct field *fields; /* as the .proto has them */
	size_t field_count;
	struct index by_name, by_number;	 /* of struct field */
	const struct Hapax__EventOptions *event; /* NULL: no event */
	struct text unknown_options;		 /* of the event, that this program doesn't know */
	unsigned major, minor;			 /* of an event; 0.0: malformed */
	bool map_entry;
	bool library; /* google's or protovalidate's own: nobody's contract */
};

struct topic_side {
	const struct Hapax__TopicOptions *options;
	int32_t partitions, replication;
	const char *retention;
	int64_t retention_ms; /* 0: malformed */
	struct place place;
};

struct service_side {
	const Google__Protobuf__ServiceDescriptorProto *proto;
	const char *name; /* full */
	struct place place;
	struct index methods; /* of Google__Protobuf__MethodDescriptorProto */
};

struct contract {
	struct arena *arena;
	struct message *messages;
	size_t message_count;
	struct enumeration *enums;
	size_t enum_count;
	struct topic_side *topics;
	size_t topic_count;
	struct service_side *services;
	size_t service_count;
	const struct message **events; /* by type and major version */
	size_t event_count;
	size_t own_file_count;
	struct index files, messages_by_name, enums_by_name, topics_by_name, services_by_name;
};

const struct message *contract_message(const struct contract *contract, const char *name);
const struct enumeration *contract_enum(const struct contract *contract, const char *name);
/* That version of the type; NULL: none. */
const struct message *contract_event(const struct contract *contract, const char *type, unsigned major);
const struct topic_side *contract_topic(const struct contract *contract, const char *name);
/* The range of events of one type, by major version. */
const struct message *const *contract_versions(const struct contract *contract, const char *type, size_t *ret_count);

/* "hapax/tasks/v1/events.proto" and "hapax.tasks.v1" -> false, google's and protovalidate's -> true. */
bool is_library(const Google__Protobuf__FileDescriptorProto *file);
/* The text, and "" for NULL: descriptors may lack any of theirs. */
const char *text_or_empty(const char *text);

#endif
