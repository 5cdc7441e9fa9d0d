#include <string.h>

#include "base/extension.h"
#include "base/notation.h"
#include "base/scan.h"
#include "contract/evolve/read.h"

enum { OPTION_MAX_BYTES = 1 << 20, UNKNOWN_MAX_BYTES = 1 << 16 };

/* The fields of an option that this program doesn't know, one after the other with their numbers: for telling whether they changed.
 */
static struct text unknown_of(struct context *context, const ProtobufCMessage *option)
{
	struct buffer bytes;
	buffer_init(&bytes, context->arena, UNKNOWN_MAX_BYTES);
	for (unsigned i = 0; i < option->n_unknown_fields; i++) {
		buffer_printf(&bytes, "%u:", option->unknown_fields[i].tag);
		buffer_add(&bytes, option->unknown_fields[i].data, option->unknown_fields[i].len);
	}
	return buffer_failed(&bytes) ? TEXT("too much") : buffer_text(&bytes);
}

enum status read_event(struct context *context, struct message *message)
{
	const ProtobufCMessage *options = message->proto->options ? &message->proto->options->base : NULL;
	struct buffer bytes;
	ProtobufCMessage *event;
	if (!extension_collect(context->arena, options, EXTENSION_EVENT, OPTION_MAX_BYTES, &bytes))
		return STATUS_OK;
	if (buffer_failed(&bytes))
		return fail(context, STATUS_EXHAUSTED, "message %s: its (hapax.event) takes more than %d bytes", message->name,
			    OPTION_MAX_BYTES);
	enum status status = message_unpack(context, buffer_text(&bytes), &hapax__event_options__descriptor, &event);
	if (status)
		return fail_while(context, "message %s: reading its (hapax.event)", message->name);
	message->event = (const struct Hapax__EventOptions *)event;
	if (!message->event->type[0])
		return fail(context, STATUS_INVALID, "message %s is an event without a type; write type: \"task.created\"",
			    message->name);
	if (!notation_version(text_of(message->event->version), &message->major, &message->minor))
		message->major = message->minor = 0;
	message->unknown_options = unknown_of(context, event);
	return STATUS_OK;
}

static enum status read_topic(struct context *context, struct topic_side *topic, struct text bytes)
{
	ProtobufCMessage *option;
	enum status status = message_unpack(context, bytes, &hapax__topic_options__descriptor, &option);
	if (status)
		return fail_while(context, "%s: reading a (hapax.topic)", topic->place.file->name);
	topic->options = (const struct Hapax__TopicOptions *)option;
	topic->partitions = topic->options->partitions ? topic->options->partitions : TOPIC_DEFAULT_PARTITIONS;
	topic->replication = topic->options->replication ? topic->options->replication : TOPIC_DEFAULT_REPLICATION;
	topic->retention = topic->options->retention[0] ? topic->options->retention : TOPIC_DEFAULT_RETENTION;
	if (!notation_duration(text_of(topic->retention), &topic->retention_ms))
		topic->retention_ms = 0;
	return STATUS_OK;
}

enum status read_topics(struct context *context, struct contract *contract, const Google__Protobuf__FileDescriptorProto *file)
{
	const ProtobufCMessage *options = file->options ? &file->options->base : NULL;
	int32_t index = 0;
	for (unsigned i = 0; options && i < options->n_unknown_fields; i++) {
		struct text content;
		if (options->unknown_fields[i].tag != EXTENSION_TOPIC || !extension_content(&options->unknown_fields[i], &content))
			continue;
		struct topic_side *topic = &contract->topics[contract->topic_count];
		*topic = (struct topic_side){.place = {.file = file, .part = {FILE_OPTIONS, EXTENSION_TOPIC, index++}, .len = 3}};
		enum status status = read_topic(context, topic, content);
		if (status)
			return status;
		contract->topic_count++;
	}
	return STATUS_OK;
}
