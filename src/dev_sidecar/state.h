/*
 * The sidecar from inside. What the lock protects is marked; the rest is set before threads start and read-only afterwards. Order
 * of locks: this one, then the journal's.
 */
#ifndef HAPAX_DEV_SIDECAR_STATE_H
#define HAPAX_DEV_SIDECAR_STATE_H

#include <pthread.h>

#include "dev_sidecar/broker.h"
#include "dev_sidecar/sidecar.h"
#include "dev_sidecar/subscription.h"
#include "platform/grpc/client.h"
#include "platform/grpc/server.h"
#include "platform/http/http.h"

struct sidecar {
	struct sidecar_options options;
	struct journal *journal; /* NULL: events are kept in memory only */
	struct grpc_front *front;
	struct http_server *http;
	struct grpc_peer *app; /* NULL: there is none */
	pthread_t deliverer, watcher;
	bool delivers, watches; /* which of them were started */

	pthread_mutex_t lock;
	pthread_cond_t wake;	    /* deliverer and watcher; waits use the monotonic clock */
	struct broker *broker;	    /* locked */
	struct faults faults;	    /* locked */
	struct subscriptions *live; /* locked; NULL until the app has answered once */
	bool app_ready;		    /* locked: answered since it was last found away */
	bool alpha_bulk;	    /* locked: the app knows bulk delivery by its older name only */
	bool stopping;		    /* locked */
};

/* Waits for `wake` until a monotonic time; INT64_MAX: without limit. Under the lock. */
void sidecar_wait(struct sidecar *sidecar, int64_t until_us);

#endif
