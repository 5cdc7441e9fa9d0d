/* Whatever is sent to the plugin instead of protoc's request: an answer, or a reason. Every emitter runs. */
#include "fuzz/fuzz.h"
#include "protoc-gen-hapax/outputs.h"
#include "protoc-gen-hapax/plugin.h"

enum { INPUT_MAX_BYTES = 256 * 1024, PLUGIN_ARENA_BYTES = 1024 * 1024 * 1024 };

static void answer(struct text request)
{
	static struct arena arena;
	struct context context;
	struct text response = {0};
	arena_init(&arena, PLUGIN_ARENA_BYTES);
	context_init(&context, &arena, NULL, NULL);
	enum status status = plugin_answer(&context, request, &response);
	fuzz_require(status == STATUS_OK || context.failure.status == status, "a failure without a reason", &context);
	if (status == STATUS_OK) {
		ProtobufCMessage *unpacked =
			protobuf_c_message_unpack(&google__protobuf__compiler__code_generator_response__descriptor, NULL,
						  response.len, (const uint8_t *)response.at);
		fuzz_require(unpacked, "the answer is no CodeGeneratorResponse", &context);
		protobuf_c_message_free_unpacked(unpacked, NULL);
	}
	arena_done(&arena);
}

/* The field `parameter` of the request once more: the last one counts. */
static void add_parameter(struct buffer *request)
{
	enum { PARAMETER_TAG = 2 << 3 | 2, SHORT_MAX_BYTES = 127 };
	struct buffer names;
	buffer_init(&names, NULL, SHORT_MAX_BYTES);
	buffer_add_string(&names, "emit=");
	for (const struct emitter *emitter = emitters; emitter->name; emitter++)
		buffer_printf(&names, "%s%s", emitter == emitters ? "" : "+", emitter->name);
	if (buffer_failed(&names))
		abort();
	buffer_add_char(request, PARAMETER_TAG);
	buffer_add_char(request, (char)names.len);
	buffer_add_text(request, buffer_text(&names));
	buffer_done(&names);
}

/* As it is, with whatever parameter it brings, and for every emitter. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buffer request;
	if (size > INPUT_MAX_BYTES)
		return 0;
	answer(fuzz_text(data, size));
	buffer_init(&request, NULL, 2 * INPUT_MAX_BYTES);
	buffer_add_text(&request, fuzz_text(data, size));
	add_parameter(&request);
	answer(buffer_text(&request));
	buffer_done(&request);
	return 0;
}
