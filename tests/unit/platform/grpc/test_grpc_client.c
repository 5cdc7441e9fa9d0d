/* The client, mostly where things go wrong. */
#include "grpc_pair.h"

#include <netinet/in.h>
#include <pthread.h>
#include <sys/socket.h>

static const struct endpoint echo[] = {{.path = "/t.T/Echo", .serve = serve_echo}};

struct fixture {
	struct arena arena;
	struct context context;
};

static int set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof(*fixture));
	arena_init(&fixture->arena, MEBI);
	context_init(&fixture->context, &fixture->arena, NULL, NULL);
	*state = fixture;
	return fixture ? 0 : -1;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	arena_done(&fixture->arena);
	free(fixture);
	return 0;
}

/* A port that is bound, so that nobody else can have it, and doesn't listen. */
static int dead_port(int *ret_fd)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t len = sizeof(address);
	*ret_fd = socket(AF_INET, SOCK_STREAM, 0);
	assert_int_equal(bind(*ret_fd, (struct sockaddr *)&address, len), 0);
	assert_int_equal(getsockname(*ret_fd, (struct sockaddr *)&address, &len), 0);
	return ntohs(address.sin_port);
}

static struct grpc_peer_options options_for(struct fixture *fixture, int port)
{
	return (struct grpc_peer_options){.target = arena_printf(&fixture->arena, "127.0.0.1:%d", port),
					  .max_message_bytes = MEBI,
					  .max_metadata_bytes = 65536};
}

static void unreachable_peer_fails_at_once(void **state)
{
	struct fixture *fixture = *state;
	struct grpc_peer *peer;
	int fd;
	Google__Protobuf__BytesValue message = GOOGLE__PROTOBUF__BYTES_VALUE__INIT;
	const struct grpc_request request = {.path = "/t.T/Echo", .message = &message.base, .timeout_ms = 20000};
	const struct grpc_peer_options options = options_for(fixture, dead_port(&fd));
	assert_int_equal(grpc_peer_open(&fixture->context, &options, &peer), STATUS_OK);
	const int64_t before_us = clock_monotonic_us();
	assert_int_equal(grpc_call_wait(&fixture->context, peer, &request, NULL, NULL), STATUS_UNAVAILABLE);
	assert_true(clock_monotonic_us() - before_us < 5000000);
	assert_non_null(strstr(failure_text(&fixture->context), "/t.T/Echo: UNAVAILABLE: "));
	grpc_peer_close(peer);
	close(fd);
}

static void wrong_options_are_refused(void **state)
{
	struct fixture *fixture = *state;
	const struct grpc_peer_options good = options_for(fixture, 1);
	struct grpc_peer_options bad[] = {good, good, good, good};
	struct grpc_peer *peer = NULL;
	bad[0].target = "";
	bad[1].max_message_bytes = 0;
	bad[2].max_metadata_bytes = 0;
	bad[3].token = "two\nlines";
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		assert_int_equal(grpc_peer_open(&fixture->context, &bad[i], &peer), STATUS_INVALID);
		assert_null(peer);
	}
	assert_null(strstr(failure_text(&fixture->context), "two"));
}

static void illegal_metadata_is_refused(void **state)
{
	(void)state;
	static const struct metadata_entry bad[] = {{"Upper", TEXT_INIT("x")},
						    {"with space", TEXT_INIT("x")},
						    {"", TEXT_INIT("x")},
						    {"key", TEXT_INIT("zo\xc3\xab")},
						    {"key", TEXT_INIT("a\nb")}};
	struct grpc_pair pair;
	pair_open(&pair, echo, 1);
	Google__Protobuf__BytesValue message = GOOGLE__PROTOBUF__BYTES_VALUE__INIT;
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		const struct grpc_request request = {.path = "/t.T/Echo",
						     .message = &message.base,
						     .timeout_ms = 5000,
						     .metadata = &bad[i],
						     .metadata_count = 1};
		assert_int_equal(grpc_call_wait(&pair.context, pair.peer, &request, NULL, NULL), STATUS_INVALID);
		assert_non_null(strstr(failure_text(&pair.context), "metadata"));
	}
	struct metadata_entry many[16];
	for (size_t i = 0; i < COUNT_OF(many); i++)
		many[i] = (struct metadata_entry){"key", TEXT("value")};
	struct grpc_request request = {
		.path = "/t.T/Echo", .message = &message.base, .timeout_ms = 5000, .metadata = many, .metadata_count = 16};
	assert_int_equal(grpc_call_wait(&pair.context, pair.peer, &request, NULL, NULL), STATUS_OK);
	grpc_peer_close(pair.peer);
	pair_connect(&pair, "token");
	assert_int_equal(grpc_call_wait(&pair.context, pair.peer, &request, NULL, NULL), STATUS_INVALID);
	request.metadata_count = 15;
	assert_int_equal(grpc_call_wait(&pair.context, pair.peer, &request, NULL, NULL), STATUS_OK);
	pair_close(&pair);
}

