#include <string.h>

#include "contract/evolve/compare.h"

#define TYPE(name) GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_##name

/* Types with one letter in common are read alike: on the wire, and in JSON. */
static const struct type {
	const char *name;
	char wire, json;
	const char *wrapper;
} types[] = {
	[TYPE(DOUBLE)] = {"double", 'd', 'f', "google.protobuf.DoubleValue"},
	[TYPE(FLOAT)] = {"float", 'f', 'f', "google.protobuf.FloatValue"},
	[TYPE(INT64)] = {"int64", 'v', 'L', "google.protobuf.Int64Value"},
	[TYPE(UINT64)] = {"uint64", 'v', 'L', "google.protobuf.UInt64Value"},
	[TYPE(INT32)] = {"int32", 'v', 'i', "google.protobuf.Int32Value"},
	[TYPE(FIXED64)] = {"fixed64", '8', 'L', NULL},
	[TYPE(FIXED32)] = {"fixed32", '4', 'i', NULL},
	[TYPE(BOOL)] = {"bool", 'v', 'b', "google.protobuf.BoolValue"},
	[TYPE(STRING)] = {"string", 's', 's', "google.protobuf.StringValue"},
	[TYPE(GROUP)] = {"group", 'g', 'm', NULL},
	[TYPE(MESSAGE)] = {"message", 'm', 'm', NULL},
	[TYPE(BYTES)] = {"bytes", 's', 'y', "google.protobuf.BytesValue"},
	[TYPE(UINT32)] = {"uint32", 'v', 'i', "google.protobuf.UInt32Value"},
	[TYPE(ENUM)] = {"enum", 'v', 'e', NULL},
	[TYPE(SFIXED32)] = {"sfixed32", '4', 'i', NULL},
	[TYPE(SFIXED64)] = {"sfixed64", '8', 'L', NULL},
	[TYPE(SINT32)] = {"sint32", 'z', 'i', NULL},
	[TYPE(SINT64)] = {"sint64", 'z', 'L', NULL},
};

bool field_is_map(const struct field *field)
{
	return field->repeated && field->message && field->message->map_entry;
}

const char *field_type_text(struct compare *compare, const struct field *field)
{
	if (field_is_map(field)) {
		const struct field *key = index_find_number(&field->message->by_number, 1);
		const struct field *value = index_find_number(&field->message->by_number, 2);
		/* A map in a map is nothing that protoc makes, and would have no end. */
		bool plain = key && value && !field_is_map(key) && !field_is_map(value);
		return plain ? compare_text(compare, "map<%s, %s>", field_type_text(compare, key), field_type_text(compare, value))
			     : "map";
	}
	if (field->message)
		return field->message->name;
	return field->enumeration ? field->enumeration->name : types[field->type].name;
}

static const char *label_text(const struct field *field)
{
	if (field->repeated && !field_is_map(field))
		return "repeated ";
	if (field->required)
		return "required ";
	return field->proto->proto3_optional ? "optional " : "";
}

const char *field_text(struct compare *compare, const struct field *field)
{
	return compare_text(compare, "%s%s %s = %d", label_text(field), field_type_text(compare, field), field->proto->name,
			    field->proto->number);
}

static bool wraps(const struct field *wrapper, const struct field *plain)
{
	const char *name = types[plain->type].wrapper;
	return wrapper->message && name && !plain->message && !strcmp(wrapper->message->name, name);
}

/* The part of a full name behind the package that it shares with its holder; the whole name when it shares none. */
static const char *name_beside(const char *name, const struct field *holder)
{
	const char *package = text_or_empty(holder->place.file->package);
	size_t len = strlen(package);
	return len && !strncmp(name, package, len) && name[len] == '.' ? name + len + 1 : name;
}

static bool same_name(const char *before, const struct field *old, const char *after, const struct field *new)
{
	return !strcmp(before, after) || !strcmp(name_beside(before, old), name_beside(after, new));
}

