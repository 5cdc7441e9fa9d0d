/* json-schema/TYPE.json: the data of one event; json-schema/cloudevent.json: what is around it. */
#include "protoc-gen-hapax/documents/documents.h"
#include "protoc-gen-hapax/documents/schema.h"
#include "protoc-gen-hapax/model/names.h"

#define DIALECT "https://json-schema.org/draft/2020-12/schema"

static json_t *about(const struct message *event)
{
	const struct Hapax__EventOptions *options = event->event;
	json_t *object = tree_object();
	tree_set_text(object, "type", options->type);
	tree_set_text(object, "version", options->version);
	tree_set_text(object, "topic", options->topic);
	tree_set_given(object, "key", options->key);
	tree_set_given(object, "subject", options->subject);
	tree_set_text(object, "owner", options->owner);
	tree_set_words(object, "consumers", options->consumers, options->n_consumers);
	return object;
}

static void add_schema(json_t *document, json_t *schema)
{
	json_object_update_missing(document, schema);
	json_decref(schema);
}

json_t *data_schema(struct model *model, const struct message *event, const char *name)
{
	struct schemas schemas;
	json_t *document = tree_object(), *definitions = tree_object();
	schemas_init(&schemas, model, "#/$defs/");
	tree_set_text(document, "$schema", DIALECT);
	tree_set(document, "$id", tree_printf("%s.json", name));
	tree_set(document, "title", tree_printf("Data of %s %s", event->event->type, event->event->version));
	tree_set_given(document, "description", event->event->description);
	tree_set(document, "x-event", about(event));
	add_schema(document, schemas_message(&schemas, event));
	schemas_define(&schemas, definitions);
	tree_set(document, "$defs", definitions);
	if (json_object_size(definitions) == 0)
		json_object_del(document, "$defs");
	return document;
}

void emit_json_schema(const struct documents *documents)
{
	json_t *envelope = tree_object();
	tree_set_text(envelope, "$schema", DIALECT);
	tree_set_text(envelope, "$id", "cloudevent.json");
	add_schema(envelope, envelope_schema());
	tree_write_json(documents->outputs, "json-schema/cloudevent.json", envelope);
	for (size_t i = 0; i < documents->count; i++) {
		const struct document *document = &documents->at[i];
		json_t *schema = tree_copy(document->schema);
		tree_add(tree_list(schema, "examples"), tree_copy(json_object_get(document->example, "data")));
		tree_write_json(documents->outputs, must_printf(documents->model->arena, "json-schema/%s.json", document->name),
				schema);
	}
}
