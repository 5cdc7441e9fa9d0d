/* Rules of fields, of what is in lists and maps, and of oneofs. */
#include "protoc-gen-hapax/model/rules.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "protoc-gen-hapax/model/names.h"
#include "protoc-gen-hapax/model/options.h"

#define field_rules_proto Buf__Validate__FieldRules

enum { FIELD_OPTIONS = 8, OPTION_FIELD_RULES = 1159, MESSAGE_OPTIONS = 7, OPTION_MESSAGE_RULES = 1159 };

void rules_mistake(struct planner *planner, const char *format, ...)
{
	struct path path = path_of(&planner->field->path, FIELD_OPTIONS, OPTION_FIELD_RULES);
	char text[1000];
	va_list args;
	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	model_error(planner->model, planner->message->file, &path, "%s.%s: %s", planner->message->local_name,
		    planner->field->proto->name, text);
}

static bool is_repeated(const struct field *field)
{
	return field->proto->label == GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__LABEL__LABEL_REPEATED;
}

static bool is_map(const struct field *field)
{
	return field->message && field->message->map_entry;
}

static bool has_presence(const struct field *field)
{
	return field->proto->type == GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_MESSAGE || field->proto->has_oneof_index;
}

/* Rules of another type than the value's. */
static void refuse_type(struct planner *planner, const struct rules_type *given)
{
	const char *name = given->name;
	if (given->type == RULE_TYPE_LIST)
		rules_mistake(planner, "repeated rules on what is no list; take them away");
	else if (given->type == RULE_TYPE_MAP)
		rules_mistake(planner, "map rules on what is no map; take them away");
	else if (planner->type && planner->type->type == RULE_TYPE_LIST)
		rules_mistake(planner, "rules of a value on a list; write them as repeated.items");
	else if (planner->type && planner->type->type == RULE_TYPE_MAP)
		rules_mistake(planner, "rules of a value on a map; write them as map.keys or map.values");
	else
		rules_mistake(planner, "%s rules on a field of another type (%s); write rules of its own type", name,
			      planner->type ? planner->type->name : "message");
}

/* What is said about the value itself: required and ignore belong to where it is. */
static void plan_set(struct planner *planner, const struct field_rules_proto *rules)
{
	const ProtobufCMessageDescriptor *descriptor = rules->base.descriptor;
	for (unsigned i = 0; i < descriptor->n_fields; i++) {
		const ProtobufCFieldDescriptor *member = &descriptor->fields[i];
		if (member->type != PROTOBUF_C_TYPE_MESSAGE || !rules_given(&rules->base, member))
			continue;
		const ProtobufCMessage *of_type;
		memcpy(&of_type, (const char *)rules + member->offset, sizeof(of_type));
		const struct rules_type *given = rules_type_called(member->name);
		if (given == planner->type)
			rules_plan_value(planner, of_type);
		else
			refuse_type(planner, given);
	}
	rules_check_conflicts(planner);
}

static bool ignores_always(const struct field_rules_proto *rules)
{
	return rules && rules->ignore == BUF__VALIDATE__IGNORE__IGNORE_ALWAYS;
}

/* The rules of each item, key or value; field has its type, and for a map belongs to the entry. */
static void plan_inner(struct planner *outer, struct planned_set *set, const struct field *field,
		       const struct field_rules_proto *rules, const char *what)
{
	struct planner planner = *outer;
	planner.type = rules_type_of(field->proto);
	planner.set = set;
	planner.required = false;
	planner.plain = false;
	if (ignores_always(rules))
		return;
	set->type = planner.type ? planner.type->type : RULE_TYPE_MESSAGE;
	if (field->message && field->message->has_rules && !field->message->map_entry)
		set->message = field->message;
	if (rules) {
		set->ignore_zero = rules->ignore == BUF__VALIDATE__IGNORE__IGNORE_IF_ZERO_VALUE;
		if (rules->required)
			rules_mistake(&planner, "required has no meaning in %s; write what they must be, as string.min_len: 1",
				      what);
		plan_set(&planner, rules);
	}
	set->there = set->rule_count || set->message;
}

