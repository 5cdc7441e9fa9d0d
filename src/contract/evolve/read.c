#include "contract/evolve/read.h"

#include <stdlib.h>
#include <string.h>

#include "base/scan.h"

typedef Google__Protobuf__FileDescriptorProto file_proto;
typedef Google__Protobuf__DescriptorProto message_proto;

enum { NAME_MAX_BYTES = 4096 };

struct counts {
	size_t messages, enums, services, topics;
};

static void count_message(const message_proto *message, struct counts *counts)
{
	counts->messages++;
	counts->enums += message->n_enum_type;
	for (size_t i = 0; i < message->n_nested_type; i++)
		count_message(message->nested_type[i], counts);
}

static struct counts count(const Google__Protobuf__FileDescriptorSet *set)
{
	struct counts counts = {0};
	for (size_t i = 0; i < set->n_file; i++) {
		const file_proto *file = set->file[i];
		counts.enums += file->n_enum_type;
		counts.services += file->n_service;
		counts.topics += file->options ? file->options->base.n_unknown_fields : 0;
		for (size_t j = 0; j < file->n_message_type; j++)
			count_message(file->message_type[j], &counts);
	}
	return counts;
}

/* "hapax.tasks.v1" and "Task" -> "hapax.tasks.v1.Task". */
static enum status full_name(struct context *context, const char *scope, const char *name, const char **ret_name)
{
	if (!name || !name[0])
		return fail(context, STATUS_INVALID, "something in %s has no name", scope[0] ? scope : "a file without a package");
	if (strlen(scope) + strlen(name) > NAME_MAX_BYTES)
		return fail(context, STATUS_INVALID, "a name in %.60s... is longer than %d bytes", scope, NAME_MAX_BYTES);
	*ret_name = arena_printf(context->arena, "%s%s%s", scope, scope[0] ? "." : "", name);
	return *ret_name ? STATUS_OK : fail(context, STATUS_EXHAUSTED, "no memory for the names of a contract");
}

static enum status twice(struct context *context, const char *what, const struct index_entry *entry)
{
	if (!entry)
		return STATUS_OK;
	return fail(context, STATUS_INVALID, "%s \"%s\" is there twice", what, entry->name);
}

static enum status read_values(struct context *context, struct enumeration *enumeration)
{
	const Google__Protobuf__EnumDescriptorProto *proto = enumeration->proto;
	enum status status = index_init(context, &enumeration->values_by_name, proto->n_value);
	if (!status)
		status = index_init(context, &enumeration->values_by_number, proto->n_value);
	for (size_t i = 0; !status && i < proto->n_value; i++) {
		const Google__Protobuf__EnumValueDescriptorProto *value = proto->value[i];
		if (!value->name || !value->has_number)
			return fail(context, STATUS_INVALID, "enum %s has a value without a name or a number", enumeration->name);
		index_add(&enumeration->values_by_name, value->name, value->number, value);
		index_add(&enumeration->values_by_number, NULL, value->number, value);
	}
	if (status)
		return status;
	(void)index_order_by_number(&enumeration->values_by_number);
	status = twice(context, "value", index_order_by_name(&enumeration->values_by_name));
	return status ? fail_while(context, "enum %s", enumeration->name) : STATUS_OK;
}

static enum status read_enums(struct context *context, struct contract *contract,
			      Google__Protobuf__EnumDescriptorProto *const *enums, size_t count, const char *scope,
			      const struct place *place, int32_t tag)
{
	for (size_t i = 0; i < count; i++) {
		struct enumeration *enumeration = &contract->enums[contract->enum_count];
		*enumeration = (struct enumeration){.proto = enums[i], .library = is_library(place->file)};
		enumeration->place = place_below(place, tag, (int32_t)i);
		enum status status = full_name(context, scope, enums[i]->name, &enumeration->name);
		if (!status)
			status = read_values(context, enumeration);
		if (status)
			return status;
		contract->enum_count++;
	}
	return STATUS_OK;
}

static enum status index_fields(struct context *context, struct message *message)
{
	enum status status = index_init(context, &message->by_name, message->field_count);
	if (!status)
		status = index_init(context, &message->by_number, message->field_count);
	if (status)
		return status;
	for (size_t i = 0; i < message->field_count; i++) {
		const struct field *field = &message->fields[i];
		index_add(&message->by_name, field->proto->name, field->proto->number, field);
		index_add(&message->by_number, NULL, field->proto->number, field);
	}
	const struct index_entry *entry = index_order_by_number(&message->by_number);
	if (entry)
		return fail(context, STATUS_INVALID, "message %s has two fields with number %d", message->name, (int)entry->number);
	status = twice(context, "field", index_order_by_name(&message->by_name));
	return status ? fail_while(context, "message %s", message->name) : STATUS_OK;
}

