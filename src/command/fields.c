#include "command/fields.h"

#include <stdint.h>

static void set_integer(struct context *context, const ProtobufCFieldDescriptor *field, void *at, struct text value)
{
	bool wide = field->type == PROTOBUF_C_TYPE_INT64;
	int64_t number;

	if (!text_to_i64(value, &number) || (!wide && (number < INT32_MIN || number > INT32_MAX)))
		violation_add(context, text_of(field->name), "type", "must be %s, not '%.*s'",
			      wide ? "a 64-bit integer" : "a 32-bit integer", TEXT_ARG(value));
	else if (wide)
		*(int64_t *)at = number;
	else
		*(int32_t *)at = (int32_t)number;
}

static void set_string(struct context *context, const ProtobufCFieldDescriptor *field, void *at, struct text value)
{
	char *copy;

	if (!text_is_utf8(value)) {
		violation_add(context, text_of(field->name), "type", "must be UTF-8 text");
		return;
	}
	copy = text_dup_string(value, context->arena);
	if (copy)
		*(char **)at = copy;
}

void field_set_text(struct context *context, ProtobufCMessage *message, struct text name, struct text value)
{
	const char *field_name = text_dup_string(name, context->arena);
	const ProtobufCFieldDescriptor *field =
		field_name ? protobuf_c_message_descriptor_get_field_by_name(message->descriptor, field_name) : NULL;
	void *at;

	if (!field || field->label == PROTOBUF_C_LABEL_REPEATED) {
		violation_add(context, name, "unknown_field", "is no parameter of this method");
		return;
	}
	at = (char *)message + field->offset;
	switch (field->type) {
	case PROTOBUF_C_TYPE_STRING:
		set_string(context, field, at, value);
		break;
	case PROTOBUF_C_TYPE_INT32:
	case PROTOBUF_C_TYPE_INT64:
		set_integer(context, field, at, value);
		break;
	default:
		violation_add(context, name, "unknown_field", "can't be given in the path or query");
	}
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

struct text percent_decode(struct context *context, struct text text, bool plus_is_space)
{
	char *out = arena_alloc(context->arena, text.len + 1);
	size_t len = 0;

	if (!out)
		return text;
	for (size_t i = 0; i < text.len; i++) {
		bool escape =
			text.at[i] == '%' && i + 2 < text.len && hex_digit(text.at[i + 1]) >= 0 && hex_digit(text.at[i + 2]) >= 0;

		if (escape) {
			out[len++] = (char)(hex_digit(text.at[i + 1]) * 16 + hex_digit(text.at[i + 2]));
			i += 2;
		} else {
			out[len++] = plus_is_space && text.at[i] == '+' ? ' ' : text.at[i];
		}
	}
	return (struct text){out, len};
}
