/* What happens to fields, enums and the messages in events. */
#include "unit/contract/evolve_checks.h"

/* Changes fields of OrderPlaced, whose version goes up with them. */
static struct world raised(void)
{
	struct world world = world_default();
	world.messages[ORDER_PLACED].event.version = "1.1";
	return world;
}

#define RAISED "; order.placed: version_raised version"

static struct world_field *placed(struct world *world, int number)
{
	return &world->messages[ORDER_PLACED].fields[number - 1];
}

static void field_removed_without_reserving_it(void **state)
{
	(void)state;
	struct world after = raised();
	placed(&after, 6)->name = NULL;
	expect_after(&after, "order.placed: field_removed_unreserved total" RAISED);
}

static void field_removed_and_reserved(void **state)
{
	(void)state;
	struct world before = world_default(), after = raised();
	before.messages[ORDER_PLACED].reserved_number = after.messages[ORDER_PLACED].reserved_number = 6;
	before.messages[ORDER_PLACED].reserved_name = after.messages[ORDER_PLACED].reserved_name = "total";
	placed(&after, 6)->name = NULL;
	expect(&before, &after, "order.placed: field_removed total" RAISED);
}

static void field_renamed(void **state)
{
	(void)state;
	struct world before = world_default(), after = raised();
	placed(&after, 6)->name = "sum";
	expect(&before, &after, "order.placed: field_renamed sum" RAISED);
	const struct finding *finding = &evolution_of(&before, &after).findings[0];
	assert_string_equal(finding->before, "int64 total = 6");
	assert_string_equal(finding->after, "int64 sum = 6");
	assert_string_equal(finding->file, "shop/v1/events.proto");
}

static void field_renumbered(void **state)
{
	(void)state;
	struct world after = raised();
	placed(&after, 6)->number = 16;
	expect_after(&after, "order.placed: field_renumbered total" RAISED);
}

static void fields_that_swap_their_numbers(void **state)
{
	(void)state;
	struct world after = raised();
	placed(&after, 6)->number = 5;
	placed(&after, 5)->number = 6;
	expect_after(&after, "order.placed: field_renumbered card; order.placed: field_renumbered total" RAISED);
}

static void number_that_stands_for_another_field(void **state)
{
	(void)state;
	struct world after = raised();
	*placed(&after, 6) = (struct world_field){.name = "paid", .number = 6, .type = TYPE(BOOL)};
	expect_after(&after, "order.placed: field_number_reused total" RAISED);
}

static void reserved_number_or_name_in_use(void **state)
{
	(void)state;
	struct world after = raised();
	after.messages[ORDER_PLACED].fields[7] = (struct world_field){.name = "paid", .number = 15, .type = TYPE(BOOL)};
	after.messages[ORDER_PLACED].reserved_number = 0;
	expect_after(&after, "order.placed: reserved_reused paid" RAISED);
	after = raised();
	after.messages[ORDER_PLACED].fields[7] = (struct world_field){.name = "discount", .number = 8, .type = TYPE(BOOL)};
	after.messages[ORDER_PLACED].reserved_name = NULL;
	expect_after(&after, "order.placed: reserved_reused discount" RAISED);
}

static void no_longer_reserved(void **state)
{
	(void)state;
	struct world after = world_default();
	after.messages[ORDER_PLACED].reserved_number = 0;
	after.messages[ORDER_PLACED].reserved_name = NULL;
	expect_after(&after, "order.placed: reserved_removed; order.placed: reserved_removed");
}

static void type_changes(void **state)
{
	(void)state;
	static const struct {
		Google__Protobuf__FieldDescriptorProto__Type before, after;
		const char *rule;
	} changes[] = {
		{TYPE(INT32), TYPE(INT64), "field_type_changed_in_json"},
		{TYPE(INT64), TYPE(BOOL), "field_type_changed_in_json"},
		{TYPE(STRING), TYPE(BYTES), "field_type_changed_in_json"},
		{TYPE(INT32), TYPE(UINT32), "field_range_changed"},
		{TYPE(SFIXED64), TYPE(FIXED64), "field_range_changed"},
		{TYPE(INT32), TYPE(SINT32), "field_type_changed_on_wire"},
		{TYPE(FLOAT), TYPE(DOUBLE), "field_type_changed_on_wire"},
		{TYPE(INT64), TYPE(STRING), "field_type_changed"},
		{TYPE(FIXED32), TYPE(FLOAT), "field_type_changed"},
	};
	for (size_t i = 0; i < COUNT_OF(changes); i++) {
		struct world before = world_default(), after = raised();
		placed(&before, 6)->type = changes[i].before;
		placed(&after, 6)->type = changes[i].after;
		expect(&before, &after, arena_printf(&arena, "order.placed: %s total" RAISED, changes[i].rule));
	}
}

