#include "harness/postgres/postgres.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <grp.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { CHILDREN_MAX = 512, ARGUMENTS_MAX = 24, START_TRIES = 1500 };

static const char programs[] = "/usr/lib/postgresql/15/bin";

static void sleep_ms(int ms)
{
	nanosleep(&(struct timespec){.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L}, NULL);
}

/* Postgres refuses to run as root. */
static const struct passwd *unprivileged(void)
{
	return geteuid() == 0 ? getpwnam("postgres") : NULL;
}

static void become(const struct passwd *user)
{
	if (user && (initgroups(user->pw_name, user->pw_gid) != 0 || setgid(user->pw_gid) != 0 || setuid(user->pw_uid) != 0))
		_exit(126);
}

/* Output goes to FOLDER/log. The child is stopped when the test program dies. */
static pid_t spawn(const struct postgres *server, const char *const arguments[])
{
	const struct passwd *user = unprivileged();
	char log[80], program[128];
	snprintf(log, sizeof(log), "%s/log", server->folder);
	snprintf(program, sizeof(program), "%s/%s", programs, arguments[0]);
	pid_t pid = fork();
	if (pid != 0)
		return pid;
	become(user);
	prctl(PR_SET_PDEATHSIG, SIGQUIT);
	int out = open(log, O_WRONLY | O_CREAT | O_APPEND, 0600);
	if (chdir(server->folder) != 0 || out < 0 || dup2(out, STDOUT_FILENO) < 0 || dup2(out, STDERR_FILENO) < 0)
		_exit(126);
	execv(program, (char *const *)arguments);
	_exit(127);
}

static bool complain(const struct postgres *server, const char *what)
{
	fprintf(stderr, "postgres harness: %s; see %s/log\n", what, server->folder);
	return false;
}

static bool run_initdb(const struct postgres *server)
{
	char data[80];
	snprintf(data, sizeof(data), "%s/data", server->folder);
	const char *arguments[] = {
		"initdb", "--no-sync", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C", "-D", data, NULL};
	int status;
	pid_t pid = spawn(server, arguments);
	return pid > 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* In front of initdb's rules: the first that fits counts. */
static bool write_rules(const struct postgres *server)
{
	char path[96];
	snprintf(path, sizeof(path), "%s/data/pg_hba.conf", server->folder);
	FILE *file = fopen(path, "w");
	if (!file)
		return false;
	fputs("local all guarded scram-sha-256\nlocal all all trust\n", file);
	return fclose(file) == 0;
}

bool postgres_create(struct postgres *server)
{
	const struct passwd *user = unprivileged();
	*server = (struct postgres){.folder = "/tmp/hapax-postgres-XXXXXX"};
	if (!mkdtemp(server->folder)) {
		server->folder[0] = '\0';
		return complain(server, "no temporary folder");
	}
	if (user && chown(server->folder, user->pw_uid, user->pw_gid) != 0)
		return complain(server, "chown failed");
	snprintf(server->url, sizeof(server->url), "host=%s port=5432 dbname=postgres user=postgres", server->folder);
	if (!run_initdb(server) || !write_rules(server))
		return complain(server, "initdb failed");
	return postgres_start(server, NULL);
}

static bool await_answer(struct postgres *server)
{
	for (int tries = 0; tries < START_TRIES; tries++) {
		int status;
		if (waitpid(server->pid, &status, WNOHANG) == server->pid) {
			server->pid = 0;
			return complain(server, "the server ended while starting");
		}
		if (PQping(server->url) == PQPING_OK)
			return true;
		sleep_ms(20);
	}
	return complain(server, "the server doesn't answer");
}

bool postgres_start(struct postgres *server, const char *settings)
{
	char data[80], extra[256], *rest = extra;
	const char *arguments[ARGUMENTS_MAX] = {
		"postgres",	     "-D", data,	"-k", server->folder,	    "-c",
		"listen_addresses=", "-c", "fsync=off", "-c", "max_connections=50",
	};
	int count = 11;
	snprintf(data, sizeof(data), "%s/data", server->folder);
	snprintf(extra, sizeof(extra), "%s", settings ? settings : "");
	for (char *word = strtok_r(extra, " ", &rest); word && count < ARGUMENTS_MAX - 1; word = strtok_r(NULL, " ", &rest))
		arguments[count++] = word;
	server->pid = spawn(server, arguments);
	return server->pid > 0 && await_answer(server);
}

const char *postgres_url(const struct postgres *server)
{
	return server->url;
}

/* Its parent, from /proc/PID/stat: "PID (name) state parent ...". */
static pid_t parent_of(const char *pid)
{
	char path[300], line[512];
	snprintf(path, sizeof(path), "/proc/%s/stat", pid);
	FILE *file = fopen(path, "r");
	if (!file)
		return 0;
	size_t len = fread(line, 1, sizeof(line) - 1, file);
	fclose(file);
	line[len] = '\0';
	const char *after_name = strrchr(line, ')');
	return after_name && strlen(after_name) > 4 ? (pid_t)strtol(after_name + 4, NULL, 10) : 0;
}

static int children_of(pid_t parent, pid_t ret_children[CHILDREN_MAX])
{
	int count = 0;
	DIR *proc = opendir("/proc");
	for (struct dirent *entry = proc ? readdir(proc) : NULL; entry && count < CHILDREN_MAX; entry = readdir(proc))
		if (entry->d_name[0] >= '1' && entry->d_name[0] <= '9' && parent_of(entry->d_name) == parent)
			ret_children[count++] = (pid_t)strtol(entry->d_name, NULL, 10);
	if (proc)
		closedir(proc);
	return count;
}

/* The server first: it must not start new ones meanwhile. Returns who got the signal. */
static int signal_all(const struct postgres *server, int signal_number, pid_t ret_children[CHILDREN_MAX])
{
	if (server->pid <= 0)
		return 0;
	kill(server->pid, SIGSTOP);
	int count = children_of(server->pid, ret_children);
	for (int i = 0; i < count; i++)
		kill(ret_children[i], signal_number);
	kill(server->pid, signal_number);
	return count;
}

void postgres_crash(struct postgres *server)
{
	pid_t children[CHILDREN_MAX];
	int count = signal_all(server, SIGKILL, children);
	if (server->pid > 0)
		waitpid(server->pid, NULL, 0);
	server->pid = 0;
	for (int i = 0; i < count; i++)
		while (kill(children[i], 0) == 0)
			sleep_ms(1);
}

void postgres_stop(struct postgres *server)
{
	if (server->pid <= 0)
		return;
	postgres_thaw(server);
	kill(server->pid, SIGINT);
	waitpid(server->pid, NULL, 0);
	server->pid = 0;
}

void postgres_freeze(struct postgres *server)
{
	pid_t children[CHILDREN_MAX];
	signal_all(server, SIGSTOP, children);
}

void postgres_thaw(struct postgres *server)
{
	pid_t children[CHILDREN_MAX];
	signal_all(server, SIGCONT, children);
}

static int remove_entry(const char *path, const struct stat *stat, int kind, struct FTW *ftw)
{
	(void)stat;
	(void)kind;
	(void)ftw;
	return remove(path);
}

void postgres_destroy(struct postgres *server)
{
	postgres_stop(server);
	if (server->folder[0])
		nftw(server->folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
	server->folder[0] = '\0';
}
