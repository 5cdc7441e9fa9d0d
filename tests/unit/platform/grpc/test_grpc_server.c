/* The server, seen by our own client. */
#include "grpc_pair.h"

#include "google/protobuf/struct.pb-c.h"

static struct text filled(struct grpc_pair *pair, size_t len)
{
	char *bytes = arena_alloc(&pair->arena, len);
	assert_non_null(bytes);
	for (size_t i = 0; i < len; i++)
		bytes[i] = (char)(i * 31);
	return (struct text){bytes, len};
}

static const struct endpoint echo[] = {{.path = "/t.T/Echo", .serve = serve_echo}};

static void unary_call_is_answered(void **state)
{
	(void)state;
	struct grpc_pair pair;
	pair_open(&pair, echo, 1);
	const struct text answer = pair_call(&pair, "/t.T/Echo", TEXT("hello\0there"), STATUS_OK);
	assert_true(text_equal(answer, TEXT("hello\0there")));
	pair_close(&pair);
}

static void empty_message_is_a_request(void **state)
{
	(void)state;
	struct grpc_pair pair;
	pair_open(&pair, echo, 1);
	assert_true(text_empty(pair_call(&pair, "/t.T/Echo", TEXT(""), STATUS_OK)));
	pair_close(&pair);
}

static void message_of_4_mebibytes_arrives_whole(void **state)
{
	(void)state;
	struct grpc_pair pair;
	pair_open(&pair, echo, 1);
	const struct text sent = filled(&pair, 4 * MEBI);
	assert_true(text_equal(pair_call(&pair, "/t.T/Echo", sent, STATUS_OK), sent));
	pair_close(&pair);
}

static void message_over_the_cap_is_resource_exhausted(void **state)
{
	(void)state;
	struct grpc_pair pair;
	pair_open(&pair, echo, 1);
	(void)pair_call(&pair, "/t.T/Echo", filled(&pair, 9 * MEBI), STATUS_EXHAUSTED);
	(void)pair_call(&pair, "/t.T/Echo", TEXT("still there"), STATUS_OK);
	pair_close(&pair);
}

static void unknown_method_is_unimplemented_at_once(void **state)
{
	(void)state;
	struct grpc_pair pair;
	pair_open(&pair, echo, 1);
	for (int i = 0; i < 20; i++) {
		const int64_t before_us = clock_monotonic_us();
		(void)pair_call(&pair, "/t.T/Nothing", TEXT("x"), STATUS_UNIMPLEMENTED);
		assert_true(clock_monotonic_us() - before_us < 5000000);
	}
	pair_close(&pair);
}

/* Metadata */

static void serve_metadata(void *self, struct incoming *incoming)
{
	(void)self;
	Google__Protobuf__BytesValue answer = GOOGLE__PROTOBUF__BYTES_VALUE__INIT;
	const char *key = text_dup_string(incoming_request(incoming), incoming_arena(incoming)) + 2; /* past tag and length */
	const struct text first = incoming_metadata(incoming, key, 0), second = incoming_metadata(incoming, key, 1);
	const struct text third = incoming_metadata(incoming, key, 2);
	const char *text = arena_printf(incoming_arena(incoming), "%zu|%.*s|%zu", first.len, TEXT_ARG(second), third.len);
	answer.value = (ProtobufCBinaryData){.len = strlen(text), .data = (uint8_t *)text};
	incoming_answer(incoming, &answer.base);
}

static struct text call_with_metadata(struct grpc_pair *pair, const struct metadata_entry *metadata, size_t count,
				      const char *asked)
{
	Google__Protobuf__BytesValue request = GOOGLE__PROTOBUF__BYTES_VALUE__INIT;
	request.value = (ProtobufCBinaryData){.len = strlen(asked), .data = (uint8_t *)asked};
	const struct grpc_request call = {.path = "/t.T/Metadata",
					  .message = &request.base,
					  .timeout_ms = 20000,
					  .metadata = metadata,
					  .metadata_count = count};
	ProtobufCMessage *response = NULL;
	if (grpc_call_wait(&pair->context, pair->peer, &call, &google__protobuf__bytes_value__descriptor, &response) != STATUS_OK)
		fail_msg("%s", failure_text(&pair->context));
	const Google__Protobuf__BytesValue *bytes = (void *)response;
	return (struct text){(const char *)bytes->value.data, bytes->value.len};
}

static const struct endpoint metadata_endpoint[] = {{.path = "/t.T/Metadata", .serve = serve_metadata}};

static void metadata_is_read_by_key_and_position(void **state)
{
	(void)state;
	struct grpc_pair pair;
	pair_open(&pair, metadata_endpoint, 1);
	const struct metadata_entry metadata[] = {{"user-id", TEXT("alice")}, {"other", TEXT("x")}, {"user-id", TEXT("bob")}};
	assert_true(text_equal(call_with_metadata(&pair, metadata, 3, "user-id"), TEXT("5|bob|0")));
	assert_true(text_equal(call_with_metadata(&pair, metadata, 3, "absent"), TEXT("0||0")));
	pair_close(&pair);
}

static void metadata_of_600_kibibytes_is_accepted(void **state)
{
	(void)state;
	struct grpc_pair pair;
	pair_open(&pair, metadata_endpoint, 1);
	struct text large = filled(&pair, 600 * 1024);
	memset((char *)large.at, 'm', large.len);
	const struct metadata_entry metadata[] = {{"large", large}, {"large", TEXT("second")}};
	assert_true(text_equal(call_with_metadata(&pair, metadata, 2, "large"), TEXT("614400|second|0")));
	pair_close(&pair);
}

