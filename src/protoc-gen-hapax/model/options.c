#include "protoc-gen-hapax/model/options.h"

#include <string.h>

#include "base/extension.h"
#include "base/scan.h"
#include "protoc-gen-hapax/model/names.h"

enum { OPTION_EVENT = 50100, OPTION_DATA = 50101, OPTION_TOPIC = 50102, OPTION_FIELD_RULES = 1159, OPTION_ONEOF_RULES = 1159 };
enum { OPTION_MAX_BYTES = 1 << 20 };
/* Where options are, in descriptor.proto's messages. */
enum { MESSAGE_OPTIONS = 7, FIELD_OPTIONS = 8, FILE_OPTIONS = 8 };

/* NULL, and an error of the file, when the bytes are no such message. */
static ProtobufCMessage *unpack(struct model *model, const struct file *file, struct text bytes,
				const ProtobufCMessageDescriptor *descriptor)
{
	struct context context;
	ProtobufCMessage *message;
	context_init(&context, model->arena, NULL, NULL);
	if (message_unpack(&context, bytes, descriptor, &message) == STATUS_OK)
		return message;
	model_error(model, file, NULL, "an option can't be read: %s", failure_text(&context));
	return NULL;
}

static ProtobufCMessage *option_read(struct model *model, const struct file *file, const ProtobufCMessage *options, uint32_t tag,
				     const ProtobufCMessageDescriptor *descriptor)
{
	struct buffer bytes;
	if (!extension_collect(model->arena, options, tag, OPTION_MAX_BYTES, &bytes))
		return NULL;
	if (!buffer_failed(&bytes))
		return unpack(model, file, buffer_text(&bytes), descriptor);
	model_error(model, file, NULL, "an option has more than %d bytes", OPTION_MAX_BYTES);
	return NULL;
}

/* The first part of the message that this plugin's protos don't know; 0 when all is known. */
static uint32_t unknown_tag(const ProtobufCMessage *message)
{
	if (message->n_unknown_fields)
		return message->unknown_fields[0].tag;
	for (unsigned i = 0; i < message->descriptor->n_fields; i++) {
		const ProtobufCFieldDescriptor *field = &message->descriptor->fields[i];
		if (field->type != PROTOBUF_C_TYPE_MESSAGE || field->label == PROTOBUF_C_LABEL_REPEATED)
			continue;
		const ProtobufCMessage *inner;
		memcpy(&inner, (const char *)message + field->offset, sizeof(inner));
		uint32_t tag = inner ? unknown_tag(inner) : 0;
		if (tag)
			return tag;
	}
	return 0;
}

bool option_has_extension(const ProtobufCMessage *options, uint32_t tag)
{
	for (unsigned i = 0; options && i < options->n_unknown_fields; i++) {
		if (options->unknown_fields[i].tag == tag)
			return true;
	}
	return false;
}

bool option_oneof_required(struct model *model, const struct message *message, size_t oneof)
{
	const struct Google__Protobuf__OneofOptions *options = message->proto->oneof_decl[oneof]->options;
	ProtobufCMessage *rules = option_read(model, message->file, options ? &options->base : NULL, OPTION_ONEOF_RULES,
					      &buf__validate__oneof_rules__descriptor);
	return rules && ((const struct Buf__Validate__OneofRules *)rules)->required;
}

const struct Hapax__EventOptions *option_event(struct model *model, const struct message *message)
{
	const struct Google__Protobuf__MessageOptions *options = message->proto->options;
	ProtobufCMessage *event =
		option_read(model, message->file, options ? &options->base : NULL, OPTION_EVENT, &hapax__event_options__descriptor);
	struct path path = path_of(&message->path, MESSAGE_OPTIONS, OPTION_EVENT);
	if (event && unknown_tag(event))
		model_error(model, message->file, &path,
			    "(hapax.event) has field %u, which this protoc-gen-hapax doesn't know: update it", unknown_tag(event));
	return (const struct Hapax__EventOptions *)event;
}

struct Hapax__FieldOptions option_data(struct model *model, const struct file *file, const struct field *field)
{
	const struct Google__Protobuf__FieldOptions *options = field->proto->options;
	ProtobufCMessage *data =
		option_read(model, file, options ? &options->base : NULL, OPTION_DATA, &hapax__field_options__descriptor);
	struct path path = path_of(&field->path, FIELD_OPTIONS, OPTION_DATA);
	if (!data)
		return (struct Hapax__FieldOptions)HAPAX__FIELD_OPTIONS__INIT;
	if (unknown_tag(data))
		model_error(model, file, &path,
			    "%s: (hapax.data) has field %u, which this protoc-gen-hapax doesn't know: update it",
			    field->proto->name, unknown_tag(data));
	return *(const struct Hapax__FieldOptions *)data;
}

const struct Hapax__TopicOptions **option_topics(struct model *model, const struct file *file, size_t *ret_count)
{
	const ProtobufCMessage *options = file->proto->options ? &file->proto->options->base : NULL;
	size_t room = options ? options->n_unknown_fields : 0, count = 0;
	const struct Hapax__TopicOptions **topics = must_array(model->arena, const struct Hapax__TopicOptions *, room);
	struct path path = path_of(NULL, FILE_OPTIONS, OPTION_TOPIC);
	for (size_t i = 0; i < room; i++) {
		struct text content;
		if (options->unknown_fields[i].tag != OPTION_TOPIC || !extension_content(&options->unknown_fields[i], &content))
			continue;
		struct Hapax__TopicOptions *topic = (void *)unpack(model, file, content, &hapax__topic_options__descriptor);
		if (topic && unknown_tag(&topic->base))
			model_error(model, file, &path,
				    "(hapax.topic) has field %u, which this protoc-gen-hapax doesn't know: update it",
				    unknown_tag(&topic->base));
		if (topic)
			topics[count++] = topic;
	}
	*ret_count = count;
	return topics;
}

const struct Buf__Validate__FieldRules *option_field_rules(struct model *model, const struct file *file, const struct field *field)
{
	const struct Google__Protobuf__FieldOptions *options = field->proto->options;
	ProtobufCMessage *rules = option_read(model, file, options ? &options->base : NULL, OPTION_FIELD_RULES,
					      &buf__validate__field_rules__descriptor);
	struct path path = path_of(&field->path, FIELD_OPTIONS, OPTION_FIELD_RULES);
	if (rules && unknown_tag(rules))
		model_error(model, file, &path,
			    "%s: hapax doesn't enforce one of its rules (field %u of protovalidate's rules); see "
			    "buf/validate/validate.proto for "
			    "those it does",
			    field->proto->name, unknown_tag(rules));
	return (const struct Buf__Validate__FieldRules *)rules;
}
