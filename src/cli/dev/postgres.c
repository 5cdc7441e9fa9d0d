#include "cli/dev/postgres.h"

#include <errno.h>
#include <glob.h>
#include <libpq-fe.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/dev/files.h"
#include "cli/dev/record.h"
#include "cli/dev/say.h"

extern char **environ;

enum { START_TIMEOUT_MS = 60000, STOP_TIMEOUT_MS = 30000, STALE_TIMEOUT_MS = 15000 };

/* The folder with both programs, behind links such as Debian's in /usr/bin. */
static char *folder_of(struct arena *arena, const char *postgres)
{
	char *real = realpath(postgres, NULL), *slash = real ? strrchr(real, '/') : NULL;
	char *folder = NULL;
	if (slash) {
		*slash = '\0';
		folder = dev_program_in(arena, real, "initdb") ? text_dup_string(text_of(real), arena) : NULL;
	}
	free(real);
	return folder;
}

static char *from_pg_config(struct arena *arena)
{
	char line[4096], *folder = NULL;
	char *pg_config = dev_find_program(arena, NULL, "pg_config");
	char *command = pg_config ? arena_printf(arena, "'%s' --bindir 2>/dev/null", pg_config) : NULL;
	FILE *pipe = command && !strchr(pg_config, '\'') ? popen(command, "re") : NULL;
	if (!pipe)
		return NULL;
	if (fgets(line, sizeof(line), pipe)) {
		line[strcspn(line, "\n")] = '\0';
		char *postgres = dev_program_in(arena, line, "postgres");
		folder = postgres ? folder_of(arena, postgres) : NULL;
	}
	pclose(pipe);
	return folder;
}

static char *from_debian(struct arena *arena, const char *pattern)
{
	glob_t found;
	char *best = NULL;
	int best_version = -1;
	if (glob(pattern, 0, NULL, &found))
		return NULL;
	for (size_t i = 0; i < found.gl_pathc; i++) {
		int version = dev_leading_number(found.gl_pathv[i] + strlen("/usr/lib/postgresql/"));
		char *folder = version > best_version ? folder_of(arena, found.gl_pathv[i]) : NULL;
		if (!folder)
			continue;
		best = folder;
		best_version = version;
	}
	globfree(&found);
	return best;
}

/* An existing cluster wants the major version that made it; a new one takes what there is. */
static enum status find_programs(struct context *context, const char *cluster, char **ret_folder)
{
	char *version_file = arena_printf(context->arena, "%s/PG_VERSION", cluster);
	int version = version_file ? dev_leading_number(dev_read_tail(context->arena, version_file, 16)) : 0;
	char *own_pattern = arena_printf(context->arena, "/usr/lib/postgresql/%d/bin/postgres", version);
	char *folder = version && own_pattern ? from_debian(context->arena, own_pattern) : NULL;
	char *in_path = folder ? NULL : dev_find_program(context->arena, NULL, "postgres");
	if (!folder && in_path)
		folder = folder_of(context->arena, in_path);
	if (!folder)
		folder = from_pg_config(context->arena);
	if (!folder)
		folder = from_debian(context->arena, "/usr/lib/postgresql/*/bin/postgres");
	if (!folder)
		return fail(
			context, STATUS_PRECONDITION,
			"there is no Postgres server on this machine (looked in PATH, at pg_config and in /usr/lib/postgresql); "
			"on Debian: apt-get install postgresql");
	*ret_folder = folder;
	return STATUS_OK;
}

static const char *best_locale(void)
{
	locale_t locale = newlocale(LC_ALL_MASK, "C.UTF-8", (locale_t)0);
	if (!locale)
		return "C";
	freelocale(locale);
	return "C.UTF-8";
}

static enum status init_cluster(struct context *context, const struct dev_home *home, const char *programs)
{
	char *initdb, *draft, *locale, *log, *remove;
	enum status s = dev_path(context, &initdb, "%s/initdb", programs);
	if (s == STATUS_OK)
		s = dev_path(context, &draft, "%s.new", home->cluster);
	if (s == STATUS_OK)
		s = dev_path(context, &locale, "--locale=%s", best_locale());
	if (s == STATUS_OK)
		s = dev_path(context, &log, "%s/log/initdb.log", home->data);
	if (s == STATUS_OK)
		s = dev_path(context, &remove, "/bin/rm");
	if (s != STATUS_OK)
		return s;
	dev_say("making a Postgres cluster in %s", home->cluster);
	char *remove_argv[] = {remove, (char *)"-rf", (char *)"--", draft, NULL};
	char *initdb_argv[] = {
		initdb, (char *)"-D", draft, (char *)"-U", (char *)DEV_PGUSER, (char *)"--auth=trust", (char *)"--encoding=UTF8",
		locale, NULL};
	struct child_program program = {.name = "rm",
					.argv = remove_argv,
					.environment = environ,
					.user = &home->postgres_user,
					.log = log,
					.stop_signal = SIGTERM};
	s = child_run(context, &program);
	program.name = "initdb";
	program.argv = initdb_argv;
	if (s == STATUS_OK)
		s = child_run(context, &program);
	/* Half a cluster never has the final name. */
	if (s == STATUS_OK && rename(draft, home->cluster))
		s = fail(context, STATUS_UNAVAILABLE, "can't rename %s: %s", draft, strerror(errno));
	return s;
}

