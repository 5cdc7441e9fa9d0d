/* CATALOGUE/catalogue.{h,c}: every event of the run in the order of their names, and the descriptors of every file for reflection.
 */
#include <stdlib.h>
#include <string.h>

#include "emit.h"
#include "names.h"

enum { BYTES_PER_LINE = 32 };

static int by_type(const void *a, const void *b)
{
	const struct message *const *left = a, *const *right = b;
	return strcmp((*left)->event->type, (*right)->event->type);
}

static const struct message **events_of(struct model *model, size_t *ret_count)
{
	size_t room = 0, count = 0;
	for (size_t i = 0; i < model->file_count; i++)
		room += model->files[i].message_count;
	const struct message **events = must_array(model->arena, const struct message *, room);
	for (size_t i = 0; i < model->file_count; i++) {
		for (size_t j = 0; j < model->files[i].message_count && model->files[i].wanted; j++) {
			if (model->files[i].messages[j].event)
				events[count++] = &model->files[i].messages[j];
		}
	}
	qsort(events, count, sizeof(events[0]), by_type);
	*ret_count = count;
	return events;
}

static bool has_events(const struct file *file)
{
	for (size_t i = 0; i < file->message_count; i++) {
		if (file->messages[i].event)
			return true;
	}
	return false;
}

/* The files as a serialized FileDescriptorSet: field 1, one each. Comments and places stay out; reflection has no use for them. */
static void pack_files(struct model *model, struct buffer *ret_bytes)
{
	buffer_init(ret_bytes, model->arena, 64 << 20);
	for (size_t i = 0; i < model->file_count; i++) {
		struct file_proto file = *model->files[i].proto;
		file.source_code_info = NULL;
		struct file_proto *files[] = {&file};
		Google__Protobuf__FileDescriptorSet set = GOOGLE__PROTOBUF__FILE_DESCRIPTOR_SET__INIT;
		set.n_file = 1;
		set.file = files;
		size_t size = google__protobuf__file_descriptor_set__get_packed_size(&set);
		char *room = buffer_reserve(ret_bytes, size);
		if (room)
			ret_bytes->len += google__protobuf__file_descriptor_set__pack(&set, (uint8_t *)room);
	}
}

static void emit_bytes(struct buffer *out, struct text bytes)
{
	for (size_t i = 0; i < bytes.len; i++) {
		if (i % BYTES_PER_LINE == 0)
			buffer_add_string(out, i ? "\n\t" : "\t");
		buffer_add_u64(out, (unsigned char)bytes.at[i]);
		buffer_add_char(out, ',');
	}
	buffer_add_char(out, '\n');
}

void emit_catalogue_header(struct model *model, struct buffer *out)
{
	const char *stem = must_printf(model->arena, "%s/catalogue", model->catalogue);
	buffer_add_string(
		out,
		"/* Written by protoc-gen-hapax: every event of one run, for struct service or catalogue_register(). */\n#ifndef ");
	emit_guard(out, stem);
	buffer_add_string(out, "\n#define ");
	emit_guard(out, stem);
	buffer_printf(out,
		      "\n\n#include \"hapax/event.h\"\n\nHAPAX_BEGIN_C\n\nextern const struct catalogue "
		      "%s_catalogue;\n\nHAPAX_END_C\n\n#endif\n",
		      model->catalogue);
}

void emit_catalogue_source(struct model *model, struct buffer *out)
{
	size_t count;
	const struct message **events = events_of(model, &count);
	struct buffer set;
	pack_files(model, &set);
	if (buffer_failed(&set)) {
		buffer_printf(&model->errors, "\nthe descriptors of all files take more than 64 MiB; give protoc fewer files");
		return;
	}
	buffer_printf(out, "/* Written by protoc-gen-hapax. */\n#include \"%s/catalogue.h\"\n\n", model->catalogue);
	for (size_t i = 0; i < model->file_count; i++) {
		if (model->files[i].wanted && has_events(&model->files[i]))
			buffer_printf(out, "#include \"%s.h\"\n", model->files[i].stem);
	}
	if (count) {
		buffer_add_string(out, "\nstatic const struct event_type *const events[] = {\n");
		for (size_t i = 0; i < count; i++)
			buffer_printf(out, "\t&%s_event,\n", events[i]->name);
		buffer_add_string(out, "};\n");
	}
	buffer_add_string(out, "\n/* google.protobuf.FileDescriptorSet of:\n");
	for (size_t i = 0; i < model->file_count; i++) {
		buffer_add_string(out, " *   ");
		emit_comment_text(out, model->files[i].proto->name);
		buffer_add_char(out, '\n');
	}
	buffer_printf(out, " */\nstatic const uint8_t descriptor_set[%zu] = {\n", set.len);
	emit_bytes(out, buffer_text(&set));
	buffer_printf(out, "};\n\nconst struct catalogue %s_catalogue = {%s, %zu, descriptor_set, sizeof(descriptor_set)};\n",
		      model->catalogue, count ? "events" : "NULL", count);
}
