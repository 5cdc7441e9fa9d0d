#include <math.h>
#include <stdio.h>

#include "rules/v1/numbers.h"
#include "unit/contract/rule_case.h"

/* A number that fits the field's type; whole where the type is. */
static void set_number(ProtobufCMessage *message, const char *name, long double value)
{
	const ProtobufCFieldDescriptor *field = field_called(message, name);
	void *member = member_of(message, field);
	switch (field->type) {
	case PROTOBUF_C_TYPE_FLOAT:
		*(float *)member = (float)value;
		break;
	case PROTOBUF_C_TYPE_DOUBLE:
		*(double *)member = (double)value;
		break;
	case PROTOBUF_C_TYPE_INT32:
	case PROTOBUF_C_TYPE_SINT32:
	case PROTOBUF_C_TYPE_SFIXED32:
		*(int32_t *)member = (int32_t)value;
		break;
	case PROTOBUF_C_TYPE_UINT32:
	case PROTOBUF_C_TYPE_FIXED32:
		*(uint32_t *)member = (uint32_t)value;
		break;
	case PROTOBUF_C_TYPE_UINT64:
	case PROTOBUF_C_TYPE_FIXED64:
		*(uint64_t *)member = (uint64_t)value;
		break;
	default:
		*(int64_t *)member = (int64_t)value;
	}
}

static const struct {
	const char *type;
	const struct message_rules *rules;
} types[] = {
	{"float", &rules_float_cases_rules},	    {"double", &rules_double_cases_rules},
	{"int32", &rules_int32_cases_rules},	    {"int64", &rules_int64_cases_rules},
	{"uint32", &rules_u_int32_cases_rules},	    {"uint64", &rules_u_int64_cases_rules},
	{"sint32", &rules_s_int32_cases_rules},	    {"sint64", &rules_s_int64_cases_rules},
	{"fixed32", &rules_fixed32_cases_rules},    {"fixed64", &rules_fixed64_cases_rules},
	{"sfixed32", &rules_s_fixed32_cases_rules}, {"sfixed64", &rules_s_fixed64_cases_rules},
};

/* The field of a message of each type at the value; rule is without its type, "" for none. */
static void check_every_type(const char *field, long double value, const char *rule)
{
	for (size_t i = 0; i < COUNT_OF(types); i++) {
		char id[64] = "";
		ProtobufCMessage *message = new_message(types[i].rules->message);
		set_number(message, field, value);
		if (*rule)
			snprintf(id, sizeof(id), "%s.%s", types[i].type, rule);
		assert_breaks(types[i].rules, message, field, id);
	}
}

static void every_rule_at_its_boundaries_in_every_type(void **state)
{
	(void)state;
	static const struct {
		const char *field;
		int value;
		const char *rule;
	} rows[] = {
		{"const", 5, ""},
		{"const", 4, "const"},
		{"const", 0, "const"},
		{"lt", 4, ""},
		{"lt", 5, "lt"},
		{"lte", 5, ""},
		{"lte", 6, "lte"},
		{"gt", 6, ""},
		{"gt", 5, "gt"},
		{"gte", 5, ""},
		{"gte", 4, "gte"},
		{"gt_lt", 5, "gt_lt"},
		{"gt_lt", 6, ""},
		{"gt_lt", 9, ""},
		{"gt_lt", 10, "gt_lt"},
		{"gt_lte", 5, "gt_lte"},
		{"gt_lte", 10, ""},
		{"gt_lte", 11, "gt_lte"},
		{"gte_lt", 4, "gte_lt"},
		{"gte_lt", 5, ""},
		{"gte_lt", 10, "gte_lt"},
		{"gte_lte", 4, "gte_lte"},
		{"gte_lte", 5, ""},
		{"gte_lte", 10, ""},
		{"gte_lte", 11, "gte_lte"},
		{"gt_lt_outside", 4, ""},
		{"gt_lt_outside", 5, "gt_lt_exclusive"},
		{"gt_lt_outside", 10, "gt_lt_exclusive"},
		{"gt_lt_outside", 11, ""},
		{"gt_lte_outside", 5, ""},
		{"gt_lte_outside", 6, "gt_lte_exclusive"},
		{"gt_lte_outside", 10, "gt_lte_exclusive"},
		{"gte_lt_outside", 5, "gte_lt_exclusive"},
		{"gte_lt_outside", 10, ""},
		{"gte_lte_outside", 5, ""},
		{"gte_lte_outside", 7, "gte_lte_exclusive"},
		{"gte_lte_outside", 10, ""},
		{"in", 1, ""},
		{"in", 5, ""},
		{"in", 2, "in"},
		{"not_in", 4, ""},
		{"not_in", 5, "not_in"},
		{"not_in", 0, "not_in"},
		{"point", 5, ""},
		{"point", 6, "gte_lte"},
		{"or_zero", 0, ""},
		{"or_zero", 5, "gt"},
		{"never", 0, ""},
		{"never", 4, ""},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		check_every_type(rows[i].field, rows[i].value, rows[i].rule);
}

static void required_numbers_are_not_zero(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(types); i++) {
		ProtobufCMessage *message = new_message(types[i].rules->message);
		assert_breaks(types[i].rules, message, "required", "required");
		set_number(message, "required", 3);
		assert_keeps(types[i].rules, message, "required");
	}
}

