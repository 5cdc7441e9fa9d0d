/* The contract of every kind of field, for the targets that need its types by name. */
#ifndef TESTS_FUZZ_SINK_H
#define TESTS_FUZZ_SINK_H

#include "contract/catalogue.h"
#include "fuzz/fuzz.h"
#include "sink.pb-c.h"
#include "sink/catalogue.h"

/* Once is enough; again does nothing. */
static inline void sink_register(void)
{
	struct arena arena;
	struct context context;
	arena_init(&arena, FUZZ_ARENA_BYTES);
	context_init(&context, &arena, NULL, NULL);
	fuzz_require(catalogue_register(&context, &sink_catalogue) == STATUS_OK, "no catalogue", &context);
	arena_done(&arena);
}

#endif
