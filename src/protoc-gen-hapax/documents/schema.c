#include "protoc-gen-hapax/documents/schema.h"

#include <string.h>

#include "protoc-gen-hapax/documents/kinds.h"
#include "protoc-gen-hapax/documents/rules.h"
#include "protoc-gen-hapax/model/names.h"

void schemas_init(struct schemas *schemas, struct model *model, const char *refs)
{
	*schemas = (struct schemas){.model = model, .refs = refs};
	for (size_t i = 0; i < model->file_count; i++)
		schemas->room += model->files[i].message_count;
	schemas->needed = must_array(model->arena, const struct message *, schemas->room);
}

static json_t *list_schema(struct schemas *schemas, const struct message *message, const struct field *field)
{
	json_t *schema = tree_object();
	tree_set_text(schema, "type", "array");
	tree_set(schema, "items", schemas_value(schemas, message, field, rules_inner(field->rules, "items"), false));
	schemas_constrain(schemas, message, field, field->rules, schema);
	if (field->rules && field->rules->required && !json_object_get(schema, "minItems"))
		tree_set(schema, "minItems", tree_int(1));
	return rules_ignore_zero(field->rules) ? schema_or_const(schema, tree_array()) : schema;
}

/* Keys are texts in JSON, whatever they are in the message. */
static json_t *key_schema(struct schemas *schemas, const struct message *message, const struct field *field)
{
	const struct field *key = &field->message->fields[0];
	struct value_type type = value_type_of(key);
	if (type.kind->shape == SHAPE_TEXT)
		return schemas_value(schemas, message, key, rules_inner(field->rules, "keys"), false);
	json_t *schema = tree_object();
	tree_set_text(schema, "pattern",
		      type.kind->shape == SHAPE_BOOL ? "^(true|false)$"
		      : type.kind->min < 0	     ? "^-?[0-9]{1,20}$"
						     : "^[0-9]{1,20}$");
	return schema;
}

static json_t *map_schema(struct schemas *schemas, const struct message *message, const struct field *field)
{
	json_t *schema = tree_object();
	tree_set_text(schema, "type", "object");
	tree_set(schema, "propertyNames", key_schema(schemas, message, field));
	tree_set(schema, "additionalProperties",
		 schemas_value(schemas, message, &field->message->fields[1], rules_inner(field->rules, "values"), false));
	schemas_constrain(schemas, message, field, field->rules, schema);
	if (field->rules && field->rules->required && !json_object_get(schema, "minProperties"))
		tree_set(schema, "minProperties", tree_int(1));
	return rules_ignore_zero(field->rules) ? schema_or_const(schema, tree_object()) : schema;
}

static json_t *field_schema(struct schemas *schemas, const struct message *message, const struct field *field)
{
	if (field_is_map(field))
		return map_schema(schemas, message, field);
	if (field_is_repeated(field))
		return list_schema(schemas, message, field);
	json_t *schema = schemas_value(schemas, message, field, field->rules, field_has_presence(field));
	bool may_be_absent = field_has_presence(field) && !rules_require(schemas->model, message, field);
	return may_be_absent ? schema_or_null(schema) : schema;
}

/* In AsyncAPI's dialect nothing may stand beside a $ref. */
static json_t *described(const struct schemas *schemas, const struct message *message, const struct field *field, json_t *schema)
{
	const char *comment = model_comment(schemas->model, message->file, &field->path);
	bool deprecated = field->proto->options && field->proto->options->deprecated;
	if (!comment[0] && !field->pii && !deprecated)
		return schema;
	json_t *outer = tree_object();
	tree_set_given(outer, "description", comment);
	if (json_object_get(schema, "$ref"))
		tree_add(tree_list(outer, "allOf"), schema);
	else {
		json_object_update(outer, schema);
		json_decref(schema);
	}
	if (field->pii)
		tree_set(outer, "x-pii", tree_bool(true));
	if (deprecated)
		tree_set(outer, "deprecated", tree_bool(true));
	return outer;
}

/* At most one field of a oneof is there. */
static void exclude_pairs(json_t *schema, const struct message *message)
{
	for (size_t i = 0; i < message->field_count; i++) {
		for (size_t j = 0; j < i; j++) {
			const struct field_proto *one = message->fields[j].proto, *other = message->fields[i].proto;
			if (!one->has_oneof_index || !other->has_oneof_index || one->oneof_index != other->oneof_index)
				continue;
			json_t *both = json_pack("{s:{s:[ss]}}", "not", "required", one->name, other->name);
			tree_add(tree_list(schema, "allOf"), both);
		}
	}
}

json_t *schemas_message(struct schemas *schemas, const struct message *message)
{
	const struct field **fields = fields_by_number(schemas->model, message);
	json_t *schema = tree_object(), *required = tree_array();
	tree_set_text(schema, "type", "object");
	tree_set_given(schema, "description", model_comment(schemas->model, message->file, &message->path));
	for (size_t i = 0; i < message->field_count; i++) {
		json_t *property = described(schemas, message, fields[i], field_schema(schemas, message, fields[i]));
		tree_set(tree_member(schema, "properties"), fields[i]->proto->name, property);
		if (rules_require(schemas->model, message, fields[i]))
			tree_add(required, tree_text(fields[i]->proto->name));
	}
	tree_set(schema, "required", required);
	/* A newer minor version adds fields. */
	tree_set(schema, "additionalProperties", tree_bool(true));
	exclude_pairs(schema, message);
	return schema;
}

void schemas_define(struct schemas *schemas, json_t *object)
{
	for (size_t i = 0; i < schemas->count; i++)
		tree_set(object, schemas->needed[i]->full_name, schemas_message(schemas, schemas->needed[i]));
}