static enum status read_fields(struct context *context, struct message *message)
{
	message->field_count = message->proto->n_field;
	message->fields = arena_array(context->arena, struct field, message->field_count);
	if (!message->fields)
		return fail(context, STATUS_EXHAUSTED, "no memory for the %zu fields of %s", message->field_count, message->name);
	for (size_t i = 0; i < message->field_count; i++) {
		enum status status = read_field(context, message, i);
		if (status)
			return status;
	}
	return index_fields(context, message);
}

/* Nested as deep as message_unpack() lets descriptors be. */
static enum status read_message(struct context *context, struct contract *contract, const message_proto *proto, const char *scope,
				struct place place)
{
	struct message *message = &contract->messages[contract->message_count++];
	*message = (struct message){.proto = proto, .place = place, .library = is_library(place.file)};
	message->map_entry = proto->options && proto->options->map_entry;
	enum status status = full_name(context, scope, proto->name, &message->name);
	if (!status)
		status = read_fields(context, message);
	if (!status)
		status = read_event(context, message);
	if (!status)
		status = read_enums(context, contract, proto->enum_type, proto->n_enum_type, message->name, &place, MESSAGE_ENUMS);
	for (size_t i = 0; !status && i < proto->n_nested_type; i++)
		status = read_message(context, contract, proto->nested_type[i], message->name,
				      place_below(&place, MESSAGE_NESTED, (int32_t)i));
	return status;
}

static enum status read_service(struct context *context, struct contract *contract, const file_proto *file, size_t index)
{
	struct service_side *service = &contract->services[contract->service_count];
	struct place whole = {.file = file};
	*service = (struct service_side){.proto = file->service[index]};
	service->place = place_below(&whole, FILE_SERVICES, (int32_t)index);
	enum status status = full_name(context, text_or_empty(file->package), service->proto->name, &service->name);
	if (!status)
		status = index_init(context, &service->methods, service->proto->n_method);
	for (size_t i = 0; !status && i < service->proto->n_method; i++) {
		if (!service->proto->method[i]->name)
			return fail(context, STATUS_INVALID, "service %s has a method without a name", service->name);
		index_add(&service->methods, service->proto->method[i]->name, 0, service->proto->method[i]);
	}
	if (!status)
		status = twice(context, "method", index_order_by_name(&service->methods));
	contract->service_count += !status;
	return status;
}

static enum status read_file(struct context *context, struct contract *contract, const file_proto *file)
{
	const char *package = text_or_empty(file->package);
	struct place whole = {.file = file};
	enum status status = read_topics(context, contract, file);
	contract->own_file_count += !is_library(file);
	if (!status)
		status = read_enums(context, contract, file->enum_type, file->n_enum_type, package, &whole, FILE_ENUMS);
	for (size_t i = 0; !status && i < file->n_message_type; i++)
		status = read_message(context, contract, file->message_type[i], package,
				      place_below(&whole, FILE_MESSAGES, (int32_t)i));
	for (size_t i = 0; !status && i < file->n_service && !is_library(file); i++)
		status = read_service(context, contract, file, i);
	return status ? fail_while(context, "%s", file->name) : STATUS_OK;
}

static enum status make_room(struct context *context, struct contract *contract, const struct counts *counts)
{
	contract->messages = arena_array(context->arena, struct message, counts->messages);
	contract->enums = arena_array(context->arena, struct enumeration, counts->enums);
	contract->services = arena_array(context->arena, struct service_side, counts->services);
	contract->topics = arena_array(context->arena, struct topic_side, counts->topics);
	contract->events = arena_array(context->arena, const struct message *, counts->messages);
	if (!contract->messages || !contract->enums || !contract->services || !contract->topics || !contract->events)
		return fail(context, STATUS_EXHAUSTED, "no memory for a contract of %zu messages", counts->messages);
	return STATUS_OK;
}

/* Sets that were put together may hold a file several times; the first one counts. */
static enum status read_files(struct context *context, struct contract *contract, const Google__Protobuf__FileDescriptorSet *set)
{
	struct index names;
	enum status status = index_init(context, &names, set->n_file);
	if (!status)
		status = index_init(context, &contract->files, set->n_file);
	for (size_t i = 0; !status && i < set->n_file; i++) {
		if (!set->file[i]->name)
			return fail(context, STATUS_INVALID, "file %zu of the set has no name", i + 1);
		index_add(&names, set->file[i]->name, 0, set->file[i]);
	}
	if (status)
		return status;
	(void)index_order_by_name(&names);
	for (size_t i = 0; !status && i < set->n_file; i++) {
		if (index_find_name(&names, set->file[i]->name) != set->file[i])
			continue;
		index_add(&contract->files, set->file[i]->name, 0, set->file[i]);
		status = read_file(context, contract, set->file[i]);
	}
	(void)index_order_by_name(&contract->files);
	return status;
}

