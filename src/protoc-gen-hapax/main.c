/*
 * protoc-gen-hapax: from .proto files to everything that follows from them. protoc starts it and talks to it over stdin and stdout:
 *   protoc --plugin=protoc-gen-hapax --hapax_out=catalogue=greeter:gen -I proto -I /usr/include proto/greeter/v1/events.proto
 * Reads the request, checks the contract, and runs the emitters that emit=... names (default: c); or answers one error a line.
 */
#include <stdio.h>

#include "hapax/buffer.h"
#include "protoc-gen-hapax/outputs.h"
#include "protoc-gen-hapax/plugin.h"

static void read_all(FILE *file, struct buffer *ret_bytes)
{
	char chunk[65536];
	for (size_t got; (got = fread(chunk, 1, sizeof(chunk), file)) > 0;)
		buffer_add(ret_bytes, chunk, got);
}

static int answer(struct context *context, struct text request)
{
	struct text response;
	if (plugin_answer(context, request, &response) != STATUS_OK) {
		fprintf(stderr,
			"protoc-gen-hapax: stdin has no CodeGeneratorRequest (%s); it is protoc that starts this program (protoc "
			"--hapax_out=DIR ...)\n",
			failure_text(context));
		return 1;
	}
	if (fwrite(response.at, 1, response.len, stdout) == response.len && fflush(stdout) == 0)
		return 0;
	perror("protoc-gen-hapax: writing the answer");
	return 1;
}

int main(void)
{
	struct buffer input;
	struct arena arena;
	struct context context;
	buffer_init(&input, NULL, OUTPUT_MAX_BYTES);
	arena_init(&arena, (size_t)8 * OUTPUT_MAX_BYTES);
	context_init(&context, &arena, NULL, NULL);
	read_all(stdin, &input);
	int code = answer(&context, buffer_text(&input));
	arena_done(&arena);
	buffer_done(&input);
	return code;
}
