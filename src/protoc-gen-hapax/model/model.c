#include "protoc-gen-hapax/model/model.h"

#include <stdlib.h>
#include <string.h>

#include "base/notation.h"
#include "protoc-gen-hapax/model/names.h"
#include "protoc-gen-hapax/model/options.h"
#include "protoc-gen-hapax/model/topics.h"

/* Field numbers in descriptor.proto that paths are made of. */
enum { FILE_MESSAGES = 4, MESSAGE_FIELDS = 2, MESSAGE_NESTED = 3 };

static bool starts_with(const char *text, const char *prefix)
{
	return strncmp(text, prefix, strlen(prefix)) == 0;
}

static size_t count_messages(struct message_proto *const *messages, size_t count)
{
	size_t total = count;
	for (size_t i = 0; i < count; i++)
		total += count_messages(messages[i]->nested_type, messages[i]->n_nested_type);
	return total;
}

static void read_fields(struct model *model, struct message *message)
{
	const struct message_proto *proto = message->proto;
	message->field_count = proto->n_field;
	message->fields = must_array(model->arena, struct field, proto->n_field);
	for (size_t i = 0; i < proto->n_field; i++) {
		struct field *field = &message->fields[i];
		field->proto = proto->field[i];
		field->path = path_of(&message->path, MESSAGE_FIELDS, (int32_t)i);
		for (size_t j = 0; j < proto->n_field; j++)
			field->index += proto->field[j]->number < field->proto->number;
		field->list = field->proto->label == GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__LABEL__LABEL_REPEATED;
		if (!message->file->typed)
			continue;
		field->rules = option_field_rules(model, message->file, field);
		field->pii = option_data(model, message->file, field).pii;
	}
}

static void read_message(struct model *model, struct file *file, const struct message *parent, const struct message_proto *proto,
			 struct path path)
{
	struct message *message = &file->messages[file->message_count++];
	const char *package = file->proto->package ? file->proto->package : "";
	message->file = file;
	message->proto = proto;
	message->path = path;
	message->local_name = parent ? must_printf(model->arena, "%s.%s", parent->local_name, proto->name) : proto->name;
	message->full_name = must_printf(model->arena, "%s%s%s", package, package[0] ? "." : "", message->local_name);
	message->name = file->typed
				? must_printf(model->arena, "%s_%s", file->prefix, name_snake(model->arena, message->local_name))
				: name_protobuf_c_struct(model->arena, message->full_name);
	message->map_entry = proto->options && proto->options->map_entry;
	if (file->typed)
		message->event = option_event(model, message);
	if (message->event && !notation_version(text_of(message->event->version), &message->major, &message->minor))
		message->major = message->minor = 0;
	read_fields(model, message);
	for (size_t i = 0; i < proto->n_nested_type; i++)
		read_message(model, file, message, proto->nested_type[i], path_of(&path, MESSAGE_NESTED, (int32_t)i));
}

static bool to_generate(const struct model *model, const char *name)
{
	for (size_t i = 0; i < model->request->n_file_to_generate; i++) {
		if (strcmp(model->request->file_to_generate[i], name) == 0)
			return true;
	}
	return false;
}

/* A package without a version gives our names no start. */
static void refuse_events(struct model *model, const struct file *file)
{
	for (size_t i = 0; i < file->message_count; i++) {
		if (option_event(model, &file->messages[i]))
			model_error(model, file, &file->messages[i].path,
				    "an event's package ends in a version: write \"package %s.v1;\"",
				    file->proto->package && file->proto->package[0] ? file->proto->package : "greeter");
	}
}

static void read_file(struct model *model, struct file *file, const struct file_proto *proto)
{
	const char *package = proto->package ? proto->package : "";
	const char *dot = strrchr(proto->name, '.');
	file->proto = proto;
	file->stem = must_printf(model->arena, "%.*s", (int)(dot ? (size_t)(dot - proto->name) : strlen(proto->name)), proto->name);
	file->prefix = name_prefix(model->arena, package);
	file->owner = name_owner(model->arena, package);
	bool now = to_generate(model, proto->name);
	file->wanted = now && file->prefix && starts_with(proto->name, model->only);
	/* What another run has written: hapax's own events, imported by somebody's. */
	file->typed = file->wanted || (!now && file->prefix && starts_with(package, "hapax."));
	file->messages = must_array(model->arena, struct message, count_messages(proto->message_type, proto->n_message_type));
	for (size_t i = 0; i < proto->n_message_type; i++)
		read_message(model, file, NULL, proto->message_type[i], path_of(NULL, FILE_MESSAGES, (int32_t)i));
	if (now && !file->prefix && starts_with(proto->name, model->only))
		refuse_events(model, file);
}

