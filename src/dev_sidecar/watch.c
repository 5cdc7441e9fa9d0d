#include "dev_sidecar/watch.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "dev_sidecar/app_call.h"
#include "dev_sidecar/app_link.h"
#include "dev_sidecar/state.h"
#include "google/protobuf/empty.pb-c.h"
#include "hapax/log.h"

enum { ASK_TIMEOUT_MS = 5000, PAUSE_MS = 200, ANSWER_MAX_BYTES = 16 << 20 };

static enum status ask(struct context *context, struct sidecar *sidecar, struct subscriptions **ret_subscriptions)
{
	Google__Protobuf__Empty empty = GOOGLE__PROTOBUF__EMPTY__INIT;
	struct grpc_request request = {
		.path = "/dapr.proto.runtime.v1.AppCallback/ListTopicSubscriptions",
		.message = &empty.base,
		.timeout_ms = ASK_TIMEOUT_MS,
	};
	struct app_answer answer;
	enum status s = app_call(context, sidecar->app, &request, &answer);
	return s == STATUS_OK ? subscriptions_new(context, answer.bytes, sidecar->options.pubsub, ret_subscriptions) : s;
}

static void take_over(struct sidecar *sidecar, struct subscriptions *subscriptions)
{
	pthread_mutex_lock(&sidecar->lock);
	struct subscriptions *old = sidecar->live;
	bool news = !sidecar->app_ready || !old || old->count != subscriptions->count;
	if (!sidecar->app_ready)
		sidecar->alpha_bulk = false;
	sidecar->live = subscriptions;
	sidecar->app_ready = true;
	pthread_cond_broadcast(&sidecar->wake);
	pthread_mutex_unlock(&sidecar->lock);
	subscriptions_free(old);
	if (news)
		log_record(LOG_INFO, "sidecar: the app is there", LOG_INT("subscriptions", (int64_t)subscriptions->count));
}

static void note_absence(struct sidecar *sidecar, const struct context *context, enum status status)
{
	pthread_mutex_lock(&sidecar->lock);
	bool news = sidecar->app_ready && !sidecar->stopping;
	if (status == STATUS_UNAVAILABLE)
		sidecar->app_ready = false;
	pthread_mutex_unlock(&sidecar->lock);
	if (news)
		log_record(LOG_WARN, "sidecar: the app doesn't answer", LOG_STR(LOG_CAUSE, failure_text(context)));
}

static void look(struct sidecar *sidecar)
{
	struct arena arena CLEANUP(arena_done);
	arena_init(&arena, ANSWER_MAX_BYTES);
	struct context context;
	context_init(&context, &arena, NULL, NULL);
	struct subscriptions *subscriptions;
	enum status s = ask(&context, sidecar, &subscriptions);
	if (s == STATUS_OK)
		take_over(sidecar, subscriptions);
	else
		note_absence(sidecar, &context, s);
}

/* Asks, and while the app is there, waits until it has gone. */
static void follow(struct sidecar *sidecar, int link)
{
	look(sidecar);
	bool ready = true;
	while (ready && !app_link_broken(link, PAUSE_MS)) {
		pthread_mutex_lock(&sidecar->lock);
		ready = sidecar->app_ready && !sidecar->stopping;
		pthread_mutex_unlock(&sidecar->lock);
	}
	pthread_mutex_lock(&sidecar->lock);
	bool news = sidecar->app_ready && !sidecar->stopping;
	sidecar->app_ready = false;
	pthread_mutex_unlock(&sidecar->lock);
	if (news)
		log_record(LOG_WARN, "sidecar: the app has gone; events wait for it");
}

static void note_refusal(struct sidecar *sidecar, const char *cause)
{
	struct arena arena CLEANUP(arena_done);
	arena_init(&arena, 4096);
	struct context context;
	context_init(&context, &arena, NULL, NULL);
	note_absence(sidecar, &context, fail(&context, STATUS_UNAVAILABLE, "%s", cause));
}

void *watch_run(void *data)
{
	struct sidecar *sidecar = data;
	bool stopping = false;
	while (!stopping) {
		int link = app_link_open(sidecar->options.app_port);
		if (link >= 0) {
			follow(sidecar, link);
			close(link);
		} else {
			note_refusal(sidecar, strerror(errno));
		}
		pthread_mutex_lock(&sidecar->lock);
		if (!sidecar->stopping)
			sidecar_wait(sidecar, clock_monotonic_us() + PAUSE_MS * 1000);
		stopping = sidecar->stopping;
		pthread_mutex_unlock(&sidecar->lock);
	}
	return NULL;
}
