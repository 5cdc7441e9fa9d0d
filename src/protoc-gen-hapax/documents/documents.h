/* The emitter "documents": what people and other tools read of a contract. One thread. */
#ifndef PROTOC_GEN_HAPAX_DOCUMENTS_H
#define PROTOC_GEN_HAPAX_DOCUMENTS_H

#include "protoc-gen-hapax/tree/tree.h"

/* An event with what all its documents show. */
struct document {
	const struct message *event;
	const char *name; /* "task.created"; "task.created.v1" once there is a later major version */
	json_t *schema;	  /* of its data, without the example; borrowed */
	json_t *example;  /* the whole CloudEvent; borrowed */
};

struct documents {
	struct model *model;
	struct outputs *outputs;
	struct document *at; /* by type and major version */
	size_t count;
};

void emit_documents(struct model *model, struct outputs *outputs);

/* The first comment of a file. */
const char *document_comment(struct model *model, const struct file *file);
/* "7d", "36h": in the largest unit that divides it. */
const char *duration_words(struct model *model, int64_t ms);
/* How long the event may be kept: as it says, else as its topic. */
const char *retention_words(struct model *model, const struct message *event);

/* JSON Schema of an event's data, in the dialect of draft 2020-12, complete with title and $defs. */
json_t *data_schema(struct model *model, const struct message *event, const char *name);
/* JSON Schema of a CloudEvent, without its dialect. */
json_t *envelope_schema(void);

/* Data of an event that fits its schema: the contract's example, or one made up. Mistakes go to model->errors. */
json_t *example_data(struct model *model, const struct message *event, const json_t *schema);
/* The whole CloudEvent around such data, as hapax publishes it. Takes the data. */
json_t *example_event(struct model *model, const struct message *event, json_t *data);

void emit_json_schema(const struct documents *documents);
void emit_asyncapi(const struct documents *documents);
void emit_specs(const struct documents *documents);
void emit_page(const struct documents *documents);

#endif
