#include "protoc-gen-hapax/documents/schema_check.h"

#include <string.h>

#include "protoc-gen-hapax/model/names.h"
#include "protoc-gen-hapax/tree/match.h"

struct checker {
	struct arena *arena;
	const json_t *root;
	const char *found; /* the first mistake */
};

static bool check(struct checker *checker, const json_t *schema, const json_t *value, const char *path);

static bool mistake(struct checker *checker, const char *path, const char *what, const json_t *limit)
{
	struct buffer text;
	if (checker->found)
		return false;
	buffer_init(&text, checker->arena, OUTPUT_MAX_BYTES);
	buffer_printf(&text, "%s%s%s", path, path[0] ? ": " : "", what);
	if (limit)
		tree_print_json(&text, limit, true);
	checker->found = buffer_string(&text);
	return false;
}

const json_t *schema_resolve(const json_t *root, const json_t *schema)
{
	static const char prefix[] = "#/$defs/";
	const char *ref = json_string_value(json_object_get(schema, "$ref"));
	if (!ref || strncmp(ref, prefix, sizeof(prefix) - 1) != 0)
		return schema;
	return json_object_get(json_object_get(root, "$defs"), ref + sizeof(prefix) - 1);
}

static bool is_of_type(const json_t *value, const char *type)
{
	static const struct {
		const char *name;
		json_type type;
	} types[] = {{"object", JSON_OBJECT},	{"array", JSON_ARRAY}, {"string", JSON_STRING},
		     {"integer", JSON_INTEGER}, {"number", JSON_REAL}, {"null", JSON_NULL}};
	if (strcmp(type, "boolean") == 0)
		return json_is_boolean(value);
	if (strcmp(type, "number") == 0 && json_is_integer(value))
		return true;
	for (size_t i = 0; i < COUNT_OF(types); i++) {
		if (strcmp(types[i].name, type) == 0)
			return json_typeof(value) == types[i].type;
	}
	return false;
}

static bool fits_type(const json_t *limit, const json_t *value)
{
	if (json_is_string(limit))
		return is_of_type(value, json_string_value(limit));
	for (size_t i = 0; i < json_array_size(limit); i++) {
		if (is_of_type(value, json_string_value(json_array_get(limit, i))))
			return true;
	}
	return false;
}

static bool fits_const(const json_t *limit, const json_t *value)
{
	return json_equal(limit, value) ||
	       (json_is_number(limit) && json_is_number(value) && json_number_value(limit) == json_number_value(value));
}

static bool fits_enum(const json_t *limit, const json_t *value)
{
	for (size_t i = 0; i < json_array_size(limit); i++) {
		if (fits_const(json_array_get(limit, i), value))
			return true;
	}
	return false;
}

static bool fits_minimum(const json_t *limit, const json_t *value)
{
	return !json_is_number(value) || json_number_value(value) >= json_number_value(limit);
}

static bool fits_maximum(const json_t *limit, const json_t *value)
{
	return !json_is_number(value) || json_number_value(value) <= json_number_value(limit);
}

static bool fits_above(const json_t *limit, const json_t *value)
{
	return !json_is_number(value) || json_number_value(value) > json_number_value(limit);
}

static bool fits_below(const json_t *limit, const json_t *value)
{
	return !json_is_number(value) || json_number_value(value) < json_number_value(limit);
}

static size_t points(const json_t *value)
{
	return text_count_points((struct text){json_string_value(value), json_string_length(value)});
}

static bool fits_min_length(const json_t *limit, const json_t *value)
{
	return !json_is_string(value) || (json_int_t)points(value) >= json_integer_value(limit);
}

static bool fits_max_length(const json_t *limit, const json_t *value)
{
	return !json_is_string(value) || (json_int_t)points(value) <= json_integer_value(limit);
}

/* What RE2 doesn't understand fits. */
static bool fits_pattern(const json_t *limit, const json_t *value)
{
	struct text text = {json_string_value(value), json_string_length(value)};
	return !json_is_string(value) || match(json_string_value(limit), text) != PATTERN_DIFFERS;
}

static bool fits_min_items(const json_t *limit, const json_t *value)
{
	return !json_is_array(value) || (json_int_t)json_array_size(value) >= json_integer_value(limit);
}

static bool fits_max_items(const json_t *limit, const json_t *value)
{
	return !json_is_array(value) || (json_int_t)json_array_size(value) <= json_integer_value(limit);
}

static bool fits_min_properties(const json_t *limit, const json_t *value)
{
	return !json_is_object(value) || (json_int_t)json_object_size(value) >= json_integer_value(limit);
}

static bool fits_max_properties(const json_t *limit, const json_t *value)
{
	return !json_is_object(value) || (json_int_t)json_object_size(value) <= json_integer_value(limit);
}

static bool fits_unique(const json_t *limit, const json_t *value)
{
	for (size_t i = 0; json_is_true(limit) && i < json_array_size(value); i++) {
		for (size_t j = 0; j < i; j++) {
			if (json_equal(json_array_get(value, i), json_array_get(value, j)))
				return false;
		}
	}
	return true;
}

