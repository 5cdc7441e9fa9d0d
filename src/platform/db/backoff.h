/*
 * When the next attempt to connect may be made. While attempts succeed, any number go at once; after a failure one at a time, with
 * exponentially growing pauses, so that a database that is away, or just coming back, isn't hammered. Owned by struct db; any
 * thread.
 */
#ifndef HAPAX_PLATFORM_DB_BACKOFF_H
#define HAPAX_PLATFORM_DB_BACKOFF_H

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

enum { BACKOFF_TEXT_MAX = 512 };

struct backoff {
	pthread_mutex_t lock;
	pthread_cond_t changed;
	unsigned failures;	     /* in a row */
	bool trying;		     /* the one attempt allowed after a failure is under way */
	int64_t next_us;	     /* monotonic: not before */
	uint64_t random;	     /* state of the jitter */
	char text[BACKOFF_TEXT_MAX]; /* why the last attempt failed */
};

/* A condition variable whose deadlines are clock_monotonic_us(). */
void monotonic_cond_init(pthread_cond_t *cond);
/* False when the deadline passed first. May wake early, like any condition variable. */
bool monotonic_cond_wait(pthread_cond_t *cond, pthread_mutex_t *lock, int64_t deadline_us);

void backoff_init(struct backoff *backoff);
void backoff_done(struct backoff *backoff);
/* Waits until an attempt may be made; after true backoff_leave() must follow. False: the deadline came first, ret_text says why the
 * last attempt failed. */
bool backoff_enter(struct backoff *backoff, int64_t deadline_us, char ret_text[BACKOFF_TEXT_MAX]);
/* What became of the attempt: NULL when it succeeded, else why not. cut_short: the caller's own deadline ended it, which says less
 * about the cause than the attempt before. */
void backoff_leave(struct backoff *backoff, const char *failure, bool cut_short);

#endif
