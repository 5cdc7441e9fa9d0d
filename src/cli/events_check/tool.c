#include "cli/events_check/tool.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

enum { TIMEOUT_MS = 120 * 1000, SAID_MAX_BYTES = 8192, CHUNK_BYTES = 65536, WAIT_STEP_MS = 5 };

struct run {
	struct context *context;
	const struct tool *tool;
	struct buffer *output;
	struct buffer said;
	int out[2], err[2]; /* pipes; -1: closed */
	pid_t pid;
	int64_t deadline_ms;
};

static int64_t now_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int timeout_ms(const struct tool *tool)
{
	return tool->timeout_ms ? tool->timeout_ms : TIMEOUT_MS;
}

static void close_end(int *end)
{
	if (*end >= 0)
		close(*end);
	*end = -1;
}

static void close_all(struct run *run)
{
	close_end(&run->out[0]);
	close_end(&run->out[1]);
	close_end(&run->err[0]);
	close_end(&run->err[1]);
}

static int plan(struct run *run, posix_spawn_file_actions_t *actions)
{
	const struct tool *tool = run->tool;
	int error = posix_spawn_file_actions_addopen(actions, STDIN_FILENO, tool->input ? tool->input : "/dev/null", O_RDONLY, 0);
	if (!error)
		error = posix_spawn_file_actions_adddup2(actions, run->out[1], STDOUT_FILENO);
	if (!error)
		error = posix_spawn_file_actions_adddup2(actions, run->err[1], STDERR_FILENO);
	if (!error && tool->folder)
		error = posix_spawn_file_actions_addchdir_np(actions, tool->folder);
	return error;
}

static enum status start(struct run *run)
{
	const struct tool *tool = run->tool;
	posix_spawn_file_actions_t actions;
	struct stat about;
	if (tool->folder && (stat(tool->folder, &about) || !S_ISDIR(about.st_mode)))
		return fail(run->context, STATUS_INVALID, "there is no folder %s", tool->folder);
	if (pipe2(run->out, O_CLOEXEC) || pipe2(run->err, O_CLOEXEC))
		return fail(run->context, STATUS_UNAVAILABLE, "can't start %s: %s", tool->argv[0], strerror(errno));
	int error = posix_spawn_file_actions_init(&actions);
	if (!error) {
		error = plan(run, &actions);
		if (!error)
			error = posix_spawnp(&run->pid, tool->argv[0], &actions, NULL, (char *const *)tool->argv, environ);
		posix_spawn_file_actions_destroy(&actions);
	}
	close_end(&run->out[1]);
	close_end(&run->err[1]);
	if (error == ENOENT)
		return fail(run->context, STATUS_UNAVAILABLE, "there is no %s in PATH; install it (on Debian: apt-get install %s)",
			    tool->argv[0], tool->package);
	if (error)
		return fail(run->context, STATUS_UNAVAILABLE, "can't start %s: %s", tool->argv[0], strerror(error));
	return STATUS_OK;
}

/* Reads once. What doesn't fit is left out of stderr; the output's buffer remembers it. */
static void take(int *end, struct buffer *into, bool all)
{
	char chunk[CHUNK_BYTES];
	ssize_t got = read(*end, chunk, sizeof(chunk));
	if (got == 0 || (got < 0 && errno != EINTR && errno != EAGAIN)) {
		close_end(end);
		return;
	}
	size_t room = into->max_bytes > into->len ? into->max_bytes - into->len : 0, len = got > 0 ? (size_t)got : 0;
	buffer_add(into, chunk, all || len < room ? len : room);
}

static enum status listen(struct run *run)
{
	while (run->out[0] >= 0 || run->err[0] >= 0) {
		struct pollfd ends[] = {{.fd = run->out[0], .events = POLLIN}, {.fd = run->err[0], .events = POLLIN}};
		int64_t left = run->deadline_ms - now_ms();
		if (left <= 0)
			return fail(run->context, STATUS_TIMEOUT, "%s took more than %d ms", run->tool->argv[0],
				    timeout_ms(run->tool));
		if (poll(ends, COUNT_OF(ends), (int)left) < 0 && errno != EINTR)
			return fail(run->context, STATUS_INTERNAL, "can't wait for %s: %s", run->tool->argv[0], strerror(errno));
		if (ends[0].revents)
			take(&run->out[0], run->output, true);
		if (ends[1].revents)
			take(&run->err[0], &run->said, false);
		if (buffer_failed(run->output))
			return fail(run->context, STATUS_EXHAUSTED, "%s gives more than %zu bytes", run->tool->argv[0],
				    run->output->max_bytes);
	}
	return STATUS_OK;
}

/* Its wait status; it is killed when its time is over. */
static int end(struct run *run, bool kill_now)
{
	const struct timespec step = {.tv_nsec = WAIT_STEP_MS * 1000000L};
	int wait_status = 0;
	for (;;) {
		if (kill_now || now_ms() > run->deadline_ms)
			kill(run->pid, SIGKILL);
		pid_t ended = waitpid(run->pid, &wait_status, kill_now ? 0 : WNOHANG);
		if (ended == run->pid || (ended < 0 && errno != EINTR))
			return wait_status;
		if (ended == 0)
			nanosleep(&step, NULL);
	}
}

static const char *said_text(struct run *run)
{
	struct text said = buffer_text(&run->said);
	while (said.len && (said.at[said.len - 1] == '\n' || said.at[said.len - 1] == ' '))
		said.len--;
	const char *text = text_dup_string(said, run->context->arena);
	return text ? text : "";
}

enum status tool_run(struct context *context, const struct tool *tool, struct buffer *output, const char **ret_said)
{
	struct run run = {.context = context, .tool = tool, .output = output, .out = {-1, -1}, .err = {-1, -1}};
	run.deadline_ms = now_ms() + timeout_ms(tool);
	buffer_init(&run.said, context->arena, SAID_MAX_BYTES);
	enum status status = start(&run);
	if (!status) {
		status = listen(&run);
		int wait_status = end(&run, status != STATUS_OK);
		*ret_said = said_text(&run);
		if (!status && !(WIFEXITED(wait_status) && WEXITSTATUS(wait_status) == 0))
			status =
				fail(context, STATUS_INVALID, "%s fails%s%s", tool->argv[0], (*ret_said)[0] ? ": " : "", *ret_said);
	}
	close_all(&run);
	return status;
}
