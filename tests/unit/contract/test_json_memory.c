/* What taking an event asks of the heap: nothing, once the arena has its first block. Counts every malloc of the process. */
#include <stdlib.h>

#include "contract/catalogue.h"
#include "contract/envelope.h"
#include "hapax/json.h"
#include "hapax/tasks/v1/events.h"
#include "sink.pb-c.h"
#include "sink/catalogue.h"
#include "unit/contract/codec.h"

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define OTHERS_MALLOC
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || !defined(__GLIBC__)
#define OTHERS_MALLOC
#endif

static size_t allocations;

#ifndef OTHERS_MALLOC
/* glibc's own, under the names that it gives to programs with a malloc of their own. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);

void *malloc(size_t size)
{
	allocations++;
	return __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
	allocations++;
	return __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size)
{
	allocations++;
	return __libc_realloc(memory, size);
}
#endif

enum { TIMES = 1000, BLOCK_BYTES = 64 * 1024 };

/* The event of docs/json.md, as tests/bench/codec.c has it. */
static const char event_json[] =
	"{\"correlationid\":\"018f3f6e-7c1e-7a3b-9c55-2f4d8a6b0c10\",\"data\":{\"created_at\":\"2026-01-31T17:00:00Z\",\"task_id\":"
	"4711,"
	"\"title\":\"Buy milk and bread, and look after the "
	"plants\",\"user_id\":\"user-1234\"},\"datacontenttype\":\"application/json\","
	"\"eventversion\":\"1.0\",\"id\":\"018f3f6e-7c1e-7a3b-9c55-2f4d8a6b0c11\",\"partitionkey\":\"user-1234\",\"sequence\":"
	"\"1\","
	"\"source\":\"/hapax/tasks\",\"specversion\":\"1.0\",\"subject\":\"4711\",\"time\":\"2026-01-31T17:00:00.250Z\",\"topic\":"
	"\"task\",\"traceparent\":\"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\",\"type\":\"task.created\",\"userid\":"
	"\"user-1234\"}";

static void take_and_write(void)
{
	struct envelope envelope;
	struct event event = {0};
	struct buffer buffer;
	assert_ok(envelope_read(&context, TEXT(event_json), &envelope));
	assert_ok(envelope_check(&context, &envelope));
	assert_ok(envelope_to_event(&context, &envelope, &tasks_task_created_event, &event));
	assert_ok(envelope_decode_data(&context, &envelope, &event));
	buffer_init(&buffer, &arena, 1 << 16);
	assert_ok(envelope_write(&context, &buffer, &event, EVENT_DATA_JSON));
	arena_reset(&arena);
}

static void read_and_write_everything(void)
{
	static const char json[] =
		"{\"any\":{\"@type\":\"/google.protobuf.Struct\",\"value\":{\"a\":[1.5,\"\\u00e4\"]}},\"mask\":\"aB,c\",\"time\":"
		"\"2026-01-31T17:00:00.123456789Z\",\"duration\":\"1.5s\",\"maybeBytes\":\"AAAA\",\"maybeDouble\":1e300,"
		"\"maybeFloat\":0.1}";
	const struct json_options canonical = {.form = JSON_CANONICAL};
	struct buffer buffer;
	ProtobufCMessage *message;
	buffer_init(&buffer, &arena, 1 << 16);
	assert_ok(json_read(&context, TEXT(json), &hapax__sink__v1__known__descriptor, &canonical, &message));
	assert_ok(json_write(&context, &buffer, message, &canonical));
	arena_reset(&arena);
}

static void assert_takes_nothing(void (*work)(void))
{
#ifdef OTHERS_MALLOC
	skip();
#endif
	/* The arena's block, as the batches before have left it, and what the C library makes once. */
	assert_non_null(arena_alloc(&arena, BLOCK_BYTES));
	arena_reset(&arena);
	work();
	size_t before = allocations;
	for (int i = 0; i < TIMES; i++)
		work();
	assert_int_equal(allocations - before, 0);
	free(malloc(1));
	assert_int_equal(allocations - before, 1);
}

static void event_is_taken_and_written_without_the_heap(void **state)
{
	(void)state;
	assert_takes_nothing(take_and_write);
}

static void message_is_read_and_written_without_the_heap(void **state)
{
	(void)state;
	assert_takes_nothing(read_and_write_everything);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CODEC_TEST(event_is_taken_and_written_without_the_heap),
		CODEC_TEST(message_is_read_and_written_without_the_heap),
	};
	return cmocka_run_group_tests_name("json_memory", tests, NULL, NULL);
}
