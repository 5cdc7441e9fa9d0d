/*
 * Where the server listens. Core only says that it could not bind; so the address is tried first, which gives the reason. A name
 * may stand for several addresses, of which this machine may lack some (::1 for localhost, in a container), but a taken port is an
 * error on each.
 */
#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <grpc/grpc_security.h>

#include "platform/grpc/front.h"

enum { ADDRESS_MAX = 128, PORT_MAX = 65535 };

/* errno's value, 0 when the address is free. */
static int try_bind(const struct addrinfo *address)
{
	const int fd = socket(address->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return errno;
	/* As core does it: a server that was just killed must not stand in its successor's way. */
	const int on = 1;
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	const int error = bind(fd, address->ai_addr, address->ai_addrlen) == 0 ? 0 : errno;
	close(fd);
	return error;
}

static bool address_text(const struct addrinfo *address, char *ret_text, size_t size)
{
	char host[ADDRESS_MAX], service[16];
	if (getnameinfo(address->ai_addr, address->ai_addrlen, host, sizeof(host), service, sizeof(service),
			NI_NUMERICHOST | NI_NUMERICSERV))
		return false;
	const bool v6 = address->ai_family == AF_INET6;
	const int len = snprintf(ret_text, size, "%s%s%s:%s", v6 ? "[" : "", host, v6 ? "]" : "", service);
	return len > 0 && (size_t)len < size;
}

struct binding {
	struct grpc_front *front;
	grpc_server_credentials *credentials;
	int port;
	int refused; /* errno of the last address that this machine doesn't have */
};

static enum status bind_one(struct context *context, struct binding *binding, const struct addrinfo *address)
{
	char text[ADDRESS_MAX + 16];
	if (!address_text(address, text, sizeof(text)))
		return fail(context, STATUS_INVALID, "listen address: not an address of IP version 4 or 6");
	const int error = try_bind(address);
	if (error == EADDRNOTAVAIL || error == EAFNOSUPPORT) {
		binding->refused = error;
		return STATUS_OK;
	}
	if (error == EADDRINUSE)
		return fail(context, STATUS_UNAVAILABLE,
			    "gRPC port: %s is taken by another process; choose another port or stop that process", text);
	if (error)
		return fail(context, STATUS_UNAVAILABLE, "gRPC port: cannot listen on %s: %s", text, strerror(error));
	const int port = grpc_server_add_http2_port(binding->front->server, text, binding->credentials);
	if (port <= 0)
		return fail(context, STATUS_UNAVAILABLE, "gRPC port: cannot listen on %s", text);
	binding->port = port;
	binding->front->port = port;
	return STATUS_OK;
}

static void set_port(struct addrinfo *address, int port)
{
	struct sockaddr_in *v4 = (void *)address->ai_addr;
	struct sockaddr_in6 *v6 = (void *)address->ai_addr;
	if (address->ai_family == AF_INET)
		v4->sin_port = htons((uint16_t)port);
	else if (address->ai_family == AF_INET6)
		v6->sin6_port = htons((uint16_t)port);
}

static enum status bind_all(struct context *context, struct binding *binding, struct addrinfo *addresses, const char *name)
{
	for (struct addrinfo *address = addresses; address; address = address->ai_next) {
		set_port(address, binding->port);
		const enum status status = bind_one(context, binding, address);
		if (status != STATUS_OK)
			return status;
	}
	if (binding->front->port == 0)
		return fail(context, STATUS_UNAVAILABLE, "gRPC port: cannot listen on %s: %s", name, strerror(binding->refused));
	return STATUS_OK;
}

enum status front_listen(struct context *context, struct grpc_front *front, const struct grpc_front_options *options)
{
	if (options->port < 0 || options->port > PORT_MAX)
		return fail(context, STATUS_INVALID, "gRPC port: %d is not one; allowed are 0 (any free one) to %d", options->port,
			    PORT_MAX);
	const struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE};
	struct addrinfo *addresses = NULL;
	const int error = getaddrinfo(options->bind, NULL, &hints, &addresses);
	if (error)
		return fail(context, STATUS_INVALID,
			    "listen address \"%s\": %s; allowed is an IP address or a name of this machine", options->bind,
			    gai_strerror(error));
	struct binding binding = {.front = front, .port = options->port, .credentials = front_credentials(context, options)};
	enum status status = context->failure.status;
	if (binding.credentials) {
		status = bind_all(context, &binding, addresses, options->bind);
		grpc_server_credentials_release(binding.credentials);
	}
	freeaddrinfo(addresses);
	return status;
}
