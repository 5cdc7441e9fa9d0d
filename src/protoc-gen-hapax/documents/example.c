/* Examples: given ones are checked against the schema, others are made after it. */
#include <string.h>

#include "protoc-gen-hapax/documents/documents.h"
#include "protoc-gen-hapax/documents/schema_check.h"
#include "protoc-gen-hapax/model/names.h"

enum { MESSAGE_OPTIONS = 7, OPTION_EVENT = 50100 };
/* Bounds of what is made up: where a contract asks for more, it has to give the example itself. */
#define EXACT_MAX 9007199254740992.0
enum { NESTED_MAX = 16, VALUES_MAX = 2000, TEXT_MAX_BYTES = 4096 };

/* Where a value is being made. */
struct maker {
	const json_t *root;
	const json_t *open[NESTED_MAX]; /* messages around it */
	size_t depth, values;
};

/* NULL: there are too many. number: among its list's items. */
static json_t *make(struct maker *maker, const json_t *schema, const char *name, size_t number);

static const char *text_of_format(const char *format)
{
	static const struct {
		const char *format, *text;
	} texts[] = {
		{"date-time", "2026-01-31T17:00:00Z"},
		{"uuid", "018f3f6e-7c1e-7a3b-9c55-2f4d8a6b0c11"},
		{"email", "ada@example.com"},
		{"hostname", "host.example.com"},
		{"ipv4", "192.0.2.1"},
		{"ipv6", "2001:db8::1"},
		{"uri", "https://example.com/"},
		{"uri-reference", "https://example.com/"},
	};
	for (size_t i = 0; format && i < COUNT_OF(texts); i++) {
		if (strcmp(texts[i].format, format) == 0)
			return texts[i].text;
	}
	return NULL;
}

static size_t limit_of(const json_t *schema, const char *keyword, size_t fallback)
{
	const json_t *limit = json_object_get(schema, keyword);
	return limit ? (size_t)json_integer_value(limit) : fallback;
}

/* The field's name, as often as it takes. */
static json_t *make_text(const json_t *schema, const char *name, size_t number)
{
	bool base64 = json_object_get(schema, "contentEncoding");
	const char *known = text_of_format(json_string_value(json_object_get(schema, "format")));
	size_t min = limit_of(schema, "minLength", 0), max = limit_of(schema, "maxLength", SIZE_MAX);
	struct buffer text;
	if (known)
		return tree_text(known);
	buffer_init(&text, NULL, OUTPUT_MAX_BYTES);
	if (number && !base64)
		buffer_printf(&text, "%zu ", number + 1);
	do {
		buffer_add_string(&text, base64 ? "AAAA" : name);
	} while (text.len < min && text.len < TEXT_MAX_BYTES);
	if (text.len > max && !base64)
		text.len = max;
	json_t *value = tree_text(buffer_string(&text));
	buffer_done(&text);
	return value;
}

static json_t *make_number(const json_t *schema, bool whole, size_t number)
{
	const json_t *low = json_object_get(schema, "minimum"), *above = json_object_get(schema, "exclusiveMinimum");
	const json_t *high = json_object_get(schema, "maximum"), *below = json_object_get(schema, "exclusiveMaximum");
	double value = 1 + (double)number, step = whole ? 1 : 0.5;
	if (below && value >= json_number_value(below))
		value = json_number_value(below) - step;
	if (high && value > json_number_value(high))
		value = json_number_value(high);
	if (above && value <= json_number_value(above))
		value = json_number_value(above) + step + (double)number;
	if (low && value < json_number_value(low))
		value = json_number_value(low) + (double)number;
	/* Beyond, doubles aren't exact: such a bound wants an example of its own. */
	if (whole)
		return tree_int(value > -EXACT_MAX && value < EXACT_MAX ? (int64_t)value : 0);
	return json_real(value);
}

static json_t *make_array(struct maker *maker, const json_t *schema, const char *name)
{
	size_t count = limit_of(schema, "minItems", 1);
	json_t *array = tree_array();
	const json_t *items = json_object_get(schema, "items");
	for (size_t i = 0; i < (count ? count : 1) && i < VALUES_MAX && limit_of(schema, "maxItems", 1); i++) {
		json_t *item = items ? make(maker, items, name, i) : tree_int((int64_t)i + 1);
		if (item)
			tree_add(array, item);
	}
	return array;
}

/* All fields, but one of a oneof's only, and not the optional ones that would never end. */
static bool is_excluded(const json_t *schema, const json_t *made, const char *name)
{
	const json_t *all = json_object_get(schema, "allOf");
	for (size_t i = 0; i < json_array_size(all); i++) {
		const json_t *pair = json_object_get(json_object_get(json_array_get(all, i), "not"), "required");
		const char *one = json_string_value(json_array_get(pair, 0)), *other = json_string_value(json_array_get(pair, 1));
		if (one && other && strcmp(other, name) == 0 && json_object_get(made, one))
			return true;
	}
	return false;
}