static enum status index_names(struct context *context, struct contract *contract)
{
	enum status status = index_init(context, &contract->messages_by_name, contract->message_count);
	if (!status)
		status = index_init(context, &contract->enums_by_name, contract->enum_count);
	if (!status)
		status = index_init(context, &contract->topics_by_name, contract->topic_count);
	if (!status)
		status = index_init(context, &contract->services_by_name, contract->service_count);
	if (status)
		return status;
	for (size_t i = 0; i < contract->message_count; i++)
		index_add(&contract->messages_by_name, contract->messages[i].name, 0, &contract->messages[i]);
	for (size_t i = 0; i < contract->enum_count; i++)
		index_add(&contract->enums_by_name, contract->enums[i].name, 0, &contract->enums[i]);
	for (size_t i = 0; i < contract->topic_count; i++)
		index_add(&contract->topics_by_name, contract->topics[i].options->name, 0, &contract->topics[i]);
	for (size_t i = 0; i < contract->service_count; i++)
		index_add(&contract->services_by_name, contract->services[i].name, 0, &contract->services[i]);
	status = twice(context, "message", index_order_by_name(&contract->messages_by_name));
	if (!status)
		status = twice(context, "enum", index_order_by_name(&contract->enums_by_name));
	if (!status)
		status = twice(context, "topic", index_order_by_name(&contract->topics_by_name));
	return status ? status : twice(context, "service", index_order_by_name(&contract->services_by_name));
}

/* Descriptors name types with a leading dot. */
static enum status link_field(struct context *context, const struct contract *contract, struct field *field)
{
	const char *type = text_or_empty(field->proto->type_name);
	type += type[0] == '.';
	bool message = field->type == GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_MESSAGE ||
		       field->type == GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_GROUP;
	if (message)
		field->message = contract_message(contract, type);
	else if (field->type == GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_ENUM)
		field->enumeration = contract_enum(contract, type);
	else
		return STATUS_OK;
	if (field->message || field->enumeration)
		return STATUS_OK;
	return fail(
		context, STATUS_INVALID,
		"%s: field %s.%s is of type %s, which isn't in the set; make the set with its imports (protoc --include_imports)",
		field->place.file->name, field->owner->name, field->proto->name, type);
}

static int by_type(const void *a, const void *b)
{
	const struct message *left = *(const struct message *const *)a, *right = *(const struct message *const *)b;
	int order = strcmp(left->event->type, right->event->type);
	if (order == 0)
		order = (left->major > right->major) - (left->major < right->major);
	return order ? order : strcmp(left->name, right->name);
}

static enum status sort_events(struct context *context, struct contract *contract)
{
	for (size_t i = 0; i < contract->message_count; i++)
		if (contract->messages[i].event)
			contract->events[contract->event_count++] = &contract->messages[i];
	if (contract->event_count)
		qsort(contract->events, contract->event_count, sizeof(contract->events[0]), by_type);
	for (size_t i = 1; i < contract->event_count; i++) {
		const struct message *event = contract->events[i], *other = contract->events[i - 1];
		if (!strcmp(event->event->type, other->event->type) && event->major == other->major)
			return fail(context, STATUS_INVALID,
				    "%s and %s are both event %s %s; a major version of a type is one message", other->name,
				    event->name, event->event->type, event->event->version);
	}
	return STATUS_OK;
}

static enum status build(struct context *context, struct contract *contract, const Google__Protobuf__FileDescriptorSet *set)
{
	struct counts counts = count(set);
	if (set->n_file == 0)
		return fail(context, STATUS_INVALID, "has no files");
	enum status status = make_room(context, contract, &counts);
	if (!status)
		status = read_files(context, contract, set);
	if (!status)
		status = index_names(context, contract);
	for (size_t i = 0; !status && i < contract->message_count; i++)
		for (size_t j = 0; !status && j < contract->messages[i].field_count; j++)
			status = link_field(context, contract, &contract->messages[i].fields[j]);
	return status ? status : sort_events(context, contract);
}

enum status contract_read(struct context *context, const char *what, struct text bytes, const struct contract **ret_contract)
{
	ProtobufCMessage *set;
	struct contract *contract = arena_new(context->arena, struct contract);
	if (!contract)
		return fail(context, STATUS_EXHAUSTED, "%s: no memory for it", what);
	contract->arena = context->arena;
	enum status status = message_unpack(context, bytes, &google__protobuf__file_descriptor_set__descriptor, &set);
	if (!status)
		status = build(context, contract, (const Google__Protobuf__FileDescriptorSet *)set);
	if (status == STATUS_INVALID)
		return fail_while(context,
				  "%s is no descriptor set that hapax can read (make one with protoc --include_imports "
				  "--descriptor_set_out=FILE, or buf build -o FILE.binpb)",
				  what);
	if (status)
		return fail_while(context, "%s", what);
	*ret_contract = contract;
	return STATUS_OK;
}
