#include "protoc-gen-hapax/outputs.h"

#include <string.h>

#include "protoc-gen-hapax/model/names.h"

#define response_proto Google__Protobuf__Compiler__CodeGeneratorResponse
#define response_file  Google__Protobuf__Compiler__CodeGeneratorResponse__File

struct outputs {
	struct arena *arena;
	struct response_file **files;
	size_t count, room;
};

struct outputs *outputs_new(struct arena *arena)
{
	struct outputs *outputs = must_array(arena, struct outputs, 1);
	*outputs = (struct outputs){.arena = arena};
	return outputs;
}

static void make_room(struct outputs *outputs)
{
	if (outputs->count < outputs->room)
		return;
	outputs->room = outputs->room ? 2 * outputs->room : 64;
	struct response_file **files = must_array(outputs->arena, struct response_file *, outputs->room);
	if (outputs->count)
		memcpy(files, outputs->files, outputs->count * sizeof(struct response_file *));
	outputs->files = files;
}

void outputs_add(struct outputs *outputs, const char *name, struct buffer *content)
{
	struct response_file *file = must_array(outputs->arena, struct response_file, 1);
	*file = (struct response_file)GOOGLE__PROTOBUF__COMPILER__CODE_GENERATOR_RESPONSE__FILE__INIT;
	file->name = must_printf(outputs->arena, "%s", name);
	file->content = must_printf(outputs->arena, "%.*s", TEXT_ARG(buffer_text(content)));
	make_room(outputs);
	outputs->files[outputs->count++] = file;
	buffer_clear(content);
}

struct text outputs_pack(struct outputs *outputs, struct buffer *errors)
{
	struct response_proto response = GOOGLE__PROTOBUF__COMPILER__CODE_GENERATOR_RESPONSE__INIT;
	if (errors->len || buffer_failed(errors)) {
		response.error = must_printf(outputs->arena, "%.*s%s", TEXT_ARG(buffer_text(errors)),
					     buffer_failed(errors) ? "\nand more mistakes than can be told" : "");
	} else {
		response.n_file = outputs->count;
		response.file = outputs->files;
	}
	size_t size = google__protobuf__compiler__code_generator_response__get_packed_size(&response);
	uint8_t *bytes = must_array(outputs->arena, uint8_t, size);
	google__protobuf__compiler__code_generator_response__pack(&response, bytes);
	return (struct text){(const char *)bytes, size};
}
