/* Where the server listens, and how it ends. */
#include "grpc_pair.h"

#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>

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

static void expect_no_server(void **state, const struct grpc_front_options *options, enum status expected, const char *saying)
{
	struct fixture *fixture = *state;
	struct grpc_front *front = NULL;
	failure_clear(&fixture->context);
	assert_int_equal(grpc_front_open(&fixture->context, options, echo, 1, &front), expected);
	assert_null(front);
	if (!strstr(failure_text(&fixture->context), saying))
		fail_msg("\"%s\" doesn't say \"%s\"", failure_text(&fixture->context), saying);
}

static void port_of_another_server_of_ours_is_taken(void **state)
{
	struct grpc_pair pair;
	pair_open(&pair, echo, 1);
	struct grpc_front_options options = pair_server_options();
	options.port = grpc_front_port(pair.front);
	expect_no_server(state, &options, STATUS_UNAVAILABLE, "taken by another process");
	(void)pair_call(&pair, "/t.T/Echo", TEXT("unharmed"), STATUS_OK);
	pair_close(&pair);
}

static void port_of_a_foreign_socket_is_taken(void **state)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t len = sizeof(address);
	const int fd = socket(AF_INET, SOCK_STREAM, 0);
	assert_int_equal(bind(fd, (struct sockaddr *)&address, len), 0);
	assert_int_equal(listen(fd, 1), 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&address, &len), 0);
	struct grpc_front_options options = pair_server_options();
	options.port = ntohs(address.sin_port);
	expect_no_server(state, &options, STATUS_UNAVAILABLE, "taken by another process");
	/* A name with several addresses must not settle for the free one. */
	options.bind = "localhost";
	expect_no_server(state, &options, STATUS_UNAVAILABLE, "taken by another process");
	/* Nor may the wildcard share it. */
	options.bind = "0.0.0.0";
	expect_no_server(state, &options, STATUS_UNAVAILABLE, "taken by another process");
	close(fd);
}

static void wrong_options_are_refused(void **state)
{
	struct grpc_front_options options = pair_server_options();
	options.bind = "not an address";
	expect_no_server(state, &options, STATUS_INVALID, "listen address \"not an address\"");
	options = pair_server_options();
	options.bind = "192.0.2.1";
	expect_no_server(state, &options, STATUS_UNAVAILABLE, "192.0.2.1");
	options = pair_server_options();
	options.port = 65536;
	expect_no_server(state, &options, STATUS_INVALID, "65536");
	options = pair_server_options();
	options.pollers = 0;
	expect_no_server(state, &options, STATUS_INVALID, "pollers");
	options = pair_server_options();
	options.inflight_bytes = options.max_message_bytes - 1;
	expect_no_server(state, &options, STATUS_INVALID, "inflight_bytes");
}

static void method_given_twice_is_refused(void **state)
{
	struct fixture *fixture = *state;
	const struct endpoint twice[] = {echo[0], echo[0]};
	const struct grpc_front_options options = pair_server_options();
	struct grpc_front *front = NULL;
	assert_int_equal(grpc_front_open(&fixture->context, &options, twice, 2, &front), STATUS_INVALID);
	assert_non_null(strstr(failure_text(&fixture->context), "/t.T/Echo"));
}

static void server_opens_again_on_the_same_port(void **state)
{
	(void)state;
	struct grpc_pair pair;
	struct grpc_front_options options = pair_server_options();
	for (int i = 0; i < 5; i++) {
		pair_open_with(&pair, &options, echo, 1);
		options.port = grpc_front_port(pair.front);
		(void)pair_call(&pair, "/t.T/Echo", TEXT("x"), STATUS_OK);
		/* The server closes first, so that its side of the connection is the one to linger. */
		grpc_front_close(pair.front, 1000);
		pair.front = NULL;
		pair_close(&pair);
	}
}

/* A server in a process of its own, until it is killed. */
static pid_t start_server_process(int port)
{
	const pid_t pid = fork();
	if (pid != 0)
		return pid;
	char number[16];
	snprintf(number, sizeof(number), "%d", port);
	execl("/proc/self/exe", "server", number, (char *)NULL);
	_exit(1);
}

static _Noreturn void serve_until_killed(const char *port)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	struct grpc_pair pair;
	struct grpc_front_options options = pair_server_options();
	options.port = (int)strtol(port, NULL, 10);
	pair_open_with(&pair, &options, echo, 1);
	for (;;)
		pause();
}

static void call_until_answered(struct grpc_pair *pair)
{
	Google__Protobuf__BytesValue message = GOOGLE__PROTOBUF__BYTES_VALUE__INIT;
	const struct grpc_request request = {.path = "/t.T/Echo", .message = &message.base, .timeout_ms = 1000};
	enum status status = STATUS_UNAVAILABLE;
	for (int i = 0; i < 200 && status != STATUS_OK; i++) {
		status = grpc_call_wait(&pair->context, pair->peer, &request, NULL, NULL);
		if (status != STATUS_OK)
			usleep(50000);
	}
	assert_int_equal(status, STATUS_OK);
}