static void the_ends_of_each_type(void **state)
{
	(void)state;
	struct rules_int64_cases wide = RULES_INT64_CASES_INIT;
	wide.smallest = INT64_MIN;
	assert_keeps(&rules_int64_cases_rules, &wide.base, "smallest");
	wide.smallest = INT64_MAX;
	assert_breaks(&rules_int64_cases_rules, &wide.base, "smallest", "int64.gte_lt");
	wide.in = INT64_MAX;
	assert_keeps(&rules_int64_cases_rules, &wide.base, "in");
	wide.below_zero = -7;
	assert_breaks(&rules_int64_cases_rules, &wide.base, "below_zero", "int64.gt_lte");
	wide.below_zero = -6;
	assert_keeps(&rules_int64_cases_rules, &wide.base, "below_zero");
	struct rules_u_int64_cases natural = RULES_U_INT64_CASES_INIT;
	natural.smallest = UINT64_MAX - 1;
	natural.gt = UINT64_MAX;
	natural.lt = UINT64_C(1) << 63;
	assert_keeps(&rules_u_int64_cases_rules, &natural.base, "smallest");
	assert_keeps(&rules_u_int64_cases_rules, &natural.base, "gt");
	assert_breaks(&rules_u_int64_cases_rules, &natural.base, "lt", "uint64.lt");
	natural.smallest = UINT64_MAX;
	assert_breaks(&rules_u_int64_cases_rules, &natural.base, "smallest", "uint64.gte_lt");
	struct rules_fixed32_cases small = RULES_FIXED32_CASES_INIT;
	small.gt = UINT32_MAX;
	small.lt = UINT32_MAX;
	assert_keeps(&rules_fixed32_cases_rules, &small.base, "gt");
	assert_breaks(&rules_fixed32_cases_rules, &small.base, "lt", "fixed32.lt");
	struct rules_s_fixed32_cases negative = RULES_S_FIXED32_CASES_INIT;
	negative.lt = INT32_MIN;
	assert_keeps(&rules_s_fixed32_cases_rules, &negative.base, "lt");
}

static void nan_keeps_no_bound_and_equals_nothing(void **state)
{
	(void)state;
	static const struct {
		const char *field, *rule;
	} rows[] = {
		{"const", "double.const"},
		{"lt", "double.lt"},
		{"gte", "double.gte"},
		{"gt_lt", "double.gt_lt"},
		{"gt_lt_outside", "double.gt_lt_exclusive"},
		{"in", "double.in"},
		{"not_in", ""},
		{"finite", "double.finite"},
		{"or_zero", "double.gt"},
		{"below_all", "double.gte"},
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct rules_double_cases message = RULES_DOUBLE_CASES_INIT;
		set_number(&message.base, rows[i].field, (long double)NAN);
		assert_breaks(&rules_double_cases_rules, &message.base, rows[i].field, rows[i].rule);
	}
	struct rules_double_cases message = RULES_DOUBLE_CASES_INIT;
	double values[] = {NAN, NAN, 1};
	set_list(&message.base, "unique", values, 3);
	assert_keeps(&rules_double_cases_rules, &message.base, "unique");
}

static void infinities_are_numbers_unless_finite_is_asked(void **state)
{
	(void)state;
	struct rules_float_cases message = RULES_FLOAT_CASES_INIT;
	message.finite = INFINITY;
	message.gt = INFINITY;
	message.in = INFINITY;
	message.not_in = -INFINITY;
	message.below_all = -INFINITY;
	assert_breaks(&rules_float_cases_rules, &message.base, "finite", "float.finite");
	assert_keeps(&rules_float_cases_rules, &message.base, "gt");
	assert_keeps(&rules_float_cases_rules, &message.base, "in");
	assert_breaks(&rules_float_cases_rules, &message.base, "not_in", "float.not_in");
	assert_keeps(&rules_float_cases_rules, &message.base, "below_all");
	message.finite = 3e38F;
	assert_keeps(&rules_float_cases_rules, &message.base, "finite");
}

static void a_float_is_compared_as_a_float(void **state)
{
	(void)state;
	struct rules_float_cases message = RULES_FLOAT_CASES_INIT;
	message.fraction = 0.1F;
	assert_breaks(&rules_float_cases_rules, &message.base, "fraction", "float.gt_lt");
	message.fraction = nextafterf(0.1F, 1);
	assert_keeps(&rules_float_cases_rules, &message.base, "fraction");
}

