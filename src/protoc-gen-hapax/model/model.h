/*
 * What one protoc run is about: files, their messages and services, in the order of protoc. Made by model_read() from the request,
 * read by everything else. One thread; everything lives in the plugin's arena.
 */
#ifndef PROTOC_GEN_HAPAX_MODEL_H
#define PROTOC_GEN_HAPAX_MODEL_H

#include <stdbool.h>

#include "buf/validate/validate.pb-c.h"
#include "google/protobuf/compiler/plugin.pb-c.h"
#include "google/protobuf/descriptor.pb-c.h"
#include "hapax/buffer.h"
#include "hapax/options.pb-c.h"
#include "protoc-gen-hapax/model/planned.h"

/* In the way of the generated headers: struct file_proto and so on. */
#define file_proto    Google__Protobuf__FileDescriptorProto
#define message_proto Google__Protobuf__DescriptorProto
#define field_proto   Google__Protobuf__FieldDescriptorProto
#define enum_proto    Google__Protobuf__EnumDescriptorProto

enum { PATH_MAX_PARTS = 32 };

/* Where something is in a file, as source_code_info counts: {4, 0, 2, 1} is the second field of the first message. */
struct path {
	int32_t part[PATH_MAX_PARTS];
	size_t len;
};

/* A topic as its file declares it, defaults filled in. */
struct topic {
	const struct Hapax__TopicOptions *options;
	const struct file *file;
	int32_t index; /* among the file's topics */
	const char *description;
	int32_t partitions, replication;
	int64_t retention_ms;
};

struct field {
	const struct field_proto *proto;
	unsigned index; /* among the message's fields by number: as protobuf-c's descriptors count */
	struct path path;
	struct message *message;		       /* its type when that is a message of the model; else NULL */
	const struct enum_proto *enumeration;	       /* its type when that is an enum; else NULL */
	const struct Buf__Validate__FieldRules *rules; /* NULL: none */
	bool pii;
	bool list; /* repeated and no map */
};

struct message {
	const struct file *file;
	const struct message_proto *proto;
	const char *full_name;	/* "hapax.tasks.v1.TaskCreated" */
	const char *local_name; /* "TaskCreated", "Outer.Inner" */
	const char *name;	/* what C calls it: "tasks_task_created", or protobuf-c's name when the file isn't typed */
	struct path path;
	struct field *fields; /* in the order of the .proto */
	size_t field_count;
	bool map_entry;
	const struct Hapax__EventOptions *event; /* NULL: no event */
	unsigned major, minor;			 /* of an event; 0.0 when its version is malformed, an error then */
	const struct topic *topic;		 /* of an event; NULL when nobody declares it, an error then */
	bool has_rules;				 /* itself, or a message in it */
	struct planned_rules planned;		 /* as rules_plan() made them */
};

struct file {
	const struct file_proto *proto;
	const char *stem;	  /* "hapax/tasks/v1/events" */
	const char *prefix;	  /* "tasks"; NULL when the package has no version */
	const char *owner;	  /* "tasks"; NULL as above */
	bool wanted;		  /* we write its typed header */
	bool typed;		  /* there is a typed header, from this run or from an earlier one */
	struct message *messages; /* nested ones after their parents */
	size_t message_count;
};

struct model {
	struct arena *arena;
	const struct Google__Protobuf__Compiler__CodeGeneratorRequest *request;
	const char *catalogue; /* parameter "catalogue=NAME" */
	const char *only;      /* parameter "only=PREFIX" of file names */
	const char *version;   /* parameter "version=VERSION": of the contract, in documents that want one */
	const char *emit;      /* parameter "emit=NAME+NAME": which emitters run */
	struct file *files;
	size_t file_count;
	struct topic *topics; /* of all files, in their order */
	size_t topic_count;
	const struct message **events; /* of the wanted files, by type and major version */
	size_t event_count;
	struct buffer errors; /* "file:line: what is wrong and what to do", each after a newline */
};

/* Mistakes go to model->errors; what is there then is good for nothing but the answer. */
void model_read(struct model *model, const struct Google__Protobuf__Compiler__CodeGeneratorRequest *request, struct arena *arena);
/* By full name with or without the leading dot; NULL when unknown. */
struct message *model_find_message(const struct model *model, const char *full_name);
const struct file *model_find_file(const struct model *model, const char *name);
/* By full name with or without the leading dot; NULL when unknown. */
const struct enum_proto *model_find_enum(const struct model *model, const char *full_name);
const struct topic *model_find_topic(const struct model *model, const char *name);
/* The comment in front of what is at the path, on one line; "" when there is none. */
const char *model_comment(const struct model *model, const struct file *file, const struct path *path);
const struct field *message_find_field(const struct message *message, const char *name);

/* Whether no later major version of the event's type is in the run. */
bool event_is_newest(const struct model *model, const struct message *event);

struct path path_of(const struct path *parent, int32_t tag, int32_t index);
void model_error(struct model *model, const struct file *file, const struct path *path, const char *format, ...) PRINTF_LIKE(4, 5);

#endif
