#include "cli/dev/files.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_MAX_BYTES = 4096 };

enum status dev_path(struct context *context, char **ret_path, const char *format, ...)
{
	char path[PATH_MAX_BYTES];
	va_list args;
	va_start(args, format);
	int len = vsnprintf(path, sizeof(path), format, args);
	va_end(args);
	if (len < 0 || len >= PATH_MAX_BYTES)
		return fail(context, STATUS_INVALID, "a path is longer than %d bytes: %.60s...", PATH_MAX_BYTES, path);
	char *copy = text_dup_string(text_of(path), context->arena);
	if (!copy)
		return fail(context, STATUS_EXHAUSTED, "out of memory");
	*ret_path = copy;
	return STATUS_OK;
}

enum status dev_folder(struct context *context, const char *path, mode_t mode)
{
	struct stat info;
	if (!mkdir(path, mode))
		return STATUS_OK;
	if (errno != EEXIST)
		return fail(context, STATUS_UNAVAILABLE, "can't make the folder %s: %s", path, strerror(errno));
	if (stat(path, &info) || !S_ISDIR(info.st_mode))
		return fail(context, STATUS_INVALID, "%s is no folder", path);
	return STATUS_OK;
}

static bool write_all(int file, struct text content)
{
	while (content.len) {
		ssize_t n = write(file, content.at, content.len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		content = (struct text){content.at + n, content.len - (size_t)n};
	}
	return true;
}

enum status dev_write_file(struct context *context, const char *path, mode_t mode, struct text content)
{
	char *draft;
	enum status s = dev_path(context, &draft, "%s.new", path);
	if (s != STATUS_OK)
		return s;
	int file = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
	if (file < 0)
		return fail(context, STATUS_UNAVAILABLE, "can't write %s: %s", draft, strerror(errno));
	bool fine = write_all(file, content) && !fchmod(file, mode);
	close(file);
	if (!fine || rename(draft, path))
		return fail(context, STATUS_UNAVAILABLE, "can't write %s: %s", path, strerror(errno));
	return STATUS_OK;
}

const char *dev_read_tail(struct arena *arena, const char *path, size_t max_bytes)
{
	int file = open(path, O_RDONLY | O_CLOEXEC);
	char *tail = file >= 0 ? arena_alloc(arena, max_bytes + 1) : NULL;
	ssize_t n = -1;
	if (tail) {
		off_t size = lseek(file, 0, SEEK_END);
		n = pread(file, tail, max_bytes, size > (off_t)max_bytes ? size - (off_t)max_bytes : 0);
	}
	if (file >= 0)
		close(file);
	if (n < 0)
		return "";
	tail[n] = '\0';
	return tail;
}

int dev_leading_number(const char *text)
{
	int64_t number;
	struct text digits = {text, strspn(text, "0123456789")};
	return text_to_i64(digits, &number) && number <= INT_MAX ? (int)number : 0;
}

char *dev_program_in(struct arena *arena, const char *dir, const char *name)
{
	char *path = arena_printf(arena, "%s/%s", dir, name);
	struct stat info;
	return path && !access(path, X_OK) && !stat(path, &info) && S_ISREG(info.st_mode) ? path : NULL;
}

char *dev_find_program(struct arena *arena, const char *path_list, const char *name)
{
	struct text rest = text_of(path_list ? path_list : getenv("PATH"));
	while (!text_empty(rest)) {
		struct text dir = text_cut(&rest, ':');
		char *copy = text_empty(dir) ? NULL : text_dup_string(dir, arena);
		char *path = copy ? dev_program_in(arena, copy, name) : NULL;
		if (path)
			return path;
	}
	return NULL;
}
