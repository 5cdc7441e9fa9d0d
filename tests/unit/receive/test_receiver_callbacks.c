/* Who may call, and what callbacks answer that nobody listens to: nothing that reads as "done". */
#include "receiver_rig.h"

#include "dapr/proto/common/v1/common.pb-c.h"
#include "google/protobuf/empty.pb-c.h"

static const struct handler handlers[] = {{.type = &tasks_task_created_event, .one = rig_have_effect}, {0}};
static const struct service probe = {.name = "probe", .handlers = handlers};

static const Google__Protobuf__Empty nothing = GOOGLE__PROTOBUF__EMPTY__INIT;

static void assert_failure_says(const char *what)
{
	if (!strstr(failure_text(&rig.context), what))
		fail_msg("\"%s\" isn't in: %s", what, failure_text(&rig.context));
}

static void add_token(const char *token)
{
	rig.metadata[rig.metadata_count++] = (struct metadata_entry){"dapr-api-token", text_of(token)};
}

static enum status deliver_once(void)
{
	static int n;
	const topic_event request = rig_fields(rig_id(++n), "task.created", rig_data("x"));

	return rig_call(CALLBACK_PATH("OnTopicEvent"), &request.base, &dapr__proto__runtime__v1__topic_event_response__descriptor,
			NULL);
}

static void restart_with_tokens(const char *tokens)
{
	rig_stop();
	rig.config.app_api_token = tokens;
	rig_start();
}

static int without_token(void **state)
{
	(void)state;
	restart_with_tokens("");
	return 0;
}

static int with_token(void **state)
{
	restart_with_tokens("secret");
	return rig_clean(state);
}

static void callbacks_ask_for_the_token(void **state)
{
	static const char *const paths[] = {
		CALLBACK_PATH("OnInvoke"),
		CALLBACK_PATH("OnTopicEvent"),
		CALLBACK_PATH("OnBindingEvent"),
		CALLBACK_PATH("OnBulkTopicEvent"),
		CALLBACK_PATH("OnJobEvent"),
		"/dapr.proto.runtime.v1.AppCallbackAlpha/OnBulkTopicEventAlpha1",
		"/dapr.proto.runtime.v1.AppCallbackAlpha/OnJobEventAlpha1",
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(paths); i++) {
		assert_int_equal(rig_call(paths[i], &nothing.base, &google__protobuf__empty__descriptor, NULL),
				 STATUS_UNAUTHENTICATED);
		assert_failure_says("APP_API_TOKEN");
	}
}

static void what_the_sidecar_asks_without_a_token_refuses_only_wrong_ones(void **state)
{
	static const char *const paths[] = {
		CALLBACK_PATH("ListTopicSubscriptions"),
		CALLBACK_PATH("ListInputBindings"),
		"/dapr.proto.runtime.v1.AppCallbackHealthCheck/HealthCheck",
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(paths); i++) {
		rig.metadata_count = 0;
		rig_ok(rig_call(paths[i], &nothing.base, &google__protobuf__empty__descriptor, NULL));
		add_token("wrong");
		assert_int_equal(rig_call(paths[i], &nothing.base, &google__protobuf__empty__descriptor, NULL),
				 STATUS_UNAUTHENTICATED);
	}
}

static void a_wrong_token_is_refused(void **state)
{
	static const char *const wrong[] = {"Secret", "secret ", "secre", "secretsecret"};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		rig.metadata_count = 0;
		add_token(wrong[i]);
		assert_int_equal(deliver_once(), STATUS_UNAUTHENTICATED);
	}
	assert_int_equal(rig_count("select count(*) from probe.effects"), 0);
}

static void the_right_token_admits(void **state)
{
	(void)state;
	add_token("secret");
	rig_ok(deliver_once());
}

static void the_right_token_behind_a_publishers_admits(void **state)
{
	(void)state;
	add_token("chosen by a publisher");
	add_token("");
	add_token("secret");
	rig_ok(deliver_once());
}

static void two_tokens_are_valid_while_rotating(void **state)
{
	(void)state;
	restart_with_tokens("old,new");
	add_token("old");
	rig_ok(deliver_once());
	rig.metadata_count = 0;
	add_token("new");
	rig_ok(deliver_once());
	rig.metadata_count = 0;
	add_token("old,new");
	assert_int_equal(deliver_once(), STATUS_UNAUTHENTICATED);
}

static enum status open_with_tokens(const char *tokens)
{
	struct config config = rig.config;
	const struct receiver_options options = {
		.config = &config, .db = rig.database.db, .topics = rig.topics, .services = rig.services, .lanes = 1};
	struct receiver *receiver = NULL;
	enum status status;

