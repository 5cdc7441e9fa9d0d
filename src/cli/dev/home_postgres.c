/* Where Postgres's files and its socket go, and as whom it runs. */
#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/dev/files.h"
#include "cli/dev/home.h"
#include "cli/dev/say.h"

static const char fallback_root[] = "/var/lib/hapax";

static enum status choose_user(struct context *context, struct dev_user *ret_user)
{
	static const char *const names[] = {"postgres", "nobody"};
	*ret_user = (struct dev_user){0};
	if (geteuid() != 0)
		return STATUS_OK;
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		const struct passwd *entry = getpwnam(names[i]);
		if (!entry)
			continue;
		*ret_user = (struct dev_user){names[i], entry->pw_uid, entry->pw_gid};
		return STATUS_OK;
	}
	return fail(context, STATUS_PRECONDITION,
		    "Postgres refuses to run as root, and there is neither a user postgres nor a user nobody; start hapax dev as "
		    "another user");
}

/* Asked in a child, as the user, by the kernel: permissions of every folder on the way, ACLs and mounts count. */
static bool user_can_write(const struct dev_user *user, const char *path)
{
	pid_t pid = fork();
	if (pid == 0)
		_exit(user_become(user) && !access(path, R_OK | W_OK | X_OK) ? 0 : 1);
	int wait_status = 1;
	while (pid > 0 && waitpid(pid, &wait_status, 0) < 0 && errno == EINTR)
		;
	return pid > 0 && WIFEXITED(wait_status) && WEXITSTATUS(wait_status) == 0;
}

static bool give_to(const struct dev_user *user, const char *path)
{
	return !user->name || !chown(path, user->uid, user->gid);
}

static enum status make_fallback(struct context *context, const struct dev_home *home, const char *link)
{
	char *folder;
	enum status s = dev_folder(context, fallback_root, 0711);
	if (s == STATUS_OK)
		s = dev_path(context, &folder, "%s/cluster-XXXXXX", fallback_root);
	if (s != STATUS_OK)
		return s;
	if (!mkdtemp(folder) || !give_to(&home->postgres_user, folder) || !user_can_write(&home->postgres_user, folder))
		return fail(context, STATUS_UNAVAILABLE, "the user %s can use neither %s nor a folder in %s: %s",
			    home->postgres_user.name, home->data, fallback_root, strerror(errno));
	if (symlink(folder, link))
		return fail(context, STATUS_UNAVAILABLE, "can't make the link %s: %s", link, strerror(errno));
	return STATUS_OK;
}

/* DATA/postgres: a folder, or a link to one that the user can reach. */
static enum status make_place(struct context *context, const struct dev_home *home, char **ret_place)
{
	char *place;
	struct stat info;
	const struct dev_user *user = &home->postgres_user;
	enum status s = dev_path(context, &place, "%s/postgres", home->data);
	if (s != STATUS_OK)
		return s;
	bool is_link = !lstat(place, &info) && S_ISLNK(info.st_mode);
	if (!is_link) {
		s = dev_folder(context, place, 0700);
		bool fits = s == STATUS_OK && give_to(user, place) && user_can_write(user, place);
		/* An empty folder is the one just made; anything else in the way is somebody's data. */
		if (s == STATUS_OK && !fits && (!user->name || rmdir(place)))
			s = fail(context, STATUS_UNAVAILABLE, "%s can't be used by the user %s", place,
				 user->name ? user->name : "that runs hapax dev");
		if (s == STATUS_OK && !fits)
			s = make_fallback(context, home, place);
	}
	if (s != STATUS_OK)
		return s;
	char *real = realpath(place, NULL);
	if (!real)
		return fail(context, STATUS_UNAVAILABLE, "%s leads nowhere (%s); remove it for a new, empty database", place,
			    strerror(errno));
	s = dev_path(context, ret_place, "%s", real);
	free(real);
	return s;
}

/* Unix sockets have short names, and Postgres reads a list of folders with commas between. */
static bool fits_a_socket(const char *folder)
{
	struct sockaddr_un address;
	for (const char *at = folder; *at; at++)
		if (*at == ',' || *at == '"' || *at == '\'' || *at == '\\' || (unsigned char)*at <= ' ')
			return false;
	return strlen(folder) + sizeof("/.s.PGSQL.5432.lock") <= sizeof(address.sun_path);
}

/* A name that the same place always gets, so that at most one such folder is left after a kill -9; ours alone. */
static enum status make_short_folder(struct context *context, const struct dev_home *home, const char *place, char **ret_folder)
{
	uint64_t hash = 14695981039346656037u;
	for (const char *at = place; *at; at++)
		hash = (hash ^ (unsigned char)*at) * 1099511628211u;
	char *folder;
	struct stat info;
	uid_t owner = home->postgres_user.name ? home->postgres_user.uid : geteuid();
	enum status s =
		dev_path(context, &folder, "/tmp/hapax-%u-%012llx", (unsigned)owner, (unsigned long long)(hash & 0xffffffffffff));
	if (s != STATUS_OK)
		return s;
	if (!mkdir(folder, 0700) && !give_to(&home->postgres_user, folder))
		return fail(context, STATUS_UNAVAILABLE, "can't give %s to %s: %s", folder, home->postgres_user.name,
			    strerror(errno));
	if (lstat(folder, &info) || !S_ISDIR(info.st_mode) || info.st_uid != owner || (info.st_mode & 0077))
		return fail(context, STATUS_UNAVAILABLE,
			    "%s, the folder for Postgres's socket, must be a folder of user %u alone; remove what is there", folder,
			    (unsigned)owner);
	*ret_folder = folder;
	return STATUS_OK;
}

static enum status make_socket_folder(struct context *context, struct dev_home *home, const char *place)
{
	enum status s = dev_path(context, &home->socket, "%s/socket", place);
	if (s != STATUS_OK)
		return s;
	if (!fits_a_socket(home->socket))
		return make_short_folder(context, home, place, &home->socket);
	s = dev_folder(context, home->socket, 0700);
	if (s == STATUS_OK && !give_to(&home->postgres_user, home->socket))
		s = fail(context, STATUS_UNAVAILABLE, "can't give %s to %s: %s", home->socket, home->postgres_user.name,
			 strerror(errno));
	return s;
}

enum status dev_home_prepare_postgres(struct context *context, struct dev_home *home)
{
	char *place;
	enum status s = choose_user(context, &home->postgres_user);
	if (s == STATUS_OK)
		s = make_place(context, home, &place);
	if (s == STATUS_OK)
		s = dev_path(context, &home->cluster, "%s/cluster", place);
	if (s == STATUS_OK)
		s = make_socket_folder(context, home, place);
	if (s != STATUS_OK || !home->postgres_user.name)
		return s;
	bool elsewhere = strncmp(place, home->data, strlen(home->data)) != 0;
	dev_say("Postgres refuses to run as root: it runs as user %s%s%s%s", home->postgres_user.name,
		elsewhere ? ", and keeps its files in " : "", elsewhere ? place : "",
		elsewhere ? ", because that user can't use the data folder" : "");
	return STATUS_OK;
}
