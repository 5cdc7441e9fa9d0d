#include "platform/db/backoff.h"

#include <stdio.h>
#include <time.h>

#include "hapax/clock.h"

static const int64_t pause_first_us = 50 * 1000, pause_longest_us = 2000 * 1000;

void monotonic_cond_init(pthread_cond_t *cond)
{
	pthread_condattr_t attributes;
	pthread_condattr_init(&attributes);
	pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	pthread_cond_init(cond, &attributes);
	pthread_condattr_destroy(&attributes);
}

bool monotonic_cond_wait(pthread_cond_t *cond, pthread_mutex_t *lock, int64_t deadline_us)
{
	struct timespec at = {.tv_sec = (time_t)(deadline_us / 1000000), .tv_nsec = (long)(deadline_us % 1000000 * 1000)};
	if (clock_monotonic_us() >= deadline_us)
		return false;
	pthread_cond_timedwait(cond, lock, &at);
	return true;
}

void backoff_init(struct backoff *backoff)
{
	*backoff = (struct backoff){.random = (uint64_t)clock_monotonic_us() ^ (uint64_t)(uintptr_t)backoff};
	pthread_mutex_init(&backoff->lock, NULL);
	monotonic_cond_init(&backoff->changed);
}

void backoff_done(struct backoff *backoff)
{
	pthread_cond_destroy(&backoff->changed);
	pthread_mutex_destroy(&backoff->lock);
}

bool backoff_enter(struct backoff *backoff, int64_t deadline_us, char ret_text[BACKOFF_TEXT_MAX])
{
	bool may = clock_monotonic_us() < deadline_us;
	pthread_mutex_lock(&backoff->lock);
	while (may && backoff->failures > 0 && (backoff->trying || clock_monotonic_us() < backoff->next_us)) {
		bool pausing = !backoff->trying && backoff->next_us < deadline_us;
		may = monotonic_cond_wait(&backoff->changed, &backoff->lock, pausing ? backoff->next_us : deadline_us) || pausing;
	}
	if (may)
		backoff->trying = true;
	else
		snprintf(ret_text, BACKOFF_TEXT_MAX, "%s",
			 *backoff->text ? backoff->text : "no time left for connecting to the database");
	pthread_mutex_unlock(&backoff->lock);
	return may;
}

/* Half of the pause is fixed, half random: instances that lost the same database don't come back in step. */
static int64_t next_pause_us(struct backoff *backoff)
{
	int64_t pause_us = backoff->failures > 6 ? pause_longest_us : pause_first_us << (backoff->failures - 1);
	if (pause_us > pause_longest_us)
		pause_us = pause_longest_us;
	backoff->random = backoff->random * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return pause_us / 2 + (int64_t)((backoff->random >> 33) % (uint64_t)(pause_us / 2 + 1));
}

void backoff_leave(struct backoff *backoff, const char *failure, bool cut_short)
{
	pthread_mutex_lock(&backoff->lock);
	backoff->trying = false;
	if (!failure) {
		backoff->failures = 0;
		backoff->text[0] = '\0';
	} else if (backoff->failures == 0 || clock_monotonic_us() >= backoff->next_us) {
		/* Attempts that were under way together when the first one failed count once. */
		backoff->failures += backoff->failures < 100;
		backoff->next_us = clock_monotonic_us() + next_pause_us(backoff);
	}
	if (failure && !(cut_short && *backoff->text))
		snprintf(backoff->text, sizeof(backoff->text), "%s", failure);
	pthread_cond_broadcast(&backoff->changed);
	pthread_mutex_unlock(&backoff->lock);
}