static void answer_of_another_type_is_refused(void **state)
{
	(void)state;
	struct grpc_pair pair;
	pair_open(&pair, echo, 1);
	Google__Protobuf__BytesValue message = GOOGLE__PROTOBUF__BYTES_VALUE__INIT;
	message.value = (ProtobufCBinaryData){.len = 2, .data = (uint8_t *)"\xff\xfe"};
	const struct grpc_request request = {.path = "/t.T/Echo", .message = &message.base, .timeout_ms = 5000};
	ProtobufCMessage *response = NULL;
	assert_int_equal(grpc_call_wait(&pair.context, pair.peer, &request, &google__protobuf__string_value__descriptor, &response),
			 STATUS_INVALID);
	assert_null(response);
	pair_close(&pair);
}

static void answer_over_the_cap_is_exhausted(void **state)
{
	struct fixture *fixture = *state;
	struct grpc_pair pair;
	pair_open(&pair, echo, 1);
	grpc_peer_close(pair.peer);
	const struct grpc_peer_options options = options_for(fixture, grpc_front_port(pair.front));
	assert_int_equal(grpc_peer_open(&pair.context, &options, &pair.peer), STATUS_OK);
	char *bytes = calloc(1, 2 * MEBI);
	(void)pair_call(&pair, "/t.T/Echo", (struct text){bytes, 2 * MEBI}, STATUS_EXHAUSTED);
	free(bytes);
	pair_close(&pair);
}

static void deadline_ends_the_wait(void **state)
{
	struct fixture *fixture = *state;
	struct grpc_peer *peer;
	int fd;
	Google__Protobuf__BytesValue message = GOOGLE__PROTOBUF__BYTES_VALUE__INIT;
	const struct grpc_request request = {.path = "/t.T/Echo", .message = &message.base, .timeout_ms = 300};
	const struct grpc_peer_options options = options_for(fixture, dead_port(&fd));
	/* Connections are taken, and nothing is ever said on them. */
	assert_int_equal(listen(fd, 5), 0);
	assert_int_equal(grpc_peer_open(&fixture->context, &options, &peer), STATUS_OK);
	const int64_t before_us = clock_monotonic_us();
	assert_int_equal(grpc_call_wait(&fixture->context, peer, &request, NULL, NULL), STATUS_TIMEOUT);
	assert_true(clock_monotonic_us() - before_us >= 300000);
	grpc_peer_close(peer);
	close(fd);
}

/* A chain: each reply starts the next call, until the peer is closed under it. */
struct chain {
	struct grpc_peer *peer;
	const struct grpc_request *request;
	atomic_int replies;
	atomic_int cancelled;
};

static void go_on(void *data, const struct grpc_reply *reply)
{
	struct chain *chain = data;
	atomic_fetch_add(&chain->replies, 1);
	if (reply->status == STATUS_OK)
		grpc_call_start(chain->peer, chain->request, go_on, chain);
	else
		atomic_fetch_add(&chain->cancelled, 1);
}

static void closing_ends_calls_that_start_calls(void **state)
{
	(void)state;
	enum { CHAINS = 8 };
	struct grpc_pair pair;
	pair_open(&pair, echo, 1);
	Google__Protobuf__BytesValue message = GOOGLE__PROTOBUF__BYTES_VALUE__INIT;
	const struct grpc_request request = {.path = "/t.T/Echo", .message = &message.base, .timeout_ms = 5000};
	struct chain chain = {.peer = pair.peer, .request = &request};
	for (int i = 0; i < CHAINS; i++)
		grpc_call_start(pair.peer, &request, go_on, &chain);
	EVENTUALLY(atomic_load(&chain.replies) > 200);
	grpc_peer_close(pair.peer);
	pair.peer = NULL;
	assert_int_equal(chain.cancelled, CHAINS);
	pair_close(&pair);
}

static void *call_often(void *data)
{
	struct grpc_pair *pair = data;
	struct fixture mine;
	arena_init(&mine.arena, MEBI);
	context_init(&mine.context, &mine.arena, NULL, NULL);
	Google__Protobuf__BytesValue message = GOOGLE__PROTOBUF__BYTES_VALUE__INIT;
	const struct grpc_request request = {.path = "/t.T/Echo", .message = &message.base, .timeout_ms = 10000};
	size_t good = 0;
	for (int i = 0; i < 200; i++) {
		ProtobufCMessage *response = NULL;
		arena_reset(&mine.arena);
		good += grpc_call_wait(&mine.context, pair->peer, &request, &google__protobuf__bytes_value__descriptor,
				       &response) == STATUS_OK;
	}
	arena_done(&mine.arena);
	return good == 200 ? data : NULL;
}

static void threads_share_a_peer(void **state)
{
	(void)state;
	struct grpc_pair pair;
	pthread_t threads[4];
	pair_open(&pair, echo, 1);
	for (size_t i = 0; i < COUNT_OF(threads); i++)
		assert_int_equal(pthread_create(&threads[i], NULL, call_often, &pair), 0);
	for (size_t i = 0; i < COUNT_OF(threads); i++) {
		void *result;
		pthread_join(threads[i], &result);
		assert_non_null(result);
	}
	pair_close(&pair);
}

#define RULE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		RULE(unreachable_peer_fails_at_once),	   RULE(wrong_options_are_refused),
		RULE(illegal_metadata_is_refused),	   RULE(answer_of_another_type_is_refused),
		RULE(answer_over_the_cap_is_exhausted),	   RULE(deadline_ends_the_wait),
		RULE(closing_ends_calls_that_start_calls), RULE(threads_share_a_peer),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
