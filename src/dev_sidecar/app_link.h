/*
 * An idle HTTP/2 connection to the app, held only to notice at once that the app has gone, even when nothing is delivered: a gRPC
 * channel would reconnect to its successor without a word. Owned by the watcher thread.
 */
#ifndef HAPAX_DEV_SIDECAR_APP_LINK_H
#define HAPAX_DEV_SIDECAR_APP_LINK_H

#include <stdbool.h>

/* To the port on 127.0.0.1. Returns a file descriptor to close(); -1 with errno. */
int app_link_open(int port);
/* Whether the app has closed the connection; waits for that at most so long. */
bool app_link_broken(int link, int timeout_ms);

#endif
