#include "cli/scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OPEN_FOLDERS_MAX = 16 };

enum status scratch_open(struct context *context, struct scratch *ret_scratch)
{
	const char *base = getenv("TMPDIR");
	char *folder = arena_printf(context->arena, "%s/hapax-XXXXXX", base && base[0] == '/' ? base : "/tmp");
	if (!folder)
		return fail(context, STATUS_EXHAUSTED, "no memory for a folder's name");
	if (!mkdtemp(folder))
		return fail(context, STATUS_UNAVAILABLE, "can't make a folder %s: %s; set TMPDIR to one that can be written to",
			    folder, strerror(errno));
	ret_scratch->folder = folder;
	return STATUS_OK;
}

static int remove_one(const char *path, const struct stat *about, int kind, struct FTW *where)
{
	(void)about;
	(void)kind;
	(void)where;
	return remove(path);
}

void scratch_close(struct scratch *scratch)
{
	if (scratch->folder)
		(void)nftw(scratch->folder, remove_one, OPEN_FOLDERS_MAX, FTW_DEPTH | FTW_PHYS);
	scratch->folder = NULL;
}

bool scratch_name_ok(const char *name)
{
	struct text rest = text_of(name);
	do {
		struct text part = text_cut(&rest, '/');
		if (text_empty(part) || text_equal_string(part, ".") || text_equal_string(part, ".."))
			return false;
	} while (rest.at);
	return !strpbrk(name, "\n\r");
}

static enum status make_folders(struct context *context, char *path, size_t from)
{
	for (char *slash = strchr(path + from, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		int failed = mkdir(path, 0700) && errno != EEXIST;
		if (failed)
			return fail(context, STATUS_UNAVAILABLE, "can't make %s: %s", path, strerror(errno));
		*slash = '/';
	}
	return STATUS_OK;
}

enum status scratch_write(struct context *context, const struct scratch *scratch, const char *name, struct text content,
			  const char **ret_path)
{
	char *path = arena_printf(context->arena, "%s/%s", scratch->folder, name);
	if (!path)
		return fail(context, STATUS_EXHAUSTED, "no memory for a file's name");
	enum status status = make_folders(context, path, strlen(scratch->folder) + 1);
	if (status)
		return status;
	int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	size_t done = 0;
	while (file >= 0 && done < content.len) {
		ssize_t wrote = write(file, content.at + done, content.len - done);
		if (wrote < 0 && errno != EINTR)
			break;
		done += wrote > 0 ? (size_t)wrote : 0;
	}
	int error = errno;
	if (file >= 0)
		close(file);
	if (file < 0 || done < content.len)
		return fail(context, STATUS_UNAVAILABLE, "can't write %s: %s", path, strerror(error));
	if (ret_path)
		*ret_path = path;
	return STATUS_OK;
}
