#include "dev_sidecar/app_call.h"

#include <pthread.h>

struct waiter {
	pthread_mutex_t lock;
	pthread_cond_t wake;
	bool done;
	struct context *context;
	enum status status;
	struct app_answer answer;
};

/* On the channel's thread, while the caller waits: its context is ours. */
static void on_reply(void *data, const struct grpc_reply *reply)
{
	struct waiter *waiter = data;
	pthread_mutex_lock(&waiter->lock);
	waiter->answer = (struct app_answer){
		.grpc_code = reply->grpc_code,
		.message = text_dup(reply->message, waiter->context->arena),
		.bytes = text_dup(reply->bytes, waiter->context->arena),
	};
	waiter->status = reply->status;
	if (reply->status != STATUS_OK)
		fail(waiter->context, reply->status, "%.*s", TEXT_ARG(reply->message));
	else if (reply->bytes.len && !waiter->answer.bytes.at)
		waiter->status = fail(waiter->context, STATUS_EXHAUSTED, "an answer of %zu bytes is too large", reply->bytes.len);
	waiter->done = true;
	pthread_cond_signal(&waiter->wake);
	pthread_mutex_unlock(&waiter->lock);
}

enum status app_call(struct context *context, struct grpc_peer *app, const struct grpc_request *request,
		     struct app_answer *ret_answer)
{
	struct waiter waiter = {.lock = PTHREAD_MUTEX_INITIALIZER, .wake = PTHREAD_COND_INITIALIZER, .context = context};
	grpc_call_start(app, request, on_reply, &waiter);
	pthread_mutex_lock(&waiter.lock);
	while (!waiter.done)
		pthread_cond_wait(&waiter.wake, &waiter.lock);
	pthread_mutex_unlock(&waiter.lock);
	pthread_cond_destroy(&waiter.wake);
	pthread_mutex_destroy(&waiter.lock);
	*ret_answer = waiter.answer;
	return waiter.status;
}
