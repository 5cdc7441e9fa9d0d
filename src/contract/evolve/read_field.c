#include <string.h>

#include "base/extension.h"
#include "base/scan.h"
#include "contract/evolve/read.h"

enum { OPTION_MAX_BYTES = 1 << 20, NUMBER_MAX = (1 << 29) - 1, TYPE_FIRST = 1, TYPE_LAST = 18, LABEL_LAST = 3 };

static char upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

/* "due_date" -> "dueDate", as protoc makes it. */
static const char *json_name(struct arena *arena, const char *name)
{
	char *json = text_dup_string(text_of(name), arena);
	size_t len = 0;
	for (size_t i = 0; json && name[i]; i++)
		if (name[i] != '_')
			json[len++] = i > 0 && name[i - 1] == '_' ? upper(name[i]) : name[i];
	if (json)
		json[len] = '\0';
	return json;
}

static enum status read_oneof(struct context *context, struct field *field, const Google__Protobuf__DescriptorProto *message)
{
	const Google__Protobuf__FieldDescriptorProto *proto = field->proto;
	if (!proto->has_oneof_index)
		return STATUS_OK;
	if (proto->oneof_index < 0 || (size_t)proto->oneof_index >= message->n_oneof_decl)
		return fail(context, STATUS_INVALID, "is in oneof %d, but there are %zu", proto->oneof_index,
			    message->n_oneof_decl);
	/* `optional` in proto3 is a oneof that nobody wrote. */
	if (!proto->proto3_optional)
		field->oneof = text_or_empty(message->oneof_decl[proto->oneof_index]->name);
	return STATUS_OK;
}

static bool is_message_type(field_type type)
{
	return type == GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_MESSAGE ||
	       type == GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_GROUP;
}

static enum status read_form(struct context *context, struct field *field)
{
	const Google__Protobuf__FieldDescriptorProto *proto = field->proto;
	const char *syntax = text_or_empty(field->place.file->syntax);
	if (!proto->has_number || proto->number < 1 || proto->number > NUMBER_MAX)
		return fail(context, STATUS_INVALID, "has number %d; allowed: 1 to %d", proto->number, NUMBER_MAX);
	if (!proto->has_type || (int)proto->type < TYPE_FIRST || (int)proto->type > TYPE_LAST || (int)proto->label > LABEL_LAST)
		return fail(context, STATUS_INVALID, "has no known type or label");
	field->type = proto->type;
	field->repeated = proto->label == GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__LABEL__LABEL_REPEATED;
	field->required = proto->label == GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__LABEL__LABEL_REQUIRED;
	enum status status = read_oneof(context, field, field->owner->proto);
	field->explicit = !field->repeated && (is_message_type(field->type) || proto->has_oneof_index || proto->proto3_optional ||
					       strcmp(syntax, "proto3") != 0);
	field->json_name = proto->json_name ? proto->json_name : json_name(context->arena, proto->name);
	if (!status && !field->json_name)
		return fail(context, STATUS_EXHAUSTED, "no memory for its names");
	return status;
}

static bool is_text(field_type type)
{
	return type == GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_STRING ||
	       type == GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_BYTES;
}

/* Two ways to say one thing are no change. */
static enum status read_constraints(struct context *context, struct field *field)
{
	const ProtobufCMessage *options = field->proto->options ? &field->proto->options->base : NULL;
	const char *item_key = is_text(field->type) ? "items.min_len" : "items.lower";
	enum status status = constraints_read(context, options, &field->constraints);
	if (status || field->constraints->count == 0)
		return status;
	if (!field->repeated && !field->explicit)
		return constraints_imply(context, is_text(field->type) ? "min_len" : "lower", &field->constraints);
	if (!field->repeated)
		return STATUS_OK;
	/* Maps have pairs, and come as lists of messages. */
	bool pairs = constraint_find(field->constraints, "min_pairs") != NULL;
	status = constraints_imply(context, pairs ? "min_pairs" : "min_items", &field->constraints);
	return status || is_message_type(field->type) ? status : constraints_imply(context, item_key, &field->constraints);
}

static enum status read_data(struct context *context, struct field *field)
{
	const ProtobufCMessage *options = field->proto->options ? &field->proto->options->base : NULL;
	struct buffer bytes;
	ProtobufCMessage *data;
	if (!extension_collect(context->arena, options, EXTENSION_DATA, OPTION_MAX_BYTES, &bytes))
		return STATUS_OK;
	if (buffer_failed(&bytes))
		return fail(context, STATUS_EXHAUSTED, "its (hapax.data) takes more than %d bytes", OPTION_MAX_BYTES);
	enum status status = message_unpack(context, buffer_text(&bytes), &hapax__field_options__descriptor, &data);
	if (status)
		return fail_while(context, "reading its (hapax.data)");
	field->pii = ((const struct Hapax__FieldOptions *)data)->pii;
	return STATUS_OK;
}

enum status read_field(struct context *context, struct message *message, size_t index)
{
	struct field *field = &message->fields[index];
	*field = (struct field){.proto = message->proto->field[index], .owner = message};
	field->place = place_below(&message->place, MESSAGE_FIELDS, (int32_t)index);
	if (!field->proto->name || !field->proto->name[0])
		return fail(context, STATUS_INVALID, "message %s has a field without a name", message->name);
	enum status status = read_form(context, field);
	if (!status)
		status = read_constraints(context, field);
	if (!status)
		status = read_data(context, field);
	return status ? fail_while(context, "field %s.%s", message->name, field->proto->name) : STATUS_OK;
}
