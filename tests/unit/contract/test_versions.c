/* One event type in several major versions, as the contract in tests/versions/proto/majors has it. */
#include "acme/notes/v1/events.h"
#include "acme/notes/v2/events.h"
#include "acme/notes/v3/events.h"
#include "contract/catalogue.h"
#include "contract/topics.h"
#include "notes/catalogue.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* After ours: it makes a macro of fail(). */
#include <cmocka.h>

#define NOWHERE ((struct text){0})

static struct arena arena;
static struct context context;

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena, 1 << 20);
	context_init(&context, &arena, NULL, NULL);
	return catalogue_register(&context, &hapax_catalogue) || catalogue_register(&context, &notes_catalogue);
}

static int tear_down(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

static void a_type_without_a_version_is_the_newest(void **state)
{
	(void)state;
	assert_ptr_equal(catalogue_find(TEXT("note.taken"), NOWHERE), &acme_notes_v3_note_taken_event);
	assert_ptr_equal(catalogue_find(TEXT("notes.taken"), TEXT("note-events")), &acme_notes_v3_note_taken_event);
}

static void every_major_version_is_found(void **state)
{
	(void)state;
	assert_ptr_equal(catalogue_find_major(TEXT("note.taken"), NOWHERE, 1), &acme_notes_note_taken_event);
	assert_ptr_equal(catalogue_find_major(TEXT("note.taken"), NOWHERE, 2), &acme_notes_v2_note_taken_event);
	assert_ptr_equal(catalogue_find_major(TEXT("notes.taken"), NOWHERE, 3), &acme_notes_v3_note_taken_event);
	assert_null(catalogue_find_major(TEXT("note.taken"), NOWHERE, 4));
	assert_null(catalogue_find_major(TEXT("note.taken"), NOWHERE, 0));
	assert_null(catalogue_find_major(TEXT("note.torn"), NOWHERE, 1));
}

static void an_alias_of_one_version_means_the_type(void **state)
{
	(void)state;
	/* Only 1.1 has the short alias. */
	assert_ptr_equal(catalogue_find(TEXT("taken"), TEXT("note-events")), &acme_notes_v3_note_taken_event);
	assert_ptr_equal(catalogue_find_major(TEXT("taken"), TEXT("note-events"), 2), &acme_notes_v2_note_taken_event);
	assert_null(catalogue_find(TEXT("taken"), TEXT("task-events")));
}

static void versions_are_listed_newest_first(void **state)
{
	size_t count;
	const struct event_type *const *versions = catalogue_versions(TEXT("note.taken"), NOWHERE, &count);

	(void)state;
	assert_int_equal(count, 3);
	assert_ptr_equal(versions[0], &acme_notes_v3_note_taken_event);
	assert_ptr_equal(versions[1], &acme_notes_v2_note_taken_event);
	assert_ptr_equal(versions[2], &acme_notes_note_taken_event);
	assert_null(catalogue_versions(TEXT("note.torn"), NOWHERE, &count));
	assert_int_equal(count, 0);
	assert_non_null(catalogue_versions(TEXT("task.created"), NOWHERE, &count));
	assert_int_equal(count, 1);
}

static void the_list_has_each_version(void **state)
{
	size_t seen = 0;

	(void)state;
	for (size_t i = 0; i < catalogue_count(); i++)
		seen += strcmp(catalogue_at(i)->name, "note.taken") == 0;
	assert_int_equal(seen, 3);
}

static void typed_view_tells_the_versions_apart(void **state)
{
	struct acme_notes_v2_note_taken data = ACME_NOTES_V2_NOTE_TAKEN_INIT;
	struct event event = {.type = &acme_notes_v2_note_taken_event, .data = &data.base};

	(void)state;
	assert_ptr_equal(acme_notes_v2_note_taken_of(&event), &data);
	assert_null(acme_notes_note_taken_of(&event));
	assert_null(acme_notes_v3_note_taken_of(&event));
}

/* A catalogue of one event. */
#define CATALOGUE_OF(variable, type_name, type_major, type_owner, type_aliases)                                                    \
	static const struct event_type variable##_type = {                                                                         \
		.name = type_name, .topic = "note-events", .major = type_major, .owner = type_owner, .aliases = type_aliases};     \
	static const struct event_type *const variable##_types[] = {&variable##_type};                                             \
	static const struct catalogue variable = {.events = variable##_types, .event_count = 1}

static void refuse(const struct catalogue *catalogue, const char *word)
{
	size_t types = catalogue_count();

	assert_int_equal(catalogue_register(&context, catalogue), STATUS_CONFLICT);
	if (!strstr(failure_text(&context), word))
		fail_msg("\"%s\" isn't in: %s", word, failure_text(&context));
	assert_int_equal(catalogue_count(), types);
	failure_clear(&context);
}

static void the_same_version_twice_is_a_conflict(void **state)
{
	CATALOGUE_OF(again, "note.taken", 2, "notes", NULL);

	(void)state;
	refuse(&again, "note.taken 2.0");
}

static void all_versions_have_one_owner(void **state)
{
	CATALOGUE_OF(stranger, "note.taken", 4, "strangers", NULL);

	(void)state;
	refuse(&stranger, "one owner");
}

static void a_shared_alias_of_another_type_is_a_conflict(void **state)
{
	static const char *const aliases[] = {"notes.taken", NULL};

	CATALOGUE_OF(thief, "note.stolen", 2, "notes", aliases);

	(void)state;
	refuse(&thief, "notes.taken");
}

static void a_later_catalogue_may_bring_the_next_version(void **state)
{
	CATALOGUE_OF(later, "task.deleted", 2, "tasks", NULL);

	(void)state;
	assert_int_equal(catalogue_register(&context, &later), STATUS_OK);
	assert_ptr_equal(catalogue_find(TEXT("tasks.deleted"), NOWHERE), &later_type);
	assert_int_equal(catalogue_find_major(TEXT("tasks.deleted"), NOWHERE, 1)->major, 1);
}

static void a_topic_is_found_by_each_of_its_names(void **state)
{
	(void)state;
	assert_string_equal(catalogue_topic(TEXT("note-events"))->name, "note-events");
	assert_string_equal(catalogue_topic(TEXT("notes"))->name, "note-events");
	assert_int_equal(catalogue_topic(TEXT("notes"))->partitions, 6);
	assert_string_equal(catalogue_topic(TEXT("reminders"))->name, "reminder-events");
	assert_null(catalogue_topic(TEXT("elsewhere")));
}

static void a_name_of_another_topic_is_a_conflict(void **state)
{
	static const char *const also[] = {"reminders", NULL};
	static const struct topic same = {.name = "notes"}, other = {.name = "x-events", .also_called = also};
	static const struct catalogue same_name = {.topics = &same, .topic_count = 1},
				      same_other = {.topics = &other, .topic_count = 1};

	(void)state;
	refuse(&same_name, "note-events");
	refuse(&same_other, "reminder-events");
}

static void an_event_on_a_topic_of_another_name_is_on_the_topic(void **state)
{
	struct topic_map *map;

	(void)state;
	assert_int_equal(topic_map_new(&context, "task-events=acme.tasks", &map), STATUS_OK);
	assert_string_equal(topic_map_contract(map, "reminders"), "reminder-events");
	assert_string_equal(topic_map_contract(map, "acme.tasks"), "task-events");
	assert_string_equal(topic_map_contract(map, "elsewhere"), "elsewhere");
	assert_string_equal(topic_map_broker(map, "reminder-events"), "reminder-events");
	topic_map_free(map);
}

static void another_name_may_be_mapped_onto_and_mapped(void **state)
{
	struct topic_map *map;

	(void)state;
	assert_int_equal(topic_map_new(&context, "reminder-events=reminders,notes=acme.notes", &map), STATUS_OK);
	assert_string_equal(topic_map_broker(map, "reminder-events"), "reminders");
	assert_string_equal(topic_map_contract(map, "reminders"), "reminder-events");
	assert_string_equal(topic_map_broker(map, "note-events"), "acme.notes");
	assert_string_equal(topic_map_contract(map, "acme.notes"), "note-events");
	topic_map_free(map);
	assert_int_equal(topic_map_new(&context, "note-events=a,notes=b", &map), STATUS_INVALID);
	assert_int_equal(topic_map_new(&context, "nobody=b", &map), STATUS_INVALID);
	failure_clear(&context);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_type_without_a_version_is_the_newest),
		cmocka_unit_test(every_major_version_is_found),
		cmocka_unit_test(an_alias_of_one_version_means_the_type),
		cmocka_unit_test(versions_are_listed_newest_first),
		cmocka_unit_test(the_list_has_each_version),
		cmocka_unit_test(typed_view_tells_the_versions_apart),
		cmocka_unit_test(the_same_version_twice_is_a_conflict),
		cmocka_unit_test(all_versions_have_one_owner),
		cmocka_unit_test(a_shared_alias_of_another_type_is_a_conflict),
		cmocka_unit_test(a_later_catalogue_may_bring_the_next_version),
		cmocka_unit_test(a_topic_is_found_by_each_of_its_names),
		cmocka_unit_test(a_name_of_another_topic_is_a_conflict),
		cmocka_unit_test(an_event_on_a_topic_of_another_name_is_on_the_topic),
		cmocka_unit_test(another_name_may_be_mapped_onto_and_mapped),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
