/*
 * hapax and hand-written code over jansson at the same work on the same event; codec.go and codec_python.py do it as well. One
 * round: prints nanoseconds per piece of work as one line of JSON. codec.py calls all of them in turn.
 */
#include <stdio.h>
#include <stdlib.h>

#include "codec_event.h"
#include "contract/envelope.h"
#include "contract/validate.h"
#include "hapax/json.h"
#include "hapax/tasks/v1/events.h"

enum { REPEATS = 30000, ARENA_BYTES = 1 << 20 };

static struct arena arena;
static struct context context;

static void require(enum status status)
{
	if (status == STATUS_OK)
		return;
	fprintf(stderr, "codec_peers: %s\n", failure_text(&context));
	exit(1);
}

static void start(void)
{
	arena_reset(&arena);
	context_init(&context, &arena, NULL, NULL);
}

static void event_read(struct event *event)
{
	struct envelope envelope;
	*event = (struct event){0};
	require(envelope_read(&context, TEXT(codec_event), &envelope));
	require(envelope_check(&context, &envelope));
	require(envelope_to_event(&context, &envelope, &tasks_task_created_event, event));
	require(envelope_decode_data(&context, &envelope, event));
}

static void take(void)
{
	struct event event;
	start();
	event_read(&event);
}

/* Memory that stays while the arena is reset. */
static const struct event *kept_event(void)
{
	static struct arena kept;
	static struct event event;
	if (!event.type) {
		struct arena working = arena;
		arena_init(&arena, ARENA_BYTES);
		context_init(&context, &arena, NULL, NULL);
		event_read(&event);
		kept = arena;
		arena = working;
	}
	return kept.blocks ? &event : NULL;
}

static void make(void)
{
	const struct event *event = kept_event();
	struct buffer buffer;
	start();
	buffer_init(&buffer, &arena, ARENA_BYTES / 2);
	require(envelope_write(&context, &buffer, event, EVENT_DATA_JSON));
}

static void read_as(enum json_form form)
{
	const struct json_options options = {.form = form};
	ProtobufCMessage *message;
	start();
	require(json_read(&context, TEXT(codec_data), tasks_task_created_event.message, &options, &message));
}

static void write_as(enum json_form form)
{
	const struct json_options options = {.form = form};
	const ProtobufCMessage *message = kept_event()->data;
	struct buffer buffer;
	start();
	buffer_init(&buffer, &arena, ARENA_BYTES / 2);
	require(json_write(&context, &buffer, message, &options));
}

static void read_data(void)
{
	read_as(JSON_EVENT);
}

static void write_data(void)
{
	write_as(JSON_EVENT);
}

static void read_canonical(void)
{
	read_as(JSON_CANONICAL);
}

static void write_canonical(void)
{
	write_as(JSON_CANONICAL);
}

static void check_rules(void)
{
	const ProtobufCMessage *message = kept_event()->data;
	start();
	require(validate(&context, tasks_task_created_event.rules, message));
}

static const struct codec_work hapax_works[] = {
	{"take", take},
	{"make", make},
	{"read", read_data},
	{"write", write_data},
	{"read_canonical", read_canonical},
	{"write_canonical", write_canonical},
	{"rules", check_rules},
};

static double measure(const struct codec_work *work)
{
	for (int i = 0; i < REPEATS / 10; i++)
		work->run();
	int64_t start_us = clock_monotonic_us();
	for (int i = 0; i < REPEATS; i++)
		work->run();
	return (double)(clock_monotonic_us() - start_us) * 1000 / REPEATS;
}

static void tell(const char *who, const struct codec_work *works, size_t count)
{
	printf("\"%s\":{", who);
	for (size_t i = 0; i < count; i++)
		printf("%s\"%s\":%.0f", i ? "," : "", works[i].name, measure(&works[i]));
	printf("}");
}

int main(void)
{
	arena_init(&arena, ARENA_BYTES);
	printf("{\"bytes\":%zu,", sizeof(codec_event) - 1);
	tell("hapax", hapax_works, COUNT_OF(hapax_works));
	printf(",");
	tell("jansson", jansson_works, CODEC_WORKS);
	printf("}\n");
	arena_done(&arena);
	return 0;
}