bool field_same_message(const struct field *before, const struct field *after)
{
	return same_name(before->message->name, before, after->message->name, after);
}

/* EVOLVE_RULE_COUNT_: the same type. */
static enum evolve_rule type_change(const struct field *before, const struct field *after)
{
	const struct type *old = &types[before->type], *new = &types[after->type];
	if (wraps(before, after) || wraps(after, before))
		return FIELD_WRAPPER_CHANGED;
	if (before->message && after->message && before->type == after->type)
		return field_is_map(before) || field_same_message(before, after) ? EVOLVE_RULE_COUNT_ : FIELD_MESSAGE_CHANGED;
	if (before->enumeration && after->enumeration)
		return same_name(before->enumeration->name, before, after->enumeration->name, after) ? EVOLVE_RULE_COUNT_
												     : FIELD_ENUM_CHANGED;
	if (before->type == after->type)
		return EVOLVE_RULE_COUNT_;
	if (old->wire == new->wire)
		return old->json == new->json ? FIELD_RANGE_CHANGED : FIELD_TYPE_CHANGED_IN_JSON;
	return old->json == new->json ? FIELD_TYPE_CHANGED_ON_WIRE : FIELD_TYPE_CHANGED;
}

static const char *oneof_text(struct compare *compare, const char *oneof)
{
	return oneof ? compare_text(compare, "in oneof %s", oneof) : "in no oneof";
}

static void compare_presence(struct compare *compare, const struct field *before, const struct field *after,
			     const struct trail *trail)
{
	const char *old = before->oneof, *new = after->oneof;
	if (!old != !new || (old && strcmp(old, new) != 0))
		compare_note(compare, FIELD_ONEOF_CHANGED, trail, oneof_text(compare, old), oneof_text(compare, new),
			     &after->place);
	else if (before->explicit != after->explicit)
		compare_note(compare, FIELD_PRESENCE_CHANGED, trail, field_text(compare, before), field_text(compare, after),
			     &after->place);
}

static void compare_names(struct compare *compare, const struct field *before, const struct field *after, const struct trail *trail)
{
	const char *old = text_or_empty(before->proto->default_value), *new = text_or_empty(after->proto->default_value);
	bool renamed = strcmp(before->proto->name, after->proto->name) != 0;
	if (!renamed && strcmp(before->json_name, after->json_name) != 0)
		compare_note(compare, FIELD_JSON_NAME_CHANGED, trail, before->json_name, after->json_name, &after->place);
	if (strcmp(old, new) != 0)
		compare_note(compare, FIELD_DEFAULT_CHANGED, trail, old, new, &after->place);
}

static bool defined_only(const struct field *field)
{
	const struct constraint *own = constraint_find(field->constraints, "defined_only");
	const struct constraint *items = constraint_find(field->constraints, "items.defined_only");
	return (own && own->number > 0) || (items && items->number > 0);
}

void compare_field(struct compare *compare, const struct field *before, const struct field *after, const struct trail *trail)
{
	enum evolve_rule change = EVOLVE_RULE_COUNT_;
	if (before->repeated != after->repeated || before->required != after->required ||
	    field_is_map(before) != field_is_map(after))
		change = FIELD_LABEL_CHANGED;
	else
		change = type_change(before, after);
	if (change != EVOLVE_RULE_COUNT_)
		compare_note(compare, change, trail, field_text(compare, before), field_text(compare, after), &after->place);
	else
		compare_presence(compare, before, after, trail);
	compare_names(compare, before, after, trail);
	if (before->pii != after->pii)
		compare_note(compare, before->pii ? PII_REMOVED : PII_ADDED, trail, NULL, NULL, &after->place);
	compare_constraints(compare, before, after, trail);
	if (before->enumeration && after->enumeration && change != FIELD_ENUM_CHANGED && !before->enumeration->library)
		compare_enums(compare, before->enumeration, after->enumeration, defined_only(before), trail);
}
