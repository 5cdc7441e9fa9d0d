#include "platform/http/http.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <microhttpd.h>

#include "hapax/log.h"
#include "platform/http/listen.h"

enum {
	CONNECTIONS_MAX = 512,
	CONNECTION_BYTES = 16 * 1024, /* request line and headers have to fit */
	IDLE_TIMEOUT_S = 30,
	ANSWER_BYTES = 32 * 1024 * 1024,
	DISCARDED_BYTES = 16 * 1024 * 1024, /* of a body that is too large; after that the connection is cut */
};

struct http_server {
	struct MHD_Daemon *daemon;
	int port;
	size_t max_body_bytes;
	size_t route_count;
	struct http_route routes[];
};

/* One request, from its headers until its answer was sent. */
struct exchange {
	const struct http_route *route;
	struct buffer body;
	size_t discarded_bytes;
};

static bool path_fits(const struct http_route *route, const char *path)
{
	size_t len = strlen(route->path);
	if (len && route->path[len - 1] == '*')
		return strncmp(path, route->path, len - 1) == 0;
	return strcmp(path, route->path) == 0;
}

static bool method_fits(const struct http_route *route, const char *method)
{
	return strcmp(route->method, method) == 0 || (strcmp(route->method, "GET") == 0 && strcmp(method, "HEAD") == 0);
}

static const struct http_route *find_route(const struct http_server *server, const char *method, const char *path)
{
	for (size_t i = 0; i < server->route_count; i++) {
		if (path_fits(&server->routes[i], path) && method_fits(&server->routes[i], method))
			return &server->routes[i];
	}
	return NULL;
}

/* "GET, HEAD, POST": empty when no route has the path. */
static void list_methods(const struct http_server *server, const char *path, char *text, size_t size)
{
	size_t len = 0;
	text[0] = '\0';
	for (size_t i = 0; i < server->route_count && len < size; i++) {
		const char *method = server->routes[i].method;
		if (path_fits(&server->routes[i], path) && !strstr(text, method))
			len += (size_t)snprintf(text + len, size - len, "%s%s%s", len ? ", " : "", method,
						strcmp(method, "GET") == 0 ? ", HEAD" : "");
	}
}

static enum MHD_Result queue(struct MHD_Connection *connection, struct MHD_Response *response, int http_status,
			     const char *content_type, const char *allow)
{
	if (!response)
		return MHD_NO; /* out of memory: the connection is cut */
	MHD_add_response_header(response, "Content-Type", content_type);
	MHD_add_response_header(response, "Cache-Control", "no-store");
	MHD_add_response_header(response, "X-Content-Type-Options", "nosniff");
	if (allow)
		MHD_add_response_header(response, "Allow", allow);
	enum MHD_Result result = MHD_queue_response(connection, (unsigned)http_status, response);
	MHD_destroy_response(response);
	return result;
}

static const char plain_text[] = "text/plain; charset=utf-8";

/* text is static. */
static enum MHD_Result answer_text(struct MHD_Connection *connection, int http_status, const char *text, const char *allow)
{
	struct MHD_Response *response =
		MHD_create_response_from_buffer(strlen(text), (void *)(uintptr_t)text, MHD_RESPMEM_PERSISTENT);
	return queue(connection, response, http_status, plain_text, allow);
}

static enum MHD_Result answer_body(struct MHD_Connection *connection, int http_status, const char *content_type,
				   struct buffer *body)
{
	enum MHD_ResponseMemoryMode mode = body->at ? MHD_RESPMEM_MUST_FREE : MHD_RESPMEM_PERSISTENT;
	struct MHD_Response *response = MHD_create_response_from_buffer(body->len, body->at, mode);
	if (response)
		*body = (struct buffer){0}; /* libmicrohttpd frees it */
	buffer_done(body);
	return queue(connection, response, http_status, content_type, NULL);
}

static enum MHD_Result run_handler(struct MHD_Connection *connection, const struct exchange *exchange, const char *method,
				   const char *path)
{
	const struct http_request request = {method, path, buffer_text(&exchange->body), connection};
	const char *content_type = plain_text;
	struct buffer body;
	buffer_init(&body, NULL, ANSWER_BYTES);
	int http_status = exchange->route->handle(exchange->route->self, &request, &body, &content_type);
	if (!buffer_failed(&body))
		return answer_body(connection, http_status, content_type, &body);
	buffer_done(&body);
	log_record(LOG_ERROR, "http: the answer is too large", LOG_STR("path", path), LOG_INT("allowed_bytes", ANSWER_BYTES));
	return answer_text(connection, MHD_HTTP_INTERNAL_SERVER_ERROR, "the answer is too large\n", NULL);
}