static json_t *make_object(struct maker *maker, const json_t *schema)
{
	const json_t *properties = json_object_get(schema, "properties"), *rest = json_object_get(schema, "additionalProperties");
	json_t *object = tree_object(), *property;
	const char *name;
	json_object_foreach((json_t *)(uintptr_t)properties, name, property)
	{
		json_t *value = is_excluded(schema, object, name) ? NULL : make(maker, property, name, 0);
		if (value)
			tree_set(object, name, value);
	}
	if (properties)
		return object;
	json_t *value = json_is_object(rest) ? make(maker, rest, "value", 0) : tree_text("value");
	json_t *key = json_object_get(json_object_get(schema, "propertyNames"), "pattern") ? tree_text("1") : tree_text("key");
	if (value)
		tree_set(object, json_string_value(key), value);
	json_decref(key);
	return object;
}

/* NULL: the message is being made already, around this. */
static json_t *make_message(struct maker *maker, const json_t *schema)
{
	for (size_t i = 0; i < maker->depth; i++) {
		if (maker->open[i] == schema)
			return NULL;
	}
	if (maker->depth == NESTED_MAX)
		return NULL;
	maker->open[maker->depth++] = schema;
	json_t *object = make_object(maker, schema);
	maker->depth--;
	return object;
}

static json_t *make_of_type(struct maker *maker, const json_t *schema, const char *type, const char *name, size_t number)
{
	if (strcmp(type, "string") == 0)
		return make_text(schema, name, number);
	if (strcmp(type, "integer") == 0 || strcmp(type, "number") == 0)
		return make_number(schema, type[0] == 'i', number);
	if (strcmp(type, "array") == 0)
		return make_array(maker, schema, name);
	if (strcmp(type, "object") == 0)
		return make_message(maker, schema);
	return tree_bool(true);
}

/* The first name of an enum. */
static bool says_nothing(const json_t *list)
{
	static const char suffix[] = "_UNSPECIFIED";
	const json_t *first = json_array_get(list, 0);
	size_t len = json_string_length(first);
	return len >= sizeof(suffix) && strcmp(json_string_value(first) + len - (sizeof(suffix) - 1), suffix) == 0;
}

static json_t *make(struct maker *maker, const json_t *schema, const char *name, size_t number)
{
	static const char *const lists[] = {"examples", "enum"}, *const choices[] = {"anyOf", "allOf"};
	const json_t *target = schema_resolve(maker->root, schema), *type = json_object_get(schema, "type");
	if (target != schema)
		return make(maker, target, name, number);
	if (maker->values++ > VALUES_MAX)
		return NULL;
	if (json_object_get(schema, "const"))
		return tree_copy(json_object_get(schema, "const"));
	for (size_t i = 0; i < COUNT_OF(lists); i++) {
		const json_t *list = json_object_get(schema, lists[i]);
		if (json_array_size(list))
			return tree_copy(json_array_get(list, (number + says_nothing(list)) % json_array_size(list)));
	}
	if (!type) {
		for (size_t i = 0; i < COUNT_OF(choices); i++) {
			if (json_object_get(schema, choices[i]))
				return make(maker, json_array_get(json_object_get(schema, choices[i]), 0), name, number);
		}
		return tree_text(name);
	}
	return make_of_type(maker, schema, json_string_value(json_is_array(type) ? json_array_get(type, 0) : type), name, number);
}

static void mistake(struct model *model, const struct message *event, const char *text)
{
	struct path path = path_of(&event->path, MESSAGE_OPTIONS, OPTION_EVENT);
	model_error(model, event->file, &path, "%s: %s", event->local_name, text);
}

static json_t *read_given(struct model *model, const struct message *event)
{
	json_error_t error;
	json_t *example = json_loads(event->event->example, JSON_REJECT_DUPLICATES, &error);
	if (!json_is_object(example)) {
		mistake(model, event,
			must_printf(model->arena, "its example is no JSON object (%s); write one, or take it away",
				    example ? "but another value" : error.text));
		json_decref(example);
		return NULL;
	}
	return example;
}

json_t *example_data(struct model *model, const struct message *event, const json_t *schema)
{
	bool given = event->event->example[0];
	struct maker maker = {.root = schema};
	json_t *example = given ? read_given(model, event) : make(&maker, schema, "", 0);
	const char *found = example ? schema_check(model->arena, schema, example) : NULL;
	if (found && given)
		mistake(model, event, must_printf(model->arena, "its example doesn't fit: %s", found));
	else if (found)
		mistake(model, event,
			must_printf(model->arena, "no example of its data can be made up (%s); write one: example: '{...}'",
				    found));
	return example ? example : tree_object();
}
