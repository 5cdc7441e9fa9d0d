#include "protoc-gen-hapax/model/request.h"

#include <string.h>

#include "google/protobuf/descriptor.pb-c.h"

#define file_proto    Google__Protobuf__FileDescriptorProto
#define message_proto Google__Protobuf__DescriptorProto
#define field_proto   Google__Protobuf__FieldDescriptorProto
#define enum_proto    Google__Protobuf__EnumDescriptorProto
#define service_proto Google__Protobuf__ServiceDescriptorProto

enum { NAME_MAX_BYTES = 1000, FIELD_NUMBER_MAX = (1 << 29) - 1 };
/* Looked up by name, one by one. */
enum { MESSAGES_MAX = 10000, FIELDS_MAX = 100000, FILES_MAX = 5000 };

struct count {
	size_t messages, fields;
};

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_identifier(const char *name)
{
	size_t len = 0;
	if (!name || !is_letter(name[0]))
		return false;
	while (is_letter(name[len]) || (name[len] >= '0' && name[len] <= '9'))
		len++;
	return !name[len] && len <= NAME_MAX_BYTES;
}

/* "a.b.C" */
static bool is_path(const char *name)
{
	bool word_open = false;
	size_t len = 0;
	for (; name && name[len]; len++) {
		bool digit = name[len] >= '0' && name[len] <= '9';
		if (name[len] == '.' ? !word_open : !is_letter(name[len]) && !(digit && word_open))
			return false;
		word_open = name[len] != '.';
	}
	return word_open && len <= NAME_MAX_BYTES;
}

/* Types are referred to by full names with a dot in front. */
static bool is_reference(const char *name)
{
	return name && name[0] == '.' && is_path(name + 1);
}

static enum status refuse(struct context *context, const char *what, const char *name)
{
	return fail(context, STATUS_INVALID, "%s of %.100s isn't what protoc sends", what, name);
}

static bool refers(const struct field_proto *field)
{
	return field->type == GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_MESSAGE ||
	       field->type == GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_ENUM ||
	       field->type == GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_GROUP;
}

static enum status check_field(struct context *context, const struct message_proto *message, const struct field_proto *field)
{
	if (!is_identifier(field->name))
		return refuse(context, "the name of a field", message->name);
	if (!field->has_number || field->number < 1 || field->number > FIELD_NUMBER_MAX)
		return refuse(context, "the number", field->name);
	if (!field->has_label || field->label < GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__LABEL__LABEL_OPTIONAL ||
	    field->label > GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__LABEL__LABEL_REPEATED)
		return refuse(context, "the label", field->name);
	if (!field->has_type || field->type < GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_DOUBLE ||
	    field->type > GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_SINT64)
		return refuse(context, "the type", field->name);
	if (refers(field) != (field->type_name != NULL) || (field->type_name && !is_reference(field->type_name)))
		return refuse(context, "the type's name", field->name);
	if (field->has_oneof_index && (field->oneof_index < 0 || (size_t)field->oneof_index >= message->n_oneof_decl))
		return refuse(context, "the oneof", field->name);
	return STATUS_OK;
}

static enum status check_enum(struct context *context, const struct enum_proto *enumeration)
{
	if (!is_identifier(enumeration->name))
		return refuse(context, "the name", "an enum");
	if (enumeration->n_value == 0)
		return refuse(context, "the lack of values", enumeration->name);
	for (size_t i = 0; i < enumeration->n_value; i++) {
		if (!is_identifier(enumeration->value[i]->name) || !enumeration->value[i]->has_number)
			return refuse(context, "a value", enumeration->name);
	}
	return STATUS_OK;
}

static enum status check_enums(struct context *context, struct enum_proto *const *enums, size_t count)
{
	enum status status = STATUS_OK;
	for (size_t i = 0; i < count && status == STATUS_OK; i++)
		status = check_enum(context, enums[i]);
	return status;
}

static bool is_map_entry(const struct message_proto *message)
{
	return message->n_field == 2 && message->field[0]->name && strcmp(message->field[0]->name, "key") == 0 &&
	       message->field[1]->name && strcmp(message->field[1]->name, "value") == 0 && message->field[0]->number == 1 &&
	       message->field[1]->number == 2;
}

static bool number_is_taken(const struct message_proto *message, size_t before, int32_t number)
{
	for (size_t i = 0; i < before; i++) {
		if (message->field[i]->number == number)
			return true;
	}
	return false;
}

/* As deep as the bytes were allowed to be. */
static enum status check_message(struct context *context, const struct message_proto *message, struct count *count)
{
	enum status status = STATUS_OK;
	if (!is_identifier(message->name))
		return refuse(context, "the name", "a message");
	count->messages++;
	count->fields += message->n_field;
	if (count->messages > MESSAGES_MAX || count->fields > FIELDS_MAX)
		return fail(context, STATUS_INVALID, "more than %d messages or %d fields", MESSAGES_MAX, FIELDS_MAX);
	if (message->options && message->options->map_entry && !is_map_entry(message))
		return refuse(context, "the map entry", message->name);
	for (size_t i = 0; i < message->n_oneof_decl; i++) {
		if (!is_identifier(message->oneof_decl[i]->name))
			return refuse(context, "the name of a oneof", message->name);
	}
	for (size_t i = 0; i < message->n_field && status == STATUS_OK; i++) {
		status = check_field(context, message, message->field[i]);
		if (status == STATUS_OK && number_is_taken(message, i, message->field[i]->number))
			status = refuse(context, "the number", message->field[i]->name);
	}
	if (status == STATUS_OK)
		status = check_enums(context, message->enum_type, message->n_enum_type);
	for (size_t i = 0; i < message->n_nested_type && status == STATUS_OK; i++)
		status = check_message(context, message->nested_type[i], count);
	return status;
}

static enum status check_service(struct context *context, const struct service_proto *service)
{
	if (!is_identifier(service->name))
		return refuse(context, "the name", "a service");
	for (size_t i = 0; i < service->n_method; i++) {
		const struct Google__Protobuf__MethodDescriptorProto *method = service->method[i];
		if (!is_identifier(method->name) || !is_reference(method->input_type) || !is_reference(method->output_type))
			return refuse(context, "a method", service->name);
	}
	return STATUS_OK;
}

static enum status check_file(struct context *context, const struct file_proto *file, struct count *count)
{
	enum status status;
	if (!file->name || !file->name[0] || strlen(file->name) > NAME_MAX_BYTES)
		return refuse(context, "the name", "a file");
	if (file->package && file->package[0] && !is_path(file->package))
		return refuse(context, "the package", file->name);
	status = check_enums(context, file->enum_type, file->n_enum_type);
	for (size_t i = 0; i < file->n_message_type && status == STATUS_OK; i++)
		status = check_message(context, file->message_type[i], count);
	for (size_t i = 0; i < file->n_service && status == STATUS_OK; i++)
		status = check_service(context, file->service[i]);
	return status;
}

enum status request_check(struct context *context, const struct Google__Protobuf__Compiler__CodeGeneratorRequest *request)
{
	struct count count = {0};
	enum status status = STATUS_OK;
	if (request->n_proto_file > FILES_MAX)
		return fail(context, STATUS_INVALID, "more than %d files", FILES_MAX);
	for (size_t i = 0; i < request->n_proto_file && status == STATUS_OK; i++)
		status = check_file(context, request->proto_file[i], &count);
	return status;
}