static void plan_map(struct planner *planner, struct planned_field *planned, const struct field_rules_proto *rules)
{
	const struct Buf__Validate__MapRules *map = rules ? rules->map : NULL;
	const struct message *entry = planner->field->message;
	plan_inner(planner, &planned->keys, &entry->fields[0], map ? map->keys : NULL, "map.keys");
	plan_inner(planner, &planned->values, &entry->fields[1], map ? map->values : NULL, "map.values");
}

static void plan_contents(struct planner *planner, struct planned_field *planned, const struct field_rules_proto *rules)
{
	const struct field *field = planner->field;
	const struct Buf__Validate__RepeatedRules *list = rules ? rules->repeated : NULL;
	if (is_map(field))
		plan_map(planner, planned, rules);
	else if (is_repeated(field))
		plan_inner(planner, &planned->items, field, list ? list->items : NULL, "repeated.items");
	else if (field->message && field->message->has_rules)
		planned->own.message = field->message;
}

static void plan_field(struct model *model, struct message *message, const struct field *field)
{
	const struct field_rules_proto *rules = field->rules;
	struct planned_field *planned = &message->planned.fields[message->planned.field_count];
	bool repeated = is_repeated(field);
	*planned = (struct planned_field){.field = field, .required = rules && rules->required};
	struct planner planner = {
		.model = model,
		.message = message,
		.field = field,
		.plain = !repeated && !has_presence(field),
		.type = is_map(field) ? rules_type_called("map")
			: repeated    ? rules_type_called("repeated")
				      : rules_type_of(field->proto),
		.set = &planned->own,
		.required = planned->required,
	};
	if (ignores_always(rules))
		return;
	planned->own.type = planner.type ? planner.type->type : RULE_TYPE_MESSAGE;
	planned->own.ignore_zero =
		rules && rules->ignore == BUF__VALIDATE__IGNORE__IGNORE_IF_ZERO_VALUE && (repeated || planner.plain);
	if (rules)
		plan_set(&planner, rules);
	plan_contents(&planner, planned, rules);
	planned->own.there = planned->own.rule_count || planned->own.message;
	if (planned->required || planned->own.there || planned->items.there || planned->keys.there || planned->values.there)
		message->planned.field_count++;
}

static void plan_oneofs(struct model *model, struct message *message)
{
	size_t count = message->proto->n_oneof_decl;
	message->planned.oneofs = must_array(model->arena, struct planned_oneof, count);
	for (size_t i = 0; i < count; i++) {
		if (!option_oneof_required(model, message, i))
			continue;
		struct planned_oneof *planned = &message->planned.oneofs[message->planned.oneof_count];
		planned->name = message->proto->oneof_decl[i]->name;
		for (size_t j = message->field_count; j-- > 0;) {
			const struct field_proto *proto = message->fields[j].proto;
			if (proto->has_oneof_index && (size_t)proto->oneof_index == i)
				planned->field = message->fields[j].index;
		}
		message->planned.oneof_count++;
	}
}

void rules_plan(struct model *model, struct message *message)
{
	struct path path = path_of(&message->path, MESSAGE_OPTIONS, OPTION_MESSAGE_RULES);
	if (message->map_entry)
		return;
	if (option_has_extension(message->proto->options ? &message->proto->options->base : NULL, OPTION_MESSAGE_RULES))
		model_error(model, message->file, &path,
			    "%s: hapax doesn't enforce rules of whole messages (buf.validate.message); write rules of its fields",
			    message->local_name);
	message->planned.fields = must_array(model->arena, struct planned_field, message->field_count);
	for (size_t i = 0; i < message->field_count; i++)
		plan_field(model, message, &message->fields[i]);
	plan_oneofs(model, message);
}
