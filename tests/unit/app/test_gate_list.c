/* The list of events that can't be read: bounded, whatever there is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "app/gate/list.h"

/* After ours: it makes a macro of fail(). */
#include <cmocka.h>

static struct arena arena;

static struct gate_row row_of(const char *table, const char *type, const char *cause, int n)
{
	return (struct gate_row){
		.service = "notes",
		.table = table,
		.event_id = text_of(arena_printf(&arena, "id-%d", n)),
		.type = text_of(type),
		.version = TEXT("1.0"),
		.cause = text_of(cause),
	};
}

static void add(struct gate_list *list, const char *table, const char *type, const char *cause)
{
	struct gate_row row = row_of(table, type, cause, (int)list->total);

	gate_list_add(list, &arena, &row);
}

static void events_alike_are_one_group(void **state)
{
	static struct gate_list list;

	(void)state;
	for (int i = 0; i < 3; i++) {
		add(&list, "outbox", "note.taken", "too long");
		add(&list, "outbox", "note.taken", "too short");
		add(&list, "dead_letters", "note.taken", "too long");
		add(&list, "outbox", "note.torn", "too long");
	}
	assert_int_equal(list.total, 12);
	assert_int_equal(list.group_count, 4);
	for (size_t i = 0; i < list.group_count; i++)
		assert_int_equal(list.groups[i].count, 3);
	assert_true(text_equal_string(list.groups[1].like.cause, "too short"));
	assert_string_equal(list.groups[2].like.table, "dead_letters");
}

static void the_first_twenty_are_kept_and_all_are_counted(void **state)
{
	static struct gate_list list;

	(void)state;
	for (int i = 0; i < 1000; i++)
		add(&list, "outbox", "note.taken", "too long");
	assert_int_equal(list.total, 1000);
	assert_int_equal(list.row_count, GATE_ROWS_MAX);
	assert_true(text_equal_string(list.rows[0].event_id, "id-0"));
	assert_true(text_equal_string(list.rows[GATE_ROWS_MAX - 1].event_id, "id-19"));
	assert_int_equal(list.groups[0].count, 1000);
}

static void groups_beyond_the_last_are_counted_together(void **state)
{
	static struct gate_list list;

	(void)state;
	for (int i = 0; i < GATE_GROUPS_MAX + 7; i++)
		add(&list, "outbox", "note.taken", arena_printf(&arena, "wrong at byte %d", i));
	add(&list, "outbox", "note.taken", "wrong at byte 0");
	assert_int_equal(list.group_count, GATE_GROUPS_MAX);
	assert_int_equal(list.beyond_groups, 7);
	assert_int_equal(list.groups[0].count, 2);
	assert_int_equal(list.total, GATE_GROUPS_MAX + 8);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(events_alike_are_one_group),
		cmocka_unit_test(the_first_twenty_are_kept_and_all_are_counted),
		cmocka_unit_test(groups_beyond_the_last_are_counted_together),
	};
	int failed;

	arena_init(&arena, 1 << 20);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_done(&arena);
	return failed;
}
