/* Major versions side by side: each handler gets the version that it is for, older ones lifted; what no handler can take is kept.
 */
#include "receiver_rig.h"

#include "contract/upcasters.h"
#include "hapax/metrics.h"
#include "notes/catalogue.h"
#include "versions/lift_notes.h"

/* Leaves behind the version of the handler's view, the version as it came, and what it says. */
static enum status write_down(struct tx *tx, const struct event *event)
{
	static const struct statement insert = {"write_down", "insert into {schema}.effects (id, title) values ($1, $2)"};
	const struct acme_notes_note_taken *first = acme_notes_note_taken_of(event);
	const struct acme_notes_v2_note_taken *second = acme_notes_v2_note_taken_of(event);
	const struct acme_notes_v3_note_taken *third = acme_notes_v3_note_taken_of(event);
	const char *says = first ? first->text : second ? second->title : third->title;
	struct db_params params;

	db_params_init(&params, tx->context->arena);
	db_add_text(&params, event->id_text);
	db_add_text(&params, text_of(arena_printf(tx->context->arena, "%u from %u.%u: %s%s", event->type->major, event->major,
						  event->minor, says, third ? (third->words == 2 ? " (2)" : " (?)") : "")));
	return tx_exec(tx, &insert, &params, NULL);
}

static const struct handler for_1[] = {{.type = &acme_notes_note_taken_event, .one = write_down}, {0}};
static const struct handler for_2[] = {{.type = &acme_notes_v2_note_taken_event, .one = write_down}, {0}};
static const struct handler for_3[] = {{.type = &acme_notes_v3_note_taken_event, .one = write_down}, {0}};
static const struct handler for_3_and_1[] = {{.type = &acme_notes_v3_note_taken_event, .one = write_down},
					     {.type = &acme_notes_note_taken_event, .one = write_down},
					     {0}};
static const struct handler for_every[] = {{.every = true, .one = write_down}, {0}};
static const struct service older = {.name = "older", .handlers = for_1}, middle = {.name = "middle", .handlers = for_2},
			    reader = {.name = "reader", .handlers = for_3}, pair = {.name = "pair", .handlers = for_3_and_1},
			    every = {.name = "every", .handlers = for_every};

static const char *const consumers[] = {"older", "middle", "reader", "pair", "every"};

static int deliver(int n, const char *version, const char *data)
{
	char *event = arena_printf(&rig.arena,
				   "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/acme/notes\",\"type\":\"note.taken\","
				   "\"eventversion\":\"%s\",\"data\":{\"note_id\":\"n1\",\"author\":\"ada\",%s}}",
				   rig_id(n), version, data);
	topic_event request = rig_whole("application/cloudevents+json", "", text_of(event));

	request.topic = (char *)"note-events";
	return rig_deliver(&request);
}

/* What the consumers made of it, one after the other: "-" for nothing, the reason for a dead letter. */
static void assert_made(const char *const expected[COUNT_OF(consumers)])
{
	for (size_t i = 0; i < COUNT_OF(consumers); i++) {
		const char *sql = arena_printf(&rig.arena,
					       "select coalesce((select string_agg(title, '; ' order by n) from %1$s.effects), "
					       "(select string_agg(reason, '; ') from %1$s.dead_letters), '-')",
					       consumers[i]);
		const char *made = database_ask(&rig.database, sql);

		if (strcmp(made, expected[i]) != 0)
			fail_msg("%s made \"%s\" of it, not \"%s\"", consumers[i], made, expected[i]);
	}
}

static void assert_error(const char *consumer, const char *what)
{
	const char *error = database_ask(&rig.database, arena_printf(&rig.arena, "select error from %s.dead_letters", consumer));

	if (!strstr(error, what))
		fail_msg("\"%s\" isn't in: %s", what, error);
}

static void the_oldest_goes_to_everybody_in_the_version_that_he_knows(void **state)
{
	(void)state;
	assert_int_equal(deliver(1, "1.1", "\"text\":\"buy milk\""), ANSWERED_SUCCESS);
	assert_made((const char *const[]){"1 from 1.1: buy milk", "2 from 1.1: buy milk", "3 from 1.1: buy milk (2)",
					  "1 from 1.1: buy milk", "1 from 1.1: buy milk"});
}

static void what_no_upcaster_leads_down_to_is_kept_as_unknown(void **state)
{
	(void)state;
	assert_int_equal(deliver(1, "2.0", "\"title\":\"milk\",\"body\":\"buy milk\""), ANSWERED_SUCCESS);
	assert_made((const char *const[]){"unknown_version", "2 from 2.0: milk", "3 from 2.0: milk (2)", "3 from 2.0: milk (2)",
					  "2 from 2.0: milk"});
	assert_error("older", "note.taken comes in version 2.0; older has no handler for it");
}

