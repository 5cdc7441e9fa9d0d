#include "protoc-gen-hapax/model/check.h"

#include <stdio.h>
#include <string.h>

#include "base/notation.h"
#include "protoc-gen-hapax/model/names.h"
#include "protoc-gen-hapax/model/pii.h"

enum { MESSAGE_OPTIONS = 7, OPTION_EVENT = 50100 };

static void event_mistake(struct model *model, const struct message *message, const char *text)
{
	struct path path = path_of(&message->path, MESSAGE_OPTIONS, OPTION_EVENT);
	model_error(model, message->file, &path, "%s: %s", message->local_name, text);
}

static void check_type(struct model *model, const struct message *message)
{
	const char *type = message->event->type;
	if (!type[0]) {
		event_mistake(model, message, "has no type; write type: \"task.created\" (an entity and what happened to it)");
		return;
	}
	if (!name_is_dotted(type, 2)) {
		event_mistake(model, message,
			      must_printf(model->arena,
					  "type \"%s\" isn't of the form <entity>.<action> in small letters, digits and _, as "
					  "\"task.created\"",
					  type));
		return;
	}
	const char *wanted = name_camel(model->arena, type);
	if (strcmp(message->local_name, wanted) != 0)
		event_mistake(
			model, message,
			must_printf(model->arena, "the message of type \"%s\" is called %s; rename one of them", type, wanted));
}

static void check_owner(struct model *model, const struct message *message)
{
	const char *owner = message->event->owner;
	if (!owner[0])
		event_mistake(model, message,
			      must_printf(model->arena, "has no owner; write owner: \"%s\" (the service that publishes it)",
					  message->file->owner));
	else if (strcmp(owner, message->file->owner) != 0)
		event_mistake(model, message,
			      must_printf(model->arena,
					  "owner \"%s\" isn't the package's service \"%s\"; an event lives in its owner's package",
					  owner, message->file->owner));
}

static void check_duration(struct model *model, const struct message *message, const char *what, const char *text)
{
	int64_t ms;
	if (text[0] && !notation_duration(text_of(text), &ms))
		event_mistake(model, message,
			      must_printf(model->arena,
					  "%s \"%s\" is no duration; write a whole number and ms, s, m, h or d, as \"5m\"", what,
					  text));
}

static void check_durations(struct model *model, const struct message *message)
{
	const struct Hapax__RetryOptions *retry = message->event->retry;
	check_duration(model, message, "retention", message->event->retention);
	if (!retry)
		return;
	check_duration(model, message, "retry.initial_interval", retry->initial_interval);
	check_duration(model, message, "retry.max_interval", retry->max_interval);
	if (retry->max_attempts < 0)
		event_mistake(model, message, "retry.max_attempts is below 0; write 1 or more, or take it away");
}

static void check_attributes(struct model *model, const struct message *message)
{
	const struct Hapax__EventOptions *event = message->event;
	unsigned major, minor;
	if (!event->version[0])
		event_mistake(model, message, "has no version; write version: \"1.0\"");
	else if (!notation_version(text_of(event->version), &major, &minor))
		event_mistake(model, message,
			      must_printf(model->arena, "version \"%s\" isn't MAJOR.MINOR with MAJOR from 1, as \"1.0\"",
					  event->version));
	if (!event->topic[0])
		event_mistake(model, message, "has no topic; write topic: \"task-events\"");
	else if (!check_topic_name(event->topic))
		event_mistake(model, message,
			      must_printf(model->arena, "topic \"%s\" may have small letters, digits, '.', '_' and '-' only",
					  event->topic));
	else if (!message->topic)
		event_mistake(
			model, message,
			must_printf(model->arena,
				    "topic \"%s\" is declared nowhere; write option (hapax.topic) = {name: \"%s\"}; at the top of "
				    "its service's file, or import that file",
				    event->topic, event->topic));
	check_durations(model, message);
	for (size_t i = 0; i < event->n_consumers; i++) {
		if (!name_is_dotted(event->consumers[i], 1))
			event_mistake(model, message,
				      must_printf(model->arena,
						  "consumer \"%s\" is no name of a service; write small letters, digits and _",
						  event->consumers[i]));
	}
}

static bool fits_attribute(const struct field *field)
{
	if (field->proto->label == GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__LABEL__LABEL_REPEATED)
		return false;
	switch (field->proto->type) {
	case GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_STRING:
	case GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_INT32:
	case GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_INT64:
		return true;
	case GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_MESSAGE:
		return strcmp(field->proto->type_name, ".google.protobuf.StringValue") == 0;
	default:
		return false;
	}
}

/* key or subject: the name of a field that can be written as a text. */
static void check_field_name(struct model *model, const struct message *message, const char *what, const char *name)
{
	if (!name[0])
		return;
	const struct field *field = message_find_field(message, name);
	if (!field)
		event_mistake(model, message,
			      must_printf(model->arena, "%s \"%s\" is no field of the message; name one that is, or take it away",
					  what, name));
	else if (!fits_attribute(field))
		event_mistake(model, message,
			      must_printf(model->arena,
					  "%s \"%s\" is neither string, int32, int64 nor StringValue; name a field that is", what,
					  name));
}

