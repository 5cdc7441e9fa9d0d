/*
 * HTTP on libmicrohttpd: health, metrics, WebSocket and console. One thread of its own runs all handlers; they must not block.
 * Connections are bounded in number, memory and idle time. Open and close from any one thread.
 */
#ifndef HAPAX_PLATFORM_HTTP_HTTP_H
#define HAPAX_PLATFORM_HTTP_HTTP_H

#include "hapax/buffer.h"
#include "hapax/context.h"

struct http_server;

struct http_request {
	const char *method;
	const char *path;
	struct text body;
	void *connection; /* libmicrohttpd's, for headers */
};

/* Writes the body, returns the HTTP status; may set *ret_content_type (static, default text/plain). The request is borrowed until
 * the handler returns. A body that doesn't fit its buffer becomes a 500. */
typedef int (*http_handler_fn)(void *self, const struct http_request *request, struct buffer *body, const char **ret_content_type);

struct http_route {
	const char *method; /* "GET" serves HEAD as well */
	const char *path;   /* exact, or a prefix when it ends in '*'; the first route that fits is taken */
	http_handler_fn handle;
	void *self;
};

/* Port 0 takes any free one. STATUS_UNAVAILABLE when the port is taken, STATUS_INVALID when bind is no address of this machine.
 * Unknown paths: 404; known path, other method: 405 with Allow. Bodies up to max_body_bytes, else 413. Routes are copied, their
 * texts borrowed until http_server_close(). */
MUST_CHECK enum status http_server_open(struct context *context, const char *bind, int port, size_t max_body_bytes,
					const struct http_route *routes, size_t route_count, struct http_server **ret_server);
int http_server_port(const struct http_server *server);
/* Waits for the handler under way. NULL is fine. */
void http_server_close(struct http_server *server);
/* A request header's value, borrowed; the empty text when absent. */
struct text http_header(const struct http_request *request, const char *name);

#endif
