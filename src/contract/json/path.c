#include "contract/json/path.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "contract/json/member.h"
#include "hapax/buffer.h"

enum {
	PATH_MAX_BYTES = 1024,
	NAME_MAX_BYTES = 64,
	FRAMES_MAX = 200,
	MESSAGE_MAX_BYTES = 512,
	VIOLATIONS_KEPT = 64, /* as violation_add() has it */
};

/* Whole characters only. */
static struct text cut(struct text name)
{
	if (name.len <= NAME_MAX_BYTES)
		return name;
	name.len = NAME_MAX_BYTES;
	while (name.len && ((unsigned char)name.at[name.len] & 0xc0) == 0x80)
		name.len--;
	return name;
}

/* As protovalidate has it: a text in quotes, numbers and booleans without. */
static void write_key(struct buffer *buffer, const struct path *frame)
{
	struct whole whole;
	if (frame->key_field->type == PROTOBUF_C_TYPE_STRING) {
		struct text key = cut(member_string(frame->key_at));
		buffer_add_char(buffer, '"');
		for (size_t i = 0; i < key.len; i++)
			buffer_printf(buffer, "%s%c", key.at[i] == '"' || key.at[i] == '\\' ? "\\" : "", key.at[i]);
		buffer_add_char(buffer, '"');
	} else if (frame->key_field->type == PROTOBUF_C_TYPE_BOOL) {
		protobuf_c_boolean key;
		memcpy(&key, frame->key_at, sizeof(key));
		buffer_add_string(buffer, key ? "true" : "false");
	} else if (member_whole(frame->key_field, frame->key_at, &whole)) {
		buffer_printf(buffer, "%s%" PRIu64, whole.negative ? "-" : "", whole.magnitude);
	}
}

static void write_frame(struct buffer *buffer, const struct path *frame)
{
	if (frame->key_field) {
		buffer_add_char(buffer, '[');
		write_key(buffer, frame);
		buffer_add_char(buffer, ']');
		return;
	}
	struct text name = cut(frame->field ? text_of(frame->field) : frame->key);
	if (frame->is_item)
		buffer_printf(buffer, "[%zu]", frame->index);
	else
		buffer_printf(buffer, "%s%.*s", buffer->len ? "." : "", TEXT_ARG(name));
}

struct text path_text(const struct path *path, struct arena *arena)
{
	const struct path *frames[FRAMES_MAX];
	size_t count = 0;
	for (; path && count < FRAMES_MAX; path = path->up)
		frames[count++] = path;
	struct buffer buffer;
	buffer_init(&buffer, arena, PATH_MAX_BYTES + 4 * NAME_MAX_BYTES);
	while (count && buffer.len < PATH_MAX_BYTES)
		write_frame(&buffer, frames[--count]);
	return buffer_failed(&buffer) ? (struct text){0} : buffer_text(&buffer);
}

bool path_tells(const struct context *context)
{
	return context->failure.violation_count < VIOLATIONS_KEPT;
}

void path_refuse(struct context *context, const struct path *path, const char *rule, const char *format, ...)
{
	char message[MESSAGE_MAX_BYTES] = "";
	struct text field = {0};
	if (path_tells(context)) {
		va_list arguments;
		va_start(arguments, format);
		vsnprintf(message, sizeof(message), format, arguments);
		va_end(arguments);
		field = path_text(path, context->arena);
	}
	violation_add(context, field, rule, "%s", message);
}
