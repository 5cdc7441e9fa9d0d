#include "dev_sidecar/app_link.h"

#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

/* What a client begins an HTTP/2 connection with (RFC 9113, 3.4): the preface and an empty SETTINGS frame, whose ninth byte is the
 * string's terminator. A server closes a connection without it. */
static const char greeting[] = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0";

int app_link_open(int port)
{
	struct sockaddr_in address = {
		.sin_family = AF_INET, .sin_port = htons((in_port_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	int link = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (link < 0)
		return -1;
	if (!connect(link, (struct sockaddr *)&address, sizeof(address)) &&
	    send(link, greeting, sizeof(greeting), MSG_NOSIGNAL) == (ssize_t)sizeof(greeting))
		return link;
	int cause = errno;
	close(link);
	errno = cause;
	return -1;
}

bool app_link_broken(int link, int timeout_ms)
{
	char ignored[512];
	struct pollfd watched = {.fd = link, .events = POLLIN};
	if (poll(&watched, 1, timeout_ms) <= 0)
		return false;
	ssize_t n = recv(link, ignored, sizeof(ignored), MSG_DONTWAIT);
	return n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR);
}
