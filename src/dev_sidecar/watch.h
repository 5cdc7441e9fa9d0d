/* Whether the app is there, and what it subscribed to. */
#ifndef HAPAX_DEV_SIDECAR_WATCH_H
#define HAPAX_DEV_SIDECAR_WATCH_H

/* Body of the watcher thread; data is the sidecar. Asks the app until it answers, again when a delivery found it away, and now and
 * then in case it was restarted with other subscriptions meanwhile. Ends when the sidecar is stopping. */
void *watch_run(void *data);

#endif
