#include "protoc-gen-hapax/documents/rules.h"

#include <math.h>
#include <string.h>

#include "protoc-gen-hapax/documents/option_value.h"
#include "protoc-gen-hapax/documents/schema.h"

enum { FIELD_OPTIONS = 8, OPTION_FIELD_RULES = 1159 };
enum { IGNORE_ALWAYS = 3 }; /* protovalidate's number */

static const char *group_of(const char *name)
{
	static const char *const numbers[] = {"int32",	 "int64",   "uint32",	"uint64",   "sint32", "sint64",
					      "fixed32", "fixed64", "sfixed32", "sfixed64", "float",  "double"};
	for (size_t i = 0; i < COUNT_OF(numbers); i++) {
		if (strcmp(numbers[i], name) == 0)
			return "number";
	}
	return name;
}

/* Where visits go, and whose rules they are. */
struct visitor {
	struct model *model;
	const struct message *message;
	const struct field *field;
	rule_visit_fn visit;
	void *data;
};

static void no_row(const struct visitor *visitor, const char *group, const char *name)
{
	struct path path = path_of(&visitor->field->path, FIELD_OPTIONS, OPTION_FIELD_RULES);
	model_error(visitor->model, visitor->message->file, &path,
		    "%s.%s: the documents can't tell of the rule %s.%s; give it a row in "
		    "src/protoc-gen-hapax/documents/rule_table.c",
		    visitor->message->local_name, visitor->field->proto->name, group, name);
}

static bool is_of_inner(const char *name)
{
	return strcmp(name, "items") == 0 || strcmp(name, "keys") == 0 || strcmp(name, "values") == 0;
}

static void visit_group(const struct visitor *visitor, const char *group, const ProtobufCMessage *rules)
{
	for (unsigned i = 0; i < rules->descriptor->n_fields; i++) {
		const ProtobufCFieldDescriptor *field = &rules->descriptor->fields[i];
		if (!option_is_given(rules, field) || is_of_inner(field->name))
			continue;
		const struct rule_row *row = rule_row_find(group, field->name);
		if (!row) {
			no_row(visitor, group, field->name);
			continue;
		}
		json_t *value = option_value(rules, field);
		visitor->visit(&(struct given_rule){row, value, visitor->field}, visitor->data);
		json_decref(value);
	}
}

bool rules_ignored(const struct Buf__Validate__FieldRules *rules)
{
	return rules && rules->has_ignore && (int)rules->ignore == IGNORE_ALWAYS;
}

void rules_visit(struct model *model, const struct message *message, const struct field *field,
		 const struct Buf__Validate__FieldRules *rules, rule_visit_fn visit, void *data)
{
	const struct visitor visitor = {model, message, field, visit, data};
	if (rules_ignored(rules))
		return;
	for (unsigned i = 0; rules && i < rules->base.descriptor->n_fields; i++) {
		const ProtobufCFieldDescriptor *group = &rules->base.descriptor->fields[i];
		if (group->type == PROTOBUF_C_TYPE_MESSAGE && group->label != PROTOBUF_C_LABEL_REPEATED &&
		    option_is_given(&rules->base, group))
			visit_group(&visitor, group_of(group->name), option_message(&rules->base, group));
	}
}

const struct Buf__Validate__FieldRules *rules_inner(const struct Buf__Validate__FieldRules *rules, const char *name)
{
	for (unsigned i = 0; rules && i < rules->base.descriptor->n_fields; i++) {
		const ProtobufCFieldDescriptor *group = &rules->base.descriptor->fields[i];
		if (group->type != PROTOBUF_C_TYPE_MESSAGE || !option_is_given(&rules->base, group))
			continue;
		const ProtobufCMessage *inner = option_message(&rules->base, group);
		const ProtobufCFieldDescriptor *found = protobuf_c_message_descriptor_get_field_by_name(inner->descriptor, name);
		if (found && found->type == PROTOBUF_C_TYPE_MESSAGE && option_is_given(inner, found))
			return (const struct Buf__Validate__FieldRules *)option_message(inner, found);
	}
	return NULL;
}

bool rules_ignore_zero(const struct Buf__Validate__FieldRules *rules)
{
	return rules && rules->has_ignore && rules->ignore == BUF__VALIDATE__IGNORE__IGNORE_IF_ZERO_VALUE && !rules->required;
}

/* Whether the zero breaks a rule. Bounds are looked at together: when the upper one is the smaller, a value has to pass only one.
 */