static void enum_becomes_a_number(void **state)
{
	(void)state;
	struct world after = raised();
	*placed(&after, 3) = (struct world_field){.name = "way", .number = 3, .type = TYPE(INT32)};
	expect_after(&after, "order.placed: field_type_changed_in_json way" RAISED);
}

static void wrapper_becomes_plain_and_back(void **state)
{
	(void)state;
	struct world before = world_default(), after = raised();
	*placed(&after, 4) = (struct world_field){.name = "note", .number = 4, .type = TYPE(STRING)};
	expect(&before, &after, "order.placed: field_wrapper_changed note" RAISED);
	before.messages[ORDER_PLACED].event.version = "1.2";
	after.messages[ORDER_PLACED].event.version = "1.3";
	expect(&after, &before, "order.placed: field_wrapper_changed note; order.placed: version_lowered version");
}

static void field_holds_another_message(void **state)
{
	(void)state;
	struct world after = raised();
	placed(&after, 2)->type_name = ".shop.v1.GetOrder";
	expect_after(&after, "order.placed: field_message_changed lines" RAISED);
}

static void field_holds_another_enum(void **state)
{
	(void)state;
	struct world before = world_default(), after = raised();
	before.second_enum = after.second_enum = "Manner";
	placed(&after, 3)->type_name = ".shop.v1.Manner";
	expect(&before, &after, "order.placed: field_enum_changed way" RAISED);
}

static void key_that_is_renamed_is_a_field_that_is_renamed(void **state)
{
	(void)state;
	struct world after = raised();
	placed(&after, 1)->name = "id";
	after.messages[ORDER_PLACED].event.key = after.messages[ORDER_PLACED].event.subject = "id";
	expect_after(&after, "order.placed: field_renamed id" RAISED);
}

static void label_changes(void **state)
{
	(void)state;
	struct world after = raised();
	placed(&after, 6)->label = LABEL(REPEATED);
	expect_after(&after, "order.placed: field_label_changed total" RAISED);
	after = raised();
	after.messages[PRICES_ENTRY].map_entry = false;
	expect_after(&after, "order.placed: field_label_changed prices" RAISED);
	struct world before = world_default();
	after = raised();
	before.syntax = after.syntax = "proto2";
	placed(&after, 6)->label = LABEL(REQUIRED);
	expect(&before, &after, "order.placed: field_label_changed total" RAISED);
}

static void moved_into_and_out_of_a_oneof(void **state)
{
	(void)state;
	struct world after = raised();
	placed(&after, 6)->oneof = true;
	placed(&after, 5)->oneof = false;
	expect_after(&after, "order.placed: field_oneof_changed card; order.placed: field_oneof_changed total" RAISED);
}

static void presence_changes(void **state)
{
	(void)state;
	struct world before = world_default(), after = raised();
	placed(&after, 6)->optional = true;
	expect(&before, &after, "order.placed: field_presence_changed total" RAISED);
	assert_string_equal(evolution_of(&before, &after).findings[0].after, "optional int64 total = 6");
}

static void json_name_changes(void **state)
{
	(void)state;
	struct world before = world_default(), after = raised();
	placed(&after, 1)->json_name = "order";
	expect(&before, &after, "order.placed: field_json_name_changed order_id" RAISED);
	/* What protoc writes when nobody says anything. */
	placed(&after, 1)->json_name = "orderId";
	expect(&before, &after, "order.placed: version_raised version");
}

static void default_changes(void **state)
{
	(void)state;
	struct world before = world_default(), after = raised();
	before.syntax = after.syntax = "proto2";
	placed(&after, 6)->default_value = "7";
	expect(&before, &after, "order.placed: field_default_changed total" RAISED);
}

static void pii_mark(void **state)
{
	(void)state;
	struct world after = raised(), before = world_default();
	placed(&after, 5)->pii = true;
	expect(&before, &after, "order.placed: pii_added card" RAISED);
	after = raised();
	placed(&before, 5)->pii = true;
	expect(&before, &after, "order.placed: pii_removed card" RAISED);
}

static void change_in_a_message_is_told_of_every_event_with_the_path(void **state)
{
	(void)state;
	struct world after = world_default();
	after.messages[LINE].fields[0].name = "article";
	expect_after(&after, "order.paid: field_renamed lines.article; order.placed: field_renamed lines.article");
}

