#include "platform/http/http.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <arpa/inet.h>
#include <cmocka.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

static int hello(void *self, const struct http_request *request, struct buffer *body, const char **ret_content_type)
{
	(void)self, (void)request, (void)ret_content_type;
	buffer_add_string(body, "hello\n");
	return 200;
}

/* Says what it was asked. */
static int echo(void *self, const struct http_request *request, struct buffer *body, const char **ret_content_type)
{
	*ret_content_type = "application/json";
	buffer_printf(body, "%s %s %s [%.*s] %zu ", (const char *)self, request->method, request->path,
		      TEXT_ARG(http_header(request, "x-test")), request->body.len);
	buffer_add_text(body, request->body);
	return 201;
}

static int nothing(void *self, const struct http_request *request, struct buffer *body, const char **ret_content_type)
{
	(void)self, (void)request, (void)body, (void)ret_content_type;
	return 503;
}

static int too_much(void *self, const struct http_request *request, struct buffer *body, const char **ret_content_type)
{
	(void)self, (void)request, (void)ret_content_type;
	body->failed = true;
	return 200;
}

static char one[] = "one", two[] = "two";

static const struct http_route routes[] = {
	{"GET", "/hello", hello, NULL},	    {"POST", "/hello", echo, one},    {"PUT", "/tree/*", echo, two},
	{"GET", "/nothing", nothing, NULL}, {"GET", "/much", too_much, NULL},
};

enum { BODY_MAX = 1000 };

struct fixture {
	struct arena arena;
	struct context context;
	struct http_server *server;
	char answer[200000];
};

static int set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof(*fixture));
	arena_init(&fixture->arena, 1 << 16);
	context_init(&fixture->context, &fixture->arena, NULL, NULL);
	*state = fixture;
	return http_server_open(&fixture->context, "127.0.0.1", 0, BODY_MAX, routes, COUNT_OF(routes), &fixture->server);
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	http_server_close(fixture->server);
	arena_done(&fixture->arena);
	free(fixture);
	return 0;
}

static int connected(struct fixture *fixture)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)http_server_port(fixture->server))};
	struct timeval patience = {.tv_sec = 20};
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	assert_int_equal(connect(fd, (struct sockaddr *)&address, sizeof(address)), 0);
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	return fd;
}

/* Everything the server says until it closes. */
static const char *ask(struct fixture *fixture, const char *request, size_t len)
{
	int fd = connected(fixture);
	size_t have = 0;
	ssize_t n;
	assert_int_equal(send(fd, request, len, MSG_NOSIGNAL), len);
	while ((n = recv(fd, fixture->answer + have, sizeof(fixture->answer) - 1 - have, 0)) > 0)
		have += (size_t)n;
	fixture->answer[have] = '\0';
	close(fd);
	return fixture->answer;
}

static const char *ask_text(struct fixture *fixture, const char *request)
{
	return ask(fixture, request, strlen(request));
}

#define ENDS "Host: x\r\nConnection: close\r\n\r\n"

static void assert_starts(const char *answer, const char *start)
{
	if (strncmp(answer, start, strlen(start)) != 0)
		fail_msg("%s does not start with %s", answer, start);
}

static void assert_has(const char *answer, const char *part)
{
	if (!strstr(answer, part))
		fail_msg("%s is missing in %s", part, answer);
}

static void route_answers_with_right_headers(void **state)
{
	const char *answer = ask_text(*state, "GET /hello?x=1 HTTP/1.1\r\n" ENDS);
	assert_starts(answer, "HTTP/1.1 200 OK\r\n");
	assert_has(answer, "Content-Type: text/plain; charset=utf-8\r\n");
	assert_has(answer, "Content-Length: 6\r\n");
	assert_has(answer, "Cache-Control: no-store\r\n");
	assert_has(answer, "\r\n\r\nhello\n");
}

