/*
 * protoc-gen-hapax: from .proto files to everything that follows from them. protoc starts it and talks to it over stdin and stdout:
 *   protoc --plugin=protoc-gen-hapax --hapax_out=catalogue=greeter:gen -I proto -I /usr/include proto/greeter/v1/events.proto
 * Reads the request, checks the contract, and runs the emitters that emit=... names (default: c); or answers one error a line.
 */
#include <stdio.h>
#include <string.h>

#include "protoc-gen-hapax/model/check.h"
#include "protoc-gen-hapax/model/names.h"
#include "protoc-gen-hapax/model/rules.h"
#include "protoc-gen-hapax/outputs.h"

static void read_all(FILE *file, struct buffer *ret_bytes)
{
	char chunk[65536];
	for (size_t got; (got = fread(chunk, 1, sizeof(chunk), file)) > 0;)
		buffer_add(ret_bytes, chunk, got);
}

static void check_model(struct model *model)
{
	check_topics(model);
	check_events(model);
	check_services(model);
	for (size_t i = 0; i < model->file_count; i++) {
		for (size_t j = 0; model->files[i].wanted && j < model->files[i].message_count; j++)
			rules_plan(model, &model->files[i].messages[j]);
	}
}

static void emit(struct model *model, struct outputs *outputs, const char *name, size_t len)
{
	for (const struct emitter *emitter = emitters; emitter->name; emitter++) {
		if (strlen(emitter->name) == len && memcmp(emitter->name, name, len) == 0) {
			emitter->emit(model, outputs);
			return;
		}
	}
	buffer_printf(&model->errors, "\n--hapax_out: emit=%.*s: there is no such output; there are", (int)len, name);
	for (const struct emitter *emitter = emitters; emitter->name; emitter++)
		buffer_printf(&model->errors, "%s %s", emitter == emitters ? "" : ",", emitter->name);
}

/* "c+documents" */
static void emit_all(struct model *model, struct outputs *outputs)
{
	for (const char *name = model->emit, *end; *name; name = *end ? end + 1 : end) {
		end = name + strcspn(name, "+");
		emit(model, outputs, name, (size_t)(end - name));
	}
}

static int run(struct arena *arena, struct text input)
{
	ProtobufCAllocator allocator;
	arena_allocator(arena, &allocator);
	struct Google__Protobuf__Compiler__CodeGeneratorRequest *request =
		google__protobuf__compiler__code_generator_request__unpack(&allocator, input.len, (const uint8_t *)input.at);
	if (!request) {
		fputs("protoc-gen-hapax: stdin has no CodeGeneratorRequest; it is protoc that starts this program (protoc "
		      "--hapax_out=DIR ...)\n",
		      stderr);
		return 1;
	}
	struct model model;
	struct outputs *outputs = outputs_new(arena);
	model_read(&model, request, arena);
	check_model(&model);
	if (model.errors.len == 0)
		emit_all(&model, outputs);
	return outputs_write(outputs, buffer_text(&model.errors)) ? 0 : 1;
}

int main(void)
{
	struct buffer input;
	struct arena arena;
	buffer_init(&input, NULL, OUTPUT_MAX_BYTES);
	arena_init(&arena, (size_t)8 * OUTPUT_MAX_BYTES);
	read_all(stdin, &input);
	int code = run(&arena, buffer_text(&input));
	arena_done(&arena);
	buffer_done(&input);
	return code;
}
