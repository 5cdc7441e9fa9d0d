/* What there is in a model, by its name. */
#include <string.h>

#include "protoc-gen-hapax/model/model.h"

static const char *skip_dot(const char *name)
{
	return name[0] == '.' ? name + 1 : name;
}

struct message *model_find_message(const struct model *model, const char *full_name)
{
	for (size_t i = 0; i < model->file_count; i++) {
		for (size_t j = 0; j < model->files[i].message_count; j++) {
			if (strcmp(model->files[i].messages[j].full_name, skip_dot(full_name)) == 0)
				return &model->files[i].messages[j];
		}
	}
	return NULL;
}

static const struct enum_proto *find_enum(struct enum_proto *const *enums, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(enums[i]->name, name) == 0)
			return enums[i];
	}
	return NULL;
}

/* The part of a full name behind a scope and its dot; NULL when it is in another scope. */
static const char *name_within(const char *full_name, const char *scope)
{
	size_t len = strlen(scope);
	if (len == 0)
		return full_name;
	return strncmp(full_name, scope, len) == 0 && full_name[len] == '.' ? full_name + len + 1 : NULL;
}

const struct enum_proto *model_find_enum(const struct model *model, const char *full_name)
{
	for (size_t i = 0; i < model->file_count; i++) {
		const struct file *file = &model->files[i];
		const char *name = name_within(skip_dot(full_name), file->proto->package ? file->proto->package : "");
		const struct enum_proto *found = name ? find_enum(file->proto->enum_type, file->proto->n_enum_type, name) : NULL;
		for (size_t j = 0; !found && j < file->message_count; j++) {
			const struct message_proto *proto = file->messages[j].proto;
			name = name_within(skip_dot(full_name), file->messages[j].full_name);
			found = name ? find_enum(proto->enum_type, proto->n_enum_type, name) : NULL;
		}
		if (found)
			return found;
	}
	return NULL;
}

const struct file *model_find_file(const struct model *model, const char *name)
{
	for (size_t i = 0; i < model->file_count; i++) {
		if (strcmp(model->files[i].proto->name, name) == 0)
			return &model->files[i];
	}
	return NULL;
}

const struct field *message_find_field(const struct message *message, const char *name)
{
	for (size_t i = 0; i < message->field_count; i++) {
		if (strcmp(message->fields[i].proto->name, name) == 0)
			return &message->fields[i];
	}
	return NULL;
}