	config.app_api_token = tokens;
	status = receiver_open(&rig.context, &options, &receiver);
	receiver_close(receiver);
	return status;
}

static void tokens_that_guard_nothing_are_refused(void **state)
{
	(void)state;
	assert_int_equal(open_with_tokens(",,"), STATUS_INVALID);
	assert_failure_says("APP_API_TOKEN");
	assert_int_equal(open_with_tokens("a,b,c"), STATUS_INVALID);
	assert_failure_says("at most 2");
}

static void an_unknown_topic_is_an_error(void **state)
{
	topic_event request = rig_fields(rig_id(1), "task.created", rig_data("x"));
	struct rig_bulk *bulk = rig_bulk_new();

	(void)state;
	request.topic = (char *)"elsewhere";
	assert_int_equal(rig_call(CALLBACK_PATH("OnTopicEvent"), &request.base,
				  &dapr__proto__runtime__v1__topic_event_response__descriptor, NULL),
			 STATUS_NOT_FOUND);
	assert_failure_says("elsewhere");
	/* A topic of the contract, but none that a service here listens to. */
	request.topic = (char *)"task-updates";
	assert_int_equal(rig_call(CALLBACK_PATH("OnTopicEvent"), &request.base,
				  &dapr__proto__runtime__v1__topic_event_response__descriptor, NULL),
			 STATUS_NOT_FOUND);
	rig_add_raw(bulk, rig_created(1, "x"));
	bulk->request.topic = (char *)"elsewhere";
	assert_int_equal(rig_call(CALLBACK_PATH("OnBulkTopicEvent"), &bulk->request.base,
				  &dapr__proto__runtime__v1__topic_event_bulk_response__descriptor, NULL),
			 STATUS_NOT_FOUND);
	assert_int_equal(rig_count("select count(*) from probe.effects"), 0);
}

static void a_request_that_is_no_message_is_an_error(void **state)
{
	Google__Protobuf__Empty broken = GOOGLE__PROTOBUF__EMPTY__INIT;
	uint8_t cut[] = {0x7f, 'x'};
	ProtobufCMessageUnknownField field = {2, PROTOBUF_C_WIRE_TYPE_LENGTH_PREFIXED, sizeof(cut), cut};

	(void)state;
	broken.base.n_unknown_fields = 1;
	broken.base.unknown_fields = &field;
	assert_int_equal(rig_call(CALLBACK_PATH("OnTopicEvent"), &broken.base, &google__protobuf__empty__descriptor, NULL),
			 STATUS_INVALID);
	assert_int_equal(rig_call(CALLBACK_PATH("OnBulkTopicEvent"), &broken.base, &google__protobuf__empty__descriptor, NULL),
			 STATUS_INVALID);
	assert_int_equal(rig_call(CALLBACK_PATH("OnInvoke"), &broken.base, &google__protobuf__empty__descriptor, NULL),
			 STATUS_INVALID);
}

static void unknown_bindings_jobs_and_methods_are_errors(void **state)
{
	Dapr__Proto__Runtime__V1__BindingEventRequest binding = DAPR__PROTO__RUNTIME__V1__BINDING_EVENT_REQUEST__INIT;
	Dapr__Proto__Runtime__V1__JobEventRequest job = DAPR__PROTO__RUNTIME__V1__JOB_EVENT_REQUEST__INIT;
	Dapr__Proto__Common__V1__InvokeRequest invoke = DAPR__PROTO__COMMON__V1__INVOKE_REQUEST__INIT;

	(void)state;
	binding.name = (char *)"cron";
	assert_int_equal(rig_call(CALLBACK_PATH("OnBindingEvent"), &binding.base, &google__protobuf__empty__descriptor, NULL),
			 STATUS_NOT_FOUND);
	assert_failure_says("cron");
	job.name = (char *)"nightly";
	assert_int_equal(rig_call(CALLBACK_PATH("OnJobEvent"), &job.base, &google__protobuf__empty__descriptor, NULL),
			 STATUS_NOT_FOUND);
	assert_failure_says("nightly");
	invoke.method = (char *)"api/nowhere";
	assert_int_equal(rig_call(CALLBACK_PATH("OnInvoke"), &invoke.base, &google__protobuf__empty__descriptor, NULL),
			 STATUS_NOT_FOUND);
	assert_failure_says("{\"error\":{\"code\":\"NOT_FOUND\"");
	assert_failure_says("api/nowhere");
}

