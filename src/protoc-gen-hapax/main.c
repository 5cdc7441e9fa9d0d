/*
 * protoc-gen-hapax: from .proto files to the contract in C. protoc starts it and talks to it over stdin and stdout:
 *   protoc --plugin=protoc-gen-hapax --hapax_out=catalogue=greeter:gen -I proto -I /usr/include proto/greeter/v1/events.proto
 * Reads the request, checks the events, writes typed headers, rule tables and the catalogue; or one error a line.
 */
#include <stdio.h>
#include <string.h>

#include "check.h"
#include "emit.h"
#include "names.h"
#include "rules.h"

enum { MAX_BYTES = 256 << 20 };

#define file_answer Google__Protobuf__Compiler__CodeGeneratorResponse__File

/* The answer while it grows. */
struct answer {
	struct arena *arena;
	struct Google__Protobuf__Compiler__CodeGeneratorResponse response;
};

static void read_all(FILE *file, struct buffer *ret_bytes)
{
	char chunk[65536];
	for (size_t got; (got = fread(chunk, 1, sizeof(chunk), file)) > 0;)
		buffer_add(ret_bytes, chunk, got);
}

static void answer_file(struct answer *answer, const char *name, struct buffer *content)
{
	struct file_answer *file = must_array(answer->arena, struct file_answer, 1);
	*file = (struct file_answer)GOOGLE__PROTOBUF__COMPILER__CODE_GENERATOR_RESPONSE__FILE__INIT;
	file->name = must_printf(answer->arena, "%s", name);
	file->content = must_printf(answer->arena, "%.*s", TEXT_ARG(buffer_text(content)));
	answer->response.file[answer->response.n_file++] = file;
	buffer_clear(content);
}

static void check_model(struct model *model)
{
	check_events(model);
	check_services(model);
	for (size_t i = 0; i < model->file_count; i++) {
		for (size_t j = 0; model->files[i].wanted && j < model->files[i].message_count; j++)
			rules_plan(model, &model->files[i].messages[j]);
	}
}

static void write_files(struct model *model, struct answer *answer)
{
	struct buffer content;
	buffer_init(&content, NULL, MAX_BYTES);
	answer->response.file = must_array(answer->arena, struct file_answer *, 2 * model->file_count + 2);
	for (size_t i = 0; i < model->file_count; i++) {
		const struct file *file = &model->files[i];
		if (!file->wanted)
			continue;
		emit_file_header(model, &content, file);
		answer_file(answer, must_printf(answer->arena, "%s.h", file->stem), &content);
		emit_file_source(model, &content, file);
		answer_file(answer, must_printf(answer->arena, "%s.c", file->stem), &content);
	}
	emit_catalogue_header(model, &content);
	answer_file(answer, must_printf(answer->arena, "%s/catalogue.h", model->catalogue), &content);
	emit_catalogue_source(model, &content);
	answer_file(answer, must_printf(answer->arena, "%s/catalogue.c", model->catalogue), &content);
	buffer_done(&content);
}

/* 0 when the answer, good or bad, reached protoc. */
static int write_answer(const struct answer *answer)
{
	size_t size = google__protobuf__compiler__code_generator_response__get_packed_size(&answer->response);
	uint8_t *bytes = must_array(answer->arena, uint8_t, size);
	google__protobuf__compiler__code_generator_response__pack(&answer->response, bytes);
	if (fwrite(bytes, 1, size, stdout) == size && fflush(stdout) == 0)
		return 0;
	perror("protoc-gen-hapax: writing the answer");
	return 1;
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
	struct answer answer = {arena, GOOGLE__PROTOBUF__COMPILER__CODE_GENERATOR_RESPONSE__INIT};
	model_read(&model, request, arena);
	check_model(&model);
	if (model.errors.len == 0)
		write_files(&model, &answer);
	if (model.errors.len) {
		answer.response.n_file = 0;
		answer.response.error = must_printf(arena, "%.*s", TEXT_ARG(buffer_text(&model.errors)));
	}
	return write_answer(&answer);
}

int main(void)
{
	struct buffer input;
	struct arena arena;
	buffer_init(&input, NULL, MAX_BYTES);
	arena_init(&arena, (size_t)8 * MAX_BYTES);
	read_all(stdin, &input);
	int code = run(&arena, buffer_text(&input));
	arena_done(&arena);
	buffer_done(&input);
	return code;
}
