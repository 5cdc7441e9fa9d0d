#include "contract/json/path.h"

#include <stdarg.h>
#include <stdio.h>

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

static void write_frame(struct buffer *buffer, const struct path *frame)
{
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
	buffer_init(&buffer, arena, PATH_MAX_BYTES + 2 * NAME_MAX_BYTES);
	while (count && buffer.len < PATH_MAX_BYTES)
		write_frame(&buffer, frames[--count]);
	return buffer_failed(&buffer) ? (struct text){0} : buffer_text(&buffer);
}

void path_refuse(struct context *context, const struct path *path, const char *rule, const char *format, ...)
{
	char message[MESSAGE_MAX_BYTES] = "";
	struct text field = {0};
	if (context->failure.violation_count < VIOLATIONS_KEPT) {
		va_list arguments;
		va_start(arguments, format);
		vsnprintf(message, sizeof(message), format, arguments);
		va_end(arguments);
		field = path_text(path, context->arena);
	}
	violation_add(context, field, rule, "%s", message);
}
