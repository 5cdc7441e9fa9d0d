#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "hapax/status.h"

static void every_status_has_a_name_of_its_own(void **state)
{
	(void)state;
	for (int i = 0; i < STATUS_COUNT_; i++) {
		assert_non_null(status_name((enum status)i));
		assert_non_null(status_grpc_name((enum status)i));
		for (int j = 0; j < i; j++)
			assert_string_not_equal(status_name((enum status)i), status_name((enum status)j));
	}
}

static void grpc_codes_are_those_of_the_protocol(void **state)
{
	(void)state;
	static const struct {
		enum status status;
		int code;
		const char *name;
		int http;
	} expected[] = {
		{STATUS_OK, 0, "OK", 200},
		{STATUS_CANCELLED, 1, "CANCELLED", 499},
		{STATUS_INVALID, 3, "INVALID_ARGUMENT", 400},
		{STATUS_TIMEOUT, 4, "DEADLINE_EXCEEDED", 504},
		{STATUS_NOT_FOUND, 5, "NOT_FOUND", 404},
		{STATUS_CONFLICT, 6, "ALREADY_EXISTS", 409},
		{STATUS_FORBIDDEN, 7, "PERMISSION_DENIED", 403},
		{STATUS_EXHAUSTED, 8, "RESOURCE_EXHAUSTED", 429},
		{STATUS_PRECONDITION, 9, "FAILED_PRECONDITION", 400},
		{STATUS_AGAIN, 10, "ABORTED", 409},
		{STATUS_UNIMPLEMENTED, 12, "UNIMPLEMENTED", 501},
		{STATUS_INTERNAL, 13, "INTERNAL", 500},
		{STATUS_UNAVAILABLE, 14, "UNAVAILABLE", 503},
		{STATUS_CORRUPT, 15, "DATA_LOSS", 500},
		{STATUS_UNAUTHENTICATED, 16, "UNAUTHENTICATED", 401},
	};
	assert_int_equal(sizeof(expected) / sizeof(expected[0]), STATUS_COUNT_);
	for (size_t i = 0; i < STATUS_COUNT_; i++) {
		assert_int_equal(status_grpc_code(expected[i].status), expected[i].code);
		assert_string_equal(status_grpc_name(expected[i].status), expected[i].name);
		assert_int_equal(status_http_code(expected[i].status), expected[i].http);
		assert_int_equal(status_of_grpc(expected[i].code), expected[i].status);
	}
}

static void foreign_codes_become_internal(void **state)
{
	(void)state;
	assert_int_equal(status_of_grpc(2), STATUS_INTERNAL);
	assert_int_equal(status_of_grpc(11), STATUS_INVALID);
	assert_int_equal(status_of_grpc(17), STATUS_INTERNAL);
	assert_int_equal(status_of_grpc(-1), STATUS_INTERNAL);
	assert_string_equal(status_name((enum status)99), "internal");
}

static void only_what_can_pass_is_transient(void **state)
{
	(void)state;
	static const enum status transient[] = {STATUS_EXHAUSTED, STATUS_CANCELLED, STATUS_TIMEOUT, STATUS_UNAVAILABLE,
						STATUS_AGAIN};
	int count = 0;
	for (int i = 0; i < STATUS_COUNT_; i++)
		count += status_is_transient((enum status)i);
	assert_int_equal(count, COUNT_OF(transient));
	for (size_t i = 0; i < COUNT_OF(transient); i++)
		assert_true(status_is_transient(transient[i]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_status_has_a_name_of_its_own),
		cmocka_unit_test(grpc_codes_are_those_of_the_protocol),
		cmocka_unit_test(foreign_codes_become_internal),
		cmocka_unit_test(only_what_can_pass_is_transient),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
