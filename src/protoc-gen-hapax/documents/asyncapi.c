/* asyncapi/NAME.json: AsyncAPI 3. A topic is a channel, a service's part in it an operation, an event a message. */
#include <string.h>

#include "protoc-gen-hapax/documents/documents.h"
#include "protoc-gen-hapax/documents/schema.h"
#include "protoc-gen-hapax/model/names.h"

#define CONTENT_TYPE	"application/cloudevents+json"
#define BINDING_VERSION "0.5.0"

static json_t *ref(const char *where, const char *name)
{
	json_t *object = tree_object();
	tree_set(object, "$ref", tree_printf("%s%s", where, name));
	return object;
}

/* ---- messages ---- */

/* What the envelope says in messages of this event; other producers' spellings count as well. */
static json_t *payload_of(const struct document *document)
{
	const struct Hapax__EventOptions *options = document->event->event;
	json_t *own = tree_object(), *type = tree_object(), *version = tree_object(), *all = tree_array(), *payload = tree_object();
	json_t *names = tree_list(type, "enum");
	tree_add(names, tree_text(options->type));
	for (size_t i = 0; i < options->n_aliases; i++)
		tree_add(names, tree_text(options->aliases[i]));
	for (size_t i = 0; i < options->n_topic_aliases; i++)
		tree_add(names, tree_text(options->topic_aliases[i]));
	tree_set_text(version, "type", "string");
	tree_set(version, "pattern", tree_printf("^%u([.][0-9]+)?$", document->event->major));
	tree_set_text(own, "type", "object");
	tree_set(tree_member(own, "properties"), "type", type);
	tree_set(tree_member(own, "properties"), "eventversion", version);
	tree_set(tree_member(own, "properties"), "data", ref("#/components/schemas/", document->name));
	tree_set(own, "anyOf", json_pack("[{s:[s]},{s:[s]}]", "required", "data", "required", "data_base64"));
	tree_add(all, ref("#/components/schemas/", "CloudEvent"));
	tree_add(all, own);
	tree_set(payload, "allOf", all);
	return payload;
}

static json_t *key_binding(const struct Hapax__EventOptions *options)
{
	json_t *kafka = tree_object(), *key = tree_object(), *bindings = tree_object();
	tree_set_text(key, "type", "string");
	tree_set(key, "description",
		 options->key[0]
			 ? tree_printf("The event's %s, percent-encoded; events with the same key stay in order.", options->key)
			 : tree_text("The event's subject, percent-encoded."));
	tree_set(kafka, "key", key);
	tree_set_text(kafka, "bindingVersion", BINDING_VERSION);
	tree_set(bindings, "kafka", kafka);
	return bindings;
}

static json_t *message_of(const struct document *document)
{
	const struct Hapax__EventOptions *options = document->event->event;
	json_t *message = tree_object(), *example = tree_object();
	tree_set_text(message, "name", options->type);
	tree_set(message, "title", tree_printf("%s %s", options->type, options->version));
	tree_set_given(message, "summary", options->description);
	tree_set_text(message, "contentType", CONTENT_TYPE);
	tree_set(message, "correlationId", ref("#/components/correlationIds/", "correlationid"));
	tree_set(message, "payload", payload_of(document));
	tree_set(message, "bindings", key_binding(options));
	tree_set_text(example, "name", options->type);
	tree_set(example, "payload", tree_copy(document->example));
	tree_add(tree_list(message, "examples"), example);
	tree_set_text(message, "x-version", options->version);
	tree_set_text(message, "x-owner", options->owner);
	tree_set_words(message, "x-consumers", options->consumers, options->n_consumers);
	return message;
}

/* ---- channels ---- */

static json_t *topic_binding(const struct topic *topic)
{
	json_t *kafka = tree_object(), *settings = tree_object(), *bindings = tree_object();
	tree_set_text(kafka, "topic", topic->options->name);
	tree_set(kafka, "partitions", tree_int(topic->partitions));
	tree_set(kafka, "replicas", tree_int(topic->replication));
	tree_add(tree_list(settings, "cleanup.policy"), tree_text("delete"));
	tree_set(settings, "retention.ms", tree_int(topic->retention_ms));
	tree_set(kafka, "topicConfiguration", settings);
	tree_set_text(kafka, "bindingVersion", BINDING_VERSION);
	tree_set(bindings, "kafka", kafka);
	return bindings;
}

