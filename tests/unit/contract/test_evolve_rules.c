/* What happens to protovalidate's rules, and what is refused as no contract. */
#include "unit/contract/evolve_checks.h"

enum { TOTAL = 5 }; /* the field's place in OrderPlaced; an int64 */

/* Rules of one value before and after, NULL for none; on the int64 field unless `text`. */
static void expect_rules(Buf__Validate__FieldRules *before, Buf__Validate__FieldRules *after, bool text, const char *expected)
{
	struct world old = world_default(), new = world_default();
	new.messages[ORDER_PLACED].event.version = "1.1";
	old.messages[ORDER_PLACED].fields[TOTAL].rules = before;
	new.messages[ORDER_PLACED].fields[TOTAL].rules = after;
	if (text)
		old.messages[ORDER_PLACED].fields[TOTAL].type = new.messages[ORDER_PLACED].fields[TOTAL].type = TYPE(STRING);
	expect(&old, &new,
	       arena_printf(&arena, "%s%sorder.placed: version_raised version",
			    expected[0] ? arena_printf(&arena, "order.placed: %s total", expected) : "", expected[0] ? "; " : ""));
}

static void required_added_and_removed(void **state)
{
	(void)state;
	Buf__Validate__FieldRules rules = BUF__VALIDATE__FIELD_RULES__INIT;
	rules.has_required = rules.required = true;
	expect_rules(NULL, &rules, false, "required_added");
	expect_rules(&rules, NULL, false, "required_removed");
	expect_rules(&rules, &rules, false, "");
}

static void required_that_is_false_is_no_rule(void **state)
{
	(void)state;
	Buf__Validate__FieldRules rules = BUF__VALIDATE__FIELD_RULES__INIT;
	rules.has_required = true;
	expect_rules(NULL, &rules, false, "");
}

static void lengths(void **state)
{
	(void)state;
	Buf__Validate__StringRules narrow = BUF__VALIDATE__STRING_RULES__INIT, wide = BUF__VALIDATE__STRING_RULES__INIT;
	Buf__Validate__FieldRules before = BUF__VALIDATE__FIELD_RULES__INIT, after = BUF__VALIDATE__FIELD_RULES__INIT;
	narrow.has_max_len = wide.has_max_len = true;
	narrow.max_len = 10;
	wide.max_len = 20;
	before.string = &wide;
	after.string = &narrow;
	expect_rules(&before, &after, true, "rule_tightened");
	expect_rules(&after, &before, true, "rule_loosened");
	expect_rules(NULL, &before, true, "rule_tightened");
	expect_rules(&before, NULL, true, "rule_loosened");
	narrow.has_max_len = wide.has_max_len = false;
	narrow.has_min_len = wide.has_min_len = true;
	narrow.min_len = 2;
	wide.min_len = 0;
	expect_rules(&before, &after, true, "rule_tightened");
	expect_rules(NULL, &before, true, "");
}

static void bounds_are_compared_by_what_they_let_through(void **state)
{
	(void)state;
	Buf__Validate__Int64Rules above = BUF__VALIDATE__INT64_RULES__INIT, from = BUF__VALIDATE__INT64_RULES__INIT;
	Buf__Validate__FieldRules before = BUF__VALIDATE__FIELD_RULES__INIT, after = BUF__VALIDATE__FIELD_RULES__INIT;
	above.has_gt = from.has_gte = true;
	above.gt = 0;
	from.gte = 1;
	before.int64 = &above;
	after.int64 = &from;
	expect_rules(&before, &after, false, "");
	from.gte = 2;
	expect_rules(&before, &after, false, "rule_tightened");
	from.gte = -5;
	expect_rules(&before, &after, false, "rule_loosened");
	above.has_gt = from.has_gte = false;
	above.has_lt = from.has_lte = true;
	above.lt = 10;
	from.lte = 9;
	expect_rules(&before, &after, false, "");
	from.lte = INT64_MAX;
	expect_rules(&before, &after, false, "rule_loosened");
	expect_rules(&after, &before, false, "rule_tightened");
}

static void sets_of_words(void **state)
{
	(void)state;
	char a[] = "a", b[] = "b", c[] = "c", d[] = "d", *few[] = {a, b}, *more[] = {b, c, a}, *other[] = {a, d};
	Buf__Validate__StringRules small = BUF__VALIDATE__STRING_RULES__INIT, large = BUF__VALIDATE__STRING_RULES__INIT;
	Buf__Validate__FieldRules before = BUF__VALIDATE__FIELD_RULES__INIT, after = BUF__VALIDATE__FIELD_RULES__INIT;
	small.n_in = COUNT_OF(few);
	small.in = few;
	large.n_in = COUNT_OF(more);
	large.in = more;
	before.string = &large;
	after.string = &small;
	expect_rules(&before, &after, true, "rule_tightened");
	expect_rules(&after, &before, true, "rule_loosened");
	expect_rules(NULL, &after, true, "rule_tightened");
	large.n_in = COUNT_OF(other);
	large.in = other;
	expect_rules(&before, &after, true, "rule_changed");
}

