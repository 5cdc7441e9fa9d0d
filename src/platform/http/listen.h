/* A listening TCP socket, made by us so that a taken port is an error with its reason. Any thread. */
#ifndef HAPAX_PLATFORM_HTTP_LISTEN_H
#define HAPAX_PLATFORM_HTTP_LISTEN_H

#include "hapax/context.h"

/* The caller owns *ret_fd (non-blocking, close-on-exec). STATUS_UNAVAILABLE when the port is taken, STATUS_INVALID for a bad
 * address. */
MUST_CHECK enum status listen_tcp(struct context *context, const char *bind_address, int port, int *ret_fd, int *ret_port);

#endif
