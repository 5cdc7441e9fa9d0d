/* specs/events/TYPE.yml: one event, whole. */
#include <string.h>

#include "protoc-gen-hapax/documents/documents.h"
#include "protoc-gen-hapax/documents/kinds.h"
#include "protoc-gen-hapax/documents/rules.h"
#include "protoc-gen-hapax/documents/schema.h"
#include "protoc-gen-hapax/model/names.h"
#include "protoc-gen-hapax/model/pii.h"

static json_t *retry_of(const struct Hapax__RetryOptions *retry)
{
	static const char *const dead[] = {"", "continue", "hold"};
	json_t *object = tree_object();
	if (retry->max_attempts)
		tree_set(object, "max_attempts", tree_int(retry->max_attempts));
	tree_set_given(object, "initial_interval", retry->initial_interval);
	tree_set_given(object, "max_interval", retry->max_interval);
	tree_set_given(object, "on_dead", (size_t)retry->on_dead < COUNT_OF(dead) ? dead[retry->on_dead] : "");
	return object;
}

static json_t *field_about(struct model *model, const struct message *message, const struct field *field)
{
	json_t *about = tree_object();
	tree_set_text(about, "name", field->proto->name);
	tree_set(about, "number", tree_int(field->proto->number));
	if (field_is_map(field))
		tree_set(about, "type",
			 tree_printf("map<%s, %s>", value_type_name(&field->message->fields[0]),
				     value_type_name(&field->message->fields[1])));
	else
		tree_set_text(about, "type", value_type_name(field));
	tree_set(about, "repeated", tree_bool(field_is_repeated(field) && !field_is_map(field)));
	tree_set(about, "required", tree_bool(rules_require(model, message, field)));
	tree_set(about, "rules", rules_words(model, message, field));
	if (field->enumeration)
		tree_set(about, "values", schema_enum_names(field));
	if (field->pii)
		tree_set(about, "pii", tree_bool(true));
	tree_set_given(about, "description", model_comment(model, message->file, &field->path));
	return about;
}

static json_t *fields_about(struct model *model, const struct message *message)
{
	const struct field **fields = fields_by_number(model, message);
	json_t *array = tree_array();
	for (size_t i = 0; i < message->field_count; i++)
		tree_add(array, field_about(model, message, fields[i]));
	return array;
}

/* Fields of the messages that the event's fields hold, by their full names. */
static void add_messages(struct model *model, json_t *messages, const struct message *message)
{
	for (size_t i = 0; i < message->field_count; i++) {
		const struct field *field = &message->fields[i];
		if (field_is_map(field))
			field = &field->message->fields[1];
		const struct message *inner = field->message;
		struct value_type type = value_type_of(field);
		if (!inner || type.known || type.wrapped || json_object_get(messages, inner->full_name))
			continue;
		tree_set(messages, inner->full_name, fields_about(model, inner));
		add_messages(model, messages, inner);
	}
}

static void add_pii(struct model *model, json_t *paths, const struct message *message)
{
	struct pii pii;
	pii_find(model, message, &pii);
	for (size_t i = 0; i < pii.count; i++)
		tree_add(paths, tree_text(pii.paths[i]));
}

static json_t *spec_of(struct model *model, const struct document *document)
{
	const struct message *event = document->event;
	const struct Hapax__EventOptions *options = event->event;
	json_t *spec = tree_object(), *messages = tree_object(), *pii = tree_array();
	tree_set_text(spec, "type", options->type);
	tree_set_text(spec, "version", options->version);
	tree_set_given(spec, "description", options->description);
	tree_set_text(spec, "message", event->full_name);
	tree_set_text(spec, "topic", options->topic);
	tree_set_given(spec, "key", options->key);
	tree_set_given(spec, "subject", options->subject);
	tree_set_text(spec, "owner", options->owner);
	tree_set_words(spec, "consumers", options->consumers, options->n_consumers);
	tree_set_words(spec, "aliases", options->aliases, options->n_aliases);
	tree_set_words(spec, "topic_aliases", options->topic_aliases, options->n_topic_aliases);
	tree_set_text(spec, "retention", retention_words(model, event));
	if (options->retry)
		tree_set(spec, "retry", retry_of(options->retry));
	add_pii(model, pii, event);
	tree_set(spec, "pii", pii);
	tree_set(spec, "fields", fields_about(model, event));
	add_messages(model, messages, event);
	tree_set(spec, "messages", messages);
	if (json_object_size(messages) == 0)
		json_object_del(spec, "messages");
	tree_set(spec, "example", tree_copy(document->example));
	return spec;
}

void emit_specs(const struct documents *documents)
{
	struct model *model = documents->model;
	for (size_t i = 0; i < documents->count; i++) {
		const struct document *document = &documents->at[i];
		tree_write_yaml(documents->outputs, must_printf(model->arena, "specs/events/%s.yml", document->name),
				document_comment(model, document->event->file), spec_of(model, document));
	}
}
