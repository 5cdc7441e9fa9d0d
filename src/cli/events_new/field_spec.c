#include "cli/events_new/field_spec.h"

#include <string.h>

enum {
	ID_MAX_LEN = 128,
	TITLE_MAX_LEN = 200,
	TEXT_MAX_LEN = 1000,
	MAX_LEN_MAX = 100000,
	ITEMS_MAX = 100,
	LINE_MAX_LEN = 120,
	NAME_MAX_LEN = 60,
	RULES_MAX_BYTES = 1024
};

enum field_kind { KIND_STRING, KIND_UUID, KIND_INTEGER, KIND_OTHER, KIND_BOOL, KIND_MESSAGE };

struct field_type {
	const char *name; /* on the command line, and of the rules of numbers */
	enum field_kind kind;
	const char *proto;
	const char *wrapper; /* of what may be absent; NULL: the message itself may be */
	const char *import;  /* of a message */
};

static const char wrappers[] = "google/protobuf/wrappers.proto";

static const struct field_type types[] = {
	{"string", KIND_STRING, "string", "google.protobuf.StringValue", NULL},
	{"uuid", KIND_UUID, "string", "google.protobuf.StringValue", NULL},
	{"int32", KIND_INTEGER, "int32", "google.protobuf.Int32Value", NULL},
	{"int64", KIND_INTEGER, "int64", "google.protobuf.Int64Value", NULL},
	{"uint32", KIND_INTEGER, "uint32", "google.protobuf.UInt32Value", NULL},
	{"uint64", KIND_INTEGER, "uint64", "google.protobuf.UInt64Value", NULL},
	{"double", KIND_OTHER, "double", "google.protobuf.DoubleValue", NULL},
	{"float", KIND_OTHER, "float", "google.protobuf.FloatValue", NULL},
	{"bool", KIND_BOOL, "bool", "google.protobuf.BoolValue", NULL},
	{"bytes", KIND_OTHER, "bytes", "google.protobuf.BytesValue", NULL},
	{"timestamp", KIND_MESSAGE, "google.protobuf.Timestamp", NULL, "google/protobuf/timestamp.proto"},
	{"duration", KIND_MESSAGE, "google.protobuf.Duration", NULL, "google/protobuf/duration.proto"},
	{"struct", KIND_MESSAGE, "google.protobuf.Struct", NULL, "google/protobuf/struct.proto"},
};

static const struct field_type *find_type(struct text name)
{
	for (size_t i = 0; i < COUNT_OF(types); i++)
		if (text_equal_string(name, types[i].name))
			return &types[i];
	return NULL;
}

static bool refuse(struct context *context, const char *given, const char *text)
{
	violation_add(context, text_of(arena_printf(context->arena, "--field '%.100s'", given)), "field.form", "%s", text);
	return false;
}

static bool refuse_type(struct context *context, const char *given, struct text type)
{
	struct buffer names;
	buffer_init(&names, context->arena, 1024);
	for (size_t i = 0; i < COUNT_OF(types); i++)
		buffer_printf(&names, "%s%s", i ? ", " : "", types[i].name);
	return refuse(context, given,
		      arena_printf(context->arena, "there is no type \"%.40s\"; allowed: %.*s",
				   text_dup_string(type, context->arena), TEXT_ARG(buffer_text(&names))));
}

static bool is_name(struct text name)
{
	if (text_empty(name) || name.len > NAME_MAX_LEN || name.at[0] < 'a' || name.at[0] > 'z' || name.at[name.len - 1] == '_')
		return false;
	for (size_t i = 1; i < name.len; i++) {
		char c = name.at[i];
		bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c == '_' && name.at[i - 1] != '_');
		if (!plain)
			return false;
	}
	return !text_equal_string(name, "base"); /* taken by protobuf-c */
}

static bool take_end(struct text *text, const char *end)
{
	size_t len = strlen(end);
	if (text->len < len || memcmp(text->at + text->len - len, end, len) != 0)
		return false;
	text->len -= len;
	return true;
}

/* "string(50)" -> "string", 50. */
static bool take_max_len(struct text *type, int *ret_max_len)
{
	struct text number = *type;
	int64_t value;
	if (!take_end(&number, ")"))
		return true;
	struct text name = text_cut(&number, '(');
	if (!text_to_i64(number, &value) || value < 1 || value > MAX_LEN_MAX || !text_equal_string(name, "string"))
		return false;
	*type = name;
	*ret_max_len = (int)value;
	return true;
}

static const char *complaint(const struct field_spec *spec)
{
	if (spec->optional && spec->list)
		return "a list can't be absent, only empty; take the ? away";
	if (spec->required && spec->type->kind == KIND_BOOL && !spec->list)
		return "a required bool would have to be true; write bool, or bool? to tell absent from false";
	if (spec->type->kind == KIND_UUID && !spec->required && !spec->optional && !spec->list)
		return "an empty text is no uuid; write uuid! or uuid?";
	return NULL;
}

