#include "protoc-gen-hapax/documents/schema.h"

#include <string.h>

#include "protoc-gen-hapax/documents/kinds.h"
#include "protoc-gen-hapax/documents/rules.h"

/* A member that only lives until the schema is finished. */
#define BOUNDED	       "x-bounded"
#define BASE64_PATTERN "^[A-Za-z0-9+/_-]*={0,2}$"

static void need(struct schemas *schemas, const struct message *message)
{
	for (size_t i = 0; i < schemas->count; i++) {
		if (schemas->needed[i] == message)
			return;
	}
	schemas->needed[schemas->count++] = message;
}

void schema_constrain(json_t *schema, const char *keyword, json_t *value)
{
	if (!json_object_get(schema, keyword)) {
		tree_set(schema, keyword, value);
		return;
	}
	json_t *condition = tree_object();
	tree_set(condition, keyword, value);
	tree_add(tree_list(schema, "allOf"), condition);
}

json_t *schema_value(const struct field *field, const json_t *value)
{
	const struct enum_proto *enumeration = field->enumeration;
	for (size_t i = 0; enumeration && i < enumeration->n_value; i++) {
		if (enumeration->value[i]->number == json_integer_value(value))
			return tree_text(enumeration->value[i]->name);
	}
	return tree_copy(value);
}

json_t *schema_values(const struct field *field, const json_t *values)
{
	json_t *array = tree_array();
	for (size_t i = 0; i < json_array_size(values); i++)
		tree_add(array, schema_value(field, json_array_get(values, i)));
	return array;
}

json_t *schema_enum_names(const struct field *field)
{
	json_t *names = tree_array();
	for (size_t i = 0; i < field->enumeration->n_value; i++)
		tree_add(names, tree_text(field->enumeration->value[i]->name));
	return names;
}

static void constrain(const struct given_rule *rule, void *data)
{
	json_t *schema = data;
	bool infinite = json_is_string(rule->value) && strcmp(rule->row->group, "number") == 0;
	if (rule->row->constrain)
		rule->row->constrain(schema, rule);
	else if (infinite) /* a bound all the same: NaN isn't within it */
		tree_set(schema, BOUNDED, tree_bool(true));
	else if (rule->row->keyword)
		schema_constrain(schema, rule->row->keyword, tree_copy(rule->value));
}

void schemas_constrain(struct schemas *schemas, const struct message *message, const struct field *field,
		       const struct Buf__Validate__FieldRules *rules, json_t *schema)
{
	rules_visit(schemas->model, message, field, rules, constrain, schema);
}

static json_t *not_const(json_t *value)
{
	json_t *excluded = tree_object();
	tree_set(excluded, "const", value);
	return excluded;
}

/* "required" of a value without presence: it isn't its type's zero. */
static void refuse_zero(json_t *schema, const struct field *field, enum shape shape)
{
	if (shape == SHAPE_TEXT || shape == SHAPE_BYTES) {
		if (!json_object_get(schema, "minLength") && !json_object_get(schema, "enum"))
			tree_set(schema, "minLength", tree_int(1));
	} else if (shape == SHAPE_BOOL) {
		schema_constrain(schema, "const", tree_bool(true));
	} else if (shape == SHAPE_ENUM) {
		json_t *zero = tree_int(0);
		schema_constrain(schema, "not", not_const(schema_value(field, zero)));
		json_decref(zero);
	} else if (shape != SHAPE_MESSAGE) {
		schema_constrain(schema, "not", not_const(tree_int(0)));
	}
}

static json_t *choice_of(json_t *one, json_t *other)
{
	json_t *schema = tree_object(), *choices = tree_array();
	tree_add(choices, one);
	tree_add(choices, other);
	tree_set(schema, "anyOf", choices);
	return schema;
}

static bool has_any(const json_t *schema, const char *one, const char *other)
{
	return json_object_get(schema, one) || json_object_get(schema, other);
}

/* The bound that a keyword gives: a number within what is written as one. */
static bool is_exact(const json_t *bound, const struct kind *kind)
{
	return json_is_integer(bound) && json_integer_value(bound) >= kind->min && json_integer_value(bound) <= kind->max;
}

