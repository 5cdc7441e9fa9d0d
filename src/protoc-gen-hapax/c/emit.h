/* Pieces of C that the parts of a generated file are made of. All append to a buffer. */
#ifndef PROTOC_GEN_HAPAX_EMIT_H
#define PROTOC_GEN_HAPAX_EMIT_H

#include "hapax/buffer.h"
#include "protoc-gen-hapax/model/model.h"
#include "protoc-gen-hapax/outputs.h"

/* A string literal; NULL gives NULL. */
void emit_string(struct buffer *out, const char *text);
/* A string literal of any bytes. */
void emit_literal(struct buffer *out, struct text bytes);
/* static const char *const NAME[] = {"a", "b", NULL}; nothing when there are none. */
void emit_words(struct buffer *out, const char *name, char *const *words, size_t count);
/* Text for inside a comment: it can't end it. */
void emit_comment_text(struct buffer *out, const char *text);
/* "hapax/tasks/v1/events" -> HAPAX_TASKS_V1_EVENTS_H */
void emit_guard(struct buffer *out, const char *stem);

/* Typed names, rules, events and services of one file; all that concerns a subject is in emit_<subject>.c. */
void emit_rules_header(struct buffer *out, const struct message *message);
void emit_rules_source(struct model *model, struct buffer *out, const struct message *message);
void emit_event_header(struct buffer *out, const struct message *message);
void emit_event_source(struct model *model, struct buffer *out, const struct message *message);
void emit_service_header(struct model *model, struct buffer *out, const struct file *file, size_t service);
void emit_service_source(struct model *model, struct buffer *out, const struct file *file, size_t service);

/* The name of an enumerator of hapax/rules.h. */
const char *emit_rule_type(enum rule_type type);
const char *emit_rule_kind(enum rule_kind kind);
/* What stands behind ".value = " for a value of the type, braces included. */
void emit_rule_value(struct buffer *out, enum rule_type type, const union rule_value *value);
/* The same for a size. */
void emit_rule_size(struct buffer *out, int64_t size);

/* The catalogue's tables "messages" and "json_names", and how many rows they have. */
struct message_tables {
	size_t messages, json_names;
};
void emit_message_includes(struct model *model, struct buffer *out);
struct message_tables emit_messages(struct model *model, struct buffer *out);

void emit_c(struct model *model, struct outputs *outputs);

/* Whole files. */
void emit_file_header(struct model *model, struct buffer *out, const struct file *file);
void emit_file_source(struct model *model, struct buffer *out, const struct file *file);
void emit_catalogue_header(struct model *model, struct buffer *out);
void emit_catalogue_source(struct model *model, struct buffer *out);

#endif