struct refusal {
	bool refused, below, above;
	double lower, upper;
};

static void note_refusal(const struct given_rule *rule, void *data)
{
	struct refusal *refusal = data;
	const char *keyword = rule->row->keyword ? rule->row->keyword : "";
	bool refused = rule->row->refuses_zero && rule->row->refuses_zero(rule);
	if (strcmp(keyword, "minimum") == 0 || strcmp(keyword, "exclusiveMinimum") == 0) {
		refusal->below = refused;
		refusal->lower = json_number_value(rule->value);
	} else if (strcmp(keyword, "maximum") == 0 || strcmp(keyword, "exclusiveMaximum") == 0) {
		refusal->above = refused;
		refusal->upper = json_number_value(rule->value);
	} else {
		refusal->refused |= refused;
	}
}

static bool refuse_zero(struct model *model, const struct message *message, const struct field *field,
			const struct Buf__Validate__FieldRules *rules)
{
	struct refusal refusal = {.lower = -INFINITY, .upper = INFINITY};
	rules_visit(model, message, field, rules, note_refusal, &refusal);
	bool outside = refusal.upper < refusal.lower;
	return refusal.refused || (outside ? refusal.below && refusal.above : refusal.below || refusal.above);
}

bool rules_require(struct model *model, const struct message *message, const struct field *field)
{
	bool repeated = field->proto->label == GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__LABEL__LABEL_REPEATED;
	bool has_presence = !repeated && (field->proto->type == GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_MESSAGE ||
					  field->proto->has_oneof_index);
	if (rules_ignored(field->rules))
		return false;
	if (field->rules && field->rules->required)
		return true;
	return !has_presence && !rules_ignore_zero(field->rules) && refuse_zero(model, message, field, field->rules);
}

struct words {
	json_t *array;
	const char *before; /* "each " */
};

static void add_value(struct buffer *out, const json_t *value)
{
	if (json_is_string(value))
		buffer_add_string(out, json_string_value(value));
	else if (!json_is_array(value))
		tree_print_json(out, value, true);
	for (size_t i = 0; i < json_array_size(value); i++) {
		buffer_add_string(out, i ? ", " : "");
		add_value(out, json_array_get(value, i));
	}
}

static void add_words(const struct given_rule *rule, void *data)
{
	const struct words *words = data;
	const json_t *value = json_is_array(rule->value) ? schema_values(rule->field, rule->value) : NULL;
	struct buffer out;
	buffer_init(&out, NULL, OUTPUT_MAX_BYTES);
	buffer_add_string(&out, words->before);
	for (const char *c = rule->row->words; *c; c++) {
		if (*c == '#')
			add_value(&out, value ? value : rule->value);
		else if (*c != '~')
			buffer_add_char(&out, *c);
		else if (json_integer_value(rule->value) != 1)
			buffer_add_char(&out, 's');
		if (*c == ' ' && c > rule->row->words && c[-1] == ',')
			buffer_add_string(&out, words->before);
	}
	/* A rule that is switched off. */
	if (out.len > strlen(words->before) && !json_is_false(rule->value))
		tree_add(words->array, tree_text(buffer_string(&out)));
	buffer_done(&out);
	json_decref((json_t *)(uintptr_t)value);
}

static void add_field_words(struct model *model, const struct message *message, const struct field *field,
			    const struct Buf__Validate__FieldRules *rules, struct words words)
{
	if (rules && rules->required && !rules_ignored(rules))
		tree_add(words.array, tree_printf("%srequired", words.before));
	rules_visit(model, message, field, rules, add_words, &words);
}

json_t *rules_words(struct model *model, const struct message *message, const struct field *field)
{
	static const char *const inner[][2] = {{"items", "each "}, {"keys", "each key "}, {"values", "each value "}};
	struct words words = {tree_array(), ""};
	bool repeated = field->proto->label == GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__LABEL__LABEL_REPEATED;
	add_field_words(model, message, field, field->rules, words);
	for (size_t i = 0; i < COUNT_OF(inner); i++) {
		words.before = inner[i][1];
		add_field_words(model, message, field, rules_inner(field->rules, inner[i][0]), words);
	}
	if (field->message && field->message->has_rules && !field->message->map_entry)
		tree_add(words.array, tree_text(repeated ? "each has rules of its own" : "has rules of its own"));
	return words.array;
}
