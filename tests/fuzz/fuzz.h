/* What the fuzz targets share: one arena, given back after each input, and a check that stays in every build. */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "hapax/buffer.h"
#include "hapax/context.h"

enum { FUZZ_ARENA_BYTES = 16 * 1024 * 1024 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline struct text fuzz_text(const uint8_t *data, size_t size)
{
	return (struct text){(const char *)data, size};
}

static inline void fuzz_require(bool holds, const char *what, const struct context *context)
{
	if (holds)
		return;
	fprintf(stderr, "%s; %s\n", what, failure_text(context));
	abort();
}

#endif
