/*
 * The JSON codec behind two pipes, for comparing it with other implementations by the hundred thousand. A frame is its length (4
 * bytes, little-endian) and so many bytes; each one that comes in is answered by one.
 *
 *     in:   operation (1 byte), length of the type's name (1 byte), name, input
 *     out:  0 and the output, or 1 and the error
 *
 * One thread.
 */
#include <endian.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/scan.h"
#include "contract/catalogue.h"
#include "contract/json/types.h"
#include "hapax/json.h"
#include "sink/catalogue.h"

enum { ARENA_BYTES = 64 << 20, OUTPUT_MAX_BYTES = 16 << 20, FRAME_MAX_BYTES = 16 << 20 };

struct request {
	char operation;
	const ProtobufCMessageDescriptor *type;
	struct text input;
};

typedef enum status operation_fn(struct context *context, const struct request *request, struct buffer *out);

static enum status add_packed(struct context *context, const ProtobufCMessage *message, struct buffer *out)
{
	char *room = buffer_reserve(out, protobuf_c_message_get_packed_size(message));
	if (!room)
		return fail(context, STATUS_EXHAUSTED, "the answer is too large");
	out->len += protobuf_c_message_pack(message, (uint8_t *)room);
	return STATUS_OK;
}

static enum status to_json(struct context *context, const struct request *request, struct buffer *out, enum json_form form)
{
	const struct json_options options = {.form = form};
	ProtobufCMessage *message;
	enum status status = message_unpack(context, request->input, request->type, &message);
	return status == STATUS_OK ? json_write(context, out, message, &options) : status;
}

static enum status from_json(struct context *context, const struct request *request, struct buffer *out,
			     const struct json_options *options)
{
	ProtobufCMessage *message;
	enum status status = json_read(context, request->input, request->type, options, &message);
	return status == STATUS_OK ? add_packed(context, message, out) : status;
}

static enum status write_canonical(struct context *context, const struct request *request, struct buffer *out)
{
	return to_json(context, request, out, JSON_CANONICAL);
}

static enum status write_event(struct context *context, const struct request *request, struct buffer *out)
{
	return to_json(context, request, out, JSON_EVENT);
}

static enum status read_canonical(struct context *context, const struct request *request, struct buffer *out)
{
	return from_json(context, request, out, &(struct json_options){.form = JSON_CANONICAL});
}

static enum status read_ignoring(struct context *context, const struct request *request, struct buffer *out)
{
	return from_json(context, request, out, &(struct json_options){.form = JSON_CANONICAL, .ignore_unknown = true});
}

static enum status read_event(struct context *context, const struct request *request, struct buffer *out)
{
	return from_json(context, request, out, &(struct json_options){.form = JSON_EVENT});
}

/* Through the event form and back. */
static enum status round_event(struct context *context, const struct request *request, struct buffer *out)
{
	struct buffer json;
	buffer_init(&json, context->arena, OUTPUT_MAX_BYTES);
	enum status status = write_event(context, request, &json);
	struct request back = {.type = request->type, .input = buffer_text(&json)};
	return status == STATUS_OK ? read_event(context, &back, out) : status;
}

/* Names of the messages of all catalogues, one a line; the type's name and the input say nothing. */
static enum status list_types(struct context *context, const struct request *request, struct buffer *out)
{
	(void)context;
	(void)request;
	for (size_t i = 0; i < catalogue_set_count(); i++) {
		const struct catalogue *set = catalogue_set_at(i);
		for (size_t j = 0; j < set->message_count; j++)
			buffer_printf(out, "%s\n", set->messages[j]->name);
	}
	return STATUS_OK;
}

/* The descriptors of all catalogues, one FileDescriptorSet behind the other: which is one FileDescriptorSet. */
static enum status list_files(struct context *context, const struct request *request, struct buffer *out)
{
	(void)context;
	(void)request;
	for (size_t i = 0; i < catalogue_set_count(); i++)
		buffer_add(out, catalogue_set_at(i)->descriptor_set, catalogue_set_at(i)->descriptor_set_size);
	return STATUS_OK;
}

static const struct {
	char name;
	operation_fn *run;
} operations[] = {
	{'w', write_canonical}, {'r', read_canonical}, {'i', read_ignoring}, {'W', write_event},
	{'R', read_event},	{'E', round_event},    {'t', list_types},    {'f', list_files},
};

static operation_fn *find_operation(char name)
{
	for (size_t i = 0; i < COUNT_OF(operations); i++)
		if (operations[i].name == name)
			return operations[i].run;
	return NULL;
}

static enum status answer(struct context *context, struct text frame, struct buffer *out)
{
	size_t name_len = frame.len > 1 ? (unsigned char)frame.at[1] : 0;
	if (frame.len < 2 + name_len)
		return fail(context, STATUS_INVALID, "a frame has an operation, a type and an input");
	struct text name = {frame.at + 2, name_len};
	struct request request = {frame.at[0], type_find(name), {name.at + name_len, frame.len - 2 - name_len}};
	operation_fn *run = find_operation(request.operation);
	if (!run || (!request.type && name_len))
		return fail(context, STATUS_INVALID, "no operation %c, or no type %.*s", request.operation, TEXT_ARG(name));
	return run(context, &request, out);
}

static void put_frame(char status, struct text content)
{
	uint32_t len = htole32((uint32_t)content.len + 1);
	fwrite(&len, 1, sizeof(len), stdout);
	fputc(status, stdout);
	if (content.len)
		fwrite(content.at, 1, content.len, stdout);
}

static void serve_one(struct arena *arena, struct text frame)
{
	struct context context;
	struct buffer out;
	context_init(&context, arena, NULL, NULL);
	buffer_init(&out, arena, OUTPUT_MAX_BYTES);
	enum status status = answer(&context, frame, &out);
	put_frame(status != STATUS_OK, status == STATUS_OK ? buffer_text(&out) : text_of(failure_text(&context)));
	arena_reset(arena);
}

int main(void)
{
	static char frame[FRAME_MAX_BYTES];
	struct arena arena CLEANUP(arena_done);
	struct context context;
	uint32_t len;
	arena_init(&arena, ARENA_BYTES);
	context_init(&context, &arena, NULL, NULL);
	if (catalogue_register(&context, &hapax_catalogue) != STATUS_OK ||
	    catalogue_register(&context, &sink_catalogue) != STATUS_OK)
		return 1;
	while (fread(&len, 1, sizeof(len), stdin) == sizeof(len)) {
		size_t size = le32toh(len);
		if (size > sizeof(frame) || fread(frame, 1, size, stdin) != size) {
			fputs("json_parity: a frame is cut or too large\n", stderr);
			return 1;
		}
		serve_one(&arena, (struct text){frame, size});
	}
	return fflush(stdout) ? 1 : 0;
}