static void killed_server_starts_again_at_once_and_is_found_again(void **state)
{
	(void)state;
	struct grpc_pair pair;
	struct grpc_front_options options = pair_server_options();
	pair_open_with(&pair, &options, echo, 1);
	const int port = grpc_front_port(pair.front);
	grpc_front_close(pair.front, 1000);
	pair.front = NULL;
	for (int i = 0; i < 3; i++) {
		const pid_t pid = start_server_process(port);
		call_until_answered(&pair);
		assert_int_equal(kill(pid, SIGKILL), 0);
		assert_int_equal(waitpid(pid, NULL, 0), pid);
	}
	pair_close(&pair);
}

/* Shutdown with calls under way */

struct held {
	struct incoming *_Atomic call;
};

static void serve_hold(void *self, struct incoming *incoming)
{
	atomic_store(&((struct held *)self)->call, incoming);
}

static void note_code(void *data, const struct grpc_reply *reply)
{
	atomic_store((atomic_int *)data, reply->grpc_code);
}

static void start_held_call(struct grpc_pair *pair, struct held *held, atomic_int *code)
{
	Google__Protobuf__BytesValue message = GOOGLE__PROTOBUF__BYTES_VALUE__INIT;
	const struct grpc_request request = {.path = "/t.T/Hold", .message = &message.base};
	grpc_call_start(pair->peer, &request, note_code, code);
	EVENTUALLY(atomic_load(&held->call));
}

static void *answer_after_200_ms(void *data)
{
	struct held *held = data;
	usleep(200000);
	incoming_answer_bytes(held->call, TEXT(""));
	return NULL;
}

static void call_under_way_may_finish(void **state)
{
	(void)state;
	struct held held = {.call = NULL};
	atomic_int code = -1;
	const struct endpoint endpoint = {.path = "/t.T/Hold", .serve = serve_hold, .self = &held};
	struct grpc_pair pair;
	pthread_t thread;
	pair_open(&pair, &endpoint, 1);
	start_held_call(&pair, &held, &code);
	assert_int_equal(pthread_create(&thread, NULL, answer_after_200_ms, &held), 0);
	grpc_front_close(pair.front, 10000);
	pair.front = NULL;
	EVENTUALLY(atomic_load(&code) >= 0);
	assert_int_equal(code, 0);
	pthread_join(thread, NULL);
	pair_close(&pair);
}

static void *answer_when_cancelled(void *data)
{
	struct held *held = data;
	while (!incoming_cancelled(held->call))
		usleep(1000);
	incoming_answer_bytes(held->call, TEXT(""));
	return NULL;
}

static void call_that_takes_too_long_is_cancelled(void **state)
{
	(void)state;
	struct held held = {.call = NULL};
	atomic_int code = -1;
	const struct endpoint endpoint = {.path = "/t.T/Hold", .serve = serve_hold, .self = &held};
	struct grpc_pair pair;
	pthread_t thread;
	pair_open(&pair, &endpoint, 1);
	start_held_call(&pair, &held, &code);
	assert_int_equal(pthread_create(&thread, NULL, answer_when_cancelled, &held), 0);
	const int64_t before_us = clock_monotonic_us();
	grpc_front_close(pair.front, 200);
	pair.front = NULL;
	assert_true(clock_monotonic_us() - before_us >= 200000);
	EVENTUALLY(atomic_load(&code) >= 0);
	assert_int_not_equal(code, 0);
	pthread_join(thread, NULL);
	pair_close(&pair);
}

enum { FLOOD = 2000 };

static void count_reply(void *data, const struct grpc_reply *reply)
{
	(void)reply;
	atomic_fetch_add((atomic_int *)data, 1);
}

static void closing_in_a_flood_loses_no_reply(void **state)
{
	(void)state;
	Google__Protobuf__BytesValue message = GOOGLE__PROTOBUF__BYTES_VALUE__INIT;
	const struct grpc_request request = {.path = "/t.T/Echo", .message = &message.base, .timeout_ms = 10000};
	for (int round = 0; round < 5; round++) {
		struct grpc_pair pair;
		atomic_int replies = 0;
		pair_open(&pair, echo, 1);
		for (int i = 0; i < FLOOD; i++)
			grpc_call_start(pair.peer, &request, count_reply, &replies);
		grpc_front_close(pair.front, round * 5);
		pair.front = NULL;
		pair_close(&pair);
		assert_int_equal(replies, FLOOD);
	}
}

#define RULE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(int argc, char **argv)
{
	if (argc == 2)
		serve_until_killed(argv[1]);
	const struct CMUnitTest tests[] = {
		RULE(port_of_another_server_of_ours_is_taken),
		RULE(port_of_a_foreign_socket_is_taken),
		RULE(wrong_options_are_refused),
		RULE(method_given_twice_is_refused),
		RULE(server_opens_again_on_the_same_port),
		RULE(killed_server_starts_again_at_once_and_is_found_again),
		RULE(call_under_way_may_finish),
		RULE(call_that_takes_too_long_is_cancelled),
		RULE(closing_in_a_flood_loses_no_reply),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
