/* FILE.h and FILE.c for FILE.proto: typed names, rules, events, services. */
#include <string.h>

#include "protoc-gen-hapax/c/emit.h"
#include "protoc-gen-hapax/model/names.h"

static void emit_head(struct buffer *out, const struct file *file)
{
	buffer_add_string(out, "/* Written by protoc-gen-hapax from ");
	emit_comment_text(out, file->proto->name);
	buffer_add_string(out, "; change that one, not this one. */\n");
}

/* So that protobuf-c's long names need not be written: struct tasks_task_created. */
static void emit_alias(struct model *model, struct buffer *out, const struct message *message)
{
	buffer_printf(out, "#define %s %s\n", message->name, name_protobuf_c_struct(model->arena, message->full_name));
	buffer_printf(out, "#define %s_INIT %s__INIT\n", name_upper(model->arena, message->name),
		      name_protobuf_c_upper(model->arena, message->full_name));
}

static void emit_imports(const struct model *model, struct buffer *out, const struct file *file)
{
	for (size_t i = 0; i < file->proto->n_dependency; i++) {
		const struct file *import = model_find_file(model, file->proto->dependency[i]);
		if (import && import->typed)
			buffer_printf(out, "#include \"%s.h\"\n", import->stem);
	}
}

static void emit_ways_out(struct buffer *out, const struct file *file)
{
	for (size_t i = 0; i < file->message_count; i++) {
		if (!file->messages[i].event)
			continue;
		buffer_add_string(out, "#include \"hapax/outbox.h\"\n#include \"hapax/producer.h\"\n");
		return;
	}
}

void emit_file_header(struct model *model, struct buffer *out, const struct file *file)
{
	emit_head(out, file);
	buffer_add_string(out, "#ifndef ");
	emit_guard(out, file->stem);
	buffer_add_string(out, "\n#define ");
	emit_guard(out, file->stem);
	buffer_printf(out, "\n\n#include \"%s\"\n#include \"%s.pb-c.h\"\n",
		      file->proto->n_service ? "hapax/rpc.h" : "hapax/event.h", file->stem);
	emit_ways_out(out, file);
	emit_imports(model, out, file);
	buffer_add_string(out, "\nHAPAX_BEGIN_C\n\n");
	for (size_t i = 0; i < file->message_count; i++) {
		if (!file->messages[i].map_entry)
			emit_alias(model, out, &file->messages[i]);
	}
	buffer_add_char(out, '\n');
	for (size_t i = 0; i < file->message_count; i++)
		emit_rules_header(out, &file->messages[i]);
	for (size_t i = 0; i < file->message_count; i++) {
		if (file->messages[i].event)
			emit_event_header(out, &file->messages[i]);
	}
	for (size_t i = 0; i < file->proto->n_service; i++)
		emit_service_header(model, out, file, i);
	buffer_add_string(out, "\nHAPAX_END_C\n\n#endif\n");
}

void emit_file_source(struct model *model, struct buffer *out, const struct file *file)
{
	emit_head(out, file);
	buffer_printf(out, "#include \"%s.h\"\n", file->stem);
	if (file->proto->n_service)
		buffer_add_string(out, "\n#include \"hapax/context.h\"\n");
	for (size_t i = 0; i < file->message_count; i++)
		emit_rules_source(model, out, &file->messages[i]);
	for (size_t i = 0; i < file->message_count; i++) {
		if (file->messages[i].event)
			emit_event_source(model, out, &file->messages[i]);
	}
	for (size_t i = 0; i < file->proto->n_service; i++)
		emit_service_source(model, out, file, i);
}
