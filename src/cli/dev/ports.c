#include "cli/dev/ports.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct address {
	struct sockaddr_storage at;
	socklen_t len;
};

static bool resolve(const char *bind_to, int port, struct address *ret_address)
{
	struct addrinfo hints = {.ai_flags = AI_NUMERICHOST | AI_PASSIVE, .ai_socktype = SOCK_STREAM}, *found;
	char service[16];
	snprintf(service, sizeof(service), "%d", port);
	if (getaddrinfo(!strcmp(bind_to, "localhost") ? "127.0.0.1" : bind_to, service, &hints, &found))
		return false;
	memcpy(&ret_address->at, found->ai_addr, found->ai_addrlen);
	ret_address->len = found->ai_addrlen;
	freeaddrinfo(found);
	return true;
}

/* Listens there for a moment. Returns the port, -1 with errno. */
static int try_port(const char *bind_to, int port)
{
	struct address address;
	if (!resolve(bind_to, port, &address)) {
		errno = EADDRNOTAVAIL;
		return -1;
	}
	int one = 1, result = -1;
	int file = socket(address.at.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (file >= 0 && !setsockopt(file, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one)) &&
	    !bind(file, (struct sockaddr *)&address.at, address.len) && !listen(file, 1) &&
	    !getsockname(file, (struct sockaddr *)&address.at, &address.len))
		result = ntohs(address.at.ss_family == AF_INET6 ? ((struct sockaddr_in6 *)&address.at)->sin6_port
								: ((struct sockaddr_in *)&address.at)->sin_port);
	int cause = errno;
	if (file >= 0)
		close(file);
	errno = cause;
	return result;
}

static bool is_used(const struct dev_port *ports, size_t count, size_t but, int number)
{
	for (size_t i = 0; i < count; i++)
		if (i != but && *ports[i].number == number)
			return true;
	return false;
}

static int pick(const char *bind_to, const struct dev_port *ports, size_t count, size_t at)
{
	int number = -1;
	for (int tries = 0; tries < 20; tries++) {
		number = try_port(bind_to, 0);
		if (number > 0 && !is_used(ports, count, at, number))
			return number;
	}
	return number;
}

enum status dev_ports_claim(struct context *context, const char *bind_to, const struct dev_port *ports, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		int number = *ports[i].number;
		if (number && is_used(ports, count, i, number))
			return fail(context, STATUS_INVALID, "port %d (%s) is wanted twice; each needs a port of its own", number,
				    ports[i].setting);
		number = number ? try_port(bind_to, number) : pick(bind_to, ports, count, i);
		if (number < 0)
			return fail(context, STATUS_UNAVAILABLE,
				    "port %d (%s) on %s can't be used: %s; choose another, or 0 for any free one", *ports[i].number,
				    ports[i].setting, bind_to, strerror(errno));
		*ports[i].number = number;
	}
	return STATUS_OK;
}

bool dev_port_answers(const char *bind_to, int port)
{
	struct address address;
	bool anywhere = !strcmp(bind_to, "0.0.0.0") || !strcmp(bind_to, "::");
	if (!resolve(anywhere ? "127.0.0.1" : bind_to, port, &address))
		return false;
	int file = socket(address.at.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool answers = file >= 0 && !connect(file, (struct sockaddr *)&address.at, address.len);
	if (file >= 0)
		close(file);
	return answers;
}