static const json_t *bound_of(const json_t *schema, const char *one, const char *other)
{
	const json_t *bound = json_object_get(schema, one);
	return bound ? bound : json_object_get(schema, other);
}

static void move(json_t *from, const char *keyword, json_t *to)
{
	json_t *value = json_object_get(from, keyword);
	if (!value)
		return;
	tree_set(to, keyword, json_incref(value));
	json_object_del(from, keyword);
}

/* An upper bound below the lower one leaves out what is between them. */
static bool split_range(json_t *schema)
{
	const json_t *lower = bound_of(schema, "minimum", "exclusiveMinimum");
	const json_t *upper = bound_of(schema, "maximum", "exclusiveMaximum");
	if (!lower || !upper || json_number_value(lower) <= json_number_value(upper))
		return false;
	json_t *below = tree_object(), *above = tree_object(), *choices = tree_array();
	move(schema, "maximum", below);
	move(schema, "exclusiveMaximum", below);
	move(schema, "minimum", above);
	move(schema, "exclusiveMinimum", above);
	tree_add(choices, above);
	tree_add(choices, below);
	schema_constrain(schema, "anyOf", choices);
	return true;
}

/* Of 64 bits, values beyond 2^53 are texts, and other writers make texts of all. With no such value in the rules' range, or only
 * listed ones, there is no need for that. */
static bool may_be_text(const json_t *schema, const struct kind *kind)
{
	return kind->wide && !has_any(schema, "enum", "const") &&
	       !(is_exact(bound_of(schema, "minimum", "exclusiveMinimum"), kind) &&
		 is_exact(bound_of(schema, "maximum", "exclusiveMaximum"), kind));
}

/* Of a number as text; its sign is all that can be told of it. */
static const char *text_pattern(const json_t *schema, const struct kind *kind)
{
	const json_t *lower = bound_of(schema, "minimum", "exclusiveMinimum");
	bool positive = lower && json_number_value(lower) >= 0, open = json_object_get(schema, "exclusiveMinimum");
	bool nonzero = json_object_get(schema, "not") || (positive && (open || json_number_value(lower) > 0));
	if (kind->min == 0 || positive)
		return nonzero ? "^[1-9][0-9]{0,19}$" : "^(0|[1-9][0-9]{0,19})$";
	return nonzero ? "^-?[1-9][0-9]{0,18}$" : "^(0|-?[1-9][0-9]{0,18})$";
}

static void finish_whole(json_t *schema, const struct kind *kind)
{
	bool text = !split_range(schema) && may_be_text(schema, kind), listed = has_any(schema, "enum", "const");
	tree_set(schema, "type", text ? json_pack("[ss]", "integer", "string") : tree_text("integer"));
	if (text)
		tree_set_text(schema, "pattern", text_pattern(schema, kind));
	if (!listed && !has_any(schema, "minimum", "exclusiveMinimum"))
		tree_set(schema, "minimum", tree_int(kind->min));
	if (!listed && !has_any(schema, "maximum", "exclusiveMaximum"))
		tree_set(schema, "maximum", tree_int(kind->max));
}

static void finish_enum(json_t *schema, const struct field *field)
{
	if (has_any(schema, "enum", "const"))
		return;
	/* A number of an enum that gained names since is written as a number. */
	json_t *names = tree_object(), *numbers = tree_object(), *choices = tree_array();
	tree_set(names, "enum", schema_enum_names(field));
	tree_set_text(numbers, "type", "integer");
	tree_add(choices, names);
	tree_add(choices, numbers);
	tree_set(schema, "anyOf", choices);
}

/* What JSON has no number for is a text, where the bounds let it pass. */
static void finish_real(json_t *schema)
{
	if (has_any(schema, "enum", "const") || json_object_get(schema, "type"))
		return;
	bool outside = split_range(schema), infinite = json_object_get(schema, BOUNDED);
	bool low = !has_any(schema, "minimum", "exclusiveMinimum"), high = !has_any(schema, "maximum", "exclusiveMaximum");
	json_object_del(schema, BOUNDED);
	if (!low && !high) {
		tree_set_text(schema, "type", "number");
		return;
	}
	tree_set(schema, "type", json_pack("[ss]", "number", "string"));
	tree_set_text(schema, "pattern",
		      outside || (low && high && infinite) ? "^-?Infinity$"
		      : low && high			   ? "^(NaN|-?Infinity)$"
		      : low				   ? "^-Infinity$"
							   : "^Infinity$");
}

