#include "dev_sidecar/json.h"

#include <stdlib.h>
#include <string.h>

#include "google/protobuf/struct.pb-c.h"

void json_release(json_t **json)
{
	json_decref(*json);
}

enum status json_text(struct context *context, const json_t *json, size_t flags, struct text *ret_text)
{
	flags |= JSON_ENCODE_ANY;
	size_t len = json_dumpb(json, NULL, 0, flags);
	char *at = len ? arena_alloc(context->arena, len) : NULL;
	if (!at || json_dumpb(json, at, len, flags) != len)
		return fail(context, STATUS_EXHAUSTED, "a JSON value of %zu bytes is too large", len);
	*ret_text = (struct text){at, len};
	return STATUS_OK;
}

static Google__Protobuf__Value *to_value(struct arena *arena, const json_t *json);

static Google__Protobuf__Struct *to_struct(struct arena *arena, const json_t *object, const char *const *without)
{
	size_t size = json_object_size(object);
	Google__Protobuf__Struct *to = arena_new(arena, Google__Protobuf__Struct);
	Google__Protobuf__Struct__FieldsEntry *entries = arena_array(arena, Google__Protobuf__Struct__FieldsEntry, size);
	Google__Protobuf__Struct__FieldsEntry **fields = arena_array(arena, Google__Protobuf__Struct__FieldsEntry *, size);
	if (!to || !entries || !fields)
		return NULL;
	google__protobuf__struct__init(to);
	to->fields = fields;
	const char *key;
	json_t *member;
	json_object_foreach((json_t *)object, key, member)
	{
		size_t skip = 0;
		while (without && without[skip] && strcmp(without[skip], key))
			skip++;
		if (without && without[skip])
			continue;
		Google__Protobuf__Struct__FieldsEntry *entry = &entries[to->n_fields];
		google__protobuf__struct__fields_entry__init(entry);
		entry->key = (char *)key;
		entry->value = to_value(arena, member);
		if (!entry->value)
			return NULL;
		fields[to->n_fields++] = entry;
	}
	return to;
}

static Google__Protobuf__ListValue *to_list(struct arena *arena, const json_t *array)
{
	size_t size = json_array_size(array);
	Google__Protobuf__ListValue *to = arena_new(arena, Google__Protobuf__ListValue);
	Google__Protobuf__Value **values = arena_array(arena, Google__Protobuf__Value *, size);
	if (!to || !values)
		return NULL;
	google__protobuf__list_value__init(to);
	to->values = values;
	for (; to->n_values < size; to->n_values++) {
		values[to->n_values] = to_value(arena, json_array_get(array, to->n_values));
		if (!values[to->n_values])
			return NULL;
	}
	return to;
}

static Google__Protobuf__Value *to_value(struct arena *arena, const json_t *json)
{
	Google__Protobuf__Value *value = arena_new(arena, Google__Protobuf__Value);
	if (!value)
		return NULL;
	google__protobuf__value__init(value);
	switch (json_typeof(json)) {
	case JSON_OBJECT:
		value->kind_case = GOOGLE__PROTOBUF__VALUE__KIND_STRUCT_VALUE;
		value->struct_value = to_struct(arena, json, NULL);
		return value->struct_value ? value : NULL;
	case JSON_ARRAY:
		value->kind_case = GOOGLE__PROTOBUF__VALUE__KIND_LIST_VALUE;
		value->list_value = to_list(arena, json);
		return value->list_value ? value : NULL;
	case JSON_STRING:
		value->kind_case = GOOGLE__PROTOBUF__VALUE__KIND_STRING_VALUE;
		value->string_value = (char *)json_string_value(json);
		return value;
	case JSON_INTEGER:
	case JSON_REAL:
		value->kind_case = GOOGLE__PROTOBUF__VALUE__KIND_NUMBER_VALUE;
		value->number_value = json_number_value(json);
		return value;
	case JSON_TRUE:
	case JSON_FALSE:
		value->kind_case = GOOGLE__PROTOBUF__VALUE__KIND_BOOL_VALUE;
		value->bool_value = json_is_true(json);
		return value;
	case JSON_NULL:
		value->kind_case = GOOGLE__PROTOBUF__VALUE__KIND_NULL_VALUE;
		return value;
	}
	return NULL;
}

enum status json_to_struct(struct context *context, const json_t *object, const char *const *without, struct text *ret_bytes)
{
	Google__Protobuf__Struct *message = to_struct(context->arena, object, without);
	if (!message)
		return fail(context, STATUS_EXHAUSTED, "the extension attributes are too large");
	size_t len = google__protobuf__struct__get_packed_size(message);
	uint8_t *at = arena_alloc(context->arena, len);
	if (!at)
		return fail(context, STATUS_EXHAUSTED, "the extension attributes are too large");
	google__protobuf__struct__pack(message, at);
	*ret_bytes = (struct text){(const char *)at, len};
	return STATUS_OK;
}