static void head_is_get_without_the_body(void **state)
{
	const char *answer = ask_text(*state, "HEAD /hello HTTP/1.1\r\n" ENDS);
	assert_starts(answer, "HTTP/1.1 200 OK\r\n");
	assert_has(answer, "Content-Length: 6\r\n");
	assert_null(strstr(answer, "hello"));
}

static void handler_sees_method_path_header_and_body(void **state)
{
	const char *answer = ask_text(*state, "PUT /tree/a/b%20c HTTP/1.1\r\nX-Test: yes\r\nContent-Length: 4\r\n" ENDS "body");
	assert_starts(answer, "HTTP/1.1 201 Created\r\n");
	assert_has(answer, "Content-Type: application/json\r\n");
	assert_has(answer, "\r\n\r\ntwo PUT /tree/a/b c [yes] 4 body");
}

static void absent_header_is_the_empty_text(void **state)
{
	assert_has(ask_text(*state, "POST /hello HTTP/1.1\r\nContent-Length: 0\r\n" ENDS), "one POST /hello [] 0 ");
}

static void chunked_body_arrives_whole(void **state)
{
	const char *answer =
		ask_text(*state, "POST /hello HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" ENDS "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
	assert_has(answer, "one POST /hello [] 5 abcde");
}

static void unknown_path_is_404(void **state)
{
	assert_starts(ask_text(*state, "GET /tre/ HTTP/1.1\r\n" ENDS), "HTTP/1.1 404 ");
	assert_starts(ask_text(*state, "GET /hello/ HTTP/1.1\r\n" ENDS), "HTTP/1.1 404 ");
}

static void known_path_with_other_method_is_405_and_names_the_allowed(void **state)
{
	const char *answer = ask_text(*state, "DELETE /hello HTTP/1.1\r\n" ENDS);
	assert_starts(answer, "HTTP/1.1 405 ");
	assert_has(answer, "Allow: GET, HEAD, POST\r\n");
}

static void empty_answer_keeps_its_status(void **state)
{
	const char *answer = ask_text(*state, "GET /nothing HTTP/1.1\r\n" ENDS);
	assert_starts(answer, "HTTP/1.1 503 ");
	assert_has(answer, "Content-Length: 0\r\n");
}

static void answer_that_does_not_fit_is_500(void **state)
{
	assert_starts(ask_text(*state, "GET /much HTTP/1.1\r\n" ENDS), "HTTP/1.1 500 ");
}

static void announced_body_beyond_the_maximum_is_413(void **state)
{
	assert_starts(ask_text(*state, "POST /hello HTTP/1.1\r\nContent-Length: 1001\r\nExpect: 100-continue\r\n" ENDS),
		      "HTTP/1.1 413 ");
}

static void body_of_the_maximum_is_taken(void **state)
{
	char request[2000];
	int len = snprintf(request, sizeof(request), "POST /hello HTTP/1.1\r\nContent-Length: 1000\r\n" ENDS "%01000d", 7);
	assert_has(ask(*state, request, (size_t)len), "[] 1000 000000");
}

static void chunked_body_beyond_the_maximum_is_413(void **state)
{
	char request[4000];
	int len = snprintf(request, sizeof(request),
			   "POST /hello HTTP/1.1\r\nTransfer-Encoding: chunked\r\n" ENDS "7d0\r\n%02000d\r\n0\r\n\r\n", 7);
	assert_starts(ask(*state, request, (size_t)len), "HTTP/1.1 413 ");
}

static void headers_beyond_the_connections_memory_are_refused(void **state)
{
	static char request[100000];
	size_t len = (size_t)snprintf(request, sizeof(request), "GET /hello HTTP/1.1\r\nX-Long: ");
	memset(request + len, 'h', 60000);
	len += 60000;
	len += (size_t)snprintf(request + len, sizeof(request) - len, "\r\n" ENDS);
	const char *answer = ask(*state, request, len);
	assert_null(strstr(answer, "200 OK"));
	assert_has(ask_text(*state, "GET /hello HTTP/1.1\r\n" ENDS), "hello");
}

static void garbage_does_not_hurt(void **state)
{
	static const char garbage[] = "\x16\x03\x01\x02\x00\x01\x00\r\n\r\n\0\0\xff\r\n\r\n";
	assert_null(strstr(ask(*state, garbage, sizeof(garbage)), "200 OK"));
	assert_has(ask_text(*state, "GET /hello HTTP/1.1\r\n" ENDS), "hello");
}

static void connection_serves_several_requests(void **state)
{
	const char *answer = ask_text(*state, "GET /hello HTTP/1.1\r\nHost: x\r\n\r\n"
					      "POST /hello HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nz"
					      "GET /nothing HTTP/1.1\r\n" ENDS);
	assert_has(answer, "hello\n");
	assert_has(answer, "one POST /hello [] 1 z");
	assert_has(answer, "HTTP/1.1 503 ");
}

static void taken_port_is_unavailable_and_named(void **state)
{
	struct fixture *fixture = *state;
	struct http_server *second = NULL;
	char port[16];
	snprintf(port, sizeof(port), "%d", http_server_port(fixture->server));
	assert_int_equal(http_server_open(&fixture->context, "127.0.0.1", http_server_port(fixture->server), 0, NULL, 0, &second),
			 STATUS_UNAVAILABLE);
	assert_null(second);
	assert_has(failure_text(&fixture->context), port);
	assert_has(failure_text(&fixture->context), "taken");
}

static void foreign_address_is_invalid(void **state)
{
	struct fixture *fixture = *state;
	struct http_server *second = NULL;
	assert_int_equal(http_server_open(&fixture->context, "192.0.2.1", 0, 0, NULL, 0, &second), STATUS_INVALID);
	assert_int_equal(http_server_open(&fixture->context, "no address", 0, 0, NULL, 0, &second), STATUS_INVALID);
	assert_null(second);
}

static void closed_port_is_free_at_once(void **state)
{
	struct fixture *fixture = *state;
	int port = http_server_port(fixture->server);
	assert_has(ask_text(fixture, "GET /hello HTTP/1.1\r\n" ENDS), "hello");
	http_server_close(fixture->server);
	fixture->server = NULL;
	assert_int_equal(
		http_server_open(&fixture->context, "127.0.0.1", port, BODY_MAX, routes, COUNT_OF(routes), &fixture->server),
		STATUS_OK);
	assert_int_equal(http_server_port(fixture->server), port);
}

static void close_does_not_wait_for_idle_connections(void **state)
{
	struct fixture *fixture = *state;
	int idle = connected(fixture);
	int64_t before = clock_monotonic_us();
	http_server_close(fixture->server);
	fixture->server = NULL;
	assert_true(clock_monotonic_us() - before < 5000000);
	close(idle);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(route_answers_with_right_headers),
		TEST(head_is_get_without_the_body),
		TEST(handler_sees_method_path_header_and_body),
		TEST(absent_header_is_the_empty_text),
		TEST(chunked_body_arrives_whole),
		TEST(unknown_path_is_404),
		TEST(known_path_with_other_method_is_405_and_names_the_allowed),
		TEST(empty_answer_keeps_its_status),
		TEST(answer_that_does_not_fit_is_500),
		TEST(announced_body_beyond_the_maximum_is_413),
		TEST(body_of_the_maximum_is_taken),
		TEST(chunked_body_beyond_the_maximum_is_413),
		TEST(headers_beyond_the_connections_memory_are_refused),
		TEST(garbage_does_not_hurt),
		TEST(connection_serves_several_requests),
		TEST(taken_port_is_unavailable_and_named),
		TEST(foreign_address_is_invalid),
		TEST(closed_port_is_free_at_once),
		TEST(close_does_not_wait_for_idle_connections),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
