/* Where something is in a .proto: for errors, and for the comments in front of it. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "protoc-gen-hapax/model/model.h"
#include "protoc-gen-hapax/model/names.h"

struct path path_of(const struct path *parent, int32_t tag, int32_t index)
{
	struct path path = {.len = 0};
	if (parent)
		path = *parent;
	if (path.len + 2 <= PATH_MAX_PARTS) {
		path.part[path.len++] = tag;
		path.part[path.len++] = index;
	}
	return path;
}

static bool is_prefix(const struct Google__Protobuf__SourceCodeInfo__Location *location, const struct path *path)
{
	return location->n_path > 0 && location->n_path <= path->len && location->n_span > 0 &&
	       memcmp(location->path, path->part, location->n_path * sizeof(int32_t)) == 0;
}

/* The line of the innermost thing around the path that protoc knows a place of; 1 when it knows none. */
static int line_of(const struct file *file, const struct path *path)
{
	const struct Google__Protobuf__SourceCodeInfo *info = file->proto->source_code_info;
	const struct Google__Protobuf__SourceCodeInfo__Location *best = NULL;
	for (size_t i = 0; info && i < info->n_location; i++) {
		if (is_prefix(info->location[i], path) && (!best || info->location[i]->n_path > best->n_path))
			best = info->location[i];
	}
	return best && best->span[0] >= 0 && best->span[0] < INT32_MAX ? best->span[0] + 1 : 1;
}

void model_error(struct model *model, const struct file *file, const struct path *path, const char *format, ...)
{
	struct path whole = {.len = 0};
	char text[2000];
	va_list args;
	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	buffer_printf(&model->errors, "\n%s:%d: %s", file->proto->name, line_of(file, path ? path : &whole), text);
}

const char *model_comment(const struct model *model, const struct file *file, const struct path *path)
{
	const struct Google__Protobuf__SourceCodeInfo *info = file->proto->source_code_info;
	for (size_t i = 0; info && i < info->n_location; i++) {
		const struct Google__Protobuf__SourceCodeInfo__Location *location = info->location[i];
		if (location->n_path == path->len && is_prefix(location, path) && location->leading_comments)
			return name_one_line(model->arena, location->leading_comments);
	}
	return "";
}
