#include "dev_sidecar/sidecar.h"

#include <stdlib.h>
#include <time.h>

#include "dev_sidecar/api.h"
#include "dev_sidecar/deliver.h"
#include "dev_sidecar/http_api.h"
#include "dev_sidecar/state.h"
#include "dev_sidecar/watch.h"
#include "hapax/log.h"

enum {
	PARTITIONS = 8,
	APP_MESSAGE_MAX_BYTES = 64 << 20,
	APP_METADATA_MAX_BYTES = 1 << 20,
	DRAIN_MS = 1000,
};

void sidecar_wait(struct sidecar *sidecar, int64_t until_us)
{
	if (until_us == INT64_MAX) {
		pthread_cond_wait(&sidecar->wake, &sidecar->lock);
		return;
	}
	struct timespec until = {.tv_sec = until_us / 1000000, .tv_nsec = until_us % 1000000 * 1000};
	pthread_cond_timedwait(&sidecar->wake, &sidecar->lock, &until);
}

static struct sidecar *sidecar_new(const struct sidecar_options *options)
{
	struct sidecar *sidecar = calloc(1, sizeof(*sidecar));
	if (!sidecar)
		return NULL;
	sidecar->options = *options;
	faults_init(&sidecar->faults, &options->faults);
	pthread_mutex_init(&sidecar->lock, NULL);
	pthread_condattr_t attributes;
	pthread_condattr_init(&attributes);
	pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	pthread_cond_init(&sidecar->wake, &attributes);
	pthread_condattr_destroy(&attributes);
	sidecar->broker = broker_new(PARTITIONS, options->max_bytes);
	return sidecar;
}

static void sidecar_free(struct sidecar *sidecar)
{
	subscriptions_free(sidecar->live);
	broker_free(sidecar->broker);
	pthread_cond_destroy(&sidecar->wake);
	pthread_mutex_destroy(&sidecar->lock);
	free(sidecar);
}

/* An event that was published before the restart and not yet delivered. */
static struct journal_record *found_event(void *data, const struct publication *publication)
{
	struct sidecar *sidecar = data;
	struct message *message = broker_message_new(sidecar->broker, publication);
	if (message)
		message->due_us = clock_monotonic_us();
	if (message && broker_put(sidecar->broker, message, false))
		return &message->record;
	broker_message_free(sidecar->broker, message);
	return NULL;
}

static enum status open_journal(struct context *context, struct sidecar *sidecar)
{
	if (!*sidecar->options.data)
		return STATUS_OK;
	struct journal_report report;
	enum status s = journal_open(context, sidecar->options.data, found_event, sidecar, &sidecar->journal, &report);
	if (s != STATUS_OK)
		return s;
	if (report.cut_bytes)
		log_record(LOG_WARN, "sidecar: the journal's end was damaged and is left out; journal.damaged keeps it",
			   LOG_INT("bytes", report.cut_bytes), LOG_INT("offset", report.cut_offset));
	if (report.events)
		log_record(LOG_INFO, "sidecar: events of an earlier run wait for delivery",
			   LOG_INT("events", (int64_t)report.events));
	return STATUS_OK;
}

static enum status open_app(struct context *context, struct sidecar *sidecar)
{
	if (!sidecar->options.app_port)
		return STATUS_OK;
	const char *target = arena_printf(context->arena, "127.0.0.1:%d", sidecar->options.app_port);
	if (!target)
		return fail(context, STATUS_EXHAUSTED, "out of memory");
	const struct grpc_peer_options options = {
		.target = target,
		.token = *sidecar->options.app_token ? sidecar->options.app_token : NULL,
		.max_message_bytes = APP_MESSAGE_MAX_BYTES,
		.max_metadata_bytes = APP_METADATA_MAX_BYTES,
	};
	enum status s = grpc_peer_open(context, &options, &sidecar->app);
	if (s != STATUS_OK)
		return s;
	sidecar->delivers = !pthread_create(&sidecar->deliverer, NULL, deliver_run, sidecar);
	sidecar->watches = !pthread_create(&sidecar->watcher, NULL, watch_run, sidecar);
	if (!sidecar->delivers || !sidecar->watches)
		return fail(context, STATUS_EXHAUSTED, "can't start the sidecar's threads");
	return STATUS_OK;
}

enum status sidecar_open(struct context *context, const struct sidecar_options *options, struct sidecar **ret_sidecar)
{
	struct sidecar *sidecar = sidecar_new(options);
	if (!sidecar || !sidecar->broker) {
		if (sidecar)
			sidecar_free(sidecar);
		return fail(context, STATUS_EXHAUSTED, "out of memory");
	}
	enum status s = open_journal(context, sidecar);
	if (s == STATUS_OK)
		s = api_open(context, sidecar);
	if (s == STATUS_OK)
		s = http_api_open(context, sidecar);
	if (s == STATUS_OK)
		s = open_app(context, sidecar);
	if (s != STATUS_OK) {
		sidecar_close(sidecar);
		return s;
	}
	*ret_sidecar = sidecar;
	return STATUS_OK;
}

int sidecar_grpc_port(const struct sidecar *sidecar)
{
	return grpc_front_port(sidecar->front);
}

int sidecar_http_port(const struct sidecar *sidecar)
{
	return http_server_port(sidecar->http);
}

static void stop_delivery(struct sidecar *sidecar)
{
	pthread_mutex_lock(&sidecar->lock);
	sidecar->stopping = true;
	pthread_cond_broadcast(&sidecar->wake);
	pthread_mutex_unlock(&sidecar->lock);
	if (sidecar->delivers)
		pthread_join(sidecar->deliverer, NULL);
	if (sidecar->watches)
		pthread_join(sidecar->watcher, NULL);
	grpc_peer_close(sidecar->app);
}

void sidecar_close(struct sidecar *sidecar)
{
	if (!sidecar)
		return;
	/* Whatever still publishes needs the journal, and deliveries mark in it: it goes last. */
	if (sidecar->http)
		http_server_close(sidecar->http);
	if (sidecar->front)
		grpc_front_close(sidecar->front, DRAIN_MS);
	if (sidecar->app)
		stop_delivery(sidecar);
	journal_close(sidecar->journal);
	sidecar_free(sidecar);
}