static void there_are_no_input_bindings(void **state)
{
	ProtobufCMessage *answer;

	(void)state;
	rig_ok(rig_call(CALLBACK_PATH("ListInputBindings"), &nothing.base,
			&dapr__proto__runtime__v1__list_input_bindings_response__descriptor, &answer));
	assert_int_equal(((const Dapr__Proto__Runtime__V1__ListInputBindingsResponse *)answer)->n_bindings, 0);
}

static const Dapr__Proto__Runtime__V1__TopicSubscription *only_subscription(void)
{
	const Dapr__Proto__Runtime__V1__ListTopicSubscriptionsResponse *list;
	ProtobufCMessage *answer;

	rig_ok(rig_call(CALLBACK_PATH("ListTopicSubscriptions"), &nothing.base,
			&dapr__proto__runtime__v1__list_topic_subscriptions_response__descriptor, &answer));
	list = (const void *)answer;
	assert_int_equal(list->n_subscriptions, 1);
	return list->subscriptions[0];
}

static void topics_are_subscribed_once_in_bulk_and_raw(void **state)
{
	const Dapr__Proto__Runtime__V1__TopicSubscription *subscription = only_subscription();

	(void)state;
	assert_string_equal(subscription->pubsub_name, "pubsub");
	assert_string_equal(subscription->topic, "task-events");
	assert_string_equal(subscription->dead_letter_topic, "");
	assert_int_equal(subscription->n_metadata, 1);
	assert_string_equal(subscription->metadata[0]->key, "rawPayload");
	assert_string_equal(subscription->metadata[0]->value, "true");
	assert_true(subscription->bulk_subscribe && subscription->bulk_subscribe->enabled);
	assert_true(subscription->bulk_subscribe->max_await_duration_ms > 0 &&
		    subscription->bulk_subscribe->max_await_duration_ms <= 50);
}

static void single_delivery_is_raw_as_well(void **state)
{
	const Dapr__Proto__Runtime__V1__TopicSubscription *subscription;

	(void)state;
	rig_stop();
	rig.config.delivery = DELIVERY_SINGLE;
	rig_start();
	subscription = only_subscription();
	assert_null(subscription->bulk_subscribe);
	assert_int_equal(subscription->n_metadata, 1);
	assert_string_equal(subscription->metadata[0]->key, "rawPayload");
	assert_string_equal(subscription->dead_letter_topic, "");
	rig_stop();
	rig.config.delivery = DELIVERY_BULK;
	rig_start();
}

static enum status health(void)
{
	return rig_call("/dapr.proto.runtime.v1.AppCallbackHealthCheck/HealthCheck", &nothing.base,
			&dapr__proto__runtime__v1__health_check_response__descriptor, NULL);
}

static void healthy_until_it_drains(void **state)
{
	(void)state;
	rig_ok(health());
	receiver_drain(rig.receiver);
	assert_int_equal(health(), STATUS_UNAVAILABLE);
	assert_failure_says("shutting down");
	/* What comes nevertheless is still taken. */
	rig_ok(deliver_once());
	restart_with_tokens("");
	rig_ok(health());
}

static int set_up(void **state)
{
	static const struct service *const services[] = {&probe, NULL};

	(void)state;
	rig_create(services);
	return 0;
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
		cmocka_unit_test_setup_teardown(callbacks_ask_for_the_token, with_token, without_token),
		cmocka_unit_test_setup_teardown(what_the_sidecar_asks_without_a_token_refuses_only_wrong_ones, with_token,
						without_token),
		cmocka_unit_test_setup_teardown(a_wrong_token_is_refused, with_token, without_token),
		cmocka_unit_test_setup_teardown(the_right_token_admits, with_token, without_token),
		cmocka_unit_test_setup_teardown(the_right_token_behind_a_publishers_admits, with_token, without_token),
		cmocka_unit_test_setup_teardown(two_tokens_are_valid_while_rotating, with_token, without_token),
		cmocka_unit_test_setup(tokens_that_guard_nothing_are_refused, rig_clean),
		cmocka_unit_test_setup(an_unknown_topic_is_an_error, rig_clean),
		cmocka_unit_test_setup(a_request_that_is_no_message_is_an_error, rig_clean),
		cmocka_unit_test_setup(unknown_bindings_jobs_and_methods_are_errors, rig_clean),
		cmocka_unit_test_setup(there_are_no_input_bindings, rig_clean),
		cmocka_unit_test_setup(topics_are_subscribed_once_in_bulk_and_raw, rig_clean),
		cmocka_unit_test_setup(single_delivery_is_raw_as_well, rig_clean),
		cmocka_unit_test_setup(healthy_until_it_drains, rig_clean),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
