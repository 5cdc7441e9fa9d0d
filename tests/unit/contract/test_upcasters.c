/* Which upcasters a program may have, and how an older event becomes a newer one. */
#include "contract/catalogue.h"
#include "contract/upcasters.h"
#include "hapax/tasks/v1/events.h"
#include "notes/catalogue.h"
#include "versions/lift_notes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* After ours: it makes a macro of fail(). */
#include <cmocka.h>

static struct arena arena;
static struct context context;

static const struct event_type *const v1 = &acme_notes_note_taken_event, *const v2 = &acme_notes_v2_note_taken_event,
				      *const v3 = &acme_notes_v3_note_taken_event;

static int set_up(void **state)
{
	(void)state;
	arena_init(&arena, 1 << 20);
	context_init(&context, &arena, NULL, NULL);
	return catalogue_register(&context, &hapax_catalogue) || catalogue_register(&context, &notes_catalogue) ||
	       upcasters_register(&context, lift_notes);
}

static int tear_down(void **state)
{
	(void)state;
	arena_done(&arena);
	return 0;
}

static void refuse(struct upcaster step, enum status expected, const char *word)
{
	const struct upcaster list[] = {step, {0}};

	assert_int_equal(upcasters_register(&context, list), expected);
	if (!strstr(failure_text(&context), word))
		fail_msg("\"%s\" isn't in: %s", word, failure_text(&context));
	failure_clear(&context);
}

static void no_list_is_an_empty_one(void **state)
{
	(void)state;
	assert_int_equal(upcasters_register(&context, NULL), STATUS_OK);
}

static void the_same_step_again_is_fine(void **state)
{
	(void)state;
	assert_int_equal(upcasters_register(&context, lift_notes), STATUS_OK);
	assert_int_equal(upcasters_steps(v1, v3), 2);
}

static void a_second_upcaster_of_a_step_is_refused(void **state)
{
	(void)state;
	refuse((struct upcaster){v1, v2, lift_2_to_3}, STATUS_CONFLICT, "another one lifts from version 1");
	refuse((struct upcaster){v1, v3, lift_2_to_3}, STATUS_CONFLICT, "another one lifts from version 1");
}

static void lifting_backwards_is_refused(void **state)
{
	(void)state;
	refuse((struct upcaster){v3, v1, lift_2_to_3}, STATUS_INVALID, "lifts backwards");
}

static void lifting_to_itself_is_refused(void **state)
{
	(void)state;
	refuse((struct upcaster){v3, v3, lift_2_to_3}, STATUS_INVALID, "goes round in a circle");
}

static void lifting_to_another_type_is_refused(void **state)
{
	static struct event_type other;

	(void)state;
	other = *v3;
	other.name = "note.torn";
	other.major = 4;
	refuse((struct upcaster){v3, &other, lift_2_to_3}, STATUS_INVALID, "from one type to another");
}

static void a_version_that_no_catalogue_has_is_refused(void **state)
{
	static struct event_type other;

	(void)state;
	other = *v3;
	other.major = 4;
	refuse((struct upcaster){v3, &other, lift_2_to_3}, STATUS_INVALID, "no such step");
	other.major = 3; /* there is a 3, but not this one */
	refuse((struct upcaster){v2, &other, lift_2_to_3}, STATUS_INVALID, "no such step");
	refuse((struct upcaster){&tasks_task_created_event, NULL, lift_2_to_3}, STATUS_INVALID, "has no version to lift to");
}

static void a_step_without_function_is_refused(void **state)
{
	(void)state;
	refuse((struct upcaster){v2, v3, NULL}, STATUS_INVALID, "has no function");
}

static void steps_are_counted_upwards_only(void **state)
{
	(void)state;
	assert_int_equal(upcasters_steps(v1, v1), 0);
	assert_int_equal(upcasters_steps(v1, v2), 1);
	assert_int_equal(upcasters_steps(v2, v3), 1);
	assert_int_equal(upcasters_steps(v1, v3), 2);
	assert_int_equal(upcasters_steps(v3, v1), -1);
	assert_int_equal(upcasters_steps(&tasks_task_created_event, &tasks_task_deleted_event), -1);
}

