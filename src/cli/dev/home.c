#include "cli/dev/home.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/dev/files.h"

/* As root others must be able to pass through, to the folder of the user that Postgres runs as. */
static mode_t folder_mode(void)
{
	return geteuid() == 0 ? 0711 : 0700;
}

static enum status make_data(struct context *context, const char *data, char **ret_data)
{
	enum status s = dev_folder(context, data, folder_mode());
	if (s != STATUS_OK)
		return s;
	char *real = realpath(data, NULL);
	if (!real)
		return fail(context, STATUS_UNAVAILABLE, "%s: %s", data, strerror(errno));
	s = dev_path(context, ret_data, "%s", real);
	free(real);
	return s;
}

static enum status take_lock(struct context *context, struct dev_home *home)
{
	char *path;
	enum status s = dev_path(context, &path, "%s/hapax.lock", home->data);
	if (s != STATUS_OK)
		return s;
	home->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (home->lock < 0)
		return fail(context, STATUS_UNAVAILABLE, "can't write in %s: %s", home->data, strerror(errno));
	if (flock(home->lock, LOCK_EX | LOCK_NB)) {
		struct text content = text_of(dev_read_tail(context->arena, path, 32));
		struct text pid = text_cut(&content, '\n');
		return fail(context, STATUS_CONFLICT,
			    "process %.*s already runs hapax dev with %s; stop it first, or choose another folder with --data",
			    TEXT_ARG(pid), home->data);
	}
	char pid[32];
	int len = snprintf(pid, sizeof(pid), "%d\n", (int)getpid());
	if (ftruncate(home->lock, 0) || pwrite(home->lock, pid, (size_t)len, 0) != len)
		return fail(context, STATUS_UNAVAILABLE, "can't write %s: %s", path, strerror(errno));
	return STATUS_OK;
}

static enum status make_folders(struct context *context, const struct dev_home *home)
{
	static const char *const names[] = {"log", "run"};
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		char *path;
		enum status s = dev_path(context, &path, "%s/%s", home->data, names[i]);
		if (s == STATUS_OK)
			s = dev_folder(context, path, 0700);
		if (s != STATUS_OK)
			return s;
	}
	return STATUS_OK;
}

enum status dev_home_open(struct context *context, const char *data, struct dev_home *ret_home)
{
	struct dev_home home = {.lock = -1};
	enum status s = make_data(context, data, &home.data);
	if (s == STATUS_OK)
		s = take_lock(context, &home);
	if (s == STATUS_OK)
		s = make_folders(context, &home);
	if (s != STATUS_OK) {
		dev_home_close(&home);
		return s;
	}
	*ret_home = home;
	return STATUS_OK;
}

void dev_home_close(struct dev_home *home)
{
	/* It may be in /tmp; one that still holds a socket stays. */
	if (home->socket)
		rmdir(home->socket);
	if (home->lock >= 0)
		close(home->lock);
	home->lock = -1;
}
