/* For tests of the comparison: the shop's contract, changed in one place, and what is found. */
#ifndef TESTS_UNIT_CONTRACT_EVOLVE_CHECKS_H
#define TESTS_UNIT_CONTRACT_EVOLVE_CHECKS_H

#include "contract/evolve.h"
#include "hapax/buffer.h"
#include "harness/evolve/world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* After ours: it makes a macro of fail(). */
#include <cmocka.h>

#define TYPE(name)  GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__TYPE__TYPE_##name
#define LABEL(name) GOOGLE__PROTOBUF__FIELD_DESCRIPTOR_PROTO__LABEL__LABEL_##name

static struct arena arena;
static struct context context;

static inline int set_up(void **state)
{
	(void)state;
	arena_init(&arena, 64 << 20);
	context_init(&context, &arena, NULL, NULL);
	return 0;
}

static inline int tear_down(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

static inline const struct contract *contract_of(const struct world *world)
{
	const struct contract *contract = NULL;
	if (contract_read(&context, "the shop", world_pack(world, &arena), &contract) != STATUS_OK)
		fail_msg("%s", failure_text(&context));
	return contract;
}

static inline struct evolution evolution_of(const struct world *before, const struct world *after)
{
	struct evolution evolution = {0};
	assert_int_equal(evolve(&context, contract_of(before), contract_of(after), &evolution), STATUS_OK);
	return evolution;
}

/* Every finding is expected, in its order: "subject: rule path; subject: rule path". */
static inline void expect(const struct world *before, const struct world *after, const char *expected)
{
	struct evolution evolution = evolution_of(before, after);
	struct buffer found;
	buffer_init(&found, &arena, 1 << 16);
	for (size_t i = 0; i < evolution.count; i++) {
		const struct finding *finding = &evolution.findings[i];
		buffer_printf(&found, "%s%s: %s%s%s", i ? "; " : "", finding->subject->name, finding->about->name,
			      finding->path[0] ? " " : "", finding->path);
	}
	assert_string_equal(buffer_string(&found), expected);
}

/* The default shop becomes that one. */
static inline void expect_after(const struct world *after, const char *expected)
{
	struct world before = world_default();
	expect(&before, after, expected);
}

#endif
