/* TCP ports of `hapax dev`: whether one is free, finding free ones, and whether something answers on it. */
#ifndef HAPAX_CLI_DEV_PORTS_H
#define HAPAX_CLI_DEV_PORTS_H

#include "hapax/context.h"

struct dev_port {
	const char *setting; /* "APP_PORT, --app-port", for messages */
	int *number;	     /* 0: take any free one */
};

/* Chooses those that are 0, and makes sure that all can be listened on: STATUS_UNAVAILABLE names the first that can't,
 * STATUS_INVALID two that are the same. */
MUST_CHECK enum status dev_ports_claim(struct context *context, const char *bind, const struct dev_port *ports, size_t count);
/* Whether something accepts connections there. */
bool dev_port_answers(const char *bind, int port);

#endif