static void ignore_lets_more_through(void **state)
{
	(void)state;
	Buf__Validate__FieldRules rules = BUF__VALIDATE__FIELD_RULES__INIT;
	rules.has_ignore = true;
	rules.ignore = BUF__VALIDATE__IGNORE__IGNORE_IF_ZERO_VALUE;
	expect_rules(NULL, &rules, true, "rule_loosened");
	expect_rules(&rules, NULL, true, "rule_tightened");
}

static void two_ways_to_say_one_thing_are_no_change(void **state)
{
	(void)state;
	Buf__Validate__FieldRules required = BUF__VALIDATE__FIELD_RULES__INIT, length = BUF__VALIDATE__FIELD_RULES__INIT;
	Buf__Validate__FieldRules number = BUF__VALIDATE__FIELD_RULES__INIT;
	Buf__Validate__StringRules string = BUF__VALIDATE__STRING_RULES__INIT;
	Buf__Validate__Int64Rules positive = BUF__VALIDATE__INT64_RULES__INIT;
	required.has_required = required.required = true;
	length.string = &string;
	string.has_min_len = true;
	string.min_len = 1;
	expect_rules(&required, &length, true, "");
	expect_rules(&length, &required, true, "");
	string.min_len = 2;
	expect_rules(&required, &length, true, "rule_tightened");
	expect_rules(&length, &required, true, "rule_loosened");
	number.int64 = &positive;
	positive.has_gt = true;
	struct world before = world_default(), after = world_default();
	before.messages[ORDER_PLACED].fields[TOTAL].rules = &number;
	after.messages[ORDER_PLACED].fields[TOTAL].rules = &number;
	expect(&before, &after, "");
	/* A number that may not be 0 may still be below. */
	expect_rules(&required, &number, false, "rule_tightened");
}

static void items_have_rules_of_their_own(void **state)
{
	(void)state;
	Buf__Validate__FieldRules items = BUF__VALIDATE__FIELD_RULES__INIT, rules = BUF__VALIDATE__FIELD_RULES__INIT;
	Buf__Validate__RepeatedRules repeated = BUF__VALIDATE__REPEATED_RULES__INIT;
	Buf__Validate__StringRules string = BUF__VALIDATE__STRING_RULES__INIT;
	struct world before = world_default(), after = world_default();
	string.has_max_len = true;
	string.max_len = 5;
	items.string = &string;
	repeated.items = &items;
	rules.repeated = &repeated;
	before.messages[ORDER_PLACED].fields[TOTAL].label = after.messages[ORDER_PLACED].fields[TOTAL].label = LABEL(REPEATED);
	after.messages[ORDER_PLACED].fields[TOTAL].rules = &rules;
	expect(&before, &after, "order.placed: rule_tightened total");
	assert_string_equal(evolution_of(&before, &after).findings[0].after, "repeated.items.string.max_len: 5");
}

static void rule_of_a_newer_protovalidate_is_compared_by_its_bytes(void **state)
{
	(void)state;
	uint8_t one[] = {1}, two[] = {2};
	Buf__Validate__FieldRules before = BUF__VALIDATE__FIELD_RULES__INIT, after = BUF__VALIDATE__FIELD_RULES__INIT;
	ProtobufCMessageUnknownField old = {999, PROTOBUF_C_WIRE_TYPE_VARINT, 1, one};
	ProtobufCMessageUnknownField new = {999, PROTOBUF_C_WIRE_TYPE_VARINT, 1, two};
	before.base.n_unknown_fields = after.base.n_unknown_fields = 1;
	before.base.unknown_fields = &old;
	after.base.unknown_fields = &new;
	expect_rules(&before, &after, false, "rule_changed");
	expect_rules(&before, &before, false, "");
	expect_rules(NULL, &before, false, "rule_tightened");
}

/* A new field, of that type, with those rules. */
static void expect_new(Google__Protobuf__FieldDescriptorProto__Type type, bool optional, Buf__Validate__FieldRules *rules,
		       const char *expected)
{
	struct world after = world_default();
	after.messages[ORDER_PLACED].event.version = "1.1";
	after.messages[ORDER_PLACED].fields[7] =
		(struct world_field){.name = "new", .number = 20, .type = type, .optional = optional, .rules = rules};
	expect_after(&after, arena_printf(&arena, "order.placed: %s new; order.placed: version_raised version", expected));
}

