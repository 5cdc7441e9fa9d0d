/* google.protobuf.FieldMask: its paths in one string, with commas between. In the canonical form each is in lowerCamelCase, and a
 * path that wouldn't come back is refused; in the event form each is as in the .proto, and both spellings are read. */
#include "contract/json/known.h"
#include "contract/json/member.h"

static bool is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static bool is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* Characters of a path in the .proto: capitals would come back as other ones. */
static bool is_path_char(char c)
{
	return is_lower(c) || (c >= '0' && c <= '9') || c == '_' || c == '.';
}

/* An underscore comes back only in front of a small letter. */
static bool is_path(struct text path, bool canonical)
{
	for (size_t i = 0; i < path.len; i++) {
		bool before_small = i + 1 < path.len && is_lower(path.at[i + 1]);
		if (!is_path_char(path.at[i]) || (canonical && path.at[i] == '_' && !before_small))
			return false;
	}
	return path.len;
}

static void write_camel(struct buffer *buffer, struct text path)
{
	for (size_t i = 0; i < path.len; i++) {
		bool capital = path.at[i] == '_';
		i += capital;
		buffer_add_char(buffer, capital ? (char)(path.at[i] - 'a' + 'A') : path.at[i]);
	}
}

bool write_field_mask(struct writer *writer, const ProtobufCMessage *message)
{
	const ProtobufCFieldDescriptor *field = &message->descriptor->fields[0];
	size_t count = member_count(message, field);
	const char *items = member_items(message, field);
	buffer_add_char(writer->buffer, '"');
	for (size_t i = 0; i < count; i++) {
		struct text path = member_string(items + i * sizeof(char *));
		if (!is_path(path, writer->canonical))
			return write_refuse(writer,
					    "a path of a field mask is made of the names of a .proto (small letters, digits, "
					    "underscores in front of letters) with dots between");
		if (i)
			buffer_add_char(writer->buffer, ',');
		if (writer->canonical)
			write_camel(writer->buffer, path);
		else
			buffer_add_text(writer->buffer, path);
	}
	buffer_add_char(writer->buffer, '"');
	return true;
}

/* In the arena; NULL when that is exhausted. Every capital takes one character more. */
static char *snake_path(struct reader *reader, struct text path)
{
	char *snake = read_alloc(reader, 2 * path.len + 1, 1);
	for (size_t i = 0, len = 0; snake && i < path.len; i++) {
		char c = path.at[i];
		if (is_upper(c))
			snake[len++] = '_';
		snake[len++] = is_upper(c) ? (char)(c - 'A' + 'a') : c;
	}
	return snake;
}

static bool is_path_text(struct text path, bool canonical)
{
	for (size_t i = 0; i < path.len; i++)
		if (!is_upper(path.at[i]) && (!is_path_char(path.at[i]) || (canonical && path.at[i] == '_')))
			return false;
	return path.len;
}

static bool read_paths(struct reader *reader, const struct reading *reading, char **paths, size_t count)
{
	struct text rest = json_text(reading->token);
	for (size_t i = 0; i < count; i++) {
		struct text path = text_cut(&rest, ',');
		if (!is_path_text(path, reader->canonical)) {
			path_refuse(
				reader->context, reading->path, "type",
				reader->canonical
					? "must be paths in lowerCamelCase with commas between, such as \"user.displayName,photo\""
					: "must be paths with commas between, such as \"user.display_name,photo\"");
			return false;
		}
		paths[i] = snake_path(reader, path);
		if (!paths[i])
			return false;
	}
	return true;
}

bool read_field_mask(struct reader *reader, const struct reading *reading, ProtobufCMessage *message)
{
	const ProtobufCFieldDescriptor *field = &message->descriptor->fields[0];
	struct text text = json_text(reading->token);
	if (reading->token->kind != JSON_STRING)
		return read_refuse(reader, reading, "must be a string of paths with commas between");
	size_t count = text.len > 0;
	for (size_t i = 0; i < text.len; i++)
		count += text.at[i] == ',';
	char **paths = count ? read_alloc(reader, count, sizeof(*paths)) : NULL;
	if (count && (!paths || !read_paths(reader, reading, paths, count)))
		return false;
	memcpy(member_of(message, field), &paths, sizeof(char **));
	memcpy(member_quantifier(message, field), &count, sizeof(count));
	return true;
}
