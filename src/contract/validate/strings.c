#include "contract/json/member.h"
#include "contract/validate/rules.h"

static bool holds_strings(const ProtobufCFieldDescriptor *field)
{
	return field->type == PROTOBUF_C_TYPE_STRING || field->type == PROTOBUF_C_TYPE_MESSAGE;
}

static void check_member(struct context *context, const ProtobufCFieldDescriptor *field, const void *member,
			 const struct path *path, int depth)
{
	if (field->type == PROTOBUF_C_TYPE_MESSAGE) {
		const ProtobufCMessage *message = member_message(member);
		if (message)
			strings_check(context, message, path, depth + 1);
		return;
	}
	if (!text_is_utf8(member_string(member)))
		path_refuse(context, path, "string.utf8", "must be UTF-8 without U+0000");
}

static void check_items(struct context *context, const ProtobufCMessage *message, const ProtobufCFieldDescriptor *field,
			const struct path *path, int depth)
{
	size_t count = member_count(message, field);
	const char *items = member_items(message, field);
	struct path item = {.up = path, .is_item = true};
	for (; item.index < count; item.index++)
		check_member(context, field, items + item.index * member_size(field->type), &item, depth);
}

void strings_check(struct context *context, const ProtobufCMessage *message, const struct path *path, int depth)
{
	if (depth > VALIDATE_DEPTH_MAX) {
		path_refuse(context, path, "depth", "is nested too deeply; messages may be nested up to %d deep",
			    VALIDATE_DEPTH_MAX);
		return;
	}
	for (unsigned i = 0; i < message->descriptor->n_fields; i++) {
		const ProtobufCFieldDescriptor *field = &message->descriptor->fields[i];
		struct path here = {.up = path, .field = field->name};
		if (!holds_strings(field))
			continue;
		if (field->label == PROTOBUF_C_LABEL_REPEATED)
			check_items(context, message, field, &here, depth);
		else if (member_is_set(message, field))
			check_member(context, field, member_get(message, field), &here, depth);
	}
}
