#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "hapax/event.h"

static void what_an_event_causes_names_the_event_and_keeps_the_rest(void **state)
{
	(void)state;
	const struct event event = {
		.id_text = TEXT("order-7"),
		.cause = {TEXT("correlation"), TEXT("the cause before"), TEXT("ada"), TEXT("00-trace")},
	};
	struct cause cause = cause_of_event(&event);
	assert_true(text_equal(cause.causation_id, event.id_text));
	assert_true(text_equal(cause.correlation_id, event.cause.correlation_id));
	assert_true(text_equal(cause.user_id, event.cause.user_id));
	assert_true(text_equal(cause.traceparent, event.cause.traceparent));
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(what_an_event_causes_names_the_event_and_keeps_the_rest)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
