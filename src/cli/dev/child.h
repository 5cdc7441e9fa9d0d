/*
 * One program that `hapax dev` runs. It dies with its parent, is in a process group of its own (Ctrl-C reaches the parent only,
 * which then stops its children in order), and never runs as root when a user is given. Main thread only.
 */
#ifndef HAPAX_CLI_DEV_CHILD_H
#define HAPAX_CLI_DEV_CHILD_H

#include <sys/types.h>

#include "hapax/context.h"

/* Who a child runs as. name NULL: as we do. */
struct dev_user {
	const char *name;
	uid_t uid;
	gid_t gid;
};

/* All borrowed; in the arena of the command. */
struct child_program {
	const char *name;  /* for messages: "Postgres" */
	char *const *argv; /* argv[0] is a full path */
	char *const *environment;
	const struct dev_user *user; /* NULL: as we do */
	const char *log;	     /* file that its output is appended to; NULL: our stderr */
	int stop_signal;	     /* asks it to end in good order; also sent when we die */
	int stop_timeout_ms;	     /* then it is killed */
};

/* Returns the pid, or -1 with errno. */
pid_t child_start(const struct child_program *program);
/* Starts it and waits for its end. STATUS_UNAVAILABLE with its last lines when it fails. */
MUST_CHECK enum status child_run(struct context *context, const struct child_program *program);
/* In the child or on behalf of a check: becomes the user for good. False with errno. */
bool user_become(const struct dev_user *user);
/* The last lines of a log, indented, for a message. In the arena. */
const char *child_last_lines(struct arena *arena, const char *log);
/* "exited with code 1", "was killed by signal 9 (Killed)". In the arena. */
const char *child_end_text(struct arena *arena, int wait_status);

#endif