static void finish(json_t *schema, const struct field *field, const struct kind *kind)
{
	switch (kind->shape) {
	case SHAPE_WHOLE:
		finish_whole(schema, kind);
		break;
	case SHAPE_REAL:
		finish_real(schema);
		break;
	case SHAPE_ENUM:
		finish_enum(schema, field);
		break;
	case SHAPE_BYTES:
		tree_set_text(schema, "contentEncoding", "base64");
		schema_constrain(schema, "pattern", tree_text(BASE64_PATTERN));
		break;
	case SHAPE_BOOL:
	case SHAPE_TEXT:
	case SHAPE_MESSAGE:
		break;
	}
}

static json_t *parse(const char *text)
{
	json_error_t error;
	json_t *value = json_loads(text, JSON_DECODE_ANY, &error);
	return value;
}

static json_t *message_schema(struct schemas *schemas, const struct field *field, const struct known *known, bool unchecked)
{
	if (known)
		return parse(known->schema);
	json_t *schema = tree_object();
	if (field->message && !unchecked) {
		need(schemas, field->message);
		tree_set(schema, "$ref", tree_printf("%s%s", schemas->refs, field->message->full_name));
	} else {
		tree_set_text(schema, "type", "object");
	}
	return schema;
}

json_t *schema_or_const(json_t *schema, json_t *value)
{
	json_t *choice = tree_object();
	tree_set(choice, "const", value);
	return choice_of(schema, choice);
}

json_t *schema_or_null(json_t *schema)
{
	static const char *const exclusive[] = {"enum", "const", "anyOf", "$ref"};
	if (json_object_size(schema) == 0)
		return schema;
	bool simple = json_is_string(json_object_get(schema, "type")) || json_is_array(json_object_get(schema, "type"));
	for (size_t i = 0; i < COUNT_OF(exclusive); i++)
		simple &= !json_object_get(schema, exclusive[i]);
	if (!simple)
		return choice_of(schema, json_pack("{ss}", "type", "null"));
	json_t *type = json_object_get(schema, "type"), *types = json_is_array(type) ? tree_copy(type) : json_pack("[O]", type);
	tree_add(types, tree_text("null"));
	tree_set(schema, "type", types);
	return schema;
}

static json_t *zero_of(const struct field *field, enum shape shape)
{
	json_t *zero = tree_int(0);
	json_t *value = shape == SHAPE_TEXT || shape == SHAPE_BYTES ? tree_text("")
			: shape == SHAPE_BOOL			    ? tree_bool(false)
			: shape == SHAPE_MESSAGE		    ? tree_object()
								    : schema_value(field, zero);
	json_decref(zero);
	return value;
}

json_t *schemas_value(struct schemas *schemas, const struct message *message, const struct field *field,
		      const struct Buf__Validate__FieldRules *rules, bool presence)
{
	static const char *const types[] = {[SHAPE_BOOL] = "boolean", [SHAPE_TEXT] = "string", [SHAPE_BYTES] = "string"};
	struct value_type type = value_type_of(field);
	enum shape shape = type.kind->shape;
	bool unchecked = rules_ignored(rules) || rules_ignored(field->rules);
	json_t *schema = shape == SHAPE_MESSAGE ? message_schema(schemas, field, type.known, unchecked) : tree_object();
	/* In front, to be filled in when the rules have spoken. */
	if (shape == SHAPE_WHOLE)
		tree_set(schema, "type", json_null());
	else if (shape < COUNT_OF(types) && types[shape])
		tree_set_text(schema, "type", types[shape]);
	schemas_constrain(schemas, message, field, rules, schema);
	if (rules && rules->required && !rules_ignored(rules) && !presence && !type.wrapped)
		refuse_zero(schema, field, shape);
	finish(schema, field, type.kind);
	if (rules_ignore_zero(rules) && !presence && !type.known)
		schema = schema_or_const(schema, zero_of(field, shape));
	return schema;
}
