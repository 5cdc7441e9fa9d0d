/* The file of settings: "NAME = value" lines, comments after '#' at the start of a line, names as variables or as flags. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "hapax/buffer.h"
#include "platform/config/loader.h"

enum { CONFIG_FILE_BYTES = 256 * 1024, READ_BYTES = 4096 };

static bool read_all(int fd, struct buffer *content, const char **ret_why)
{
	for (;;) {
		char *room = buffer_reserve(content, READ_BYTES);
		if (!room) {
			*ret_why = "it is too long";
			return false;
		}
		ssize_t n = read(fd, room, READ_BYTES);
		if (n == 0)
			return true;
		if (n < 0 && errno != EINTR) {
			*ret_why = strerrordesc_np(errno);
			return false;
		}
		if (n > 0)
			content->len += (size_t)n;
	}
}

bool read_small_file(struct arena *arena, const char *path, size_t max_bytes, struct text *ret_content, const char **ret_why)
{
	struct buffer content;
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0) {
		*ret_why = strerrordesc_np(errno);
		return false;
	}
	buffer_init(&content, NULL, max_bytes + READ_BYTES);
	bool done = read_all(fd, &content, ret_why);
	close(fd);
	if (done && content.len > max_bytes) {
		*ret_why = "it is too long";
		done = false;
	}
	const char *copy = done ? text_dup_string(buffer_text(&content), arena) : NULL;
	if (done && !copy)
		*ret_why = "no memory left";
	if (copy)
		*ret_content = (struct text){copy, content.len};
	buffer_done(&content);
	return copy != NULL;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static struct text trimmed(struct text text)
{
	while (text.len && is_blank(text.at[text.len - 1]))
		text.len--;
	while (text.len && is_blank(text.at[0])) {
		text.at++;
		text.len--;
	}
	return text;
}

static void apply_line(struct loader *loader, const char *path, int line_number, struct text line)
{
	struct setting_name name;
	char place[256], shown[PRINTABLE_BYTES];
	bool has_equals = line.len && memchr(line.at, '=', line.len);
	struct text spelling = trimmed(text_cut(&line, '='));
	snprintf(place, sizeof(place), "%.100s line %d: %s", path, line_number, printable(spelling, shown));
	if (!has_equals) {
		violation_add(loader->context, text_of(place), "config.line",
			      "is no setting; allowed: NAME = value, or # and a comment");
		return;
	}
	bool as_flag = setting_by_flag(spelling, &name) && !name.is_off;
	if (!as_flag && !setting_by_variable(spelling, &name)) {
		bool capital = spelling.len && spelling.at[0] >= 'A' && spelling.at[0] <= 'Z';
		loader_unknown(loader, text_of(place), "name", "",
			       capital ? nearest_variable(spelling) : nearest_flag(spelling, NULL));
		return;
	}
	size_t index = (size_t)(name.setting - settings);
	int earlier = name.is_file ? loader->file_given[index] : loader->value_given[index];
	if (earlier)
		violation_add(loader->context, text_of(place), "config.twice", "is given twice, first in line %d; allowed: once",
			      earlier);
	else
		loader_set(loader, &name, place, trimmed(line), line_number);
}

void file_apply(struct loader *loader, const char *path)
{
	struct text content;
	const char *why = NULL;
	loader_begin(loader);
	if (!read_small_file(&loader->config->arena, path, CONFIG_FILE_BYTES, &content, &why)) {
		violation_add(loader->context, TEXT("--config"), "config.file", "the file \"%.200s\" can't be read: %s", path, why);
		return;
	}
	for (int line_number = 1; !text_empty(content); line_number++) {
		struct text line = trimmed(text_cut(&content, '\n'));
		if (!text_empty(line) && line.at[0] != '#')
			apply_line(loader, path, line_number, line);
	}
}
