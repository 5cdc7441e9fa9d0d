/*
 * `hapax sidecar`: a stand-in for daprd with a broker of its own, for development and tests. It speaks the part of Dapr's gRPC and
 * HTTP APIs that hapax uses, delivers to the app's AppCallback at least once and in order per partition key, and makes faults on
 * request.
 *
 * Unlike daprd it asks the app for its subscriptions again after every restart of the app, redelivers what the app answered RETRY
 * or an error to for ever after a constant pause, and, given a folder, keeps undelivered events across its own restarts. Events on
 * topics that a connected app didn't subscribe to are dropped after a minute.
 *
 * Open, close: one thread. Everything in between happens on the sidecar's own threads.
 */
#ifndef HAPAX_DEV_SIDECAR_SIDECAR_H
#define HAPAX_DEV_SIDECAR_SIDECAR_H

#include "dev_sidecar/faults.h"
#include "hapax/context.h"

struct sidecar;

/* Texts are borrowed until sidecar_close(). */
struct sidecar_options {
	const char *bind;	    /* address to listen on */
	int grpc_port;		    /* 0: any free one */
	int http_port;		    /* 0: any free one */
	int app_port;		    /* of the app on 127.0.0.1; 0: there is none, events wait */
	const char *app_id;	    /* the source of events that it wraps */
	const char *pubsub;	    /* name of its one pub/sub component */
	const char *component_type; /* what GetMetadata says that component is */
	const char *data;	    /* folder of the journal; "": events are kept in memory only */
	const char *api_token;	    /* what callers must send as dapr-api-token; "": nothing */
	const char *app_token;	    /* what is sent to the app; "": nothing */
	int retry_ms;		    /* pause before an event is delivered again */
	size_t max_bytes;	    /* of undelivered events; beyond it publishing is refused */
	struct fault_rates faults;
};

MUST_CHECK enum status sidecar_open(struct context *context, const struct sidecar_options *options, struct sidecar **ret_sidecar);
int sidecar_grpc_port(const struct sidecar *sidecar);
int sidecar_http_port(const struct sidecar *sidecar);
/* Stops taking events, cancels deliveries under way (they come again after a restart when there is a journal), frees. */
void sidecar_close(struct sidecar *sidecar);

#endif
