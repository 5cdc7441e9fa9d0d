/* Whether the app is there, and what it subscribed to. */
#ifndef HAPAX_DEV_SIDECAR_WATCH_H
#define HAPAX_DEV_SIDECAR_WATCH_H

/* Body of the watcher thread; data is the sidecar. Asks the app until it answers, and again each time that it has gone. Ends when
 * the sidecar is stopping. */
void *watch_run(void *data);

#endif
