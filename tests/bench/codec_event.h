/* The event that the benchmarks of the codec take, and what its parts cost. */
#ifndef TESTS_BENCH_CODEC_EVENT_H
#define TESTS_BENCH_CODEC_EVENT_H

#include "hapax/text.h"

static const char codec_event[] =
	"{\"correlationid\":\"018f3f6e-7c1e-7a3b-9c55-2f4d8a6b0c10\","
	"\"data\":{\"created_at\":\"2026-01-31T17:00:00Z\",\"task_id\":4711,\"title\":\"Buy milk and bread, and look after the "
	"plants\","
	"\"user_id\":\"user-1234\"},\"datacontenttype\":\"application/json\",\"eventversion\":\"1.0\","
	"\"id\":\"018f3f6e-7c1e-7a3b-9c55-2f4d8a6b0c11\",\"partitionkey\":\"user-1234\",\"sequence\":\"1\",\"source\":\"/hapax/"
	"tasks\","
	"\"specversion\":\"1.0\",\"subject\":\"4711\",\"time\":\"2026-01-31T17:00:00.250Z\",\"topic\":\"task\","
	"\"traceparent\":\"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\",\"type\":\"task.created\",\"userid\":\"user-"
	"1234\"}";

static const char codec_data[] =
	"{\"created_at\":\"2026-01-31T17:00:00Z\",\"task_id\":4711,\"title\":\"Buy milk and bread, and look "
	"after the plants\",\"user_id\":\"user-1234\"}";

/* From text to a checked event; back to text; data alone from text to a message; back. Each ends the program when it fails. */
struct codec_work {
	const char *name;
	void (*run)(void);
};

enum { CODEC_WORKS = 4 };

extern const struct codec_work jansson_works[CODEC_WORKS];

#endif