/* Version 3 names neither `every` nor `older`: but they hear of the type, and nothing of it may get lost. */
static void every_takes_each_known_version_as_it_came(void **state)
{
	(void)state;
	assert_int_equal(deliver(1, "3.0", "\"title\":\"milk\",\"words\":2"), ANSWERED_SUCCESS);
	assert_made((const char *const[]){"unknown_version", "unknown_version", "3 from 3.0: milk (2)", "3 from 3.0: milk (2)",
					  "3 from 3.0: milk (2)"});
}

static void a_major_version_that_nobody_knows_is_kept_by_all(void **state)
{
	(void)state;
	assert_int_equal(deliver(1, "4.2", "\"sound\":\"...\""), ANSWERED_SUCCESS);
	assert_made((const char *const[]){"unknown_version", "unknown_version", "unknown_version", "unknown_version",
					  "unknown_version"});
	assert_error("reader", "note.taken comes in version 4.2, this program reads 1.x, 2.x, 3.x");
	assert_string_equal(database_ask(&rig.database, "select event_version from reader.dead_letters"), "4.2");
}

/* What is written to the log meanwhile, in the rig's arena. */
static const char *logged_by(void (*work)(void))
{
	enum { LOG_MAX_BYTES = 64 * 1024 };
	FILE *log = tmpfile();
	int standard_error = dup(STDERR_FILENO);
	char *lines = arena_alloc(&rig.arena, LOG_MAX_BYTES);

	fflush(stderr);
	assert_true(lines && log && standard_error >= 0 && dup2(fileno(log), STDERR_FILENO) >= 0);
	work();
	dup2(standard_error, STDERR_FILENO);
	close(standard_error);
	rewind(log);
	lines[fread(lines, 1, LOG_MAX_BYTES - 1, log)] = '\0';
	fclose(log);
	return lines;
}

static void deliver_version_5(void)
{
	(void)deliver(1, "5.0", "\"sound\":\"...\"");
}

static void an_unknown_version_is_logged_and_counted(void **state)
{
	const char *lines = logged_by(deliver_version_5);
	struct buffer page;

	(void)state;
	assert_non_null(strstr(lines, "event is a dead letter"));
	assert_non_null(strstr(lines, "unknown_version"));
	assert_non_null(strstr(lines, "comes in version 5.0"));
	buffer_init(&page, &rig.arena, MEBI);
	metrics_write(&page);
	assert_non_null(strstr(buffer_string(&page),
			       "hapax_dead_letters{topic=\"note-events\",reason=\"unknown_version\",consumer=\"reader\"}"));
}

static void open_and_close_a_receiver(void)
{
	struct receiver_options options = rig.receiver->options;
	static const struct service *const services[] = {&older, &reader, NULL};
	struct receiver *receiver;

	options.services = services;
	options.lanes = 1;
	rig_ok(receiver_open(&rig.context, &options, &receiver));
	receiver_close(receiver);
}

static void a_handler_that_the_contract_does_not_name_is_warned_of_once(void **state)
{
	const char *lines = logged_by(open_and_close_a_receiver);
	const char *first = strstr(lines, "doesn't name the service as a consumer");

	(void)state;
	assert_non_null(first);
	assert_non_null(strstr(lines, "older"));
	assert_null(strstr(first + 1, "doesn't name"));
}

static void a_newer_minor_version_is_read_and_its_news_ignored(void **state)
{
	(void)state;
	assert_int_equal(deliver(1, "3.7", "\"title\":\"milk\",\"words\":2,\"mood\":{\"good\":[1,2]}"), ANSWERED_SUCCESS);
	assert_int_equal(deliver(2, "1.9", "\"text\":\"buy milk\",\"mood\":\"good\""), ANSWERED_SUCCESS);
	assert_string_equal(database_ask(&rig.database, "select string_agg(title, '; ' order by n) from reader.effects"),
			    "3 from 3.7: milk (2); 3 from 1.9: buy milk (2)");
}

/* Fine in 1 and 2, but 3 allows ten letters. */
static void what_breaks_the_rules_once_lifted_is_invalid_there_only(void **state)
{
	(void)state;
	assert_int_equal(deliver(1, "1.1", "\"text\":\"buy more milk\""), ANSWERED_SUCCESS);
	assert_made((const char *const[]){"1 from 1.1: buy more milk", "2 from 1.1: buy more milk", "invalid",
					  "1 from 1.1: buy more milk", "1 from 1.1: buy more milk"});
	assert_error("reader", "lifting note.taken from version 1 to 3: title: must have at most 10 characters");
	assert_string_equal(database_ask(&rig.database, "select event_version from reader.dead_letters"), "1.1");
}

static void an_upcaster_that_fails_leaves_a_dead_letter_with_its_reason(void **state)
{
	(void)state;
	assert_int_equal(deliver(1, "1.1", "\"text\":\"secret\""), ANSWERED_SUCCESS);
	assert_made((const char *const[]){"1 from 1.1: secret", "invalid", "invalid", "1 from 1.1: secret", "1 from 1.1: secret"});
	assert_error("middle", "nobody may know what it is about");
	assert_error("reader", "nobody may know what it is about");
}

