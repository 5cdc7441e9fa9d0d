#include "platform/http/listen.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BACKLOG = 256 };

static enum status refuse(struct context *context, const char *address, int port)
{
	switch (errno) {
	case EADDRINUSE:
		return fail(context, STATUS_UNAVAILABLE, "HTTP port %d on %s is taken by another process", port, address);
	case EACCES:
		return fail(context, STATUS_FORBIDDEN, "HTTP port %d on %s needs more rights; allowed without: 1024 to 65535", port,
			    address);
	case EADDRNOTAVAIL:
		return fail(context, STATUS_INVALID, "\"%s\" is no address of this machine", address);
	default:
		return fail(context, STATUS_UNAVAILABLE, "HTTP port %d on %s: %m", port, address);
	}
}

static int port_of(int fd)
{
	union {
		struct sockaddr_in6 v6;
		struct sockaddr_in v4;
		struct sockaddr any;
	} name = {.v6 = {0}};
	socklen_t size = sizeof(name);
	if (getsockname(fd, &name.any, &size) != 0)
		return -1;
	return ntohs(name.any.sa_family == AF_INET6 ? name.v6.sin6_port : name.v4.sin_port);
}

enum status listen_tcp(struct context *context, const char *bind_address, int port, int *ret_fd, int *ret_port)
{
	const struct addrinfo hints = {.ai_flags = AI_PASSIVE | AI_NUMERICSERV, .ai_socktype = SOCK_STREAM};
	struct addrinfo *found = NULL;
	char port_text[16];
	snprintf(port_text, sizeof(port_text), "%d", port);
	int error = getaddrinfo(bind_address, port_text, &hints, &found);
	if (error)
		return fail(context, STATUS_INVALID, "\"%s\" is no address to listen on: %s", bind_address, gai_strerror(error));

	enum status status = STATUS_OK;
	/* A connection of our killed predecessor may linger on the port; that isn't somebody else listening. */
	const int on = 1;
	int fd = socket(found->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) != 0 ||
	    bind(fd, found->ai_addr, found->ai_addrlen) != 0 || listen(fd, BACKLOG) != 0)
		status = refuse(context, bind_address, port);
	freeaddrinfo(found);
	if (status) {
		if (fd >= 0)
			close(fd);
		return status;
	}
	*ret_fd = fd;
	*ret_port = port_of(fd);
	return STATUS_OK;
}
