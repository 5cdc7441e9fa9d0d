#include "hapax/structs.h"

#include "hapax/arena.h"
#include "hapax/clock.h"

void struct_builder_init(struct struct_builder *builder, struct arena *arena, size_t capacity)
{
	*builder = (struct struct_builder){.arena = arena, .capacity = capacity};
	builder->value = arena_new(arena, Google__Protobuf__Struct);
	builder->failed = !builder->value;
	if (builder->failed)
		return;
	google__protobuf__struct__init(builder->value);
	builder->value->fields = arena_array(arena, Google__Protobuf__Struct__FieldsEntry *, capacity);
	builder->failed = !builder->value->fields;
}

static Google__Protobuf__Value *new_value(struct struct_builder *builder)
{
	Google__Protobuf__Value *value = arena_new(builder->arena, Google__Protobuf__Value);

	if (value)
		google__protobuf__value__init(value);
	else
		builder->failed = true;
	return value;
}

/* The value of a new field, or NULL. */
static Google__Protobuf__Value *add(struct struct_builder *builder, const char *name)
{
	Google__Protobuf__Struct__FieldsEntry *entry;

	if (builder->failed || builder->value->n_fields == builder->capacity) {
		builder->failed = true;
		return NULL;
	}
	entry = arena_new(builder->arena, Google__Protobuf__Struct__FieldsEntry);
	if (!entry) {
		builder->failed = true;
		return NULL;
	}
	google__protobuf__struct__fields_entry__init(entry);
	entry->key = text_dup_string(text_of(name), builder->arena);
	entry->value = new_value(builder);
	builder->failed |= !entry->key || !entry->value;
	if (builder->failed)
		return NULL;
	builder->value->fields[builder->value->n_fields++] = entry;
	return entry->value;
}

static void set_text(struct struct_builder *builder, Google__Protobuf__Value *value, struct text text)
{
	char *copy = text_dup_string(text, builder->arena);

	builder->failed |= !copy;
	if (!copy)
		return;
	value->kind_case = GOOGLE__PROTOBUF__VALUE__KIND_STRING_VALUE;
	value->string_value = copy;
}

void struct_add_null(struct struct_builder *builder, const char *name)
{
	Google__Protobuf__Value *value = add(builder, name);

	if (value)
		value->kind_case = GOOGLE__PROTOBUF__VALUE__KIND_NULL_VALUE;
}

void struct_add_text(struct struct_builder *builder, const char *name, struct text text)
{
	Google__Protobuf__Value *value = add(builder, name);

	if (value)
		set_text(builder, value, text);
}

void struct_add_number(struct struct_builder *builder, const char *name, double number)
{
	Google__Protobuf__Value *value = add(builder, name);

	if (!value)
		return;
	value->kind_case = GOOGLE__PROTOBUF__VALUE__KIND_NUMBER_VALUE;
	value->number_value = number;
}

void struct_add_texts(struct struct_builder *builder, const char *name, const struct text *texts, size_t count)
{
	Google__Protobuf__Value *value = add(builder, name);
	Google__Protobuf__ListValue *list = arena_new(builder->arena, Google__Protobuf__ListValue);

	if (!value || !list) {
		builder->failed = true;
		return;
	}
	google__protobuf__list_value__init(list);
	value->kind_case = GOOGLE__PROTOBUF__VALUE__KIND_LIST_VALUE;
	value->list_value = list;
	list->values = arena_array(builder->arena, Google__Protobuf__Value *, count + 1);
	builder->failed |= !list->values;
	for (size_t i = 0; !builder->failed && i < count; i++) {
		Google__Protobuf__Value *item = new_value(builder);

		if (!item)
			return;
		set_text(builder, item, texts[i]);
		list->values[list->n_values++] = item;
	}
}

void struct_add_time(struct struct_builder *builder, const char *name, int64_t time_us)
{
	char text[TIME_TEXT_MAX];
	size_t len = time_format(time_us, text);

	struct_add_text(builder, name, (struct text){text, len});
}

bool struct_failed(const struct struct_builder *builder)
{
	return builder->failed;
}
