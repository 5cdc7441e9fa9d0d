/* What happens to events, topics and services as a whole. */
#include "unit/contract/evolve_checks.h"

static void nothing_changed_is_nothing_found(void **state)
{
	(void)state;
	struct world same = world_default();
	expect_after(&same, "");
}

static void event_removed(void **state)
{
	(void)state;
	struct world after = world_default();
	after.messages[ORDER_PAID].name = NULL;
	expect_after(&after, "order.paid: event_removed");
}

static void message_that_is_no_event_any_more_is_an_event_removed(void **state)
{
	(void)state;
	struct world after = world_default();
	after.messages[ORDER_PAID].event.type = NULL;
	expect_after(&after, "order.paid: event_removed");
}

static void event_renamed(void **state)
{
	(void)state;
	struct world after = world_default();
	after.messages[ORDER_PAID].event.type = "order.settled";
	expect_after(&after, "order.paid: event_renamed type");
}

static void event_renamed_whose_old_name_is_an_alias_touches_only(void **state)
{
	(void)state;
	struct world after = world_default();
	after.messages[ORDER_PAID].name = "OrderSettled";
	after.messages[ORDER_PAID].event.type = "order.settled";
	after.messages[ORDER_PAID].event.aliases[0] = "order.paid";
	expect_after(&after, "order.paid: message_renamed; order.paid: event_renamed_with_alias type");
}

static void event_added_names_who_will_hear_it(void **state)
{
	(void)state;
	struct world before = world_default(), after = world_default();
	after.messages[SPARE] = (struct world_message){
		.name = "OrderLost",
		.event = {.type = "order.lost", .version = "1.0", .topic = "shop-events", .consumers = {"stock", "audit"}}};
	expect(&before, &after, "order.lost: event_added");
	assert_string_equal(evolution_of(&before, &after).findings[0].after, "heard by stock, audit");
}

static void major_version_beside_the_old_one_touches(void **state)
{
	(void)state;
	struct world after = world_default();
	after.messages[SPARE] = after.messages[ORDER_PAID];
	after.messages[SPARE].name = "OrderPaid2";
	after.messages[SPARE].event.version = "2.0";
	expect_after(&after, "order.paid: major_added version");
}

static void major_version_without_the_old_one_breaks(void **state)
{
	(void)state;
	struct world after = world_default();
	after.messages[ORDER_PAID].event.version = "2.0";
	after.messages[ORDER_PAID].fields[0].name = "what";
	expect_after(&after, "order.paid: major_not_kept version");
}

static void version_lowered(void **state)
{
	(void)state;
	struct world after = world_default();
	after.messages[ORDER_PAID].event.version = "1.2";
	expect_after(&after, "order.paid: version_lowered version");
	struct world before = world_default();
	before.messages[ORDER_PAID].event.version = "2.0";
	expect(&before, &after, "order.paid: version_lowered version");
}

static void version_malformed(void **state)
{
	(void)state;
	struct world after = world_default();
	after.messages[ORDER_PAID].event.version = "one";
	expect_after(&after, "order.paid: version_malformed version");
	expect(&after, &after, "");
}

static void field_added_wants_a_higher_minor_version(void **state)
{
	(void)state;
	struct world after = world_default();
	after.messages[ORDER_PAID].fields[1] = (struct world_field){.name = "by", .number = 2, .type = TYPE(STRING)};
	expect_after(&after, "order.paid: version_not_raised version; order.paid: field_added by");
	after.messages[ORDER_PAID].event.version = "1.4";
	expect_after(&after, "order.paid: field_added by; order.paid: version_raised version");
}

static void what_breaks_is_not_mended_by_a_version(void **state)
{
	(void)state;
	struct world after = world_default();
	after.messages[ORDER_PAID].fields[0].name = "rows";
	expect_after(&after, "order.paid: field_renamed rows");
}

static void options_that_break(void **state)
{
	(void)state;
	struct world after = world_default();
	after.messages[ORDER_PLACED].event.topic = "other-events";
	after.messages[ORDER_PLACED].event.key = "card";
	after.messages[ORDER_PLACED].event.subject = "";
	after.messages[ORDER_PLACED].event.aliases[0] = "shop.order.placed";
	after.messages[ORDER_PLACED].event.topic_aliases[0] = NULL;
	after.messages[ORDER_PLACED].event.retention = "2d";
	expect_after(&after,
		     "order.placed: alias_removed aliases; order.placed: key_changed key; order.placed: subject_changed subject; "
		     "order.placed: topic_changed topic; order.placed: alias_removed topic_aliases; "
		     "order.placed: retention_shortened retention; order.placed: alias_added aliases");
}

