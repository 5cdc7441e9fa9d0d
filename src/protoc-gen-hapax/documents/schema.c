#include "protoc-gen-hapax/documents/schema.h"

#include <string.h>

#include "protoc-gen-hapax/documents/kinds.h"
#include "protoc-gen-hapax/documents/rules.h"
#include "protoc-gen-hapax/model/names.h"
#include "protoc-gen-hapax/model/options.h"

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
	if (field->rules && field->rules->required && !rules_ignored(field->rules) && !json_object_get(schema, "minItems"))
		tree_set(schema, "minItems", tree_int(1));
	return rules_ignore_zero(field->rules) ? schema_or_const(schema, tree_array()) : schema;
}

/* Numbers and booleans are texts as keys. Of their rules that leaves those which list values. */
static void constrain_key(json_t *schema, const json_t *rules)
{
	static const char *const lists[] = {"enum", "const"};
	for (size_t i = 0; i < COUNT_OF(lists); i++) {
		const json_t *values = json_object_get(rules, lists[i]);
		json_t *texts = tree_array();
		for (size_t j = 0; j < (json_is_array(values) ? json_array_size(values) : (values ? 1 : 0)); j++) {
			const json_t *value = json_is_array(values) ? json_array_get(values, j) : values;
			tree_add(texts, json_is_boolean(value) ? tree_text(json_is_true(value) ? "true" : "false")
							       : tree_printf("%" JSON_INTEGER_FORMAT, json_integer_value(value)));
		}
		if (json_array_size(texts))
			schema_constrain(schema, "enum", texts);
		else
			json_decref(texts);
	}
}

static json_t *key_schema(struct schemas *schemas, const struct message *message, const struct field *field)
{
	const struct field *key = &field->message->fields[0];
	const struct Buf__Validate__FieldRules *rules = rules_inner(field->rules, "keys");
	struct value_type type = value_type_of(key);
	if (type.kind->shape == SHAPE_TEXT)
		return schemas_value(schemas, message, key, rules, false);
	json_t *schema = tree_object(), *limits = tree_object();
	tree_set_text(schema, "pattern",
		      type.kind->shape == SHAPE_BOOL ? "^(true|false)$"
		      : type.kind->min < 0	     ? "^-?[0-9]{1,20}$"
						     : "^[0-9]{1,20}$");
	schemas_constrain(schemas, message, key, rules, limits);
	constrain_key(schema, limits);
	json_decref(limits);
	return schema;
}

static json_t *map_schema(struct schemas *schemas, const struct message *message, const struct field *field)
{
	json_t *schema = tree_object();
	tree_set_text(schema, "type", "object");
	tree_set(schema, "propertyNames", key_schema(schemas, message, field));
	tree_set(schema, "additionalProperties",
		 rules_ignored(field->rules)
			 ? tree_bool(true)
			 : schemas_value(schemas, message, &field->message->fields[1], rules_inner(field->rules, "values"), false));
	schemas_constrain(schemas, message, field, field->rules, schema);
	if (field->rules && field->rules->required && !rules_ignored(field->rules) && !json_object_get(schema, "minProperties"))
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

/* One of a required oneof's is there. */
static void require_oneofs(struct model *model, json_t *schema, const struct message *message)
{
	for (size_t i = 0; i < message->proto->n_oneof_decl; i++) {
		if (!option_oneof_required(model, message, i))
			continue;
		json_t *choices = tree_array(), *condition = tree_object();
		for (size_t j = 0; j < message->field_count; j++) {
			const struct field_proto *field = message->fields[j].proto;
			if (field->has_oneof_index && (size_t)field->oneof_index == i)
				tree_add(choices, json_pack("{s:[s]}", "required", field->name));
		}
		tree_set(condition, "anyOf", choices);
		tree_add(tree_list(schema, "allOf"), condition);
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
	require_oneofs(schemas->model, schema, message);
	return schema;
}

void schemas_define(struct schemas *schemas, json_t *object)
{
	for (size_t i = 0; i < schemas->count; i++)
		tree_set(object, schemas->needed[i]->full_name, schemas_message(schemas, schemas->needed[i]));
}