static void add_channel(const struct documents *documents, json_t *channels, const struct topic *topic)
{
	json_t *channel = tree_object(), *messages = tree_object();
	tree_set_text(channel, "address", topic->options->name);
	tree_set_given(channel, "description", topic->description);
	for (size_t i = 0; i < documents->count; i++) {
		const struct document *document = &documents->at[i];
		if (document->event->topic == topic)
			tree_set(messages, document->name, ref("#/components/messages/", document->name));
	}
	bool used = json_object_size(messages) > 0;
	tree_set(channel, "messages", messages);
	tree_set(channel, "bindings", topic_binding(topic));
	if (topic->options->n_also_called)
		tree_set_words(channel, "x-also-called", topic->options->also_called, topic->options->n_also_called);
	if (used || topic->file->wanted)
		tree_set(channels, topic->options->name, channel);
	else
		json_decref(channel);
}

/* ---- operations ---- */

static void add_part(json_t *operations, const struct document *document, const char *service, const char *action)
{
	const char *topic = document->event->event->topic;
	json_t *id = tree_printf("%s-%s-%s", service, action, topic), *tag = tree_object();
	json_t *operation = tree_member(operations, json_string_value(id));
	tree_set_text(operation, "action", action);
	tree_set(operation, "title", tree_printf("%s %ss %s", service, action, topic));
	tree_set(operation, "channel", ref("#/channels/", topic));
	tree_set_text(tag, "name", service);
	if (!json_object_get(operation, "tags"))
		tree_add(tree_list(operation, "tags"), tag);
	else
		json_decref(tag);
	json_t *message = tree_object();
	tree_set(message, "$ref", tree_printf("#/channels/%s/messages/%s", topic, document->name));
	tree_add(tree_list(operation, "messages"), message);
	json_decref(id);
}

static json_t *operations_of(const struct documents *documents)
{
	json_t *operations = tree_object();
	for (size_t i = 0; i < documents->count; i++)
		add_part(operations, &documents->at[i], documents->at[i].event->event->owner, "send");
	for (size_t i = 0; i < documents->count; i++) {
		const struct Hapax__EventOptions *options = documents->at[i].event->event;
		for (size_t j = 0; j < options->n_consumers; j++)
			add_part(operations, &documents->at[i], options->consumers[j], "receive");
	}
	return operations;
}

/* ---- the document ---- */

static json_t *components_of(const struct documents *documents)
{
	json_t *components = tree_object(), *messages = tree_object(), *schemas = tree_object(), *correlation = tree_object();
	struct schemas needed;
	schemas_init(&needed, documents->model, "#/components/schemas/");
	tree_set(schemas, "CloudEvent", envelope_schema());
	for (size_t i = 0; i < documents->count; i++) {
		tree_set(messages, documents->at[i].name, message_of(&documents->at[i]));
		tree_set(schemas, documents->at[i].name, schemas_message(&needed, documents->at[i].event));
	}
	schemas_define(&needed, schemas);
	tree_set_text(tree_member(correlation, "correlationid"), "location", "$message.payload#/correlationid");
	tree_set(components, "messages", messages);
	tree_set(components, "schemas", schemas);
	tree_set(components, "correlationIds", correlation);
	return components;
}

void emit_asyncapi(const struct documents *documents)
{
	struct model *model = documents->model;
	json_t *document = tree_object(), *info = tree_object(), *channels = tree_object();
	tree_set_text(document, "asyncapi", "3.0.0");
	tree_set(info, "title", tree_printf("Events of %s", model->catalogue));
	tree_set_text(info, "version", model->version);
	tree_set_text(info, "description",
		      "Every topic, who publishes which events to it, and who listens. Written by protoc-gen-hapax.");
	tree_set(document, "info", info);
	tree_set_text(document, "defaultContentType", CONTENT_TYPE);
	for (size_t i = 0; i < model->topic_count; i++)
		add_channel(documents, channels, &model->topics[i]);
	tree_set(document, "channels", channels);
	tree_set(document, "operations", operations_of(documents));
	tree_set(document, "components", components_of(documents));
	tree_write_json(documents->outputs, must_printf(model->arena, "asyncapi/%s.json", model->catalogue), document);
}