static void change_of_a_map_is_told_with_its_path(void **state)
{
	(void)state;
	struct world after = raised();
	after.messages[PRICES_ENTRY].fields[1].type = TYPE(STRING);
	expect_after(&after, "order.placed: field_type_changed prices.value" RAISED);
}

static void messages_that_hold_themselves_have_an_end(void **state)
{
	(void)state;
	struct world before = world_default(), after = raised();
	struct world_field parts = {.name = "parts", .number = 3, .type = TYPE(MESSAGE), .type_name = ".shop.v1.Line"};
	before.messages[LINE].fields[2] = after.messages[LINE].fields[2] = parts;
	after.messages[LINE].fields[1].number = 9;
	after.messages[ORDER_PAID].event.version = "1.4";
	expect(&before, &after,
	       "order.paid: field_renumbered lines.count; order.paid: version_raised version; "
	       "order.placed: field_renumbered lines.count" RAISED);
}

static void enum_changes(void **state)
{
	(void)state;
	struct world after = raised();
	after.values[3] = (struct world_value){"WAY_DRONE", 3};
	expect_after(&after, "order.placed: enum_value_added way" RAISED);
	after = raised();
	after.values[2].name = NULL;
	expect_after(&after, "order.placed: enum_value_removed way" RAISED);
	after = raised();
	after.values[2].name = "WAY_SHOP";
	expect_after(&after, "order.placed: enum_value_renamed way" RAISED);
	after = raised();
	after.values[2].number = 7;
	expect_after(&after, "order.placed: enum_value_renumbered way" RAISED);
}

static void enum_value_added_where_only_defined_ones_are_taken(void **state)
{
	(void)state;
	struct world before = world_default(), after = raised();
	Buf__Validate__EnumRules defined = BUF__VALIDATE__ENUM_RULES__INIT;
	Buf__Validate__FieldRules rules = BUF__VALIDATE__FIELD_RULES__INIT;
	defined.has_defined_only = defined.defined_only = true;
	rules.enum_ = &defined;
	placed(&before, 3)->rules = placed(&after, 3)->rules = &rules;
	after.values[3] = (struct world_value){"WAY_DRONE", 3};
	expect(&before, &after, "order.placed: enum_value_added_defined_only way" RAISED);
}

static void breaks_stand_before_touches_and_what_is_fine(void **state)
{
	(void)state;
	struct world before = world_default(), after = raised();
	placed(&after, 6)->name = "zero";
	placed(&after, 1)->pii = true;
	after.messages[ORDER_PLACED].fields[7] = (struct world_field){.name = "a", .number = 8, .type = TYPE(BOOL)};
	expect(&before, &after,
	       "order.placed: field_renamed zero; order.placed: pii_added order_id; order.placed: field_added a" RAISED);
	struct evolution evolution = evolution_of(&before, &after);
	assert_int_equal(evolution.count_of[SEVERITY_BREAKS], 1);
	assert_int_equal(evolution.count_of[SEVERITY_TOUCHES], 1);
	assert_int_equal(evolution.count_of[SEVERITY_FINE], 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(field_removed_without_reserving_it),
		cmocka_unit_test(field_removed_and_reserved),
		cmocka_unit_test(field_renamed),
		cmocka_unit_test(field_renumbered),
		cmocka_unit_test(fields_that_swap_their_numbers),
		cmocka_unit_test(number_that_stands_for_another_field),
		cmocka_unit_test(reserved_number_or_name_in_use),
		cmocka_unit_test(no_longer_reserved),
		cmocka_unit_test(type_changes),
		cmocka_unit_test(enum_becomes_a_number),
		cmocka_unit_test(wrapper_becomes_plain_and_back),
		cmocka_unit_test(field_holds_another_message),
		cmocka_unit_test(field_holds_another_enum),
		cmocka_unit_test(key_that_is_renamed_is_a_field_that_is_renamed),
		cmocka_unit_test(label_changes),
		cmocka_unit_test(moved_into_and_out_of_a_oneof),
		cmocka_unit_test(presence_changes),
		cmocka_unit_test(json_name_changes),
		cmocka_unit_test(default_changes),
		cmocka_unit_test(pii_mark),
		cmocka_unit_test(change_in_a_message_is_told_of_every_event_with_the_path),
		cmocka_unit_test(change_of_a_map_is_told_with_its_path),
		cmocka_unit_test(messages_that_hold_themselves_have_an_end),
		cmocka_unit_test(enum_changes),
		cmocka_unit_test(enum_value_added_where_only_defined_ones_are_taken),
		cmocka_unit_test(breaks_stand_before_touches_and_what_is_fine),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