static bool announces_too_much(const struct http_server *server, struct MHD_Connection *connection)
{
	int64_t announced;
	struct text length = text_of(MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Content-Length"));
	if (text_empty(length))
		return false;
	return !text_to_i64(length, &announced) || announced < 0 || (uint64_t)announced > server->max_body_bytes;
}

static const char too_large[] = "the request's body is too large\n";

/* The headers are there, the body isn't. */
static enum MHD_Result begin(struct http_server *server, struct MHD_Connection *connection, const char *method, const char *path,
			     void **state)
{
	const struct http_route *route = find_route(server, method, path);
	if (!route) {
		char allow[128];
		list_methods(server, path, allow, sizeof(allow));
		if (allow[0])
			return answer_text(connection, MHD_HTTP_METHOD_NOT_ALLOWED, "this path has no such method\n", allow);
		return answer_text(connection, MHD_HTTP_NOT_FOUND, "no such path\n", NULL);
	}
	if (announces_too_much(server, connection))
		return answer_text(connection, MHD_HTTP_CONTENT_TOO_LARGE, too_large, NULL);
	struct exchange *exchange = calloc(1, sizeof(*exchange));
	if (!exchange)
		return MHD_NO;
	exchange->route = route;
	buffer_init(&exchange->body, NULL, server->max_body_bytes);
	*state = exchange;
	return MHD_YES;
}

static enum MHD_Result on_request(void *self, struct MHD_Connection *connection, const char *path, const char *method,
				  const char *version, const char *upload, size_t *upload_bytes, void **state)
{
	struct exchange *exchange = *state;
	(void)version;
	if (!exchange)
		return begin(self, connection, method, path, state);
	if (*upload_bytes) {
		buffer_add(&exchange->body, upload, *upload_bytes);
		if (buffer_failed(&exchange->body))
			exchange->discarded_bytes += *upload_bytes;
		*upload_bytes = 0;
		return exchange->discarded_bytes > DISCARDED_BYTES ? MHD_NO : MHD_YES;
	}
	if (buffer_failed(&exchange->body))
		return answer_text(connection, MHD_HTTP_CONTENT_TOO_LARGE, too_large, NULL);
	return run_handler(connection, exchange, method, path);
}

static void on_completed(void *self, struct MHD_Connection *connection, void **state, enum MHD_RequestTerminationCode how)
{
	struct exchange *exchange = *state;
	(void)self, (void)connection, (void)how;
	if (!exchange)
		return;
	buffer_done(&exchange->body);
	free(exchange);
	*state = NULL;
}

static void on_library_message(void *self, const char *format, va_list arguments) __attribute__((format(printf, 2, 0)));

static void on_library_message(void *self, const char *format, va_list arguments)
{
	char text[512];
	(void)self;
	int len = vsnprintf(text, sizeof(text), format, arguments);
	if (len > 0 && (size_t)len < sizeof(text) && text[len - 1] == '\n')
		text[len - 1] = '\0';
	log_record(LOG_DEBUG, "http: libmicrohttpd reports", LOG_STR(LOG_CAUSE, text));
}

enum status http_server_open(struct context *context, const char *bind, int port, size_t max_body_bytes,
			     const struct http_route *routes, size_t route_count, struct http_server **ret_server)
{
	int fd;
	struct http_server *server = calloc(1, sizeof(*server) + route_count * sizeof(*routes));
	if (!server)
		return fail(context, STATUS_EXHAUSTED, "no memory left for the HTTP server");
	enum status status = listen_tcp(context, bind, port, &fd, &server->port);
	if (status) {
		free(server);
		return status;
	}
	server->max_body_bytes = max_body_bytes;
	server->route_count = route_count;
	if (route_count)
		memcpy(server->routes, routes, route_count * sizeof(*routes));
	/* The daemon owns the socket from here on, also when it doesn't start. */
	server->daemon = MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ERROR_LOG, 0, NULL, NULL, on_request, server,
					  MHD_OPTION_EXTERNAL_LOGGER, on_library_message, NULL, MHD_OPTION_LISTEN_SOCKET, fd,
					  MHD_OPTION_NOTIFY_COMPLETED, on_completed, NULL, MHD_OPTION_CONNECTION_LIMIT,
					  (unsigned)CONNECTIONS_MAX, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)CONNECTION_BYTES,
					  MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_TIMEOUT_S, MHD_OPTION_END);
	if (!server->daemon) {
		free(server);
		return fail(context, STATUS_UNAVAILABLE, "the HTTP server on port %d did not start", port);
	}
	*ret_server = server;
	return STATUS_OK;
}

int http_server_port(const struct http_server *server)
{
	return server->port;
}

void http_server_close(struct http_server *server)
{
	if (!server)
		return;
	MHD_stop_daemon(server->daemon);
	free(server);
}

struct text http_header(const struct http_request *request, const char *name)
{
	return text_of(MHD_lookup_connection_value(request->connection, MHD_HEADER_KIND, name));
}