static void check_pii(struct model *model, const struct message *message)
{
	struct pii pii;
	pii_find(model, message, &pii);
	if (pii.more)
		event_mistake(model, message,
			      must_printf(model->arena,
					  "has more than %d ways to personal data; put it into fewer fields, or mark the message's "
					  "field that holds it",
					  PII_MAX));
}

/* A spelling that some event answers to: anywhere, or on one topic. */
struct spelling {
	const char *name;
	const char *topic; /* NULL: on all */
	const struct message *message;
};

static size_t add_spellings(struct spelling *spellings, const struct message *message)
{
	const struct Hapax__EventOptions *event = message->event;
	size_t count = 0;
	spellings[count++] = (struct spelling){event->type, NULL, message};
	for (size_t i = 0; i < event->n_aliases; i++)
		spellings[count++] = (struct spelling){event->aliases[i], NULL, message};
	for (size_t i = 0; i < event->n_topic_aliases; i++)
		spellings[count++] = (struct spelling){event->topic_aliases[i], event->topic, message};
	return count;
}

static void check_same_owner(struct model *model, const struct spelling *before, const struct spelling *spelling)
{
	const struct Hapax__EventOptions *event = spelling->message->event;
	if (strcmp(spelling->name, event->type) != 0 || strcmp(before->message->event->owner, event->owner) == 0)
		return;
	event_mistake(
		model, spelling->message,
		must_printf(model->arena,
			    "\"%s\" has another owner in version %s (%s, in %s); all versions of a type belong to one service",
			    event->type, before->message->event->version, before->message->event->owner,
			    before->message->file->proto->name));
}

static void check_spelling(struct model *model, const struct spelling *before, const struct spelling *spelling)
{
	if (strcmp(before->name, spelling->name) != 0 ||
	    (before->topic && spelling->topic && strcmp(before->topic, spelling->topic) != 0))
		return;
	/* Major versions of one type live side by side, and answer to the same names. */
	if (strcmp(before->message->event->type, spelling->message->event->type) == 0 &&
	    before->message->major != spelling->message->major) {
		check_same_owner(model, before, spelling);
		return;
	}
	event_mistake(model, spelling->message,
		      must_printf(model->arena, "\"%s\" is already %s of %s (%s); every spelling belongs to one event",
				  spelling->name, strcmp(before->name, before->message->event->type) == 0 ? "the type" : "an alias",
				  before->message->full_name, before->message->file->proto->name));
}

static void check_spellings(struct model *model)
{
	size_t room = 0, count = 0;
	for (size_t i = 0; i < model->file_count; i++) {
		for (size_t j = 0; j < model->files[i].message_count; j++) {
			const struct Hapax__EventOptions *event = model->files[i].messages[j].event;
			room += event ? 1 + event->n_aliases + event->n_topic_aliases : 0;
		}
	}
	struct spelling *spellings = must_array(model->arena, struct spelling, room);
	for (size_t i = 0; i < model->file_count; i++) {
		for (size_t j = 0; j < model->files[i].message_count; j++) {
			if (model->files[i].messages[j].event)
				count += add_spellings(spellings + count, &model->files[i].messages[j]);
		}
	}
	for (size_t i = 0; i < count; i++) {
		if (!spellings[i].name[0] && spellings[i].name != spellings[i].message->event->type)
			event_mistake(model, spellings[i].message, "has an empty alias; take it away");
		for (size_t j = 0; j < i && spellings[i].name[0]; j++)
			check_spelling(model, &spellings[j], &spellings[i]);
	}
}

/* Two messages that C would call the same: "CartLine" and "Cart_line", or packages a.b.v1 and a_b.v1. */
static void check_name(struct model *model, const struct message *message)
{
	for (size_t i = 0; i < model->file_count; i++) {
		for (size_t j = 0; j < model->files[i].message_count; j++) {
			const struct message *other = &model->files[i].messages[j];
			if (other == message)
				return;
			if (strcmp(other->name, message->name) == 0)
				model_error(model, message->file, &message->path, "%s and %s are both %s in C; rename one",
					    message->full_name, other->full_name, message->name);
		}
	}
}

static void check_file_name(struct model *model, const struct file *file)
{
	const char *allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-";
	if (strspn(file->proto->name, allowed) != strlen(file->proto->name))
		model_error(model, file, NULL,
			    "the file's name becomes part of C; use letters, digits, '_', '-', '.' and '/' only");
}

void check_events(struct model *model)
{
	for (size_t i = 0; i < model->file_count; i++) {
		if (!model->files[i].wanted)
			continue;
		check_file_name(model, &model->files[i]);
		for (size_t j = 0; j < model->files[i].message_count; j++) {
			const struct message *message = &model->files[i].messages[j];
			check_name(model, message);
			if (!message->event)
				continue;
			check_type(model, message);
			check_attributes(model, message);
			check_owner(model, message);
			check_field_name(model, message, "key", message->event->key);
			check_field_name(model, message, "subject", message->event->subject);
			check_pii(model, message);
		}
	}
	check_spellings(model);
}