static void options_that_touch_or_are_fine(void **state)
{
	(void)state;
	struct world after = world_default();
	after.messages[ORDER_PLACED].event.owner = "store";
	after.messages[ORDER_PLACED].event.consumers[0] = "billing";
	after.messages[ORDER_PLACED].event.retention = "";
	after.messages[ORDER_PLACED].event.attempts = 9;
	after.messages[ORDER_PLACED].event.description = "An order.";
	expect_after(
		&after,
		"order.placed: consumer_removed consumers; order.placed: consumer_added consumers; order.placed: owner_changed "
		"owner; "
		"order.placed: text_changed description; order.placed: retention_lengthened retention; order.placed: retry_changed "
		"retry");
}

static void option_that_nobody_knows_touches(void **state)
{
	(void)state;
	struct world before = world_default(), after = world_default();
	before.messages[ORDER_PAID].event.unknown = 1;
	expect(&before, &before, "");
	expect(&before, &after, "order.paid: option_changed (hapax.event)");
	after.messages[ORDER_PAID].event.unknown = 2;
	expect(&before, &after, "order.paid: option_changed (hapax.event)");
}

static void subject_of_a_finding_has_the_consumers_of_both_sides(void **state)
{
	(void)state;
	struct world before = world_default(), after = world_default();
	after.messages[ORDER_PLACED].event.consumers[0] = "billing";
	const struct subject *subject = evolution_of(&before, &after).findings[0].subject;
	assert_string_equal(subject->consumers[0], "stock");
	assert_string_equal(subject->consumers[1], "audit");
	assert_string_equal(subject->consumers[2], "billing");
	assert_null(subject->consumers[3]);
	assert_string_equal(subject->owner, "shop");
	assert_string_equal(subject->version, "1.0");
}

static void alias_that_another_major_version_has_is_kept(void **state)
{
	(void)state;
	struct world after = world_default();
	after.messages[SPARE] = after.messages[ORDER_PLACED];
	after.messages[SPARE].name = "OrderPlaced2";
	after.messages[SPARE].event.version = "2.0";
	after.messages[ORDER_PLACED].event.aliases[0] = NULL;
	expect_after(&after, "order.placed: major_added version");
}

static void topic_alias_that_becomes_an_alias_is_kept(void **state)
{
	(void)state;
	struct world after = world_default();
	after.messages[ORDER_PLACED].event.topic_aliases[0] = NULL;
	after.messages[ORDER_PLACED].event.aliases[1] = "placed";
	expect_after(&after, "order.placed: alias_added aliases");
}

static void topic_changes(void **state)
{
	(void)state;
	struct world after = world_default();
	after.topics[0] = (struct world_topic){"shop-events", 2, 1, "1d", NULL};
	expect_after(&after,
		     "shop-events: topic_partitions_changed partitions; shop-events: topic_name_removed also_called; "
		     "shop-events: topic_replication_lowered replication; shop-events: topic_retention_shortened retention");
	after.topics[0] = (struct world_topic){"shop-events", 3, 3, "8d", "orders"};
	expect_after(&after,
		     "shop-events: topic_replication_raised replication; shop-events: topic_retention_lengthened retention");
}

static void topic_that_says_the_default_is_the_same(void **state)
{
	(void)state;
	struct world after = world_default();
	after.topics[0] = (struct world_topic){"shop-events", 0, 0, "", "orders"};
	expect_after(&after, "");
}

static void topic_removed_names_its_listeners(void **state)
{
	(void)state;
	struct world before = world_default(), after = world_default();
	after.topics[0].name = "store-events";
	expect(&before, &after, "shop-events: topic_removed; store-events: topic_added");
	const struct subject *subject = evolution_of(&before, &after).findings[0].subject;
	assert_string_equal(subject->consumers[0], "audit");
	assert_string_equal(subject->consumers[1], "stock");
	assert_null(subject->consumers[2]);
}