static void link_field(struct model *model, const struct file *file, struct field *field)
{
	if (field->proto->type == GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_MESSAGE)
		field->message = model_find_message(model, field->proto->type_name);
	if (field->proto->type == GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_ENUM)
		field->enumeration = model_find_enum(model, field->proto->type_name);
	if (field->proto->type_name && !field->message && !field->enumeration)
		model_error(model, file, &field->path, "%s is of type %s, which is in none of the files that protoc gave",
			    field->proto->name, field->proto->type_name);
	field->list &= !(field->message && field->message->map_entry);
}

static void link_types(struct model *model)
{
	for (size_t i = 0; i < model->file_count; i++) {
		for (size_t j = 0; j < model->files[i].message_count; j++) {
			struct message *message = &model->files[i].messages[j];
			for (size_t k = 0; k < message->field_count; k++) {
				struct field *field = &message->fields[k];
				link_field(model, &model->files[i], field);
				message->has_rules |= field->rules != NULL;
			}
			for (size_t k = 0; message->file->typed && k < message->proto->n_oneof_decl; k++)
				message->has_rules |= option_oneof_required(model, message, k);
		}
	}
}

static bool holds_rules(const struct message *message)
{
	for (size_t i = 0; i < message->field_count; i++) {
		if (message->fields[i].message && message->fields[i].message->has_rules)
			return true;
	}
	return false;
}

/* A message that holds one with rules has rules itself; again until nothing changes, as messages may hold each other. */
static void spread_rules(struct model *model)
{
	for (bool changed = true; changed;) {
		changed = false;
		for (size_t i = 0; i < model->file_count; i++) {
			for (size_t j = 0; j < model->files[i].message_count && model->files[i].typed; j++) {
				struct message *message = &model->files[i].messages[j];
				if (message->has_rules || !holds_rules(message))
					continue;
				message->has_rules = true;
				changed = true;
			}
		}
	}
}

static void read_parameters(struct model *model, const char *parameters)
{
	model->catalogue = "hapax";
	model->only = "";
	model->version = "1.0.0";
	model->emit = "c";
	char *rest = must_printf(model->arena, "%s", parameters ? parameters : "");
	for (char *save = NULL, *word = strtok_r(rest, ",", &save); word; word = strtok_r(NULL, ",", &save)) {
		if (starts_with(word, "catalogue=") && name_is_dotted(word + 10, 1) && !strchr(word, '.'))
			model->catalogue = word + 10;
		else if (starts_with(word, "only="))
			model->only = word + 5;
		else if (starts_with(word, "version="))
			model->version = word + 8;
		else if (starts_with(word, "emit="))
			model->emit = word + 5;
		else
			buffer_printf(&model->errors,
				      "\n--hapax_out: \"%s\" is no parameter; there are catalogue=NAME (small letters, digits, _), "
				      "only=PREFIX (of file names), version=VERSION (of the contract) and emit=OUTPUT+OUTPUT",
				      word);
	}
}

static int by_type(const void *a, const void *b)
{
	const struct message *left = *(const struct message *const *)a, *right = *(const struct message *const *)b;
	int order = strcmp(left->event->type, right->event->type);
	if (order == 0)
		order = (left->major > right->major) - (left->major < right->major);
	return order ? order : strcmp(left->full_name, right->full_name);
}

static void sort_events(struct model *model)
{
	size_t room = 0;
	for (size_t i = 0; i < model->file_count; i++)
		room += model->files[i].message_count;
	model->events = must_array(model->arena, const struct message *, room);
	for (size_t i = 0; i < model->file_count; i++) {
		for (size_t j = 0; j < model->files[i].message_count; j++) {
			struct message *message = &model->files[i].messages[j];
			if (!message->event)
				continue;
			message->topic = model_find_topic(model, message->event->topic);
			if (model->files[i].wanted)
				model->events[model->event_count++] = message;
		}
	}
	qsort(model->events, model->event_count, sizeof(model->events[0]), by_type);
}

bool event_is_newest(const struct model *model, const struct message *event)
{
	for (size_t i = 0; i < model->event_count; i++) {
		if (strcmp(model->events[i]->event->type, event->event->type) == 0 && model->events[i]->major > event->major)
			return false;
	}
	return true;
}

void model_read(struct model *model, const struct Google__Protobuf__Compiler__CodeGeneratorRequest *request, struct arena *arena)
{
	*model = (struct model){.arena = arena, .request = request};
	buffer_init(&model->errors, arena, 1 << 20);
	read_parameters(model, request->parameter);
	model->file_count = request->n_proto_file;
	model->files = must_array(arena, struct file, request->n_proto_file);
	for (size_t i = 0; i < request->n_proto_file; i++)
		read_file(model, &model->files[i], request->proto_file[i]);
	link_types(model);
	spread_rules(model);
	model_read_topics(model);
	sort_events(model);
}
