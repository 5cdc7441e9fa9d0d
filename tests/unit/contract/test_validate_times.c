#include "rules/v1/shapes.h"
#include "unit/contract/rule_case.h"

#define NOW_S INT64_C(1800000000)

static int64_t half_past_now(const struct clock *clock)
{
	(void)clock;
	return NOW_S * 1000000 + 500000;
}

static const struct clock half_past = {half_past_now};

struct row {
	const char *field;
	int64_t seconds;
	int32_t nanos;
	const char *rule;
};

static void timestamps_at_their_boundaries(void **state)
{
	(void)state;
	static const struct row rows[] = {
		{"const", 100, 5, ""},
		{"const", 99, 1000000005, ""}, /* the same time, spelt in another way */
		{"const", 100, 6, "timestamp.const"},
		{"lt", 99, 999999999, ""},
		{"lt", 100, 0, "timestamp.lt"},
		{"lt", 99, 1000000000, "timestamp.lt"},
		{"lt", INT64_MIN, INT32_MIN, ""},
		{"lt", INT64_MAX, INT32_MAX, "timestamp.lt"},
		{"lte", 100, 0, ""},
		{"lte", 100, 1, "timestamp.lte"},
		{"gt", 100, 1, ""},
		{"gt", 100, 0, "timestamp.gt"},
		{"gte", 100, 5, ""},
		{"gte", 100, 4, "timestamp.gte"},
		{"gt_lt", 150, 0, ""},
		{"gt_lt", 100, 0, "timestamp.gt_lt"},
		{"gte_lte", 200, 0, ""},
		{"gte_lte", 200, 1, "timestamp.gte_lte"},
		{"gte_lt_outside", 100, 0, "timestamp.gte_lt_exclusive"},
		{"gte_lt_outside", 200, 0, ""},
		{"gt_lte_outside", -100, 999999999, ""},
		{"gt_lte_outside", -99, 0, "timestamp.gt_lte_exclusive"},
		{"lt_now", NOW_S, 500000000, ""},
		{"lt_now", NOW_S, 500000001, "timestamp.lt_now"},
		{"gt_now", NOW_S, 500000000, ""},
		{"gt_now", NOW_S, 499999999, "timestamp.gt_now"},
		{"within", NOW_S + 3600, 500000000, ""},
		{"within", NOW_S + 3600, 500000001, "timestamp.within"},
		{"within", NOW_S - 3600, 500000000, ""},
		{"within", NOW_S - 3600, 499999999, "timestamp.within"},
		{"within", INT64_MAX, 0, "timestamp.within"},
		{"within", INT64_MIN, 0, "timestamp.within"},
		{"soon", NOW_S + 10, 0, ""},
		{"soon", NOW_S - 10, 0, "timestamp.gt_now"},
		{"soon", NOW_S + 3601, 0, "timestamp.within"},
		{"past", 100, 0, "timestamp.gt"},
		{"past", NOW_S + 1, 0, "timestamp.lt_now"},
		{"not_asked", NOW_S + 1, 0, ""},
	};
	context_init(&context, &arena, &half_past, NULL);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct rules_timestamp_cases message = RULES_TIMESTAMP_CASES_INIT;
		Google__Protobuf__Timestamp time = GOOGLE__PROTOBUF__TIMESTAMP__INIT;
		assert_keeps(&rules_timestamp_cases_rules, &message.base, rows[i].field);
		time.seconds = rows[i].seconds;
		time.nanos = rows[i].nanos;
		set_message(&message.base, rows[i].field, &time);
		assert_breaks(&rules_timestamp_cases_rules, &message.base, rows[i].field, rows[i].rule);
	}
}

static void durations_at_their_boundaries(void **state)
{
	(void)state;
	static const struct row rows[] = {
		{"const", 1, 500000000, ""},
		{"const", 2, -500000000, ""},
		{"const", 1, 0, "duration.const"},
		{"lt", 9, 999999999, ""},
		{"lt", 10, 0, "duration.lt"},
		{"lt", 10, -1, ""},
		{"lte", 10, 0, ""},
		{"lte", 10, 1, "duration.lte"},
		{"gt", 10, 1, ""},
		{"gt", 10, 0, "duration.gt"},
		{"gte", -1, -500000000, ""},
		{"gte", -1, -500000001, "duration.gte"},
		{"gt_lt", -1, 1, ""},
		{"gt_lt", -1, 0, "duration.gt_lt"},
		{"gt_lt_outside", 0, 0, "duration.gt_lt_exclusive"},
		{"gt_lt_outside", -1, -1, ""},
		{"in", 0, -5, ""},
		{"in", 0, 5, "duration.in"},
		{"not_in", 0, 0, "duration.not_in"},
		{"not_in", 0, 1, ""},
		{"or_zero", 0, 0, "duration.gt"}, /* it can be absent, and isn't */
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct rules_duration_cases message = RULES_DURATION_CASES_INIT;
		Google__Protobuf__Duration time = GOOGLE__PROTOBUF__DURATION__INIT;
		time.seconds = rows[i].seconds;
		time.nanos = rows[i].nanos;
		set_message(&message.base, rows[i].field, &time);
		assert_breaks(&rules_duration_cases_rules, &message.base, rows[i].field, rows[i].rule);
	}
}

static void a_value_that_is_not_on_the_wire_is_zero(void **state)
{
	(void)state;
	struct rules_duration_cases durations = RULES_DURATION_CASES_INIT;
	struct rules_timestamp_cases timestamps = RULES_TIMESTAMP_CASES_INIT;
	Rules__V1__DurationCases__ValuesEntry none = RULES__V1__DURATION_CASES__VALUES_ENTRY__INIT;
	Rules__V1__TimestampCases__ValuesEntry past = RULES__V1__TIMESTAMP_CASES__VALUES_ENTRY__INIT;
	Rules__V1__DurationCases__ValuesEntry *entries[] = {&none};
	Rules__V1__TimestampCases__ValuesEntry *times[] = {&past};
	Google__Protobuf__Timestamp later = GOOGLE__PROTOBUF__TIMESTAMP__INIT;
	context_init(&context, &arena, &half_past, NULL);
	set_list(&durations.base, "values", entries, 1);
	set_list(&timestamps.base, "values", times, 1);
	assert_keeps(&rules_duration_cases_rules, &durations.base, "values[\"\"]");
	assert_keeps(&rules_timestamp_cases_rules, &timestamps.base, "values[\"\"]");
	later.seconds = NOW_S + 10;
	past.value = &later;
	assert_breaks(&rules_timestamp_cases_rules, &timestamps.base, "values[\"\"]", "timestamp.lt_now");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CODEC_TEST(timestamps_at_their_boundaries),
		CODEC_TEST(durations_at_their_boundaries),
		CODEC_TEST(a_value_that_is_not_on_the_wire_is_zero),
	};
	return cmocka_run_group_tests_name("validate_times", tests, NULL, NULL);
}
