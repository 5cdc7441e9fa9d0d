/* The emitter "c": for every file its typed header and source, and the catalogue. */
#include "protoc-gen-hapax/c/emit.h"
#include "protoc-gen-hapax/model/names.h"

void emit_c(struct model *model, struct outputs *outputs)
{
	struct buffer content;
	buffer_init(&content, NULL, OUTPUT_MAX_BYTES);
	for (size_t i = 0; i < model->file_count; i++) {
		const struct file *file = &model->files[i];
		if (!file->wanted)
			continue;
		emit_file_header(model, &content, file);
		outputs_add(outputs, must_printf(model->arena, "%s.h", file->stem), &content);
		emit_file_source(model, &content, file);
		outputs_add(outputs, must_printf(model->arena, "%s.c", file->stem), &content);
	}
	emit_catalogue_header(model, &content);
	outputs_add(outputs, must_printf(model->arena, "%s/catalogue.h", model->catalogue), &content);
	emit_catalogue_source(model, &content);
	outputs_add(outputs, must_printf(model->arena, "%s/catalogue.c", model->catalogue), &content);
	buffer_done(&content);
}
