/* The catalogue's tables of messages: what google.protobuf.Any finds by name, and the JSON names that a name doesn't tell. */
#include <stdlib.h>
#include <string.h>

#include "protoc-gen-hapax/c/emit.h"
#include "protoc-gen-hapax/model/names.h"

/* In no order until they are sorted. */
struct reached {
	const struct message **messages;
	size_t count;
};

static bool is_reached(const struct reached *reached, const struct message *message)
{
	for (size_t i = 0; i < reached->count; i++) {
		if (reached->messages[i] == message)
			return true;
	}
	return false;
}

static void reach(struct reached *reached, const struct message *message)
{
	if (!is_reached(reached, message))
		reached->messages[reached->count++] = message;
}

static int by_full_name(const void *a, const void *b)
{
	const struct message *left = *(const struct message *const *)a, *right = *(const struct message *const *)b;
	return strcmp(left->full_name, right->full_name);
}

/* The messages of the run's own files and what they are made of: those are linked wherever the catalogue is. Files that are
 * imported for something else, for their options say, need not be. */
static struct reached reach_all(struct model *model)
{
	size_t room = 0;
	for (size_t i = 0; i < model->file_count; i++)
		room += model->files[i].message_count;
	struct reached reached = {.messages = must_array(model->arena, const struct message *, room)};
	for (size_t i = 0; i < model->file_count; i++) {
		for (size_t j = 0; model->files[i].wanted && j < model->files[i].message_count; j++)
			reach(&reached, &model->files[i].messages[j]);
	}
	for (size_t i = 0; i < reached.count; i++) {
		const struct message *message = reached.messages[i];
		for (size_t j = 0; j < message->field_count; j++) {
			if (message->fields[j].message)
				reach(&reached, message->fields[j].message);
		}
	}
	qsort(reached.messages, reached.count, sizeof(reached.messages[0]), by_full_name);
	return reached;
}

/* What protoc calls a field in JSON when the .proto doesn't: underscores go, and the letter behind one becomes a capital. */
static char *usual_json_name(struct arena *arena, const char *name)
{
	char *usual = must_array(arena, char, strlen(name) + 1);
	size_t len = 0;
	bool capital = false;
	for (; *name; name++) {
		if (*name != '_')
			usual[len++] = capital && *name >= 'a' && *name <= 'z' ? (char)(*name - 'a' + 'A') : *name;
		capital = *name == '_';
	}
	return usual;
}

/* NULL: the usual one. */
static const char *json_name(struct model *model, const struct field *field)
{
	const char *name = field->proto->json_name;
	bool usual = !name || !name[0] || strcmp(name, usual_json_name(model->arena, field->proto->name)) == 0;
	return usual ? NULL : name;
}

static bool has_json_names(struct model *model, const struct message *message)
{
	for (size_t i = 0; i < message->field_count; i++) {
		if (json_name(model, &message->fields[i]))
			return true;
	}
	return false;
}

/* By number, as protobuf-c's descriptors count. */
static void emit_names_of(struct model *model, struct buffer *out, const struct message *message, size_t row)
{
	const char **names = must_array(model->arena, const char *, message->field_count);
	for (size_t i = 0; i < message->field_count; i++)
		names[message->fields[i].index] = json_name(model, &message->fields[i]);
	buffer_printf(out, "static const char *const json_names_%zu[] = {", row);
	for (size_t i = 0; i < message->field_count; i++) {
		buffer_add_string(out, i ? ", " : "");
		emit_string(out, names[i]);
	}
	buffer_add_string(out, "};\n");
}

static size_t emit_json_names(struct model *model, struct buffer *out, const struct reached *reached)
{
	size_t count = 0, row = 0;
	for (size_t i = 0; i < reached->count; i++) {
		if (has_json_names(model, reached->messages[i]))
			emit_names_of(model, out, reached->messages[i], count++);
	}
	if (count)
		buffer_add_string(out, "static const struct json_names json_names[] = {\n");
	for (size_t i = 0; count && i < reached->count; i++) {
		if (has_json_names(model, reached->messages[i]))
			buffer_printf(out, "\t{&%s__descriptor, json_names_%zu},\n",
				      name_protobuf_c_lower(model->arena, reached->messages[i]->full_name), row++);
	}
	buffer_add_string(out, count ? "};\n" : "");
	return count;
}

void emit_message_includes(struct model *model, struct buffer *out)
{
	const struct reached reached = reach_all(model);
	for (size_t i = 0; i < model->file_count; i++) {
		bool used = false;
		for (size_t j = 0; j < reached.count && !used; j++)
			used = reached.messages[j]->file == &model->files[i];
		if (used)
			buffer_printf(out, "#include \"%s.pb-c.h\"\n", model->files[i].stem);
	}
}

struct message_tables emit_messages(struct model *model, struct buffer *out)
{
	const struct reached reached = reach_all(model);
	struct message_tables tables = {0};
	for (size_t i = 0; i < reached.count; i++) {
		if (reached.messages[i]->map_entry)
			continue;
		if (tables.messages++ == 0)
			buffer_add_string(out, "\nstatic const ProtobufCMessageDescriptor *const messages[] = {\n");
		buffer_printf(out, "\t&%s__descriptor,\n", name_protobuf_c_lower(model->arena, reached.messages[i]->full_name));
	}
	buffer_add_string(out, tables.messages ? "};\n" : "");
	tables.json_names = emit_json_names(model, out, &reached);
	return tables;
}