bool field_spec_read(struct context *context, const char *given, struct field_spec *ret_spec)
{
	struct text type = text_of(given);
	struct text name = text_cut(&type, ':');
	struct field_spec spec = {.name = text_dup_string(name, context->arena)};
	spec.required = take_end(&type, "!");
	spec.optional = !spec.required && take_end(&type, "?");
	spec.list = take_end(&type, "[]");
	if (!is_name(name) || text_empty(type))
		return refuse(context, given,
			      "isn't NAME:TYPE; allowed: a name of small letters, digits and _ (not \"base\"), a type, then [] for "
			      "a list, ! "
			      "for required or ? for what may be absent, as task_id:int64! or note:string(500)?");
	if (!take_max_len(&type, &spec.max_len))
		return refuse(context, given, "only string takes a number in parentheses, its greatest length from 1 to 100000");
	spec.type = find_type(type);
	if (!spec.type)
		return refuse_type(context, given, type);
	if (complaint(&spec))
		return refuse(context, given, complaint(&spec));
	*ret_spec = spec;
	return true;
}

bool field_spec_fits_attribute(const struct field_spec *spec)
{
	if (spec->list)
		return false;
	if (spec->type->kind == KIND_STRING || spec->type->kind == KIND_UUID)
		return true;
	return spec->type->kind == KIND_INTEGER && spec->type->name[0] == 'i' && !spec->optional;
}

const char *field_spec_import(const struct field_spec *spec)
{
	return spec->optional && spec->type->wrapper ? wrappers : spec->type->import;
}

static bool is_id(const struct field_spec *spec)
{
	struct text name = text_of(spec->name);
	return text_equal_string(name, "id") || take_end(&name, "_id") || take_end(&name, "_ids");
}

static int max_len_of(const struct field_spec *spec)
{
	struct text name = text_of(spec->name);
	if (spec->max_len)
		return spec->max_len;
	if (is_id(spec))
		return ID_MAX_LEN;
	return take_end(&name, "title") || take_end(&name, "name") || spec->list ? TITLE_MAX_LEN : TEXT_MAX_LEN;
}

/* The rules of one value: "string: {max_len: 128}"; nothing when it has none. */
static void add_value_rules(const struct field_spec *spec, struct buffer *out)
{
	if (spec->type->kind == KIND_STRING)
		buffer_printf(out, "string: {%smax_len: %d}", spec->list ? "min_len: 1, " : "", max_len_of(spec));
	else if (spec->type->kind == KIND_UUID)
		buffer_add_string(out, "string: {uuid: true}");
	else if (spec->type->kind == KIND_INTEGER && is_id(spec))
		buffer_printf(out, "%s: {gt: 0}", spec->type->name);
}

static void add_list_rules(const struct field_spec *spec, struct buffer *out)
{
	buffer_printf(out, "repeated: {%smax_items: %d", spec->required ? "min_items: 1, " : "", ITEMS_MAX);
	size_t before = out->len;
	buffer_add_string(out, ", items: {");
	size_t empty = out->len;
	add_value_rules(spec, out);
	if (out->len == empty)
		out->len = before;
	else
		buffer_add_char(out, '}');
	buffer_add_char(out, '}');
}

/* An id that must be above 0 is there already. */
static bool says_required(const struct field_spec *spec)
{
	return spec->required && !spec->list && !(spec->type->kind == KIND_INTEGER && is_id(spec));
}

static void add_rules(const struct field_spec *spec, struct buffer *out)
{
	if (says_required(spec))
		buffer_add_string(out, "required: true");
	size_t before = out->len;
	if (says_required(spec))
		buffer_add_string(out, ", ");
	size_t empty = out->len;
	if (spec->list)
		add_list_rules(spec, out);
	else
		add_value_rules(spec, out);
	if (out->len == empty)
		out->len = before;
}

static struct text rules_of(struct context *context, const struct field_spec *spec)
{
	struct buffer rules;
	buffer_init(&rules, context->arena, RULES_MAX_BYTES);
	add_rules(spec, &rules);
	return buffer_text(&rules);
}

bool field_spec_has_rules(struct context *context, const struct field_spec *spec)
{
	return !text_empty(rules_of(context, spec));
}

/* "string: {max_len: 5}" becomes ".string.max_len = 5"; where there are several, they stay in braces. */
static void add_option(struct text rules, struct buffer *out)
{
	buffer_add_string(out, "[(buf.validate.field)");
	for (;;) {
		struct text value = rules, name = text_cut(&value, ':');
		bool nested = value.len > 1 && value.at[1] == '{';
		if (!nested && memchr(rules.at, ',', rules.len)) {
			buffer_printf(out, " = {%.*s}]", TEXT_ARG(rules));
			return;
		}
		buffer_printf(out, ".%.*s", TEXT_ARG(name));
		if (!nested || memchr(value.at, ',', value.len)) {
			buffer_printf(out, " =%.*s]", TEXT_ARG(value));
			return;
		}
		rules = (struct text){value.at + 2, value.len - 3};
	}
}

void field_spec_write(struct context *context, const struct field_spec *spec, int number, struct buffer *out)
{
	struct text rules = rules_of(context, spec);
	struct buffer option;
	size_t start = out->len;
	buffer_printf(out, "  %s%s %s = %d", spec->list ? "repeated " : "",
		      spec->optional && spec->type->wrapper ? spec->type->wrapper : spec->type->proto, spec->name, number);
	buffer_init(&option, context->arena, RULES_MAX_BYTES);
	if (!text_empty(rules)) {
		add_option(rules, &option);
		bool is_long = out->len - start + option.len + 2 > LINE_MAX_LEN;
		buffer_printf(out, "%s%.*s", is_long ? "\n      " : " ", TEXT_ARG(buffer_text(&option)));
	}
	buffer_add_string(out, ";\n");
}