static const struct {
	const char *keyword;
	const char *words; /* the limit follows */
	bool (*fits)(const json_t *limit, const json_t *value);
} keywords[] = {
	{"type", "must be of type ", fits_type},
	{"const", "must be ", fits_const},
	{"enum", "must be one of ", fits_enum},
	{"minimum", "must be at least ", fits_minimum},
	{"maximum", "must be at most ", fits_maximum},
	{"exclusiveMinimum", "must be greater than ", fits_above},
	{"exclusiveMaximum", "must be less than ", fits_below},
	{"minLength", "its characters must be at least ", fits_min_length},
	{"maxLength", "its characters must be at most ", fits_max_length},
	{"pattern", "must match ", fits_pattern},
	{"minItems", "its items must be at least ", fits_min_items},
	{"maxItems", "its items must be at most ", fits_max_items},
	{"uniqueItems", "must have no item twice: ", fits_unique},
	{"minProperties", "its pairs must be at least ", fits_min_properties},
	{"maxProperties", "its pairs must be at most ", fits_max_properties},
};

static bool check_keywords(struct checker *checker, const json_t *schema, const json_t *value, const char *path)
{
	for (size_t i = 0; i < COUNT_OF(keywords); i++) {
		const json_t *limit = json_object_get(schema, keywords[i].keyword);
		if (limit && !keywords[i].fits(limit, value))
			return mistake(checker, path, keywords[i].words, limit);
	}
	return true;
}

/* Whether it fits; why not goes nowhere. */
static bool fits(const struct checker *checker, const json_t *schema, const json_t *value)
{
	struct checker silent = *checker;
	return check(&silent, schema, value, "");
}

/* What the first choice finds is what is said: it is the one that asks most. */
static bool check_any(struct checker *checker, const json_t *choices, const json_t *value, const char *path)
{
	const char *found = NULL;
	for (size_t i = 0; i < json_array_size(choices); i++) {
		struct checker one = *checker;
		if (check(&one, json_array_get(choices, i), value, path))
			return true;
		found = found ? found : one.found;
	}
	checker->found = found;
	return !found;
}

static bool check_choices(struct checker *checker, const json_t *schema, const json_t *value, const char *path)
{
	const json_t *all = json_object_get(schema, "allOf"), *no = json_object_get(schema, "not");
	if (!check_any(checker, json_object_get(schema, "anyOf"), value, path))
		return false;
	for (size_t i = 0; i < json_array_size(all); i++) {
		if (!check(checker, json_array_get(all, i), value, path))
			return false;
	}
	return !no || !fits(checker, no, value) || mistake(checker, path, "must not fit ", no);
}

static bool check_member(struct checker *checker, const json_t *schema, const char *key, const json_t *value, const char *path)
{
	const json_t *property = json_object_get(json_object_get(schema, "properties"), key);
	const json_t *rest = json_object_get(schema, "additionalProperties"), *names = json_object_get(schema, "propertyNames");
	const char *inner = must_printf(checker->arena, "%s%s%s", path, path[0] ? "." : "", key);
	if (property)
		return check(checker, property, value, inner);
	if (names) {
		json_t *name = tree_text(key);
		bool good = check(checker, names, name, inner);
		json_decref(name);
		if (!good)
			return false;
	}
	if (json_is_object(rest))
		return check(checker, rest, value, inner);
	return !json_is_true(rest) || mistake(checker, inner, "is no field of the message; its names are as in the .proto", NULL);
}

static bool check_object(struct checker *checker, const json_t *schema, const json_t *value, const char *path)
{
	const json_t *required = json_object_get(schema, "required");
	const char *key;
	json_t *member;
	for (size_t i = 0; i < json_array_size(required); i++) {
		key = json_string_value(json_array_get(required, i));
		if (!json_object_get(value, key))
			return mistake(checker, must_printf(checker->arena, "%s%s%s", path, path[0] ? "." : "", key), "is required",
				       NULL);
	}
	json_object_foreach((json_t *)(uintptr_t)value, key, member)
	{
		if (!check_member(checker, schema, key, member, path))
			return false;
	}
	return true;
}

static bool check_items(struct checker *checker, const json_t *schema, const json_t *value, const char *path)
{
	const json_t *items = json_object_get(schema, "items");
	for (size_t i = 0; items && i < json_array_size(value); i++) {
		if (!check(checker, items, json_array_get(value, i), must_printf(checker->arena, "%s[%zu]", path, i)))
			return false;
	}
	return true;
}

static bool check(struct checker *checker, const json_t *schema, const json_t *value, const char *path)
{
	const json_t *target = schema_resolve(checker->root, schema);
	if (target != schema)
		return check(checker, target, value, path);
	return check_keywords(checker, schema, value, path) && check_choices(checker, schema, value, path) &&
	       (!json_is_object(value) || check_object(checker, schema, value, path)) &&
	       (!json_is_array(value) || check_items(checker, schema, value, path));
}

const char *schema_check(struct arena *arena, const json_t *schema, const json_t *value)
{
	struct checker checker = {.arena = arena, .root = schema};
	return check(&checker, schema, value, "") ? NULL : checker.found;
}
