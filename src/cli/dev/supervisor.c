#include "cli/dev/supervisor.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "cli/dev/record.h"
#include "cli/dev/say.h"

enum { QUICK_US = 5000000, QUICK_DEATHS_MAX = 5, RESTART_PAUSE_US = 300000 };
/* What was called wrongly, or is refused, will be so again. */
enum { EXIT_USAGE_CODE = 2, EXIT_REFUSED_CODE = 3 };

static sigset_t our_signals(void)
{
	sigset_t set;
	sigemptyset(&set);
	sigaddset(&set, SIGCHLD);
	sigaddset(&set, SIGHUP);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGQUIT);
	sigaddset(&set, SIGTERM);
	return set;
}

void supervisor_init(struct supervisor *supervisor, struct arena *arena, const char *record)
{
	*supervisor = (struct supervisor){.arena = arena, .record = record};
	sigset_t set = our_signals();
	sigprocmask(SIG_BLOCK, &set, NULL);
}

static bool start(struct supervisor *supervisor, struct child *child)
{
	pid_t pid = child_start(&child->program);
	child->started_us = clock_monotonic_us();
	if (pid < 0)
		return false;
	child->pid = pid;
	record_write(supervisor);
	return true;
}

enum status supervisor_add(struct context *context, struct supervisor *supervisor, const struct child_program *program)
{
	if (supervisor->count == CHILDREN_MAX)
		return fail(context, STATUS_INTERNAL, "too many programs to run");
	struct child *child = &supervisor->children[supervisor->count];
	*child = (struct child){.program = *program};
	if (!start(supervisor, child))
		return fail(context, STATUS_UNAVAILABLE, "can't start %s: %s", program->name, strerror(errno));
	supervisor->count++;
	return STATUS_OK;
}

static void give_up(struct supervisor *supervisor, const struct child *child, const char *end)
{
	const char *lines = child_last_lines(supervisor->arena, child->program.log);
	supervisor->gave_up = true;
	dev_say("%s %s, and starting it again doesn't help%s%s%s", child->program.name, end, *lines ? ". The end of " : "",
		*lines ? child->program.log : "", *lines ? ":" : "");
	if (*lines)
		dev_say("\n%s", lines);
}

static void note_death(struct supervisor *supervisor, struct child *child, int wait_status)
{
	const char *end = child_end_text(supervisor->arena, wait_status);
	int64_t now_us = clock_monotonic_us();
	child->pid = 0;
	child->quick_deaths = now_us - child->started_us < QUICK_US ? child->quick_deaths + 1 : 1;
	int code = WIFEXITED(wait_status) ? WEXITSTATUS(wait_status) : 0;
	bool hopeless = code == EXIT_USAGE_CODE || code == EXIT_REFUSED_CODE;
	supervisor->refused |= code == EXIT_REFUSED_CODE;
	if (hopeless || child->quick_deaths >= QUICK_DEATHS_MAX) {
		give_up(supervisor, child, end);
		return;
	}
	child->restart_us = now_us + (int64_t)child->quick_deaths * RESTART_PAUSE_US;
	dev_say("%s %s; it is started again", child->program.name, end);
}

static void reap(struct supervisor *supervisor, bool stopping)
{
	int wait_status;
	for (int i = 0; i < supervisor->count; i++) {
		struct child *child = &supervisor->children[i];
		if (!child->pid || waitpid(child->pid, &wait_status, WNOHANG) != child->pid)
			continue;
		if (stopping)
			child->pid = 0;
		else
			note_death(supervisor, child, wait_status);
	}
}

static void restart_due(struct supervisor *supervisor)
{
	for (int i = 0; i < supervisor->count; i++) {
		struct child *child = &supervisor->children[i];
		if (child->pid || child->restart_us > clock_monotonic_us() || supervisor->gave_up || supervisor->stop_wanted)
			continue;
		if (!start(supervisor, child)) {
			dev_say("can't start %s: %s", child->program.name, strerror(errno));
			supervisor->gave_up = true;
		}
	}
}

static int64_t next_restart_us(const struct supervisor *supervisor, int64_t until_us)
{
	for (int i = 0; i < supervisor->count; i++)
		if (!supervisor->children[i].pid && supervisor->children[i].restart_us < until_us)
			until_us = supervisor->children[i].restart_us;
	return until_us;
}

/* One signal, or the time is over. */
static void take_signal(struct supervisor *supervisor, int64_t until_us, bool stopping)
{
	int64_t left_us = until_us - clock_monotonic_us();
	left_us = left_us > 0 ? left_us : 0;
	struct timespec left = {.tv_sec = left_us / 1000000, .tv_nsec = left_us % 1000000 * 1000};
	sigset_t set = our_signals();
	int taken = sigtimedwait(&set, NULL, &left);
	if (taken > 0 && taken != SIGCHLD)
		supervisor->stop_wanted = true;
	reap(supervisor, stopping);
}

void supervisor_step(struct supervisor *supervisor, int timeout_ms)
{
	take_signal(supervisor, next_restart_us(supervisor, clock_monotonic_us() + (int64_t)timeout_ms * 1000), false);
	restart_due(supervisor);
}

bool supervisor_wait(struct supervisor *supervisor, bool (*check)(void *data), void *data, int timeout_ms)
{
	int64_t until_us = clock_monotonic_us() + (int64_t)timeout_ms * 1000;
	while (!supervisor->stop_wanted && !supervisor->gave_up && clock_monotonic_us() < until_us) {
		if (check(data))
			return true;
		supervisor_step(supervisor, 20);
	}
	return false;
}

static void stop_one(struct supervisor *supervisor, struct child *child)
{
	int64_t until_us = clock_monotonic_us() + (int64_t)child->program.stop_timeout_ms * 1000;
	if (child->pid)
		kill(child->pid, child->program.stop_signal);
	while (child->pid && clock_monotonic_us() < until_us)
		take_signal(supervisor, until_us, true);
	if (!child->pid)
		return;
	dev_say("%s doesn't end; it is killed", child->program.name);
	kill(child->pid, SIGKILL);
	waitpid(child->pid, NULL, 0);
	child->pid = 0;
}

void supervisor_stop(struct supervisor *supervisor)
{
	for (int i = supervisor->count - 1; i >= 0; i--)
		stop_one(supervisor, &supervisor->children[i]);
	record_write(supervisor);
}