/* The kernel knows whether that process is a Postgres on this cluster: its working directory is the cluster's folder. */
static bool runs_on(pid_t pid, const char *cluster)
{
	char link[64];
	snprintf(link, sizeof(link), "/proc/%d/cwd", (int)pid);
	struct stat theirs, ours;
	return !stat(link, &theirs) && !stat(cluster, &ours) && theirs.st_dev == ours.st_dev && theirs.st_ino == ours.st_ino;
}

static enum status end_stale_server(struct context *context, const char *cluster)
{
	char *path;
	enum status s = dev_path(context, &path, "%s/postmaster.pid", cluster);
	if (s != STATUS_OK)
		return s;
	pid_t pid = (pid_t)dev_leading_number(dev_read_tail(context->arena, path, 4096));
	uint64_t start_time = pid > 1 ? process_start_time(pid) : 0;
	if (!start_time || !runs_on(pid, cluster))
		return STATUS_OK;
	dev_say("a Postgres of an earlier run (process %d) is still there; stopping it", (int)pid);
	static const int signals[] = {SIGINT, SIGQUIT, SIGKILL};
	for (size_t i = 0; i < COUNT_OF(signals); i++) {
		kill(pid, signals[i]);
		if (process_wait_end(pid, start_time, STALE_TIMEOUT_MS))
			return STATUS_OK;
	}
	return fail(context, STATUS_UNAVAILABLE, "process %d, a Postgres of an earlier run, can't be stopped", (int)pid);
}

static enum status start_server(struct context *context, struct supervisor *supervisor, const struct dev_home *home,
				const char *programs)
{
	char *postgres, *log;
	struct dev_user *user = arena_new(context->arena, struct dev_user);
	enum status s = dev_path(context, &postgres, "%s/postgres", programs);
	if (s == STATUS_OK)
		s = dev_path(context, &log, "%s/log/postgres.log", home->data);
	if (s != STATUS_OK)
		return s;
	const char *const words[] = {postgres,
				     "-D",
				     home->cluster,
				     "-k",
				     home->socket,
				     "-p",
				     DEV_PGPORT,
				     "-c",
				     "listen_addresses=",
				     "-c",
				     "unix_socket_permissions=0700",
				     "-c",
				     "fsync=on"};
	char **argv = arena_array(context->arena, char *, COUNT_OF(words) + 1);
	if (!argv || !user)
		return fail(context, STATUS_EXHAUSTED, "out of memory");
	memcpy(argv, words, sizeof(words));
	*user = home->postgres_user;
	const struct child_program program = {
		.name = "Postgres",
		.argv = argv,
		.environment = environ,
		.user = user,
		.log = log,
		.stop_signal = SIGINT, /* "fast": open connections are ended */
		.stop_timeout_ms = STOP_TIMEOUT_MS,
	};
	return supervisor_add(context, supervisor, &program);
}

static PGconn *connect_to(const struct dev_home *home, const char *database)
{
	const char *const keywords[] = {"host", "port", "dbname", "user", "connect_timeout", NULL};
	const char *const values[] = {home->socket, DEV_PGPORT, database, DEV_PGUSER, "5", NULL};
	return PQconnectdbParams(keywords, values, 0);
}

static bool accepts_connections(void *data)
{
	PGconn *connection = connect_to(data, "postgres");
	bool fine = PQstatus(connection) == CONNECTION_OK;
	PQfinish(connection);
	return fine;
}

static enum status make_database(struct context *context, const struct dev_home *home)
{
	PGconn *connection = connect_to(home, "postgres");
	PGresult *found = PQexec(connection, "select 1 from pg_database where datname = '" DEV_PGDATABASE "'");
	enum status s = STATUS_OK;
	if (PQresultStatus(found) != PGRES_TUPLES_OK) {
		s = fail(context, STATUS_UNAVAILABLE, "Postgres: %s", PQerrorMessage(connection));
	} else if (!PQntuples(found)) {
		PGresult *made = PQexec(connection, "create database " DEV_PGDATABASE);
		if (PQresultStatus(made) != PGRES_COMMAND_OK)
			s = fail(context, STATUS_UNAVAILABLE, "Postgres: %s", PQerrorMessage(connection));
		PQclear(made);
	}
	PQclear(found);
	PQfinish(connection);
	return s;
}

enum status dev_postgres_start(struct context *context, struct supervisor *supervisor, const struct dev_home *home)
{
	char *programs = NULL;
	enum status s = find_programs(context, home->cluster, &programs);
	if (s != STATUS_OK)
		return s;
	if (access(home->cluster, F_OK))
		s = init_cluster(context, home, programs);
	else
		s = end_stale_server(context, home->cluster);
	if (s == STATUS_OK)
		s = start_server(context, supervisor, home, programs);
	if (s != STATUS_OK)
		return s;
	struct dev_home copy = *home;
	if (supervisor_wait(supervisor, accepts_connections, &copy, START_TIMEOUT_MS))
		return make_database(context, home);
	if (supervisor->stop_wanted || supervisor->gave_up)
		return fail(context, STATUS_CANCELLED, "stopped while Postgres started");
	return fail(context, STATUS_TIMEOUT, "Postgres doesn't answer after %d s; see %s/log/postgres.log", START_TIMEOUT_MS / 1000,
		    home->data);
}
