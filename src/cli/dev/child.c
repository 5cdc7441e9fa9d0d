#include "cli/dev/child.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/dev/files.h"

enum { TAIL_BYTES = 4096, TAIL_LINES = 10, EXIT_NOT_STARTED = 127 };

bool user_become(const struct dev_user *user)
{
	if (!user || !user->name)
		return true;
	return !initgroups(user->name, user->gid) && !setresgid(user->gid, user->gid, user->gid) &&
	       !setresuid(user->uid, user->uid, user->uid);
}

/* Standard input from nowhere; output to the log, or to where our messages go: stdout is for results. */
static bool redirect(int log)
{
	int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
	if (null < 0 || dup2(null, STDIN_FILENO) < 0)
		return false;
	if (log >= 0)
		return dup2(log, STDOUT_FILENO) >= 0 && dup2(log, STDERR_FILENO) >= 0;
	return dup2(STDERR_FILENO, STDOUT_FILENO) >= 0;
}

static void become_program(const struct child_program *program, int log, pid_t parent)
{
	sigset_t none;
	sigemptyset(&none);
	setpgid(0, 0);
	/* prctl() after the change of user, which would undo it; the parent may have died before it. */
	bool fine = redirect(log) && user_become(program->user) && !prctl(PR_SET_PDEATHSIG, program->stop_signal) &&
		    getppid() == parent && !chdir("/") && !sigprocmask(SIG_SETMASK, &none, NULL);
	if (fine)
		execve(program->argv[0], program->argv, program->environment);
	dprintf(STDERR_FILENO, "can't start %s: %s\n", program->argv[0], strerror(errno));
	_exit(EXIT_NOT_STARTED);
}

pid_t child_start(const struct child_program *program)
{
	int log = program->log ? open(program->log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
	if (program->log && log < 0)
		return -1;
	pid_t parent = getpid(), pid = fork();
	if (pid == 0)
		become_program(program, log, parent);
	int cause = errno;
	if (log >= 0)
		close(log);
	errno = cause;
	return pid;
}

enum status child_run(struct context *context, const struct child_program *program)
{
	int wait_status;
	pid_t pid = child_start(program);
	if (pid < 0)
		return fail(context, STATUS_UNAVAILABLE, "can't start %s: %s", program->name, strerror(errno));
	while (waitpid(pid, &wait_status, 0) < 0)
		if (errno != EINTR)
			return fail(context, STATUS_INTERNAL, "can't wait for %s: %s", program->name, strerror(errno));
	if (WIFEXITED(wait_status) && WEXITSTATUS(wait_status) == 0)
		return STATUS_OK;
	return fail(context, STATUS_UNAVAILABLE, "%s %s\n%s", program->name, child_end_text(context->arena, wait_status),
		    child_last_lines(context->arena, program->log));
}

const char *child_last_lines(struct arena *arena, const char *log)
{
	const char *tail = log ? dev_read_tail(arena, log, TAIL_BYTES) : "";
	const char *start = tail + strlen(tail);
	for (int lines = 0; start > tail && lines <= TAIL_LINES; start--)
		lines += start[-1] == '\n';
	if (start > tail)
		start += 2;
	return start;
}

const char *child_end_text(struct arena *arena, int wait_status)
{
	const char *text;
	if (WIFEXITED(wait_status))
		text = arena_printf(arena, "exited with code %d", WEXITSTATUS(wait_status));
	else
		text = arena_printf(arena, "was killed by signal %d (%s)", WTERMSIG(wait_status), strsignal(WTERMSIG(wait_status)));
	return text ? text : "ended";
}
