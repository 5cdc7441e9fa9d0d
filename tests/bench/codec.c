/*
 * What one event costs before it reaches a handler: envelope, data, rules, and the parts of that. One thread; prints nanoseconds
 * per event, the median of the rounds with their range.
 */
#include <stdio.h>
#include <stdlib.h>

#include "codec_event.h"
#include "contract/adapt.h"
#include "contract/envelope.h"
#include "hapax/tasks/v1/events.h"

enum { ROUNDS = 9, EVENTS = 50000, ARENA_BYTES = 1 << 20 };

/* How far an event is taken. */
enum step { STEP_READ, STEP_CHECK, STEP_DATA, STEP_DIGEST, STEP_WRITE, STEP_COUNT_ };

static enum status take(struct context *context, enum step last)
{
	struct envelope envelope;
	struct event event = {0};
	struct buffer buffer;
	bool adapted;
	enum status status = envelope_read(context, TEXT(codec_event), &envelope);
	if (status == STATUS_OK && last >= STEP_CHECK)
		status = adapt_data(context, TEXT("task-events"), &envelope, &adapted);
	if (status == STATUS_OK && last >= STEP_CHECK)
		status = envelope_check(context, &envelope);
	if (status == STATUS_OK && last >= STEP_CHECK)
		status = envelope_to_event(context, &envelope, &tasks_task_created_event, &event);
	if (status == STATUS_OK && last >= STEP_DATA)
		status = envelope_decode_data(context, &envelope, &event);
	if (status == STATUS_OK && last >= STEP_DIGEST)
		event.attempt += envelope_digest(context, &envelope) == 0;
	if (status == STATUS_OK && last >= STEP_WRITE) {
		buffer_init(&buffer, context->arena, ARENA_BYTES / 2);
		status = envelope_write(context, &buffer, &event, EVENT_DATA_JSON);
	}
	return status;
}

/* Nanoseconds per event. */
static double measure(enum step last)
{
	struct arena arena;
	arena_init(&arena, ARENA_BYTES);
	int64_t start_us = clock_monotonic_us();
	for (int i = 0; i < EVENTS; i++) {
		struct context context;
		context_init(&context, &arena, NULL, NULL);
		if (take(&context, last) != STATUS_OK) {
			fprintf(stderr, "%s\n", failure_text(&context));
			exit(1);
		}
		arena_reset(&arena);
	}
	int64_t spent_us = clock_monotonic_us() - start_us;
	arena_done(&arena);
	return (double)spent_us * 1000 / EVENTS;
}

static int compare(const void *a, const void *b)
{
	const double *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

int main(void)
{
	static const char *const names[STEP_COUNT_] = {
		[STEP_READ] = "envelope",   [STEP_CHECK] = "+ check, event",  [STEP_DATA] = "+ data, rules",
		[STEP_DIGEST] = "+ digest", [STEP_WRITE] = "+ written again",
	};
	double rounds[STEP_COUNT_][ROUNDS];
	for (int round = 0; round < ROUNDS; round++)
		for (int step = 0; step < STEP_COUNT_; step++)
			rounds[step][round] = measure((enum step)step);
	printf("%zu bytes, %d events a round, %d rounds\n", sizeof(codec_event) - 1, EVENTS, ROUNDS);
	for (int step = 0; step < STEP_COUNT_; step++) {
		qsort(rounds[step], ROUNDS, sizeof(double), compare);
		printf("%-16s %6.0f ns/event (%.0f to %.0f)\n", names[step], rounds[step][ROUNDS / 2], rounds[step][0],
		       rounds[step][ROUNDS - 1]);
	}
	return 0;
}
