/* The CloudEvent around the data: its schema, and an example of the whole. */
#include <string.h>

#include "protoc-gen-hapax/documents/documents.h"
#include "protoc-gen-hapax/model/names.h"

#define EXAMPLE_ID	    "018f3f6e-7c1e-7a3b-9c55-2f4d8a6b0c11"
#define EXAMPLE_CAUSE	    "018f3f6e-7c1a-7d02-8f31-6b0c114d8a2f"
#define EXAMPLE_TIME	    "2026-01-31T17:00:00.123456Z"
#define EXAMPLE_TRACEPARENT "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

static const struct {
	const char *name, *description;
	const char *schema; /* JSON */
} attributes[] = {
	{"specversion", "Of CloudEvents.", "{\"type\": \"string\", \"pattern\": \"^1[.][0-9]+$\"}"},
	{"id", "The same on every attempt to publish; unique for its source.", "{\"type\": \"string\", \"minLength\": 1}"},
	{"source", "Who published it: /hapax/<service>.",
	 "{\"type\": \"string\", \"minLength\": 1, \"format\": \"uri-reference\"}"},
	{"type", "The event's type, or another spelling of it.", "{\"type\": \"string\", \"minLength\": 1}"},
	{"subject", "What it is about: the field that the contract names.", "{\"type\": \"string\"}"},
	{"time", "When it happened.", "{\"type\": \"string\", \"format\": \"date-time\"}"},
	{"datacontenttype", "Absent: application/json.", "{\"type\": \"string\"}"},
	{"dataschema", "Not used.", "{\"type\": \"string\", \"format\": \"uri\"}"},
	{"eventversion", "MAJOR.MINOR of the contract. Absent: 1.0.",
	 "{\"type\": \"string\", \"pattern\": \"^[1-9][0-9]*([.][0-9]+)?$\"}"},
	{"correlationid", "The same for everything that one request from outside set off.", "{\"type\": \"string\"}"},
	{"causationid", "The command or event that caused this one directly.", "{\"type\": \"string\"}"},
	{"userid", "Who did it.", "{\"type\": \"string\"}"},
	{"partitionkey", "What it is ordered by; percent-encoded it is the broker's key.", "{\"type\": \"string\"}"},
	{"sequence", "Of the aggregate, from 1.", "{\"type\": [\"string\", \"integer\"]}"},
	{"traceparent", "W3C trace context.", "{\"type\": \"string\"}"},
	{"traceid", "Repeats traceparent, which Dapr replaces where this is missing.", "{\"type\": \"string\"}"},
	{"publishedtime", "When this attempt was handed to the sidecar.", "{\"type\": \"string\", \"format\": \"date-time\"}"},
	{"data", "The event's data, as its own schema has it.", "{}"},
	{"data_base64", "Instead of data: the bytes of the protobuf message, with datacontenttype application/protobuf.",
	 "{\"type\": \"string\", \"contentEncoding\": \"base64\"}"},
};

json_t *envelope_schema(void)
{
	json_t *schema = tree_object();
	tree_set_text(schema, "title", "CloudEvent");
	tree_set_text(schema, "description", "The envelope of every event, in CloudEvents' structured JSON form.");
	tree_set_text(schema, "type", "object");
	for (size_t i = 0; i < COUNT_OF(attributes); i++) {
		json_error_t error;
		json_t *property = tree_object(), *rest = json_loads(attributes[i].schema, 0, &error);
		tree_set_text(property, "description", attributes[i].description);
		json_object_update(property, rest);
		json_decref(rest);
		tree_set(tree_member(schema, "properties"), attributes[i].name, property);
	}
	tree_set(schema, "required", json_pack("[ssss]", "specversion", "id", "source", "type"));
	tree_set(schema, "additionalProperties", tree_bool(true));
	tree_set(schema, "not", json_pack("{s:[ss]}", "required", "data", "data_base64"));
	return schema;
}

/* The text of a field that is an attribute as well; NULL: it isn't there. */
static json_t *attribute_text(const json_t *data, const char *field)
{
	const json_t *value = field[0] ? json_object_get(data, field) : NULL;
	if (json_is_integer(value))
		return tree_printf("%lld", (long long)json_integer_value(value));
	return json_is_string(value) && json_string_length(value) ? tree_copy(value) : NULL;
}

static void set_if(json_t *event, const char *name, json_t *value)
{
	if (value)
		tree_set(event, name, value);
}

json_t *example_event(struct model *model, const struct message *event, json_t *data)
{
	const struct Hapax__EventOptions *options = event->event;
	json_t *example = tree_object(), *key = attribute_text(data, options->key);
	tree_set_text(example, "specversion", "1.0");
	tree_set_text(example, "id", EXAMPLE_ID);
	tree_set_text(example, "source", must_printf(model->arena, "/hapax/%s", options->owner));
	tree_set_text(example, "type", options->type);
	set_if(example, "subject", attribute_text(data, options->subject));
	tree_set_text(example, "time", EXAMPLE_TIME);
	tree_set_text(example, "datacontenttype", "application/json");
	tree_set_text(example, "eventversion", options->version);
	tree_set_text(example, "correlationid", EXAMPLE_CAUSE);
	tree_set_text(example, "causationid", EXAMPLE_CAUSE);
	set_if(example, "userid", attribute_text(data, "user_id"));
	set_if(example, "partitionkey", key ? key : attribute_text(data, options->subject));
	tree_set_text(example, "sequence", "1");
	tree_set_text(example, "traceparent", EXAMPLE_TRACEPARENT);
	tree_set_text(example, "traceid", EXAMPLE_TRACEPARENT);
	tree_set(example, "data", data);
	return example;
}