static void invalid_data_of_an_old_version_names_its_rules(void **state)
{
	(void)state;
	assert_int_equal(deliver(1, "2.0", "\"title\":\"\""), ANSWERED_SUCCESS);
	assert_made((const char *const[]){"invalid", "invalid", "invalid", "invalid", "invalid"});
	assert_error("reader", "title: must have at least 1 character");
}

static void a_redelivery_has_its_effect_once_and_another_content_is_noticed(void **state)
{
	(void)state;
	assert_int_equal(deliver(1, "1.1", "\"text\":\"buy milk\""), ANSWERED_SUCCESS);
	assert_int_equal(deliver(1, "1.1", "\"text\":\"buy milk\""), ANSWERED_SUCCESS);
	assert_int_equal(rig_count("select count(*) from reader.effects"), 1);
	assert_int_equal(rig_count("select count(*) from reader.dead_letters"), 0);
	assert_int_equal(deliver(1, "1.1", "\"text\":\"buy tea\""), ANSWERED_SUCCESS);
	assert_int_equal(rig_count("select count(*) from reader.dead_letters where reason = 'id_reuse'"), 1);
}

/* The key that the lane goes by comes from the data as it came. */
static void versions_of_one_key_stay_in_order(void **state)
{
	struct rig_bulk *bulk = rig_bulk_new();

	(void)state;
	for (int i = 0; i < 30; i++) {
		const char *data = i % 2 ? "\"title\":\"t\",\"words\":2" : "\"text\":\"t t\"";

		rig_add_raw(
			bulk,
			arena_printf(&rig.arena,
				     "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/acme/notes\",\"type\":\"notes.taken\","
				     "\"eventversion\":\"%s\",\"data\":{\"note_id\":\"n\",\"author\":\"ada\",%s}}",
				     rig_id(i), i % 2 ? "3.0" : "1.0", data));
	}
	bulk->request.topic = (char *)"notes";
	assert_int_equal(rig_answered(rig_deliver_bulk(&bulk->request), ANSWERED_SUCCESS), 30);
	assert_int_equal(rig_count("select count(*) from reader.effects"), 30);
	assert_int_equal(
		rig_count("select count(*) from (select id < lag(id) over (order by n) as back from reader.effects) e where back"),
		0);
}

static void letters_of_another_name_of_the_topic_have_the_contracts(void **state)
{
	topic_event request = rig_fields(rig_id(1), "taken", "{\"text\":\"no author\"}");

	(void)state;
	request.topic = (char *)"notes";
	assert_int_equal(rig_deliver(&request), ANSWERED_SUCCESS);
	assert_string_equal(database_ask(&rig.database, "select topic || ' ' || reason from older.dead_letters"),
			    "note-events invalid");
}

static int set_up(void **state)
{
	static const struct service *const services[] = {&older, &middle, &reader, &pair, &every, NULL};
	struct arena arena;
	struct context context;
	int failed;

	(void)state;
	arena_init(&arena, MEBI);
	context_init(&context, &arena, NULL, NULL);
	failed = catalogue_register(&context, &notes_catalogue) || upcasters_register(&context, lift_notes);
	arena_done(&arena);
	rig_create(services);
	return failed;
}

static int tear_down(void **state)
{
	(void)state;
	rig_destroy();
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(the_oldest_goes_to_everybody_in_the_version_that_he_knows, rig_clean),
		cmocka_unit_test_setup(what_no_upcaster_leads_down_to_is_kept_as_unknown, rig_clean),
		cmocka_unit_test_setup(every_takes_each_known_version_as_it_came, rig_clean),
		cmocka_unit_test_setup(a_major_version_that_nobody_knows_is_kept_by_all, rig_clean),
		cmocka_unit_test_setup(an_unknown_version_is_logged_and_counted, rig_clean),
		cmocka_unit_test_setup(a_handler_that_the_contract_does_not_name_is_warned_of_once, rig_clean),
		cmocka_unit_test_setup(a_newer_minor_version_is_read_and_its_news_ignored, rig_clean),
		cmocka_unit_test_setup(what_breaks_the_rules_once_lifted_is_invalid_there_only, rig_clean),
		cmocka_unit_test_setup(an_upcaster_that_fails_leaves_a_dead_letter_with_its_reason, rig_clean),
		cmocka_unit_test_setup(invalid_data_of_an_old_version_names_its_rules, rig_clean),
		cmocka_unit_test_setup(a_redelivery_has_its_effect_once_and_another_content_is_noticed, rig_clean),
		cmocka_unit_test_setup(versions_of_one_key_stay_in_order, rig_clean),
		cmocka_unit_test_setup(letters_of_another_name_of_the_topic_have_the_contracts, rig_clean),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
