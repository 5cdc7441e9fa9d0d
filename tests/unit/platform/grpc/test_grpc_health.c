#include "grpc_pair.h"

#include "grpc/health/v1/health.pb-c.h"
#include "platform/grpc/health.h"

static const char *const services[] = {"hapax.tasks.v1.TaskService"};

static enum status check(struct grpc_pair *pair, const char *service, int *ret_state)
{
	Grpc__Health__V1__HealthCheckRequest request = GRPC__HEALTH__V1__HEALTH_CHECK_REQUEST__INIT;
	request.service = (char *)service;
	const struct grpc_request call = {.path = "/grpc.health.v1.Health/Check", .message = &request.base, .timeout_ms = 10000};
	ProtobufCMessage *response = NULL;
	failure_clear(&pair->context);
	const enum status status =
		grpc_call_wait(&pair->context, pair->peer, &call, &grpc__health__v1__health_check_response__descriptor, &response);
	if (status == STATUS_OK)
		*ret_state = (int)((Grpc__Health__V1__HealthCheckResponse *)(void *)response)->status;
	return status;
}

static void state_is_what_the_program_set(void **state)
{
	(void)state;
	struct health health;
	struct grpc_pair pair;
	int seen = -1;
	health_init(&health, services, COUNT_OF(services));
	const struct endpoint endpoint = health_endpoint(&health);
	pair_open(&pair, &endpoint, 1);
	assert_int_equal(check(&pair, "", &seen), STATUS_OK);
	assert_int_equal(seen, GRPC__HEALTH__V1__HEALTH_CHECK_RESPONSE__SERVING_STATUS__NOT_SERVING);
	health_set(&health, true);
	assert_int_equal(check(&pair, "", &seen), STATUS_OK);
	assert_int_equal(seen, GRPC__HEALTH__V1__HEALTH_CHECK_RESPONSE__SERVING_STATUS__SERVING);
	assert_int_equal(check(&pair, services[0], &seen), STATUS_OK);
	health_set(&health, false);
	assert_int_equal(check(&pair, services[0], &seen), STATUS_OK);
	assert_int_equal(seen, GRPC__HEALTH__V1__HEALTH_CHECK_RESPONSE__SERVING_STATUS__NOT_SERVING);
	pair_close(&pair);
}

static void unknown_service_is_not_found(void **state)
{
	(void)state;
	struct health health;
	struct grpc_pair pair;
	int seen = -1;
	health_init(&health, services, COUNT_OF(services));
	const struct endpoint endpoint = health_endpoint(&health);
	pair_open(&pair, &endpoint, 1);
	assert_int_equal(check(&pair, "hapax.tasks.v1.Nothing", &seen), STATUS_NOT_FOUND);
	assert_int_equal(seen, -1);
	pair_close(&pair);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(state_is_what_the_program_set),
		cmocka_unit_test(unknown_service_is_not_found),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