static void minus_zero_is_there_and_equals_zero(void **state)
{
	(void)state;
	struct rules_double_cases message = RULES_DOUBLE_CASES_INIT;
	message.required = -0.0;
	message.or_zero = -0.0;
	message.not_in = -0.0;
	assert_keeps(&rules_double_cases_rules, &message.base, "required");
	assert_breaks(&rules_double_cases_rules, &message.base, "or_zero", "double.gt");
	assert_breaks(&rules_double_cases_rules, &message.base, "not_in", "double.not_in");
	double values[] = {0.0, -0.0};
	set_list(&message.base, "unique", values, 2);
	assert_breaks(&rules_double_cases_rules, &message.base, "unique", "repeated.unique");
}

static void items_keys_and_values_have_rules(void **state)
{
	(void)state;
	struct rules_int32_cases message = RULES_INT32_CASES_INIT;
	int32_t items[] = {5, 6, 4, 0};
	set_list(&message.base, "each", items, 4);
	set_list(&message.base, "each_or_zero", items, 4);
	assert_keeps(&rules_int32_cases_rules, &message.base, "each[0]");
	assert_breaks(&rules_int32_cases_rules, &message.base, "each[1]", "int32.not_in");
	assert_breaks(&rules_int32_cases_rules, &message.base, "each[2]", "int32.gte");
	assert_breaks(&rules_int32_cases_rules, &message.base, "each_or_zero[2]", "int32.gte");
	assert_keeps(&rules_int32_cases_rules, &message.base, "each_or_zero[3]");
	Rules__V1__Int32Cases__KeysEntry small = RULES__V1__INT32_CASES__KEYS_ENTRY__INIT;
	Rules__V1__Int32Cases__ValuesEntry low = RULES__V1__INT32_CASES__VALUES_ENTRY__INIT;
	Rules__V1__Int32Cases__KeysEntry *keys[] = {&small};
	Rules__V1__Int32Cases__ValuesEntry *values[] = {&low};
	small.key = -5;
	low.key = (char *)"a \"b\"";
	low.value = 5;
	set_list(&message.base, "keys", keys, 1);
	set_list(&message.base, "values", values, 1);
	assert_breaks(&rules_int32_cases_rules, &message.base, "keys[-5]", "int32.gt");
	assert_breaks(&rules_int32_cases_rules, &message.base, "values[\"a \\\"b\\\"\"]", "int32.gt");
	low.value = 6;
	assert_keeps(&rules_int32_cases_rules, &message.base, "values[\"a \\\"b\\\"\"]");
}

static void rules_of_what_can_be_absent_hold_when_it_is_there(void **state)
{
	(void)state;
	struct rules_int32_cases message = RULES_INT32_CASES_INIT;
	Google__Protobuf__Int32Value value = GOOGLE__PROTOBUF__INT32_VALUE__INIT;
	assert_keeps(&rules_int32_cases_rules, &message.base, "wrapped");
	assert_keeps(&rules_int32_cases_rules, &message.base, "chosen");
	assert_breaks(&rules_int32_cases_rules, &message.base, "wrapped_required", "required");
	message.wrapped = message.wrapped_required = message.wrapped_or_zero = &value;
	message.maybe_case = RULES__V1__INT32_CASES__MAYBE_CHOSEN;
	assert_breaks(&rules_int32_cases_rules, &message.base, "wrapped", "int32.gt");
	assert_breaks(&rules_int32_cases_rules, &message.base, "wrapped_or_zero", "int32.gt");
	assert_breaks(&rules_int32_cases_rules, &message.base, "chosen", "int32.gt");
	assert_keeps(&rules_int32_cases_rules, &message.base, "wrapped_required");
	Google__Protobuf__Int32Value *items[] = {&value, &value};
	set_list(&message.base, "wrapped_each", items, 2);
	set_list(&message.base, "wrapped_each_or_zero", items, 2);
	set_list(&message.base, "wrapped_unique", items, 2);
	assert_breaks(&rules_int32_cases_rules, &message.base, "wrapped_each[1]", "int32.gt");
	assert_keeps(&rules_int32_cases_rules, &message.base, "wrapped_each_or_zero[1]");
	assert_breaks(&rules_int32_cases_rules, &message.base, "wrapped_unique", "repeated.unique");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CODEC_TEST(every_rule_at_its_boundaries_in_every_type),
		CODEC_TEST(required_numbers_are_not_zero),
		CODEC_TEST(the_ends_of_each_type),
		CODEC_TEST(nan_keeps_no_bound_and_equals_nothing),
		CODEC_TEST(infinities_are_numbers_unless_finite_is_asked),
		CODEC_TEST(a_float_is_compared_as_a_float),
		CODEC_TEST(minus_zero_is_there_and_equals_zero),
		CODEC_TEST(items_keys_and_values_have_rules),
		CODEC_TEST(rules_of_what_can_be_absent_hold_when_it_is_there),
	};
	return cmocka_run_group_tests_name("validate_numbers", tests, NULL, NULL);
}