static void new_field_that_may_not_be_empty_breaks(void **state)
{
	(void)state;
	Buf__Validate__FieldRules required = BUF__VALIDATE__FIELD_RULES__INIT, number = BUF__VALIDATE__FIELD_RULES__INIT;
	Buf__Validate__FieldRules text = BUF__VALIDATE__FIELD_RULES__INIT;
	Buf__Validate__Int64Rules positive = BUF__VALIDATE__INT64_RULES__INIT;
	Buf__Validate__StringRules string = BUF__VALIDATE__STRING_RULES__INIT;
	required.has_required = required.required = true;
	expect_new(TYPE(STRING), false, &required, "field_added_required");
	expect_new(TYPE(STRING), true, &required, "field_added_required");
	number.int64 = &positive;
	positive.has_gt = true;
	expect_new(TYPE(INT64), false, &number, "field_added_required");
	/* What isn't there has no value that could break a rule. */
	expect_new(TYPE(INT64), true, &number, "field_added");
	positive.gt = -1;
	expect_new(TYPE(INT64), false, &number, "field_added");
	text.string = &string;
	string.has_max_len = true;
	string.max_len = 9;
	expect_new(TYPE(STRING), false, &text, "field_added");
	string.has_uuid = string.uuid = true;
	expect_new(TYPE(STRING), false, &text, "field_added_required");
	text.has_ignore = true;
	text.ignore = BUF__VALIDATE__IGNORE__IGNORE_IF_ZERO_VALUE;
	expect_new(TYPE(STRING), false, &text, "field_added");
}

static void expect_refused(const struct world *world, const char *part)
{
	const struct contract *contract = NULL;
	assert_int_equal(contract_read(&context, "the shop", world_pack(world, &arena), &contract), STATUS_INVALID);
	assert_null(contract);
	if (!strstr(failure_text(&context), part))
		fail_msg("%s", failure_text(&context));
	failure_clear(&context);
}

static void what_protoc_would_not_make_is_refused(void **state)
{
	(void)state;
	struct world world = world_default();
	world.messages[ORDER_PLACED].fields[0].number = 6;
	expect_refused(&world, "message shop.v1.OrderPlaced has two fields with number 6");
	world = world_default();
	world.messages[ORDER_PLACED].fields[0].name = "total";
	expect_refused(&world, "field \"total\" is there twice");
	world = world_default();
	world.messages[SPARE].name = "Line";
	expect_refused(&world, "message \"shop.v1.Line\" is there twice");
	world = world_default();
	world.messages[ORDER_PLACED].fields[1].type_name = ".shop.v1.Lines";
	expect_refused(&world, "which isn't in the set; make the set with its imports");
	world = world_default();
	world.messages[ORDER_PLACED].fields[0].number = 0;
	expect_refused(&world, "has number 0");
	world = world_default();
	world.messages[ORDER_PLACED].fields[0].type = 99;
	expect_refused(&world, "has no known type or label");
	world = world_default();
	world.messages[ORDER_PLACED].event.type = "order.paid";
	world.messages[ORDER_PLACED].event.version = "1.9";
	expect_refused(&world, "are both event order.paid");
	world = world_default();
	world.topics[1] = world.topics[0];
	expect_refused(&world, "topic \"shop-events\" is there twice");
}

static void bytes_that_are_no_descriptor_set_are_refused(void **state)
{
	(void)state;
	static const char *const wrong[] = {"", "\xff\xff", "syntax = \"proto3\";", "{}"};
	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		const struct contract *contract = NULL;
		assert_int_equal(contract_read(&context, "x.binpb", text_of(wrong[i]), &contract), STATUS_INVALID);
		assert_non_null(strstr(failure_text(&context), "x.binpb is no descriptor set"));
		failure_clear(&context);
	}
}

static void every_rule_says_what_and_why(void **state)
{
	(void)state;
	for (size_t i = 0; i < EVOLVE_RULE_COUNT_; i++) {
		const struct evolve_rule_about *about = &evolve_rules[i];
		assert_non_null(about->name);
		assert_true(about->what[0] && about->name[0]);
		assert_true((about->severity == SEVERITY_FINE) == (about->why[0] == '\0'));
		assert_true((about->severity == SEVERITY_FINE) == (about->instead[0] == '\0'));
		assert_true((about->severity == SEVERITY_FINE) == (about->hurts == 0));
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(about->name, evolve_rules[j].name);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(required_added_and_removed),
		cmocka_unit_test(required_that_is_false_is_no_rule),
		cmocka_unit_test(lengths),
		cmocka_unit_test(bounds_are_compared_by_what_they_let_through),
		cmocka_unit_test(sets_of_words),
		cmocka_unit_test(ignore_lets_more_through),
		cmocka_unit_test(two_ways_to_say_one_thing_are_no_change),
		cmocka_unit_test(items_have_rules_of_their_own),
		cmocka_unit_test(rule_of_a_newer_protovalidate_is_compared_by_its_bytes),
		cmocka_unit_test(new_field_that_may_not_be_empty_breaks),
		cmocka_unit_test(what_protoc_would_not_make_is_refused),
		cmocka_unit_test(bytes_that_are_no_descriptor_set_are_refused),
		cmocka_unit_test(every_rule_says_what_and_why),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