static void token_travels_as_metadata(void **state)
{
	(void)state;
	struct grpc_pair pair;
	pair_open(&pair, metadata_endpoint, 1);
	grpc_peer_close(pair.peer);
	pair_connect(&pair, "secret");
	assert_true(text_equal(call_with_metadata(&pair, NULL, 0, "dapr-api-token"), TEXT("6||0")));
	pair_close(&pair);
}

/* Refusals and headers */

static void serve_refusal(void *self, struct incoming *incoming)
{
	const struct failure *failure = self;
	incoming_add_header(incoming, "x-seen", TEXT("1"));
	incoming_add_header(incoming, "Not Legal", TEXT("1"));
	incoming_refuse(incoming, failure);
}

static void refusal_carries_code_and_message(void **state)
{
	(void)state;
	const struct failure failure = {.status = STATUS_PRECONDITION, .message = TEXT("naïve: 100 % wrong\nsecond line")};
	const struct endpoint endpoint = {.path = "/t.T/Refuse", .serve = serve_refusal, .self = (void *)&failure};
	struct grpc_pair pair;
	pair_open(&pair, &endpoint, 1);
	(void)pair_call(&pair, "/t.T/Refuse", TEXT("x"), STATUS_PRECONDITION);
	assert_non_null(strstr(failure_text(&pair.context), "naïve: 100 % wrong\nsecond line"));
	pair_close(&pair);
}

static void long_refusal_is_cut_between_characters(void **state)
{
	(void)state;
	char message[9001];
	for (size_t i = 0; i + 1 < sizeof(message); i += 3)
		memcpy(message + i, "€", 3);
	const struct failure failure = {.status = STATUS_INVALID, .message = {message, 9000}};
	const struct endpoint endpoint = {.path = "/t.T/Refuse", .serve = serve_refusal, .self = (void *)&failure};
	struct grpc_pair pair;
	pair_open(&pair, &endpoint, 1);
	(void)pair_call(&pair, "/t.T/Refuse", TEXT("x"), STATUS_INVALID);
	const char *text = failure_text(&pair.context);
	assert_true(strlen(text) > 2000 && strlen(text) < 2200);
	assert_true(text_is_utf8(text_of(text)));
	pair_close(&pair);
}

static void refusal_without_a_status_is_no_success(void **state)
{
	(void)state;
	const struct failure failure = {.status = STATUS_OK};
	const struct endpoint endpoint = {.path = "/t.T/Refuse", .serve = serve_refusal, .self = (void *)&failure};
	struct grpc_pair pair;
	pair_open(&pair, &endpoint, 1);
	(void)pair_call(&pair, "/t.T/Refuse", TEXT("x"), STATUS_INTERNAL);
	pair_close(&pair);
}

/* Unpacking */

static void serve_unpack(void *self, struct incoming *incoming)
{
	struct context context;
	ProtobufCMessage *message;
	context_init(&context, incoming_arena(incoming), NULL, NULL);
	if (incoming_unpack(&context, incoming, self, &message) == STATUS_OK)
		incoming_answer(incoming, message);
	else
		incoming_refuse(incoming, &context.failure);
}

static void message_nested_9000_deep_is_refused(void **state)
{
	(void)state;
	const struct endpoint endpoint = {
		.path = "/t.T/Value", .serve = serve_unpack, .self = (void *)&google__protobuf__bytes_value__descriptor};
	const struct endpoint deep = {
		.path = "/t.T/Deep", .serve = serve_unpack, .self = (void *)&google__protobuf__list_value__descriptor};
	const struct endpoint endpoints[] = {endpoint, deep};
	struct grpc_pair pair;
	pair_open(&pair, endpoints, 2);
	/* BytesValue.value and ListValue.values are both field 1: its content is read as a Value, whose list_value is field 6. */
	enum { DEPTH = 9000 };
	uint8_t *bytes = arena_alloc(&pair.arena, DEPTH * 16);
	size_t at = DEPTH * 16, len = 0;
	for (int i = 0; i < DEPTH; i++) {
		uint8_t head[8];
		size_t n = 0;
		head[n++] = i % 2 ? 0x32 : 0x0a;
		size_t rest = len;
		for (; rest >= 0x80; rest >>= 7)
			head[n++] = (uint8_t)(rest | 0x80);
		head[n++] = (uint8_t)rest;
		at -= n;
		len += n;
		memcpy(bytes + at, head, n);
	}
	(void)pair_call(&pair, "/t.T/Deep", (struct text){(char *)bytes + at, len}, STATUS_INVALID);
	assert_non_null(strstr(failure_text(&pair.context), "nested more than 64 deep"));
	(void)pair_call(&pair, "/t.T/Value", TEXT("fine"), STATUS_OK);
	pair_close(&pair);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(unary_call_is_answered),
		cmocka_unit_test(empty_message_is_a_request),
		cmocka_unit_test(message_of_4_mebibytes_arrives_whole),
		cmocka_unit_test(message_over_the_cap_is_resource_exhausted),
		cmocka_unit_test(unknown_method_is_unimplemented_at_once),
		cmocka_unit_test(metadata_is_read_by_key_and_position),
		cmocka_unit_test(metadata_of_600_kibibytes_is_accepted),
		cmocka_unit_test(token_travels_as_metadata),
		cmocka_unit_test(refusal_carries_code_and_message),
		cmocka_unit_test(long_refusal_is_cut_between_characters),
		cmocka_unit_test(refusal_without_a_status_is_no_success),
		cmocka_unit_test(message_nested_9000_deep_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