static void method_changes(void **state)
{
	(void)state;
	struct world after = world_default();
	after.methods[0] = (struct world_method){"GetOrder", ".shop.v1.Line", ".shop.v1.GetOrder", true, 0};
	expect_after(&after,
		     "shop.v1.ShopService: method_request_changed GetOrder; shop.v1.ShopService: method_response_changed GetOrder; "
		     "shop.v1.ShopService: method_streaming_changed GetOrder; "
		     "shop.v1.ShopService: method_idempotency_changed GetOrder");
	after.methods[0] = (struct world_method){"FetchOrder", ".shop.v1.GetOrder", ".shop.v1.Line", false, 1};
	expect_after(&after, "shop.v1.ShopService: method_removed GetOrder; shop.v1.ShopService: method_added FetchOrder");
}

static void service_renamed(void **state)
{
	(void)state;
	struct world after = world_default();
	after.service = "StoreService";
	expect_after(&after, "shop.v1.ShopService: service_removed; shop.v1.StoreService: service_added");
}

static void message_and_enum_that_no_event_has(void **state)
{
	(void)state;
	struct world after = world_default();
	after.messages[GET_ORDER].fields[0].number = 2;
	expect_after(&after, "shop.v1.GetOrder: field_renumbered order_id");
	struct world before = world_default();
	after = world_default();
	before.messages[ORDER_PLACED].fields[2].name = after.messages[ORDER_PLACED].fields[2].name = NULL;
	after.messages[GET_ORDER].name = NULL;
	after.enum_name = NULL;
	after.service = before.service = NULL;
	expect(&before, &after, "shop.v1.GetOrder: message_removed; shop.v1.Way: enum_removed");
}

static void moved_to_another_file(void **state)
{
	(void)state;
	struct world after = world_default();
	after.file = "shop/v1/orders.proto";
	expect_after(&after,
		     "order.paid: message_moved; order.paid: message_moved lines; order.placed: message_moved; "
		     "order.placed: message_moved lines; order.placed: message_moved prices; shop.v1.GetOrder: message_moved");
}

static void another_package_is_another_name_and_nothing_else(void **state)
{
	(void)state;
	struct world before = world_default(), after = world_default();
	struct world_message *messages[] = {&after.messages[ORDER_PLACED], &after.messages[ORDER_PAID]};
	after.package = "store.v1";
	after.service = before.service = NULL;
	after.messages[GET_ORDER].name = before.messages[GET_ORDER].name = NULL;
	for (size_t i = 0; i < COUNT_OF(messages); i++)
		for (size_t j = 0; j < WORLD_FIELDS; j++)
			if (messages[i]->fields[j].type_name && !strncmp(messages[i]->fields[j].type_name, ".shop.", 6))
				messages[i]->fields[j].type_name =
					arena_printf(&arena, ".store.%s", messages[i]->fields[j].type_name + 6);
	expect(&before, &after, "order.paid: message_renamed; order.placed: message_renamed");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_changed_is_nothing_found),
		cmocka_unit_test(event_removed),
		cmocka_unit_test(message_that_is_no_event_any_more_is_an_event_removed),
		cmocka_unit_test(event_renamed),
		cmocka_unit_test(event_renamed_whose_old_name_is_an_alias_touches_only),
		cmocka_unit_test(event_added_names_who_will_hear_it),
		cmocka_unit_test(major_version_beside_the_old_one_touches),
		cmocka_unit_test(major_version_without_the_old_one_breaks),
		cmocka_unit_test(version_lowered),
		cmocka_unit_test(version_malformed),
		cmocka_unit_test(field_added_wants_a_higher_minor_version),
		cmocka_unit_test(what_breaks_is_not_mended_by_a_version),
		cmocka_unit_test(options_that_break),
		cmocka_unit_test(options_that_touch_or_are_fine),
		cmocka_unit_test(option_that_nobody_knows_touches),
		cmocka_unit_test(subject_of_a_finding_has_the_consumers_of_both_sides),
		cmocka_unit_test(alias_that_another_major_version_has_is_kept),
		cmocka_unit_test(topic_alias_that_becomes_an_alias_is_kept),
		cmocka_unit_test(topic_changes),
		cmocka_unit_test(topic_that_says_the_default_is_the_same),
		cmocka_unit_test(topic_removed_names_its_listeners),
		cmocka_unit_test(method_changes),
		cmocka_unit_test(service_renamed),
		cmocka_unit_test(message_and_enum_that_no_event_has),
		cmocka_unit_test(moved_to_another_file),
		cmocka_unit_test(another_package_is_another_name_and_nothing_else),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