static struct event note_of(struct acme_notes_note_taken *data, const char *text)
{
	*data = (struct acme_notes_note_taken)ACME_NOTES_NOTE_TAKEN_INIT;
	data->note_id = (char *)"n1";
	data->author = (char *)"ada";
	data->text = (char *)(uintptr_t)text;
	return (struct event){.type = v1, .major = 1, .minor = 1, .data = &data->base};
}

static void an_event_is_lifted_step_by_step(void **state)
{
	struct acme_notes_note_taken data;
	struct event event = note_of(&data, "buy milk");
	const struct acme_notes_v3_note_taken *lifted;

	(void)state;
	assert_int_equal(upcasters_lift(&context, &event, v3), STATUS_OK);
	lifted = acme_notes_v3_note_taken_of(&event);
	assert_non_null(lifted);
	assert_string_equal(lifted->title, "buy milk");
	assert_int_equal(lifted->words, 2);
	assert_int_equal(event.major, 1);
	assert_int_equal(event.minor, 1);
}

static void lifting_to_its_own_version_changes_nothing(void **state)
{
	struct acme_notes_note_taken data;
	struct event event = note_of(&data, "buy milk");

	(void)state;
	assert_int_equal(upcasters_lift(&context, &event, v1), STATUS_OK);
	assert_ptr_equal(event.data, &data);
}

static void assert_stays(const char *text, const struct event_type *to, const char *word)
{
	struct acme_notes_note_taken data;
	struct event event = note_of(&data, text);

	assert_int_not_equal(upcasters_lift(&context, &event, to), STATUS_OK);
	if (!strstr(failure_text(&context), word) || !strstr(failure_text(&context), "lifting note.taken from version 1 to"))
		fail_msg("\"%s\" isn't in: %s", word, failure_text(&context));
	assert_ptr_equal(event.type, v1);
	assert_ptr_equal(event.data, &data);
	failure_clear(&context);
}

static void only_the_last_version_has_to_keep_its_rules(void **state)
{
	struct acme_notes_note_taken data;
	struct event event = note_of(&data, "far too long");

	(void)state;
	assert_int_equal(upcasters_lift(&context, &event, v2), STATUS_OK);
	assert_stays("far too long", v3, "title: must have at most 10 characters");
}

/* The way to a message is the upcaster's own business, once there is one. */
static void what_an_upcaster_tried_in_vain_is_forgotten(void **state)
{
	struct acme_notes_note_taken data;
	struct event event = note_of(&data, "hard");

	(void)state;
	assert_int_equal(upcasters_lift(&context, &event, v3), STATUS_OK);
	assert_int_equal(context.failure.violation_count, 0);
}

static void what_cannot_be_lifted_says_why_and_stays(void **state)
{
	(void)state;
	assert_stays("secret", v2, "nobody may know what it is about");
	assert_stays("none of it", v2, "made no acme.notes.v2.NoteTaken");
	assert_stays("x", &tasks_task_created_event, "there is no upcaster");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_list_is_an_empty_one),
		cmocka_unit_test(the_same_step_again_is_fine),
		cmocka_unit_test(a_second_upcaster_of_a_step_is_refused),
		cmocka_unit_test(lifting_backwards_is_refused),
		cmocka_unit_test(lifting_to_itself_is_refused),
		cmocka_unit_test(lifting_to_another_type_is_refused),
		cmocka_unit_test(a_version_that_no_catalogue_has_is_refused),
		cmocka_unit_test(a_step_without_function_is_refused),
		cmocka_unit_test(steps_are_counted_upwards_only),
		cmocka_unit_test(an_event_is_lifted_step_by_step),
		cmocka_unit_test(lifting_to_its_own_version_changes_nothing),
		cmocka_unit_test(only_the_last_version_has_to_keep_its_rules),
		cmocka_unit_test(what_an_upcaster_tried_in_vain_is_forgotten),
		cmocka_unit_test(what_cannot_be_lifted_says_why_and_stays),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
