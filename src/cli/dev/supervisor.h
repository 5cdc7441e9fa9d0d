/*
 * Keeps children running: starts them again when they die, gives up when that doesn't help, stops them in the opposite order of
 * their start. Signals are blocked from supervisor_init() on and taken in supervisor_step(). Main thread only, no other threads.
 */
#ifndef HAPAX_CLI_DEV_SUPERVISOR_H
#define HAPAX_CLI_DEV_SUPERVISOR_H

#include <stdint.h>

#include "cli/dev/child.h"

enum { CHILDREN_MAX = 8 };

struct child {
	struct child_program program;
	pid_t pid; /* 0: isn't running */
	int64_t started_us;
	int64_t restart_us; /* when to start it again, while it isn't running */
	int quick_deaths;   /* in a row */
};

struct supervisor {
	struct arena *arena;
	const char *record; /* file that names the running children, for the next start in case we are killed */
	struct child children[CHILDREN_MAX];
	int count;
	bool stop_wanted; /* by a signal */
	bool gave_up;	  /* the reason was said */
	bool refused;	  /* a child exited with code 3: it won't do as things are */
};

/* record may not exist yet. */
void supervisor_init(struct supervisor *supervisor, struct arena *arena, const char *record);
/* Starts a child and keeps it running from now on. */
MUST_CHECK enum status supervisor_add(struct context *context, struct supervisor *supervisor, const struct child_program *program);
/* Waits for a signal, at most so long; takes note of deaths, and starts what is to be started again. */
void supervisor_step(struct supervisor *supervisor, int timeout_ms);
/* Steps until check() is true. False: stop is wanted, the supervisor gave up, or the time is over. */
MUST_CHECK bool supervisor_wait(struct supervisor *supervisor, bool (*check)(void *data), void *data, int timeout_ms);
/* Stops all, the youngest first. */
void supervisor_stop(struct supervisor *supervisor);

/* Ends what a killed `hapax dev` left behind, by its record. */
void supervisor_sweep(struct arena *arena, const char *record);

#endif
